"""Whether what is stored of a request is what its facts say.

The chain vouches for facts alone; what was shown, and the answer in its words,
stand beside it and can be changed there. One judge for a database and for a
bundle: a request comes as ``evidence.json`` has it, with its facts in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from signoff.inbox.audit import EventKind
from signoff.inbox.chain import Link, facts_of, instant
from signoff.inbox.request import RequestStatus
from signoff.inbox.shown import content_hash, sha256_of, words_hash
from signoff.inbox.terms import terms_hash

_CLOSED = {
    EventKind.REQUEST_ANSWERED.value: RequestStatus.ANSWERED.value,
    EventKind.REQUEST_EXPIRED.value: RequestStatus.EXPIRED.value,
    EventKind.REQUEST_CANCELLED.value: RequestStatus.CANCELLED.value,
    EventKind.REQUEST_SUPERSEDED.value: RequestStatus.CANCELLED.value,
    EventKind.REQUEST_REOPENED.value: RequestStatus.PENDING.value,
}
STARTED = EventKind.RUN_STARTED.value
_OPENED, _VOTED = EventKind.REQUEST_OPENED.value, EventKind.REQUEST_VOTED.value
_MAILS = (
    EventKind.REPLY_RECORDED.value,
    EventKind.REPLY_UNCLEAR.value,
    EventKind.REPLY_REFUSED.value,
    EventKind.REPLY_IGNORED.value,
)
KINDS = (_OPENED, _VOTED, *_CLOSED, *_MAILS)  # of the facts that this looks at

# What a fact says openly of an answer, and what the answer is stored with.
_PLAIN = ("outcome", "source", "read_by", "channel", "verification", "content_hash")
_HASHED = (
    ("edited_output", "edited_sha256", "edited text"),
    ("answer", "answer_sha256", "typed answer"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something stored that fact ``seq`` says otherwise; 0 where no fact says anything."""

    seq: int
    says: str


@dataclass
class _Told:
    """What the facts of a request come to."""

    opened: Link | None = None
    closed: Link | None = None  # or the one that opened it again
    votes: list[Link] = field(default_factory=list)
    mails: dict[str, Link] = field(default_factory=dict)

    @property
    def answer(self) -> Link | None:
        """The fact of the answer that stands."""
        is_answered = self.closed and self.closed.kind == EventKind.REQUEST_ANSWERED.value
        return self.closed if is_answered else None

    @property
    def seq(self) -> int:
        """The number of the fact that says how the request stands; 0 where there is none."""
        found = self.closed or self.opened
        return found.seq if found else 0

    @property
    def status(self) -> str:
        """How the request stands by its facts."""
        return _CLOSED[self.closed.kind] if self.closed else RequestStatus.PENDING.value


def differences(request: Mapping[str, Any], facts: Iterable[Link]) -> Iterator[Difference]:
    """Give what is stored of one request and is not what its facts say."""
    told = _told(facts)
    yield from _question(request, told)
    response, answer = request["response"], told.answer
    if response is not None and answer is not None:
        yield from _said(f"The answer to request {request['id']}", response, answer)
    elif answer is not None:
        says = f"The answer to request {request['id']} is gone, with the words that were recorded."
        yield Difference(answer.seq, says)
    elif response is not None:
        says = f"Request {request['id']} has an answer that no fact vouches for."
        yield Difference(told.seq, says)
    for vote in request["votes"]:
        yield from _vote(request["id"], vote, told)
    for mail in request["replies"]:
        fact = told.mails.get(mail["id"])
        recorded = fact and fact.data.get("raw_sha256")  # none in facts of earlier releases
        if fact and recorded not in (None, mail["raw_sha256"]):
            says = f"The mail {mail['id']} about request {request['id']} is not the one that came."
            yield Difference(fact.seq, says)


def starter_differences(run: Mapping[str, Any], facts: Iterable[Link]) -> Iterator[Difference]:
    """Give who is stored as having started a run, where its fact names somebody else."""
    for fact in facts:
        is_told = fact.kind == STARTED and fact.salt is not None
        if is_told and run["starter"] != fact.actor:
            yield _other(f"Run {run['id']}", "starter", run["starter"], fact.actor, fact)


