"""Which people of a source are asked: who is there, who stands in, whose turn it is.

A quorum is never lowered because people are away: where too few are there,
somebody stands in for them or they are asked all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from signoff.inbox.policy import Choice, Group
from signoff.inbox.routing.office import Office


@dataclass(slots=True)
class Chosen:
    """People in the order they were found, whom they stand in for, and sentences about it."""

    people: list[str] = field(default_factory=list)
    in_place_of: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, person: str, *, instead_of: str | None = None) -> None:
        self.people.append(person)
        if instead_of is not None:
            self.in_place_of[person] = instead_of

    def members(self) -> list[str]:
        """Return the people of the source itself that these are or stand in for."""
        return [self.in_place_of.get(person, person) for person in self.people]


@dataclass(frozen=True, slots=True)
class Want:
    """How many are asked (None: all who are there), how many of them at least, and who never is.

    ``reserve`` stand in, in this order, for people who are away.
    """

    wanted: int | None = None
    needed: int = 1
    barred: Collection[str] = ()
    reserve: Sequence[str] = ()


def choose_members(group: Group, want: Want, office: Office) -> Chosen:
    """Return whom of a group to ask; the turn is taken where there are turns."""
    order = list(group.members)
    if group.choice is Choice.ROUND_ROBIN:
        last = office.find_last_turn(group.name)
        after = order.index(last) + 1 if last in order else 0
        order = order[after:] + order[:after]
    elif group.choice is Choice.LEAST_LOADED:
        waiting = office.n_open(order)
        order.sort(key=lambda person: waiting.get(person, 0))
    found = choose(order, want, office)
    members = [person for person in found.members() if person in group.members]
    if group.choice is Choice.ROUND_ROBIN and members:
        office.take_turn(group.name, members[-1])
    return found


def choose(order: Sequence[str], want: Want, office: Office) -> Chosen:
    """Return whom to ask of some people, the first first.

    Too few come back only where there are too few who are not barred and have not left.
    """
    found = Chosen()
    away: list[tuple[str, str]] = []
    doubled: list[tuple[str, str]] = []
    for person in order:
        if len(found.people) == want.wanted:
            break
        if person in found.people or _is_one_of(person, want.barred, office) is not None:
            continue
        same = _is_one_of(person, found.people, office)
        if same is None:
            _see(person, found, away, want, office)
        else:
            doubled.append((person, f"{person} is the same person as {same}, who is asked."))
    _fill(found, away, want, office)
    _replace(found, doubled, want, office)
    return found


def _is_one_of(person: str, others: Collection[str], office: Office) -> str | None:
    """Return under which of these addresses somebody is there already, whatever theirs is."""
    if person in others:
        return person
    if not others:
        return None
    who = office.whose(person)
    return next((other for other in others if office.whose(other) == who), None)


def _replace(found: Chosen, doubled: list[tuple[str, str]], want: Want, office: Office) -> None:
    """Ask others in place of second addresses of one person, where too few are asked without."""
    for person, note in doubled:
        instead = _find_reserve(found, want, office) if len(found.people) < want.needed else None
        found.notes.append(note)
        if instead is not None:
            found.add(instead, instead_of=person)
            found.notes.append(f"{instead} is asked in place of that address.")


def _see(
    person: str, found: Chosen, away: list[tuple[str, str]], want: Want, office: Office
) -> None:
    """Add who is to be asked for a person, or the person to those who are away."""
    who, note = _who_answers(person, office)
    if who is None:
        away.append((person, note))
    elif _is_one_of(who, want.barred, office) is not None:
        away.append((person, f"{who}, who answers for {person}, may not decide this."))
    elif _is_one_of(who, found.people, office) is not None:
        away.append((person, f"{who} answers for {person} and is asked already."))
    else:
        found.add(who, instead_of=None if who == person else person)
        if note:
            found.notes.append(note)


def _fill(found: Chosen, away: list[tuple[str, str]], want: Want, office: Office) -> None:
    """Ask others in place of those who are away, or them all the same, until there are enough."""
    goal = want.needed if want.wanted is None else want.wanted
    left = []
    for person, note in away:
        missing = len(found.people) < goal
        instead = _find_reserve(found, want, office) if missing else None
        if instead is not None:
            found.add(instead, instead_of=person)
            found.notes.append(f"{note} {instead} is asked in their place.")
        elif missing:
            left.append((person, note))
        else:
            found.notes.append(note)
    for person, note in left:
        absence = office.find_absence(person)
        if absence is not None and absence.has_left:
            found.notes.append(note)  # who left can answer nothing
        elif _is_one_of(person, found.people, office) is None and len(found.people) < goal:
            found.add(person)
            found.notes.append(f"{note} Nobody is there in their place: they are asked anyway.")


def _find_reserve(found: Chosen, want: Want, office: Office) -> str | None:
    for person in want.reserve:
        who, _ = _who_answers(person, office)
        is_free = who is not None and _is_one_of(who, (*want.barred, *found.people), office) is None
        if who is not None and is_free:
            return who
    return None


def _who_answers(person: str, office: Office) -> tuple[str | None, str]:
    """Return who answers for a person now, None where nobody does, and a sentence about it."""
    delegate = _last_delegate(person, office)
    if delegate != person and office.find_absence(delegate) is None:
        return delegate, f"{delegate} answers for {person}."
    absence = office.find_absence(person)
    if absence is not None:
        return None, f"{person} is {absence.in_words()}."
    if delegate != person:
        return person, f"{delegate}, who would answer for {person}, is away."
    return person, ""


def _last_delegate(person: str, office: Office) -> str:
    """Follow who answers for whom; people who answer for each other answer for themselves."""
    seen = [person]
    while (following := office.find_delegate(seen[-1])) is not None:
        if following in seen:
            return person
        seen.append(following)
    return seen[-1]
