"""Facts as lines of a table: in words, with the title of what they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signoff.inbox.audit import EventKind
from signoff.inbox.chain import Link
from signoff.web.pages import words
from signoff.web.pages.words import Look

_DETAIL_LENGTH = 140
_WAYS = {"email_page": "Page of a mail", "api": "API", "email": "Mail", "timeout": "Deadline"}
_PROOFS = {
    "none": ("Nobody checked", "Nothing proves who this was."),
    "matched": ("Ticket", "The answer came with the ticket that only this address was sent."),
    "aligned": ("Ticket and mail", "The ticket, in a mail that is proved to be from that address."),
    "session": ("Signed in", "They were signed in at a browser."),
    "token": ("Token", "A program sent it with their API token."),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """How sure it is who decided: a word, and the sentence behind it."""

    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One fact. ``title`` is that of its request; empty where it has none or its words are gone."""

    fact: Link
    what: str
    title: str
    detail: str
    look: Look
    outcome: str
    way: str
    proof: Proof | None


def lines(
    facts: Sequence[Link],
    titles: Mapping[str, str],
    approving: Mapping[str, tuple[str, ...]],
) -> list[Line]:
    """Return the facts in words; ``titles`` and ``approving`` outcomes are by request."""
    return [_line(fact, titles, approving.get(fact.request_id or "")) for fact in facts]


def kind_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return all kinds by what they are about: (name, [(kind, words)])."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in EventKind:
        about = kind.value.partition(".")[0]
        groups.setdefault(words.label(about), []).append((kind.value, what_happened(kind.value)))
    return list(groups.items())


def what_happened(kind: str) -> str:
    """Return a kind in words: ``request.stage_passed`` is ``Request stage passed``."""
    return words.label(kind.replace(".", " "))


def _line(fact: Link, titles: Mapping[str, str], approving: tuple[str, ...] | None) -> Line:
    outcome, way = fact.data.get("outcome"), fact.data.get("channel")
    verification = fact.data.get("verification")
    word, sentence = _PROOFS.get(str(verification), ("", ""))
    return Line(
        fact,
        what=what_happened(fact.kind),
        title=titles.get(fact.request_id or "", ""),
        detail=words.in_one_line(dict(fact.data), _DETAIL_LENGTH) if fact.data else "",
        look=words.look_of(outcome if isinstance(outcome, str) else None, approving),
        outcome=_outcome(fact, outcome),
        way=_WAYS.get(str(way), words.label(str(way))) if way else "",
        proof=Proof(word, sentence) if word else None,
    )


def _outcome(fact: Link, outcome: object) -> str:
    if isinstance(outcome, str) and outcome:
        return words.label(outcome)
    said = {
        EventKind.REQUEST_ANSWERED.value: "In words",
        EventKind.REQUEST_EXPIRED.value: "Expired",
        EventKind.REQUEST_REOPENED.value: "Taken back",
    }
    return said.get(fact.kind, "")
