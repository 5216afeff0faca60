"""WHAT WORDS MEAN: from a person's words to one of the offered outcomes.

Doubt never approves: where the words are not plain, the answer is None and
the person is asked again.
"""

from signoff.interpret.doubt import may_approve
from signoff.interpret.outcome import Classify, Reading, match_outcome, permits, read_outcome
from signoff.interpret.verdict import Plain, Verdict, plainly, verdict_of

__all__ = [
    "Classify",
    "Plain",
    "Reading",
    "Verdict",
    "match_outcome",
    "may_approve",
    "permits",
    "plainly",
    "read_outcome",
    "verdict_of",
]
