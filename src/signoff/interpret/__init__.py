"""WHAT WORDS MEAN: from a person's words to one of the offered outcomes.

Doubt never approves: where the words are not plain, the answer is None and
the person is asked again.
"""

from signoff.interpret.outcome import Reading, match_outcome, read_outcome

__all__ = ["Reading", "match_outcome", "read_outcome"]
