"""The body of a call, whatever a flow or a person put into it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from signoff.channels.webhook.events import WebhookEvent
from signoff.channels.webhook.payload import Deployed, Story, compose
from signoff.inbox.request import Ask, Request

AT = datetime(2026, 1, 14, 12, 0, 0, 123456, tzinfo=UTC)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def story(state, *, event=WebhookEvent.NEW_REQUEST, at=AT, **ask):
    asked = Ask(key="a#1", method="a", message="Go?", content="x", state=state, **ask)
    request = Request("r", "run", "post", asked, "ana@example.com", at)
    here = Deployed("d", "posts", "o")
    return Story(event, "id", at, here, request, "https://x/y", "ana@example.com")


def strict(body):
    def refuse(constant):
        raise ValueError(constant)

    return json.loads(body, parse_constant=refuse)


class TestABody:
    @given(state=st.dictionaries(st.text(), VALUES))
    def test_is_json_that_every_receiver_reads(self, state):
        body = compose(story(state, metadata={"nan": float("nan")}))

        assert strict(body)["request"]["metadata"] == {"nan": None}

    def test_is_the_same_for_the_same_story(self):
        assert compose(story({"b": 1, "a": 2})) == compose(story({"b": 1, "a": 2}))

    def test_holds_instants_in_utc_to_the_second(self):
        elsewhere = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))

        assert strict(compose(story({}, at=elsewhere)))["request"]["created_at"] == (
            "2026-01-14T12:00:00Z"
        )

    def test_says_when_it_happened_so_exactly_that_calls_can_be_put_in_order(self):
        at = datetime(2026, 1, 14, 12, 0, 0, 7, tzinfo=UTC)

        told = compose(replace(story({}), happened_at=at))

        assert strict(told)["occurred_at"] == "2026-01-14T12:00:00.000007Z"

    def test_holds_no_half_of_a_character(self):
        body = compose(story({"broken": "\ud83d", "nul": "\0"}))

        assert strict(body)["request"]["state"] == {"broken": "\ufffd", "nul": "\0"}
