"""Who is asked at each stage: from the state, else an address, else a group, else the creator.

What cannot be used is passed over, and the reasons are kept for whoever asks
why a request came to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signoff.errors import AddressInvalid
from signoff.inbox.address import canonical_address
from signoff.inbox.plan import Stage
from signoff.inbox.policy import Assign, Choice, Group
from signoff.inbox.request import Ask
from signoff.inbox.routing.choose import Chosen, Want, choose, choose_members
from signoff.inbox.routing.condition import Path, find_value, shown
from signoff.inbox.routing.office import Office

CREATOR_SAID = "It goes to the deployment's creator."
_MOST_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What routing knows of a request that is to be opened.

    ``starter`` started its run, ``creator`` is the deployment's: canonical addresses, the
    starter's as far as it is one. ``origins`` started the runs that its run was forked from.
    """

    ask: Ask
    flow: str
    starter: str
    creator: str
    origins: tuple[str, ...] = ()

    @property
    def starters(self) -> tuple[str, ...]:
        """Whose question it is: who started the run, and those it was forked from."""
        return (self.starter, *self.origins)


@dataclass(frozen=True, slots=True)
class Asking:
    """What all stages of one request have in common."""

    question: Question
    groups: Mapping[str, Group]
    backup: tuple[str, ...]
    is_four_eyes: bool
    office: Office

    def want(self, *, needed: int = 1, wanted: int | None = None) -> Want:
        barred = self.question.starters if self.is_four_eyes else ()
        return Want(wanted, needed, barred, self.backup)


def staffed(assign: Assign, asking: Asking) -> tuple[Stage, list[str]]:
    """Return a stage of a rule with its people, and sentences that say why these."""
    why: list[str] = []
    people = _from_state(assign, asking, why) if assign.from_input is not None else ()
    if people:
        found = choose(people, asking.want(needed=assign.needed, wanted=len(people)), asking.office)
        if _are_enough(found, assign.needed, why):
            why.append(f"{assign.from_input} in the state names {listed(people)}.")
            return _stage(found, assign), [*why, *found.notes]
    if assign.to_email is not None:
        found = choose((assign.to_email,), asking.want(wanted=1), asking.office)
        if _are_enough(found, assign.needed, why):
            return _stage(found, assign), [*why, f"It names {assign.to_email}.", *found.notes]
    if assign.to_group is not None:
        stage, said = _of_group(asking.groups[assign.to_group], assign, asking)
        if stage is not None:
            return stage, [*why, *said]
        why += said
    return creator_stage(asking, why, assign)


def named_stage(asking: Asking) -> tuple[Stage, list[str]]:
    """Return the one stage of whom the author named, and sentences that say why these."""
    ask = asking.question.ask
    why: list[str] = []
    people: list[str] = []
    named_groups = [asking.groups[name] for name in ask.assignees if name in asking.groups]
    if len(ask.assignees) == 1 and named_groups:
        assign = Assign(to_group=named_groups[0].name, needed=ask.quorum)
        stage, said = _of_group(named_groups[0], assign, asking)
        if stage is not None:
            return stage, ["The author named the group.", *said]
        return creator_stage(asking, said, assign)
    for name in ask.assignees:
        people += _people_named(name, asking, why)
    want = asking.want(needed=ask.quorum, wanted=len(dict.fromkeys(people)))
    found = choose(people, want, asking.office)
    if not people or not _are_enough(found, ask.quorum, why):
        return creator_stage(asking, why, Assign(needed=ask.quorum))
    why.append(f"The author named {listed(ask.assignees)}.")
    return _stage(found, Assign(needed=ask.quorum)), [*why, *found.notes]


def creator_stage(asking: Asking, why: Sequence[str], assign: Assign) -> tuple[Stage, list[str]]:
    """Return the stage of last resort: the deployment's creator, or who stands in for them.

    How many must agree stays as it was meant: where there are fewer, nothing is approved.
    """
    creator, needed = asking.question.creator, assign.needed
    absence = asking.office.find_absence(creator)
    has_left = absence is not None and absence.has_left
    # Whoever has left never comes back by waiting: those who may answer it anyway are asked.
    in_charge = tuple(asking.office.in_charge()) if has_left else ()
    order = (creator, *asking.backup, *in_charge)
    found = choose(order, asking.want(wanted=needed), asking.office)
    if not found.people:
        people, said = _who_can_refuse(creator, in_charge, has_left=has_left)
        return Stage(people, needed, has_veto=assign.has_veto), [*why, *found.notes, said]
    is_there = creator in found.members()
    said = CREATOR_SAID
    if len(found.people) < needed:
        said = (
            f"It goes to {listed(found.people)}, but {needed} must agree: "
            "nothing is approved until somebody is added."
        )
    elif has_left and not is_there and set(found.members()) - set(asking.backup):
        said = _in_their_place(creator, found.people)
    elif not is_there and absence is not None:
        said = f"{creator} cannot be asked, so the backup is."
    elif not is_there:
        said = f"{creator} started the run and may not approve it, so the backup is asked."
    elif needed > 1:
        said = "It goes to the deployment's creator and the backup."
    return _stage(found, assign), [*why, said, *found.notes]


