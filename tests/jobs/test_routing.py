"""From a policy to the people who are asked, on both databases; and rules tried on the past."""

from datetime import date, timedelta

import pytest

from signoff import Flow, human_feedback, ids, start
from signoff.errors import AddressInvalid, GroupNotFound, RequestNotFound
from signoff.inbox.absence import Absence
from signoff.inbox.delegation import new_delegation
from signoff.inbox.policy import Policy
from signoff.inbox.policy_text import read_policy
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from signoff.jobs.explain import explain_request
from signoff.jobs.routing import people_of
from signoff.jobs.simulate import Simulation, Tally, simulate
from signoff.store.mail import RawReply
from signoff.store.membership import Actor, admit, set_active
from signoff.testing import open_workbench
from tests.way.stage import prepare

CREATOR = "creator@example.com"
ANA, BO, CY, DEE = (f"{name}@example.com" for name in ("ana", "bo", "cy", "dee"))


class PayFlow(Flow):
    @start()
    @human_feedback(message="Pay this?", emit=["approved", "rejected"])
    def approve_payment(self):
        return "An invoice."


class NamedFlow(Flow):
    @start()
    @human_feedback(
        message="Fine?", assignees=["finance", DEE], quorum=2, deadline=timedelta(hours=2)
    )
    def check(self):
        return "A text."


POLICY = {
    "groups": {
        "finance": {"members": [ANA, BO, CY], "choose": "round_robin"},
        "board": {"members": [ANA, BO, CY], "choose": "least_loaded"},
    },
    "routing_rules": [
        {
            "name": "Large sums",
            "match": {"method_name": "approve_*", "state": "amount > 500"},
            "assign_from_input": "manager_email",
            "assign_to_group": "finance",
        },
        {"name": "To the board", "match": {"metadata": {}, "flow": "pay", "state": "is_board"},
         "assign_to_group": "board"},
    ],
}  # fmt: skip


@pytest.fixture
def bench(tmp_path, databases):
    made = open_workbench(
        tmp_path / "data",
        {"pay": PayFlow, "named": NamedFlow},
        database=databases.prepared(prepare),
        creator=CREATOR,
    )
    with made.app.unit() as unit:
        unit.policies.put(made.app.deployment_id, read_policy(POLICY), expected_version=1)
        unit.commit()
    yield made
    made.app.engine.dispose()


def asked(bench, flow="pay", **inputs):
    """Start a run; return its request."""
    run_id = bench.start(flow, **inputs)
    with bench.app.unit() as unit:
        return unit.requests.of_run(run_id)[0]


def people(bench, **inputs):
    return asked(bench, **inputs).plan.stages[0].people


class TestARequest:
    def test_goes_to_whom_the_policy_says(self, bench):
        now = bench.clock.now()

        assert people(bench, amount=5) == (CREATOR,)
        assert people(bench, amount=700, manager_email="Max@Example.com") == ("max@example.com",)
        assert people(bench, amount=700) == (ANA,)
        with bench.app.unit() as unit:
            notice = RawReply(ids.new_id(), "email", BO, (ANA,), b"I am away.", now)
            unit.replies.add(notice)
            unit.reach.begin_absence(Absence(BO, now, date(2100, 1, 1)), reply_id=notice.id)
            delegation = new_delegation(CY, DEE, ends_at=now + timedelta(days=1), by=CY, now=now)
            unit.delegations.add(delegation)
            unit.commit()
        request = asked(bench, amount=700)
        assert request.plan.stages[0].people == (DEE,)
        with bench.app.unit() as unit:
            [assignment] = unit.assignments.of_request(request.id)
            assert (assignment.person, assignment.in_place_of) == (DEE, CY)
        assert bench.posted[-1].recipient == DEE
        # Of the board ana has one request already; bo is away, and dee answers for cy.
        assert people(bench, is_board=True) == (DEE,)
        bench.clock.forward(timedelta(days=2))
        assert people(bench, is_board=True) == (CY,)

    def test_goes_to_who_is_in_charge_where_the_creator_has_left(self, bench):
        with bench.app.unit() as unit:
            there, now = unit.members.organisation_of(bench.app.deployment_id), bench.clock.now()
            by = Actor(CREATOR, there)
            admit(unit, BO, "manager", by=by, now=now, deployment_id=bench.app.deployment_id)
            admit(unit, CY, "reviewer", by=by, now=now)
            admit(unit, DEE, "owner", by=by, now=now)
            assert unit.members.in_charge(bench.app.deployment_id) == (CREATOR, DEE, BO)
            set_active(unit, unit.members.find(CREATOR), is_active=False, by=by, now=now)
            unit.commit()

        request = asked(bench, amount=5)

        assert bench.posted[-1].recipient == DEE
        with bench.app.unit() as unit:
            said = " ".join(explain_request(unit, request.id).people)
            assert "dee@example.com is asked instead" in said
            assert "creator@example.com was asked" not in said
            unit.members.change(unit.members.find(DEE).id, is_active=False)
            unit.members.change(unit.members.find(BO).id, is_active=False)
            unit.commit()
        request = asked(bench, amount=5)
        with bench.app.unit() as unit:
            said = explain_request(unit, request.id).people
            assert not unit.assignments.of_request(request.id)
        assert "Nobody was asked." in said
        assert "was asked at" not in " ".join(said)

    def test_goes_to_whom_its_author_named_where_no_rule_matches(self, bench):
        request = asked(bench, "named")

        assert request.plan.stages[0].people == (ANA, DEE)
        assert request.plan.stages[0].needed == 2
        assert request.plan.ladder[0].after_minutes == 120


