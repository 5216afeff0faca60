"""Check the trail of this server: all of it, against each checkpoint that was signed.

What was found can be noted, so that people see when the trail was whole last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice

from sqlalchemy import Engine

from signoff.inbox.chain_check import Anchor, Break, BreakKind, check
from signoff.jobs.audit.check import Checked, vouched
from signoff.jobs.audit.recorded import KINDS, STARTED, differences, starter_differences
from signoff.store.audit.checkpoints import list_checkpoints
from signoff.store.audit.checks import TrailCheck, add_check
from signoff.store.audit.decided import iterate_begun, iterate_decided
from signoff.store.audit.reading import Filters, Reading, find_head, iterate_links
from signoff.store.audit.signing import PublicKey

_SHOWN = 20  # of what is altered: after the first ones, the rest tell nothing new


def check_here(reading: Reading, *, key: PublicKey, receipts: Sequence[Anchor] = ()) -> Checked:
    """Return what is wrong with the stored trail, as it stands at the start of the check."""
    with reading() as connection:
        head, signed = find_head(connection), list_checkpoints(connection)
    others = [made for made in signed if made.key_id != key.id]
    anchors, forged = [*receipts], list[Break]()
    for made in (made for made in signed if made.key_id == key.id):
        if key.vouches(made):
            anchors.append(vouched(made))
        else:
            says = f"The checkpoint at fact {made.receipt.seq} is not what was signed."
            forged.append(Break(made.receipt.seq, BreakKind.FORGED, says))
    if head is not None:
        anchors.append(Anchor(head, "the head of the trail", is_outside=False))
    reach = max([0, *(anchor.receipt.seq for anchor in anchors)])
    report = check(iterate_links(reading, Filters(), last=reach), anchors=anchors)
    notes = []
    if others:
        left = (
            "checkpoint of another key was"
            if len(others) == 1
            else "checkpoints of other keys were"
        )
        notes.append(f"{len(others)} {left} left out. Check with --key.")
    if len(others) == len(signed):
        notes.append("No checkpoint of this key vouches for the end.")
    breaks = (*forged, *report.breaks, *islice(_altered(reading), _SHOWN))
    return Checked(replace(report, breaks=breaks), tuple(notes))


def note_check(engine: Engine, checked: Checked, *, by: str, now: datetime) -> None:
    """Keep what a check of all of this server's trail found, in a transaction of its own."""
    report = checked.report
    found = report.first_break
    noted = TrailCheck(now, by, report.last)
    if found is not None:
        noted = replace(noted, broken_at=found.seq, says=f"{found.says} ({found.kind})")
    with engine.begin() as connection:
        add_check(connection, noted)


def _altered(reading: Reading) -> Iterator[Break]:
    """Give what is stored beside the chain and is not what its facts say."""
    asked = (differences(*one) for one in iterate_decided(reading, KINDS))
    begun = (starter_differences(run, [fact]) for run, fact in iterate_begun(reading, STARTED))
    for found in chain.from_iterable(chain(asked, begun)):
        yield Break(found.seq, BreakKind.ALTERED, found.says)
