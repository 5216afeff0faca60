"""Where a person stands to a request: may they answer it, what else they may do, and what not.

What the page says beforehand; the inbox itself decides when something is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signoff.inbox.access import Permission
from signoff.inbox.request import RequestStatus
from signoff.interpret.names import permits
from signoff.store.request_rows import RequestRow, is_shared
from signoff.web.auth import Caller
from signoff.web.pages import names
from signoff.web.pages.review.deciding import Deciding
from signoff.web.pages.words import label

_TALK = "You can say under Discussion what the others should know."
_UNTIL_RELEASED = "You can answer once it is released. Write to them under Discussion."
_ASK = f"{_TALK} Whoever manages requests can have you asked."
_BY_MAIL = (
    "Answer by the mail that asked you, or have whoever manages people give you a role that may "
    "answer here."
)
_ON_TIME = frozenset({"snooze", "hand_over"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page says of several people: ``note`` is '' where there is nothing to say.

    ``hint`` says what else there is to do for whoever may not answer. ``barred`` are outcomes
    that somebody else must give. ``acts`` are what they may do besides:
    claim, release, hand_over, snooze, extend, undo. ``is_needed``: their answer is wanted, though
    not here.
    """

    may_answer: bool
    note: str = ""
    progress: str = ""
    hint: str = ""
    barred: tuple[str, ...] = ()
    acts: frozenset[str] = frozenset()
    is_needed: bool = False


def standing_of(row: RequestRow, caller: Caller, deciding: Deciding, *, now: datetime) -> Standing:
    """Return where the caller stands to a request."""
    acts = _acts(row, caller, deciding, now=now)
    if row.status != RequestStatus.PENDING.value:
        return Standing(may_answer=False, acts=acts)
    progress = _progress(row, caller.person)
    if not _may_answer_any(caller):
        note = "Your role here lets you look at requests, not answer them."
        if caller.person in row.awaited:
            note = f"You are asked. {note}"
            return Standing(
                may_answer=False, note=note, progress=progress, hint=_BY_MAIL, is_needed=True
            )
        return Standing(may_answer=False, note=note, progress=progress, hint=_TALK)
    note = _note(row, caller.person)
    if note and not caller.may_override:
        hint = _UNTIL_RELEASED if row.claimed_by else _ASK
        return Standing(may_answer=False, note=note, progress=progress, hint=hint, acts=acts)
    if note:
        note = f"{note} You manage requests, so you may answer in their place."
    note = f"{note} {_own_vote(deciding, caller.person)}".strip()
    barred = _barred(row, deciding)
    if deciding.own_run:
        who = f"You started {deciding.own_run}, so somebody else must approve it."
        note = f"{note} {who}".strip()
        note += " To refuse is open to you." if len(barred) < len(row.outcomes) else ""
    may_answer = not deciding.own_run or len(barred) < len(row.outcomes)
    hint = "" if may_answer else _TALK
    return Standing(may_answer, note, progress, hint, barred, acts)


def _own_vote(deciding: Deciding, person: str) -> str:
    """Return what this person said at the present step, which they may change."""
    deciders = deciding.steps[-1].deciders if deciding.steps else ()
    vote = next((each.vote for each in deciders if each.person == person and each.vote), None)
    if vote is None:
        return ""
    said = label(vote.outcome) if vote.outcome else "in words"
    return f"You answered {said!r}; until it is decided you can change that."


def _may_answer_any(caller: Caller) -> bool:
    return caller.may(Permission.RESPOND) or caller.may(Permission.MANAGE)


def _barred(row: RequestRow, deciding: Deciding) -> tuple[str, ...]:
    if not deciding.own_run:
        return ()
    return tuple(each for each in row.outcomes if permits(each, row.approving))


def _acts(row: RequestRow, caller: Caller, deciding: Deciding, *, now: datetime) -> frozenset[str]:
    """Return what the caller may do to a request besides answering it."""
    me, is_free = caller.person, caller.may_override
    answer = row.response
    if not _may_answer_any(caller):
        return frozenset()
    if answer is not None:
        is_theirs = is_free or answer.responder == me
        return frozenset({"undo"} if is_theirs and answer.final_at > now else ())
    if row.status != RequestStatus.PENDING.value:
        return frozenset()
    is_asked = me in row.assignees and row.claimed_by in (None, me)
    acts = set(_ON_TIME) if is_asked or is_free else set[str]()
    if acts and deciding.can_extend:
        acts.add("extend")
    if is_asked and len(row.assignees) > 1 and row.needed == 1 and row.claimed_by is None:
        acts.add("claim")
    if row.claimed_by is not None and (is_free or row.claimed_by == me):
        acts.add("release")
    return frozenset(acts)


def _note(row: RequestRow, person: str) -> str:
    """Return why somebody else is to answer; '' where this person is."""
    if row.claimed_by is not None and row.claimed_by != person:
        return f"{names.name(row.claimed_by)} has claimed this."
    if row.is_open_to_all or person in row.assignees:
        return ""
    if not row.assignees:
        return "Nobody is asked. Somebody in charge can ask people, or answer it."
    return f"{_all(row.assignees)} {'is' if len(row.assignees) == 1 else 'are'} asked, not you."


def _progress(row: RequestRow, person: str) -> str:
    """Return how far it is: 'Stage 1 of 2: 1 answered, 2 must agree, waiting for you and bo'."""
    if not is_shared(row):
        return ""
    stage = f"Stage {row.stage} of {row.n_stages}: " if row.n_stages > 1 else ""
    others = tuple(each for each in row.awaited if each != person)
    awaited = others if len(others) == len(row.awaited) else ("you", *others)
    waiting = f", waiting for {_all(awaited)}" if awaited else ""
    return f"{stage}{row.n_votes} answered, {row.needed} must agree{waiting}."


def _all(people: tuple[str, ...]) -> str:
    called = [names.name(person) for person in people]
    if len(called) < 2:  # noqa: PLR2004 - one needs no 'and'
        return called[0] if called else "Nobody"
    return f"{', '.join(called[:-1])} and {called[-1]}"
