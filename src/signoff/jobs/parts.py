"""What part a person has in a request, for the mail that asks them.

It puts together what the plan, the stage and the people say; how it is said is
the business of channels/email.
"""

from __future__ import annotations

from collections.abc import Sequence

from signoff.channels.email.part import Part, names_of
from signoff.inbox.request import Request


def part_in(
    request: Request, person: str, *, why: str, people: Sequence[str], in_place_of: str | None
) -> Part:
    """Return the part of ``person`` in a request; ``people`` are all who are asked now."""
    del request
    names = names_of(dict.fromkeys((*people, person)), {})
    others = tuple(names[each] for each in people if each != person)
    before = name_in_mail(in_place_of, (in_place_of, person)) if in_place_of else None
    return Part(why=why, others=others, in_place_of=before)


def name_in_mail(person: str, among: Sequence[str]) -> str:
    """Return what to call a person in a mail that names all of ``among``."""
    return names_of(dict.fromkeys((*among, person)), {})[person]
