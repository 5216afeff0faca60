"""A package, so that `tests.support` means ours whatever else is installed."""
