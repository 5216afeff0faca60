"""Take people's words out of what is over, and say in the trail that it was done.

The chain holds as before: a fact without its words keeps its digest, and a
fact of its own names the numbers of those that lost theirs. What still goes on
is left alone. How long words are kept is the business of jobs/audit/retain.py.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from signoff import ids
from signoff.errors import RedactionRefused, RunNotFound
from signoff.inbox.address import canonical_address
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.chain_check import ranges_text
from signoff.store.audit import redaction
from signoff.store.unit_of_work import UnitOfWork

_PSEUDONYM_OCTETS = 4


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was done: ``n_facts`` lost their words; ``n_open`` runs go on and were left alone.

    ``runs`` are over and were told the person's words: what they made of these stands.
    """

    n_facts: int
    n_open: int = 0
    pseudonym: str = ""
    runs: tuple[str, ...] = ()


def redact_run(
    unit: UnitOfWork, run_id: str, *, by: str, now: datetime, why: str = "run"
) -> Redacted:
    """Take every word out of a closed run.

    Raises: RunNotFound; RedactionRefused, while the run goes on.
    """
    status = redaction.find_status(unit.connection, run_id)
    if status is None:
        raise RunNotFound(
            f"There is no run {run_id[:120]!r}. Nothing was changed. Give the id `/runs` shows."
        )
    if status not in redaction.CLOSED:
        raise RedactionRefused(
            f"Run {run_id} is {status}: its words are still needed. Nothing was changed. "
            "Cancel it, or wait until it has ended."
        )
    links = redaction.links_of_run(unit.connection, run_id)
    redaction.empty_run(unit.connection, run_id, now=now)
    seqs = redaction.take_out(unit.connection, links, now=now)
    _say(unit, seqs, why=why, by=by, now=now)
    return Redacted(len(seqs))


def redact_person(unit: UnitOfWork, address: str, *, by: str, now: datetime) -> Redacted:
    """Take a person out of everything that is over: their words, and their address.

    Raises: AddressInvalid; RedactionRefused, where nothing names the address.
    """
    person = canonical_address(address)
    links = redaction.links_about(unit.connection, person)
    n_open = redaction.count_open_runs(unit.connection, person)
    if not links:
        runs = "1 run goes" if n_open == 1 else f"{n_open} runs go"
        goes_on = f" {runs} on in which they are asked." if n_open else ""
        raise RedactionRefused(
            f"No fact of anything that is over names {person!r}.{goes_on} Nothing was changed. "
            "Check the address; `signoff audit export --actor ADDRESS` shows what a person did."
        )
    pseudonym = f"redacted-{secrets.token_hex(_PSEUDONYM_OCTETS)}"
    told = redaction.list_runs_of(unit.connection, person)
    wrote = [
        link.subject
        for link in links
        if link.kind.startswith("reply.") and person in (link.actor, link.data.get("alias_of"))
    ]
    redaction.forget_address(unit.connection, person, pseudonym, wrote=wrote, now=now)
    seqs = redaction.take_out(unit.connection, links, now=now)
    # Whoever redacts themselves shall not be named by the fact that says so.
    _say(unit, seqs, why="person", by="signoff" if by == person else by, now=now)
    return Redacted(len(seqs), n_open, pseudonym, told)


def _say(unit: UnitOfWork, seqs: list[int], *, why: str, by: str, now: datetime) -> None:
    if not seqs:
        return
    fact_id = ids.new_id()
    data = {"why_redacted": why, "n": len(seqs), "seqs": ranges_text(seqs)}
    unit.trail.add(AuditEvent(fact_id, EventKind.AUDIT_REDACTED, fact_id, by, now, data=data))
