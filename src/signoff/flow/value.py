"""Classes of small values that `import signoff` makes, so they must be made fast.

A NamedTuple takes ten times as long, and a dataclass fifty times.
"""

from typing import Any, dataclass_transform


@dataclass_transform(kw_only_default=True)
class Value:
    """Holds the fields that its subclass names; type checkers read it as a dataclass."""

    def __init__(self, **fields: Any) -> None:  # noqa: ANN401 - the subclass's own
        vars(self).update(fields)
