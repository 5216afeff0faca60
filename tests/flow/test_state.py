"""The author's state: how it begins, what inputs do to it, what type it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import pytest
from pydantic import BaseModel, Field

from signoff import Flow, listen, persist, start
from signoff.errors import InputsInvalid
from signoff.flow import record_text
from signoff.flow.flow import new_record
from signoff.flow.persistence import SQLiteFlowPersistence

StateT = TypeVar("StateT")


class Topic(BaseModel):
    topic: str = "none"
    n: int = 0


class Outer(BaseModel):
    inner: str = Field(alias="outerName")


class Named(BaseModel):
    id: str = ""
    topic: str


@dataclass
class Order:
    customer: str
    n: int = 0


class Untyped(Flow):
    @start()
    def note(self):
        return dict(self.state)


class Modelled(Flow[Topic]):
    @start()
    def note(self):
        self.state.n += 1
        return self.state


class TestADictState:
    def test_has_an_id_and_the_inputs(self):
        flow = Untyped()

        seen = flow.kickoff(inputs={"topic": "AI"})

        assert seen == {"topic": "AI", "id": flow.flow_id}
        assert len(flow.flow_id) == 36

    def test_may_be_filled_before_the_kickoff(self):
        flow = Untyped()
        flow.state["topic"] = "AI"
        flow_id = flow.flow_id

        assert flow.kickoff(inputs={"n": 1}) == {"topic": "AI", "n": 1, "id": flow_id}

    def test_takes_its_id_from_the_inputs(self):
        flow = Untyped()

        assert flow.kickoff(inputs={"id": "case-1"})["id"] == "case-1"
        assert flow.flow_id == "case-1"

    @pytest.mark.parametrize(("given", "flow_id"), [(0, "0"), (7, "7"), ("0", "0")])
    def test_takes_a_number_as_an_id_too(self, given, flow_id):
        flow = Untyped()

        assert flow.kickoff(inputs={"id": given})["id"] == given
        assert flow.flow_id == flow_id

    @pytest.mark.parametrize("given", ["", None])
    def test_makes_an_id_where_the_inputs_name_none(self, given):
        flow = Untyped()

        assert flow.kickoff(inputs={"id": given})["id"] == flow.flow_id
        assert len(flow.flow_id) == 36

    def test_takes_arguments_of_the_flow(self):
        assert Untyped(topic="AI").kickoff()["topic"] == "AI"


class TestAnArgumentThatIsAlmostAParameter:
    @pytest.mark.parametrize(
        ("given", "meant"),
        [
            ({"presistence": None}, "persistence"),
            ({"max_method_call": 5}, "max_method_calls"),
            ({"store": SQLiteFlowPersistence("never-made.db")}, "persistence"),
        ],
    )
    def test_is_refused_with_what_was_meant(self, given, meant):
        with pytest.raises(TypeError, match=rf"No run was started. Write {meant}="):
            Untyped(**given).kickoff()

    def test_is_a_field_where_the_state_has_one_of_that_name(self):
        @dataclass
        class Row:
            persistance: float = 0.5

        class Rated(Flow[Row]):
            @start()
            def read(self):
                return self.state.persistance

        assert Rated(persistance=0.75).kickoff() == 0.75

    def test_is_an_input_where_an_object_stands_in_for_any_other(self):
        class StandIn:
            def __getattr__(self, name):
                return name

        client = StandIn()

        assert Untyped(client=client).kickoff()["client"] is client

    def test_is_an_input_where_kickoff_is_given_it(self):
        assert Untyped().kickoff({"presistence": 3})["presistence"] == 3


class TestAModelState:
    def test_is_of_the_authors_class_with_an_id(self):
        flow = Modelled()

        state = flow.kickoff(inputs={"topic": "AI"})

        assert isinstance(state, Topic)
        assert (state.topic, state.n, state.id) == ("AI", 1, flow.flow_id)

    def test_passes_over_inputs_it_has_no_field_for(self):
        assert Modelled().kickoff(inputs={"colour": "red"}).topic == "none"

    def test_refuses_inputs_that_do_not_fit(self):
        with pytest.raises(InputsInvalid, match="Invalid inputs for structured state Topic"):
            Modelled().kickoff(inputs={"n": "many"})

    def test_takes_inputs_by_field_or_alias(self):
        class Aliased(Flow[Outer]):
            @start()
            def note(self):
                return self.state.inner

        assert Aliased().kickoff(inputs={"inner": "a"}) == "a"
        assert Aliased().kickoff(inputs={"outerName": "b"}) == "b"

    def test_may_need_inputs_to_begin(self):
        class Needy(Flow[Named]):
            @start()
            def note(self):
                return self.state.topic

        assert Needy().kickoff(inputs={"topic": "AI"}) == "AI"
        with pytest.raises(InputsInvalid, match="No run was started"):
            Needy().kickoff()

    def test_may_be_set_before_the_kickoff(self):
        flow = Modelled()
        flow.state.topic = "set"

        assert flow.kickoff(inputs={"n": 4}).topic == "set"
        assert flow.state.n == 5


class TestAStateTypeOfTwoFlows:
    def test_can_be_stored_for_both(self):
        class Other(Flow[Topic]):
            @start()
            def note(self):
                return 1

        for flow_class in (Modelled, Other):
            record = new_record(flow_class, run_id="r", inputs={"topic": "AI"})
            back = record_text.read(record.to_text()).state
            assert type(back) is type(record.state)
            assert back == record.state

    def test_may_come_through_a_base_of_the_authors(self):
        class House(Flow[StateT]):
            """A house's common base."""

        class Mine(House[Topic], Iterable[int]):
            @start()
            def note(self):
                return self.state.topic

            def __iter__(self):
                return iter(())

        assert Mine().kickoff() == "none"