class TestAName:
    def test_stands_for_people(self, bench):
        here = bench.app.deployment_id
        with bench.app.unit() as unit:
            assert people_of(unit, here, "Bo@Example.com") == (BO,)
            turns = [people_of(unit, here, "finance", now=bench.clock.now()) for _ in range(2)]
            assert turns == [(ANA,), (BO,)]
            with pytest.raises(GroupNotFound, match="There are: board, finance"):
                people_of(unit, here, "legal")
            with pytest.raises(AddressInvalid):
                people_of(unit, here, "a@@b")


class TestAnExplanation:
    def test_says_why_these_people_and_why_this_outcome(self, bench):
        policy = POLICY | {"ladder": [{"after_minutes": 60, "do": "remind"}],
                           "auto_response": {"enabled": True, "default_outcome": "approved"}}  # fmt: skip
        with bench.app.unit() as unit:
            unit.policies.put(bench.app.deployment_id, read_policy(policy), expected_version=None)
            unit.commit()
        request = asked(bench, amount=700)
        bench.app.answer(
            Answer(request.id, "no, too much", None, ANA, "email", Verification.MATCHED)
        )

        with bench.app.unit() as unit:
            said = explain_request(unit, request.id)

        assert said.people[:2] == (
            "Rule 'Large sums' matches. The state has no manager_email. Group finance takes turns.",
            "ana@example.com decides.",
        )
        assert said.people[2].startswith("ana@example.com was asked at 20")
        assert said.people[2].endswith(" UTC: as planned.")
        assert said.time == (
            "After 60 minutes whoever has not answered is reminded.",
            (
                "After 1440 minutes it is answered with 'approved', which would permit something "
                "and is not allowed here: the backup is asked instead, or it expires."
            ),
        )
        assert said.outcome[0].startswith("ana@example.com gave 'rejected' by email at 20")
        assert said.outcome[0].endswith("read by rule from the words.")
        assert said.outcome[1] == "The reply came to an address that was given to them alone."
        with bench.app.unit() as unit, pytest.raises(RequestNotFound):
            explain_request(unit, "nothing")


class TestASimulation:
    def test_says_who_would_have_got_what_and_changes_nothing(self, bench):
        for amount in (5, 700, 700, 900):
            asked(bench, amount=amount)
            bench.clock.forward(timedelta(minutes=1))
        board = {**POLICY["routing_rules"][0], "name": "Board", "assign_to_group": "board"}
        other = read_policy(POLICY | {"routing_rules": [board]})
        here = bench.app.deployment_id

        with bench.app.unit() as unit:
            found = simulate(unit.connection, here, other)
            again = simulate(unit.connection, here, other)
            same = simulate(unit.connection, here, read_policy(POLICY), limit=3)
            part = simulate(unit.connection, here, other, until=found.items[1].opened_at)
            assert unit.policies.get(here).version == 2
            assert unit.turns.peek_last(here, "finance") == CY

        assert found == again
        assert [(one.people, one.would_be_people) for one in found.items] == [
            ((CY,), (CY,)),
            ((BO,), (BO,)),
            ((ANA,), (ANA,)),
            ((CREATOR,), (CREATOR,)),
        ]
        assert found.n_changed == 0
        assert found.rules == (
            Tally("Board", 0, 3), Tally("", 1, 1), Tally("Large sums", 3, 0),
        )  # fmt: skip
        assert found.people[0] == Tally(ANA, 1, 1)
        # The turns go on from where they are: nobody's turn is taken back for a trial.
        assert [one.would_be_people for one in same.items] == [(CY,), (BO,), (ANA,)]
        assert [one.request_id for one in part.items] == [one.request_id for one in found.items[2:]]

    def test_counts_what_each_person_had_and_would_have(self, bench):
        here = bench.app.deployment_id
        with bench.app.unit() as unit:
            assert simulate(unit.connection, here, Policy()) == Simulation((), (), (), 0)
        request_ids = [asked(bench, amount=700).id for _ in range(3)]
        to_all = {"name": "All", "assign_to_email": DEE}
        policy = read_policy(POLICY | {"routing_rules": [to_all]})

        with bench.app.unit() as unit:
            found = simulate(unit.connection, here, policy)

        assert found.n_changed == 3
        assert {one.request_id for one in found.items} == set(request_ids)
        assert found.people == (Tally(DEE, 0, 3), *(Tally(one, 1, 0) for one in (ANA, BO, CY)))
