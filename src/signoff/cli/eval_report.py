"""What an evaluation found, as text for people and as values for programs.

It judges nothing: figures and verdicts come from interpret.evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from signoff.cli.words import visible
from signoff.interpret.evaluation import Figures, Judged, Verdict, figures, groups

# What --show takes: the verdicts whose cases are shown.
SHOWN: dict[str, tuple[Verdict, ...]] = {
    "wrong": (Verdict.WRONG_APPROVAL, Verdict.WRONG),
    "unclear": (Verdict.WRONG_APPROVAL, Verdict.UNCLEAR),
    "all": tuple(reversed(Verdict)),
    "none": (),
}
_HEADINGS = {
    Verdict.WRONG_APPROVAL: "Wrong approvals",
    Verdict.WRONG: "Other wrong commits",
    Verdict.UNCLEAR: "Asked again, where the words decide",
    Verdict.DEFENSIBLE: "Not the label, but also ok",
    Verdict.RIGHT: "Right",
}


@dataclass(frozen=True, slots=True)
class Report:
    """Judged replies and how they are to be told: by which fields, with whose cases."""

    title: str
    judged: Sequence[Judged]
    by: tuple[str, ...]
    show: str

    def lines(self) -> Iterator[str]:
        """Give the text line by line."""
        yield self.title
        yield ""
        yield from _summary(figures(self.judged))
        for field in self.by:
            yield ""
            yield from _table(field, groups(self.judged, field))
        for verdict, cases in self._cases():
            yield ""
            yield f"{_HEADINGS[verdict]} ({len(cases)})"
            for one in cases:
                yield from _case(one)

    def values(self) -> dict[str, Any]:
        """Give the same as one JSON object; its shape is in docs/reference/cli.md."""
        return {
            "title": self.title,
            **_values(figures(self.judged)),
            "by": {
                field: {
                    name: _values(figures(some))
                    for name, some in groups(self.judged, field).items()
                }
                for field in self.by
            },
            "cases": [_case_values(one) for _, cases in self._cases() for one in cases],
        }

    def _cases(self) -> Iterator[tuple[Verdict, list[Judged]]]:
        for verdict in SHOWN[self.show]:
            if cases := [one for one in self.judged if one.verdict is verdict]:
                yield verdict, cases


def _summary(found: Figures) -> Iterator[str]:
    yield _row("decidable", f"{found.n_decidable}", f"of {found.n} replies have an outcome")
    yield _row("coverage", _percent(found.coverage), f"{found.n_right} of these got it")
    yield _row("asked again", f"{found.n_unclear}", "of the decidable ones")
    yield _row("also ok", f"{found.n_defensible}", "got an outcome that can be defended")
    yield _row(
        "wrong commits",
        f"{found.n_wrong}",
        f"{_percent(found.wrong)} of all; at most {found.wrong_at_most:.1f} % (95 % confidence)",
    )
    yield _row(
        "wrong approvals",
        f"{found.n_wrong_approvals}",
        f"of {found.n_tempting} where one is possible; "
        f"at most {found.wrong_approvals_at_most:.1f} % (95 % confidence)",
    )
    yield _row("time", f"{found.p50_ms:.2f} ms", f"a reply at p50, {found.p95_ms:.2f} ms at p95")


def _row(name: str, figure: str, words: str) -> str:
    return f"  {name:<15} {figure:>8}  {words}"


def _table(field: str, some: dict[str, list[Judged]]) -> Iterator[str]:
    names = {name: visible(name) or "-" for name in some}
    width = max(map(len, (field, *names.values())))
    yield f"  {field:<{width}}      n  decidable  coverage  wrong  wrong approvals"
    for name, judged in some.items():
        found = figures(judged)
        yield (
            f"  {names[name]:<{width}} {found.n:>6}  {found.n_decidable:>9}  "
            f"{_percent(found.coverage):>8}  {found.n_wrong:>5}  {found.n_wrong_approvals:>15}"
        )


def _case(one: Judged) -> Iterator[str]:
    case = one.case
    also = f"  (also ok: {', '.join(map(_outcome, case.also_ok))})" if case.also_ok else ""
    yield f"  {visible(case.id)}"
    yield f"    feedback: {visible(case.feedback)}"
    yield f"    outcomes: {', '.join(map(_outcome, case.outcomes))}"
    yield f"    label:    {_outcome(case.label)}{also}"
    yield f"    got:      {_outcome(one.got)}"


def _outcome(name: str | None) -> str:
    return "(ask again)" if name is None else visible(name)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1f} %"


def _values(found: Figures) -> dict[str, Any]:
    return {
        "n": found.n,
        "n_decidable": found.n_decidable,
        "n_right": found.n_right,
        "n_unclear": found.n_unclear,
        "n_also_ok": found.n_defensible,
        "n_wrong": found.n_wrong,
        "n_wrong_approvals": found.n_wrong_approvals,
        "n_wrong_approval_possible": found.n_tempting,
        "coverage_percent": found.coverage,
        "wrong_percent": found.wrong,
        "wrong_at_most_percent": found.wrong_at_most,
        "wrong_approvals_percent": found.wrong_approvals,
        "wrong_approvals_at_most_percent": found.wrong_approvals_at_most,
        "p50_ms": found.p50_ms,
        "p95_ms": found.p95_ms,
    }


def _case_values(one: Judged) -> dict[str, Any]:
    case = one.case
    return {
        "id": case.id,
        "lang": case.lang,
        "kind": case.kind,
        "message": case.message,
        "feedback": case.feedback,
        "outcomes": case.outcomes,
        "approving": case.approving,
        "label": case.label,
        "also_ok": case.also_ok,
        "got": one.got,
        "verdict": one.verdict.value,
        "ms": one.ms,
    }