class TestADataclassState:
    def test_is_made_from_the_inputs(self):
        class Ordering(Flow[Order]):
            @start()
            def note(self):
                return self.state

        assert Ordering().kickoff(inputs={"customer": "ACME"}) == Order("ACME")

    def test_needs_no_field_for_the_id_of_its_run(self):
        ran = []

        @persist
        class Ordering(Flow[Order]):
            @start()
            def check(self):
                ran.append("check")
                return self.flow_id

            @listen(check)
            def pay(self, flow_id):
                ran.append(self.step_key)
                if len(ran) < 3:
                    raise ConnectionError
                return flow_id

        inputs = {"id": "order-7", "customer": "Ana"}
        with pytest.raises(ConnectionError):
            Ordering().kickoff(inputs)

        assert Ordering().kickoff(inputs) == "order-7"
        assert ran == ["check", "order-7/2", "order-7/2"]
        assert Ordering().kickoff({"id": "order-8"}, restore_from_state_id="order-7") == "order-8"


class TestAnInitialState:
    @pytest.mark.parametrize("initial", [{"topic": "x"}, Topic(topic="x")])
    def test_may_be_a_value(self, initial):
        class Initial(Flow):
            initial_state = initial

            @start()
            def note(self):
                return self.state

        state = Initial().kickoff()

        assert (state["topic"] if isinstance(state, dict) else state.topic) == "x"

    def test_may_be_a_class(self):
        class Initial(Flow):
            initial_state = Topic

            @start()
            def note(self):
                return self.state.topic

        assert Initial().kickoff() == "none"

    def test_is_not_shared_between_runs(self):
        class Initial(Flow):
            initial_state = {"items": []}  # noqa: RUF012 - as authors write it

            @start()
            def note(self):
                self.state["items"].append(1)
                return self.state["items"]

        assert Initial().kickoff() == [1]
        assert Initial().kickoff() == [1]


class TestAnOwnConstructor:
    def test_works_with_and_without_super(self):
        class Own(Flow):
            def __init__(self, name):
                super().__init__()
                self.name = name

            @start()
            def note(self):
                return self.name

        class Bare(Own):
            def __init__(self):
                self.name = "bare"

        assert Own("own").kickoff() == "own"
        assert Bare().kickoff() == "bare"
