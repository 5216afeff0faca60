"""What part a person has in a request, for the mail that asks them, and in whose words.

It puts together what the plan, the stage, the clock and the people say; how it
is said is the business of channels/email.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from signoff.channels.email.part import Due, Part, names_of, part_from
from signoff.inbox.agreement import n_needed
from signoff.inbox.asking import stage_of
from signoff.inbox.deadlines import closes_at, waiting_of
from signoff.inbox.delivery import ASKING, Delivery
from signoff.inbox.plan import FINAL_ACTS, Act, Plan
from signoff.inbox.request import Request
from signoff.inbox.routing.stages import CREATOR_SAID
from signoff.interpret import permits
from signoff.jobs.colleagues import has_colleagues
from signoff.store.unit_of_work import UnitOfWork

_YOURS = "you are in charge of this flow, and nobody else is named to decide."


@dataclass(frozen=True, slots=True)
class Reader:
    """How one reader of our mails is spoken to; None: as everybody else is.

    ``zone`` is the IANA name of their clock, ``sender_name`` whom the mail is from.
    """

    language: str | None = None
    zone: str | None = None
    sender_name: str | None = None


def reader_of(unit: UnitOfWork, request: Request | None, address: str) -> Reader:
    """Return how a reader is spoken to: their own choice, then the plan's, then the policy's."""
    person = unit.members.find(address)
    language, zone = (person.language, person.zone) if person else (None, None)
    if request is None or not request.deployment_id:
        return Reader(language, zone)
    policy = unit.policies.get(request.deployment_id).policy
    plan = request.plan
    calendar = (plan.calendar if plan else None) or policy.calendar
    return Reader(
        language or (plan.language if plan else None) or policy.language,
        zone or (calendar.zone if calendar else None),
        policy.sender_name,
    )


def part_in(  # noqa: PLR0913 - who, why, with whom, instead of whom, by which clock
    unit: UnitOfWork,
    request: Request,
    person: str,
    *,
    why: str,
    people: Sequence[str],
    in_place_of: str | None,
    zone: str | None,
) -> Part:
    """Return the part of ``person`` in a request; ``people`` are all who are asked now."""
    others = [each for each in people if each != person]
    named = [*others, *([in_place_of] if in_place_of else [])]
    names = names_in_mail(unit, named)
    # What is written to others alone tells two of them apart; the reader knows their own name.
    part = Part(
        why=why,
        others=tuple(names[each] for each in others),
        in_place_of=names[in_place_of] if in_place_of else None,
    )
    if request.plan is None:
        return part
    stage = stage_of(request)
    return Part(
        why=part.why,
        others=part.others,
        needed=n_needed(stage),
        has_veto=stage.has_veto,
        stage=request.stage + 1,
        n_stages=len(request.plan.stages),
        in_place_of=part.in_place_of,
        is_claimed=stage.is_claimed,
        due=due_of(request, request.plan),
        zone=zone,
        is_alone=not (others or has_colleagues(unit, request, person)),
    )


def part_told(request: Request, written: Sequence[Delivery]) -> dict[str, Any]:
    """Return the part that the mails ``written`` to somebody gave them, and by when it is now."""
    asked = [each.data for each in written if each.purpose in ASKING]
    part = part_from((asked[-1].get("part") if asked else None) or {})
    due = due_of(request, request.plan) if request.plan else None
    return replace(part, due=due).as_json()


def round_before(unit: UnitOfWork, request: Request, person: str) -> Request | None:
    """Return what a person was asked in the round before; None where somebody else was."""
    before = unit.requests.find_round_before(request) if request.ask.revision > 1 else None
    if before is None:
        return None
    written = unit.deliveries.of_request(before.id)
    asked = any(each.purpose in ASKING and each.address == person for each in written)
    return before if asked else None


def in_reviewers_words(why: str, *, is_creator: bool) -> str:
    """Return why somebody is asked, as we put it for those who set up rules, for who is asked."""
    why = why.removeprefix("No rule matches. ")
    return why.replace(CREATOR_SAID, _YOURS) if is_creator else why


def names_in_mail(unit: UnitOfWork, people: Iterable[str]) -> dict[str, str]:
    """Return what to call people in a mail to somebody else, by their addresses."""
    asked = tuple(dict.fromkeys(people))
    return names_of(asked, unit.members.names(asked)) if asked else {}


def due_of(request: Request, plan: Plan) -> Due | None:
    """Return when a request closes by itself, and what happens then."""
    at = closes_at(plan, waiting_of(request))
    if at is None:
        return None
    final = next(step for step in plan.ladder[request.next_act :] if step.act in FINAL_ACTS)
    if final.act is Act.FAIL:
        return Due(at, Act.FAIL)
    ask = request.ask
    given = final.outcome or ask.default_outcome
    if final.act is Act.APPROVE:
        given = next((each for each in ask.outcomes if permits(each, ask.approving)), None)
    is_approval = permits(given, ask.approving) if given else final.act is Act.APPROVE
    is_offered = given in ask.outcomes if given or ask.outcomes else True
    if not is_offered or ask.needs_form or (is_approval and not plan.may_approve_on_timeout):
        # The clock may not give that answer: the backup is asked, or it is over.
        return Due(at, Act.ESCALATE if plan.backup else Act.FAIL)
    return Due(at, final.act, given)
