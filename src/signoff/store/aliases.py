"""Further addresses of people: mail from one counts as theirs, by an administrator's word."""

from __future__ import annotations

from datetime import datetime

from signoff import ids
from signoff.errors import AddressInvalid
from signoff.inbox.address import canonical_address
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.store.people import TRACE, Alias, Unit, digest


def add_alias(unit: Unit, alias: str, person: str, *, by: str, now: datetime) -> Alias:
    """Let mail from ``alias`` count as the person's, by an administrator's word; return it.

    Raises: AddressInvalid, for what is no address, and for an alias of itself.
    """
    added = Alias(canonical_address(alias), canonical_address(person), now)
    if added.alias == added.person:
        raise AddressInvalid(
            f"{added.alias} is to be an alias of itself. Nothing was changed. "
            "Give the other address first, then the person's."
        )
    unit.people.put_alias(added)
    _note_alias(unit, EventKind.ALIAS_ADDED, added.alias, by, now, {"person": added.person})
    return added


def remove_alias(unit: Unit, alias: str, *, by: str, now: datetime) -> bool:
    """Let an address count as its own again; say False where it was no alias.

    Raises: AddressInvalid.
    """
    address = canonical_address(alias)
    gone = unit.people.drop_alias(address)
    if gone:
        _note_alias(unit, EventKind.ALIAS_REMOVED, address, by, now, {})
    return gone


def _note_alias(
    unit: Unit, kind: EventKind, alias: str, by: str, now: datetime, data: dict[str, str]
) -> None:
    data = {"alias": alias, **data}
    unit.trail.add(AuditEvent(ids.new_id(), kind, digest(alias)[:TRACE], by, now, data=data))