def _in_their_place(creator: str, people: Sequence[str]) -> str:
    asked = "are" if len(people) > 1 else "is"
    return (
        f"{creator}, the deployment's creator, cannot come in any more: {listed(people)} "
        f"{asked} asked instead, as backup or in charge of the deployment. Set a backup who is "
        "there, or another creator."
    )


def _who_can_refuse(
    creator: str, in_charge: Sequence[str], *, has_left: bool
) -> tuple[tuple[str, ...], str]:
    """Return whom to ask where nobody may approve, and a sentence that says so."""
    if has_left and not in_charge:
        return (), (
            f"{creator}, the deployment's creator, cannot come in any more, and nobody else is in "
            "charge of the deployment: nobody is asked. Give somebody the role 'manager', who can "
            "ask people or answer it."
        )
    person = in_charge[0] if has_left else creator
    return (person,), (
        f"{person} started the run and may not approve it, but nobody else is there to ask: "
        "they can only refuse. Set a backup."
    )


def _of_group(group: Group, assign: Assign, asking: Asking) -> tuple[Stage | None, list[str]]:
    wanted = assign.needed if group.choice.takes_one else None
    want = asking.want(needed=assign.needed, wanted=wanted)
    found = choose_members(group, want, asking.office)
    why: list[str] = []
    if not _are_enough(found, assign.needed, why, where=f"group {group.name}"):
        return None, why
    is_claimed = _is_claimed(group, assign)
    how = _HOW[Choice.ALL if group.choice is Choice.FIRST_COME and not is_claimed else group.choice]
    return _stage(found, assign, group), [how.format(group.name), *found.notes]


def _is_claimed(group: Group | None, assign: Assign) -> bool:
    """Say whether the first who takes it has it: not where an author wants several to agree."""
    return group is not None and group.choice is Choice.FIRST_COME and assign.needed <= 1


_HOW = {
    Choice.ALL: "All of group {} are asked.",
    Choice.FIRST_COME: "All of group {} are asked; the first to take it has it.",
    Choice.ROUND_ROBIN: "Group {} takes turns.",
    Choice.LEAST_LOADED: "In group {} the one with the least to do is asked.",
}


def _stage(found: Chosen, assign: Assign, group: Group | None = None) -> Stage:
    return Stage(
        people=tuple(found.people),
        needed=assign.needed,
        has_veto=assign.has_veto,
        group=None if group is None else group.name,
        is_claimed=_is_claimed(group, assign),
        in_place_of=tuple(found.in_place_of.items()),
    )


def _are_enough(found: Chosen, needed: int, why: list[str], *, where: str = "") -> bool:
    if len(found.people) >= needed:
        return True
    place = f" of {where}" if where else ""
    why.append(
        f"{needed} must decide and {len(found.people)}{place} may: that is passed over."
        if needed > 1
        else "Who is named there started the run and may not approve it."
    )
    why += found.notes
    return False


def _from_state(assign: Assign, asking: Asking, why: list[str]) -> tuple[str, ...]:
    """Return the addresses that stand in the state where the rule says; none where they do not."""
    path = str(assign.from_input)
    try:
        value = find_value(asking.question.ask.state, Path(tuple(path.split("."))))
    except KeyError:
        why.append(f"The state has no {path}.")
        return ()
    values = value if isinstance(value, list | tuple) else [value]
    try:
        people = tuple(dict.fromkeys(map(_address, values)))
    except AddressInvalid:
        why.append(f"{path} in the state is {shown(value)}, which is no mail address.")
        return ()
    if not 1 <= len(people) <= _MOST_PEOPLE:
        why.append(f"{path} in the state names {len(people)} people.")
        return ()
    return people


def _address(value: object) -> str:
    if isinstance(value, str):
        return canonical_address(value)
    raise AddressInvalid(f"{shown(value)} is not a mail address.")


def _people_named(name: str, asking: Asking, why: list[str]) -> Sequence[str]:
    """Return the people of one name that the author gave, the members of a group among others."""
    if name in asking.groups:
        group = asking.groups[name]
        if not group.choice.takes_one:
            return group.members
        return choose_members(group, asking.want(wanted=1), asking.office).members()
    try:
        return (canonical_address(name),)
    except AddressInvalid:
        why.append(f"The author named {name!r}, which is no mail address and no group.")
        return ()


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: 'a, b and c'; nothing for none."""
    first, last = names[:-1], names[-1:]
    return " and ".join([", ".join(first), *last] if first else last)
