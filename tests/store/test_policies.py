"""Policies, turns and delegations as they are kept, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import update

from signoff.errors import DelegationInvalid, DelegationNotFound, PolicyChanged, PolicyInvalid
from signoff.inbox.delegation import new_delegation
from signoff.inbox.policy import Policy
from signoff.inbox.policy_text import policy_json, read_policy
from signoff.store.database import make_engine
from signoff.store.policies import StoredPolicy
from signoff.store.tables import deployments
from signoff.store.unit_of_work import UnitOfWork
from tests.way.stage import prepare

NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANA, BO, CY = (f"{name}@example.com" for name in ("ana", "bo", "cy"))


@pytest.fixture
def unit(databases):
    engine = make_engine(databases.prepared(prepare))
    yield lambda: UnitOfWork(engine, lambda *_: None)
    engine.dispose()


@pytest.fixture
def deployment(unit):
    with unit() as open_unit:
        made = open_unit.deployments.put("demo", creator=ANA, now=NOW)
        open_unit.commit()
    return made


class TestAPolicy:
    def test_is_kept_with_a_version_that_a_change_has_to_know(self, unit, deployment):
        first = read_policy({"undo_seconds": 5, "groups": {"équipe": {"members": [ANA, BO]}}})
        with unit() as open_unit:
            assert open_unit.policies.get(deployment) == StoredPolicy(Policy(), 1)
            assert open_unit.policies.put(deployment, first, expected_version=1) == 2
            open_unit.commit()

        with unit() as open_unit:
            assert open_unit.policies.get(deployment) == StoredPolicy(first, 2)
            with pytest.raises(
                PolicyChanged, match=r"version 2; the change was made for version 1"
            ):
                open_unit.policies.put(deployment, Policy(), expected_version=1)
            assert open_unit.policies.get(deployment).policy == first
            assert open_unit.policies.put(deployment, Policy(), expected_version=None) == 3
            assert policy_json(open_unit.policies.get(deployment).policy) == policy_json(Policy())

    def test_of_an_earlier_release_holds_with_a_zone_that_none_takes_any_more(
        self, unit, deployment
    ):
        raw = {"calendar": {"zone": "UTC", "hours": {"mon": ["09:00-17:00"]}}}
        with unit() as open_unit:
            open_unit.policies.put(deployment, read_policy(raw), expected_version=None)
            settings = policy_json(read_policy(raw))
            settings["calendar"]["zone"] = "Factory"
            change = update(deployments).where(deployments.c.id == deployment)
            open_unit.connection.execute(change.values(settings=settings))
            open_unit.commit()

            assert open_unit.policies.get(deployment).policy.calendar.zone == "Factory"
        with pytest.raises(PolicyInvalid, match="'Factory' is no time zone"):
            read_policy(settings)

    def test_is_changed_by_one_of_two_at_the_same_instant(self, unit, deployment):
        both = Barrier(2)

        def change(seconds):
            with unit() as open_unit:
                both.wait(60)
                try:
                    wanted = Policy(undo_seconds=seconds)
                    open_unit.policies.put(deployment, wanted, expected_version=1)
                    open_unit.commit()
                except PolicyChanged:
                    return None
            return seconds

        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(change, [10, 20]))

        assert done.count(None) == 1
        with unit() as open_unit:
            assert open_unit.policies.get(deployment).policy.undo_seconds in done


class TestATurn:
    def test_is_taken_by_one_of_two_at_the_same_instant(self, unit, deployment):
        both = Barrier(2)
        after = {None: ANA, ANA: BO}

        def take(_):
            with unit() as open_unit:
                both.wait(60)
                person = after[open_unit.turns.find_last(deployment, "team")]
                open_unit.turns.take(deployment, "team", person)
                open_unit.commit()
            return person

        with ThreadPoolExecutor(2) as pool:
            assert set(pool.map(take, range(2))) == {ANA, BO}
        with unit() as open_unit:
            assert open_unit.turns.peek_last(deployment, "team") == BO
            assert open_unit.turns.peek_last(deployment, "others") is None


class TestADelegation:
    def test_holds_from_its_beginning_until_its_end(self, unit):
        early = new_delegation(ANA, BO, ends_at=NOW + 9 * HOUR, by=ANA, now=NOW)
        late = new_delegation(
            " Ana@Example.com", CY, starts_at=NOW + HOUR, ends_at=NOW + 2 * HOUR, by=BO, now=NOW
        )
        with unit() as open_unit:
            open_unit.delegations.add(early)
            open_unit.delegations.add(late)
            open_unit.commit()

        with unit() as open_unit:
            kept = open_unit.delegations
            found = [kept.find_delegate(ANA, now=NOW + n * HOUR) for n in (-1, 0, 1, 2, 9)]
            assert found == [None, BO, CY, BO, None]
            assert kept.find_delegate(BO, now=NOW) is None
            assert kept.list(now=NOW) == [early, late]
            assert kept.list(now=NOW + 3 * HOUR, person=ANA) == [early]
            assert kept.list(now=NOW, person=BO) == []
            kept.remove(late.id)
            assert kept.find_delegate(ANA, now=NOW + HOUR) == BO
            with pytest.raises(DelegationNotFound, match="List the delegations"):
                kept.remove(late.id)

    def test_is_refused_when_it_means_nothing(self):
        for to, ends_at, said in (
            (ANA.upper(), NOW + HOUR, "cannot answer for themselves"),
            (BO, NOW, "no time that is still to come"),
        ):
            with pytest.raises(DelegationInvalid, match=said):
                new_delegation(ANA, to, ends_at=ends_at, by=ANA, now=NOW)