def _told(facts: Iterable[Link]) -> _Told:
    told = _Told()
    for fact in facts:
        if fact.kind == _OPENED:
            told.opened = fact
        elif fact.kind == _VOTED:
            told.votes.append(fact)
        elif fact.kind in _CLOSED:
            told.closed = fact
        elif fact.kind in _MAILS:
            told.mails[fact.subject] = fact
    return told


def _question(request: Mapping[str, Any], told: _Told) -> Iterator[Difference]:
    opened, name = told.opened, f"request {request['id']}"
    if opened is None:
        yield Difference(0, f"No fact says that {name} was asked.")
        return
    recorded = opened.data.get("content_hash")
    is_emptied = opened.salt is None and request["redacted_at"]
    is_other = not is_emptied and _content_hash(request) != recorded
    if is_other or request["content_hash"] != recorded:
        yield Difference(opened.seq, f"What {name} shows is not what was recorded.")
    terms = opened.data.get("terms_sha256")  # none in facts of earlier releases
    if terms is not None and terms_hash(request) != terms:
        says = "The plan, the metadata or other terms of"
        yield Difference(opened.seq, f"{says} {name} are not what was recorded.")
    if request["status"] != told.status:
        says = f"Stored of {name} is that it is {request['status']}; by its facts it is "
        yield Difference(told.seq, f"{says}{told.status}.")


def _vote(request_id: str, vote: Mapping[str, Any], told: _Told) -> Iterator[Difference]:
    """Give what of a stored vote is not what the person's last one at its stage was."""
    at_stage = [fact for fact in told.votes if fact.data.get("stage") == vote["stage"]]
    own = [fact for fact in at_stage if fact.salt is not None and fact.actor == vote["person"]]
    if own:
        what = f"The vote of {vote['person']} on request {request_id}"
        yield from _said(what, {**vote, "responder": vote["person"]}, own[-1])
        return
    nameless = [fact for fact in at_stage if fact.salt is None]
    if not any(_is_as_told(vote, fact) for fact in nameless):
        says = f"Request {request_id} has a vote of {vote['person']} that no fact vouches for."
        yield Difference(told.seq, says)


def _is_as_told(said: Mapping[str, Any], fact: Link) -> bool:
    return not any(_plainly("", said, fact))


def _said(what: str, said: Mapping[str, Any], fact: Link) -> Iterator[Difference]:
    """Give what of an answer or a vote is not what its fact says."""
    yield from _plainly(what, said, fact)
    if fact.salt is None:  # who and in which words was taken out
        return
    if said["responder"] != fact.actor:
        yield _other(what, "by", said["responder"], fact.actor, fact)
    if not _are_its_words(said, fact.data):
        yield Difference(fact.seq, f"{what} is not in the words that were recorded.")
    for name, digest, called in _HASHED:
        given = said[name]
        if fact.data.get(digest) != (None if given is None else sha256_of(given)):
            says = f"{what} is not what was recorded: its {called} is another."
            yield Difference(fact.seq, says)


def _plainly(what: str, said: Mapping[str, Any], fact: Link) -> Iterator[Difference]:
    told = facts_of(fact.data)
    for name in _PLAIN:
        # A model is named where one read the words; all else is in every fact of this kind.
        if (name in told or name == "read_by") and said[name] != told.get(name):
            yield _other(what, name, said[name], told.get(name), fact)
    if said["at"] != instant(fact.at):
        yield _other(what, "at", said["at"], instant(fact.at), fact)


def _are_its_words(said: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    kept = told.get("feedback_sha256")
    if kept is not None and words_hash(said["feedback"]) != kept:
        return False
    if "text_sha256" not in told:  # an earlier release wrote it
        return True
    comment = said["comment"]
    return (words_hash(said["text"]), said["rating"], comment and words_hash(comment)) == (
        told["text_sha256"],
        told.get("rating"),
        told.get("comment_sha256"),
    )


def _other(what: str, name: str, stored: object, told: object, fact: Link) -> Difference:
    called = name.replace("_", " ")
    return Difference(
        fact.seq,
        f"{what} is stored with another {called!r} than was recorded: it is {stored!r}; fact "
        f"{fact.seq} says {told!r}.",
    )


def _content_hash(request: Mapping[str, Any]) -> str:
    parts = (request["message"], request["content_type"], request["content"])
    return content_hash(*parts, request["outcomes"])
