"""How well words are read: labelled replies against what a reader made of them.

It judges and counts, and knows neither who read the replies (rules or a
model) nor where they come from. What a careful person would record is the
label; None means that they would ask again.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from signoff.interpret import permits


class Verdict(StrEnum):
    """What a reader's outcome is worth, best first."""

    RIGHT = "right"  # the label, be it an outcome or to ask again
    DEFENSIBLE = "also ok"  # not the label, but no careful person would call it wrong
    UNCLEAR = "asked again"  # no outcome, where the words decide one: a cost, no harm
    WRONG = "wrong"
    WRONG_APPROVAL = "wrong approval"  # permits something that the words do not permit


@dataclass(frozen=True, slots=True)
class Case:
    """One reply, and what a careful person would record.

    ``approving`` None leaves it to the outcomes' names which of them permit
    something. ``also_ok`` are outcomes, or None for asking again, that could
    be defended too.
    """

    id: str
    feedback: str
    outcomes: tuple[str, ...]
    label: str | None
    message: str = ""
    approving: tuple[str, ...] | None = None
    also_ok: tuple[str | None, ...] = ()
    lang: str = ""
    kind: str = ""

    def permits(self, outcome: str | None) -> bool:
        """Return whether to record this outcome would permit something."""
        return outcome is not None and permits(outcome, self.approving)

    @property
    def is_tempting(self) -> bool:
        """Return whether a wrong approval is possible at all."""
        return any(self.verdict(outcome) is Verdict.WRONG_APPROVAL for outcome in self.outcomes)

    def verdict(self, got: str | None) -> Verdict:
        """Judge what a reader made of this reply: an outcome, or None for asking again."""
        if got == self.label:
            return Verdict.RIGHT
        if got is None:
            return Verdict.UNCLEAR
        if got in self.also_ok:
            return Verdict.DEFENSIBLE
        if self.permits(got) and not self.permits(self.label):
            return Verdict.WRONG_APPROVAL
        return Verdict.WRONG


@dataclass(frozen=True, slots=True)
class Judged:
    """A case, what a reader made of it, and how long that took in milliseconds."""

    case: Case
    got: str | None
    ms: float

    @property
    def verdict(self) -> Verdict:
        """Return what the outcome is worth."""
        return self.case.verdict(self.got)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over judged replies. A share is in percent, and None where it is of nothing.

    ``n_decidable`` replies have an outcome as their label; ``n_right`` of those
    got it and ``n_unclear`` were asked again. ``n_wrong`` counts all wrong
    commits, the wrong approvals among them. A wrong approval is possible in
    ``n_tempting`` replies.
    """

    n: int
    n_decidable: int
    n_right: int
    n_unclear: int
    n_defensible: int
    n_wrong: int
    n_wrong_approvals: int
    n_tempting: int
    p50_ms: float
    p95_ms: float

    @property
    def coverage(self) -> float | None:
        """Return the share of decidable replies that got their outcome."""
        return _share(self.n_right, self.n_decidable)

    @property
    def wrong(self) -> float | None:
        """Return the share of all replies that were given a wrong outcome."""
        return _share(self.n_wrong, self.n)

    @property
    def wrong_at_most(self) -> float:
        """Return what that share is at most, at 95 % confidence."""
        return 100 * at_most(self.n_wrong, self.n)

    @property
    def wrong_approvals(self) -> float | None:
        """Return the share of wrong approvals where one was possible."""
        return _share(self.n_wrong_approvals, self.n_tempting)

    @property
    def wrong_approvals_at_most(self) -> float:
        """Return what that share is at most, at 95 % confidence."""
        return 100 * at_most(self.n_wrong_approvals, self.n_tempting)


def figures(judged: Sequence[Judged]) -> Figures:
    """Count verdicts and times."""
    verdicts = Counter(one.verdict for one in judged)
    decidable = [one for one in judged if one.case.label is not None]
    times = sorted(one.ms for one in judged)
    return Figures(
        n=len(judged),
        n_decidable=len(decidable),
        n_right=sum(one.verdict is Verdict.RIGHT for one in decidable),
        n_unclear=verdicts[Verdict.UNCLEAR],
        n_defensible=verdicts[Verdict.DEFENSIBLE],
        n_wrong=verdicts[Verdict.WRONG] + verdicts[Verdict.WRONG_APPROVAL],
        n_wrong_approvals=verdicts[Verdict.WRONG_APPROVAL],
        n_tempting=sum(one.case.is_tempting for one in judged),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
    )


def groups(judged: Iterable[Judged], field: str) -> dict[str, list[Judged]]:
    """Sort judged replies by a field of their case, in the order of its values."""
    found: dict[str, list[Judged]] = {}
    for one in judged:
        value = getattr(one.case, field)
        name = value if isinstance(value, str) else ", ".join(value)
        found.setdefault(name, []).append(one)
    return dict(sorted(found.items()))


def percentile(ascending: Sequence[float], percent: float) -> float:
    """Return the smallest value that ``percent`` of all do not exceed; 0 where there is none."""
    if not ascending:
        return 0.0
    return ascending[max(0, math.ceil(len(ascending) * percent / 100) - 1)]


def at_most(n_bad: int, n: int, *, confidence: float = 0.95) -> float:
    """Return the highest rate (0 to 1) that still fits ``n_bad`` bad ones in ``n``.

    With any higher rate, so few bad ones would be seen in less than
    1 - ``confidence`` of all samples (Clopper and Pearson's upper bound). It
    holds for replies like these, of which these are a random sample.
    """
    if n_bad >= n:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(50):  # halves: 15 digits
        rate = (low + high) / 2
        if _chance_of_so_few(n_bad, n, rate) > 1 - confidence:
            low = rate
        else:
            high = rate
    return high


def _chance_of_so_few(n_bad: int, n: int, rate: float) -> float:
    logs = (
        math.lgamma(n + 1)
        - math.lgamma(bad + 1)
        - math.lgamma(n - bad + 1)
        + bad * math.log(rate)
        + (n - bad) * math.log1p(-rate)
        for bad in range(n_bad + 1)
    )
    return math.fsum(map(math.exp, logs))


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
