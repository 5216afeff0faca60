"""Live events: what is told, to whom, and how it ends."""

import asyncio
import json
import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic

import httpx2
import pytest
from sqlalchemy.exc import OperationalError

from signoff import ids
from signoff.channels.email.door import listen_for_mail
from signoff.errors import PortTaken
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.store.news import LIMIT, WINDOW, Glimpse
from signoff.web.events import (
    A_PAGE_MS,
    AT_ONCE,
    HEARTBEAT,
    HELLO,
    LOOK_AGAIN,
    QUEUE_LENGTH,
    Events,
    News,
    Pace,
    Watch,
)
from signoff.web.server import HttpDoor, listen_on

NOW = datetime(2030, 1, 7, 9, 30, tzinfo=UTC)
PATIENCE = 60  # seconds until a test that waits in vain fails
# What happens before a server looked first is told as this; what happens later, by its name.
LOOKED_FIRST = LOOK_AGAIN.decode().splitlines()[1]


def told(event):
    """The data of an event, or of the one that news make for whoever sees everything."""
    event = event.event_for(None) if isinstance(event, News) else event
    return json.loads(event.decode().partition("data: ")[2])


def id_made(ago=timedelta(0)):
    """An id as if made some time ago."""
    fresh = ids.new_id()
    made_at = int(fresh[:8] + fresh[9:13], 16) - int(ago / timedelta(milliseconds=1))
    start = f"{made_at:012x}"
    return f"{start[:8]}-{start[8:]}{fresh[13:]}"


class TestAWatch:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    @pytest.fixture
    def watch(self, stage):
        watch = Watch(stage.bench.app.reading)
        assert watch.look() == News(None)
        return watch

    @pytest.fixture
    def happens(self, stage):
        def happens(*event_ids):
            with stage.bench.app.unit() as unit:
                for event_id in event_ids:
                    unit.trail.add(
                        AuditEvent(
                            event_id, EventKind.REQUEST_ASSIGNED, f"s-{event_id[-8:]}", "ana", NOW
                        )
                    )
                unit.commit()
            return [f"s-{event_id[-8:]}" for event_id in event_ids]

        return happens

    def test_sees_nothing_where_nothing_happened(self, watch):
        assert watch.look() is None

    def test_sees_what_happened_once_with_all_ids_it_touches(self, stage, watch):
        request_id = stage.pending()

        event = told(watch.look())

        assert request_id in event["subjects"]
        assert len(event["subjects"]) >= 2
        assert {"run.started", "request.opened"} <= set(event["kinds"])
        assert watch.look() is None

    def test_knows_in_which_deployments_it_happened(self, stage, watch):
        with stage.bench.app.unit() as unit:
            other = unit.members.put_organisation("other", now=NOW)
            unit.deployments.put("theirs", creator="boss@other.example", now=NOW)
            theirs = unit.deployments.names()["theirs"]
            unit.members.adopt(theirs, other)
            unit.commit()
        here = frozenset({stage.bench.app.deployment_id})
        stage.pending()
        stage.member("ben@example.com")

        event = watch.look()

        assert {"run.started", "role.given"} <= set(told(event.event_for(here))["kinds"])
        assert event.event_for(frozenset({theirs})) is None

    def test_sees_what_was_made_before_but_committed_after(self, watch, happens):
        early, late = id_made(timedelta(seconds=5)), id_made()
        happens(late)
        watch.look()

        subjects = happens(early)

        assert told(watch.look())["subjects"] == subjects
        assert watch.look() is None

    def test_does_not_tell_twice_what_falls_out_of_the_window(self, watch, happens):
        happens(id_made(WINDOW * 3))
        happens(id_made(WINDOW * 2))
        watch.look()

        subjects = happens(id_made())

        assert told(watch.look())["subjects"] == subjects

    def test_says_look_again_when_there_is_too_much_to_tell(self, watch, happens):
        happens(*(id_made() for _ in range(LIMIT + 1)))

        assert watch.look() == News(None)
        assert watch.look() is None


def in_loop(story):
    """Run a story in an event loop of its own, and fail it when it waits in vain."""

    async def told_in_time():
        async with asyncio.timeout(PATIENCE):
            return await story()

    return asyncio.run(told_in_time())


@contextmanager
def no_database():
    raise OperationalError("SELECT", {}, Exception("gone"))
    yield


class TestTheListeners:
    @pytest.fixture
    def watch(self, stage):
        return Watch(stage.bench.app.reading)

    def test_are_greeted_then_told(self, stage, watch):
        async def story():
            events = Events(watch, Pace(look=0))
            stream = events.listen()
            first = [await anext(stream), await anext(stream)]
            await asyncio.to_thread(stage.pending)
            kinds = set()
            while "request.opened" not in kinds:
                kinds |= set(told(await anext(stream))["kinds"])
            await stream.aclose()
            return first

        assert in_loop(story) == [HELLO, LOOK_AGAIN]

    def test_have_the_trail_read_only_while_they_are_there(self, watch):
        async def story():
            events = Events(watch)
            one, other = events.listen(), events.listen()
            seen = [events.is_watching]
            await anext(one)
            await anext(other)
            seen.append(events.is_watching)
            await one.aclose()
            seen.append(events.is_watching)
            await other.aclose()
            return [*seen, events.is_watching, events.n_listeners]

        assert in_loop(story) == [False, True, True, False, 0]

    def test_that_are_slow_are_told_to_look_again_and_delay_nobody(self, watch):
        async def story():
            events = Events(watch, Pace(look=PATIENCE))
            slow, quick = events.listen(), events.listen()
            await anext(slow)
            await anext(quick)
            assert await anext(quick) == await anext(slow) == LOOK_AGAIN
            received = []
            for n in range(QUEUE_LENGTH + 2):
                events.tell(News((Glimpse(str(n), str(n), ()),)))
                received.append(told(await anext(quick))["kinds"])
            return received, [told(await anext(slow))["kinds"] for _ in range(2)]

        received, late = in_loop(story)

        assert received == [[str(n)] for n in range(QUEUE_LENGTH + 2)]
        assert late == [["*"], [str(QUEUE_LENGTH + 1)]]

    def test_are_told_of_their_own_deployments_alone(self, watch):
        ours, theirs = frozenset({"ours"}), frozenset({"theirs"})
        news = News((Glimpse("1", "a", ("x",), ours), Glimpse("2", "b", ("y",), theirs)))
        homeless = News((Glimpse("3", "c", ("z",), ours), Glimpse("4", "d", ("w",))))

        assert told(news.event_for(ours)) == {"subjects": ["x"], "kinds": ["a"]}
        assert told(news.event_for(None))["subjects"] == ["x", "y"]
        assert news.event_for(frozenset({"others"})) is None
        assert homeless.event_for(theirs) == LOOK_AGAIN

    def test_are_asked_to_look_one_after_the_other_where_they_are_many(self, watch):
        async def story(n):
            events = Events(watch, Pace(look=PATIENCE))
            streams = [events.listen() for _ in range(n)]
            for stream in streams:
                await anext(stream)
            events.tell(News((Glimpse("1", "a", ()),)))
            said = [told(await anext(stream)) for stream in streams][-1]
            for stream in streams:
                await stream.aclose()
            return said.get("spread")

        assert in_loop(lambda: story(AT_ONCE)) is None
        assert in_loop(lambda: story(AT_ONCE + 2)) == 2 * A_PAGE_MS

    def test_hear_a_heartbeat_where_nothing_happens(self, watch):
        async def story():
            events = Events(watch, Pace(look=PATIENCE, heartbeat=0))
            stream = events.listen()
            return {await anext(stream) for _ in range(5)}

        assert {HELLO, HEARTBEAT} <= in_loop(story)

    def test_are_let_go_when_their_session_may_be_over(self, watch):
        async def story():
            events = Events(watch, Pace(stream_lasts=0))
            return [event async for event in events.listen()], events.n_listeners

        assert in_loop(story) == ([HELLO], 0)

    def test_are_let_go_when_the_server_stops(self, watch):
        async def story():
            events = Events(watch)
            streams = [events.listen() for _ in range(3)]
            for stream in streams:
                await anext(stream)
            events.close()
            rest = [[event async for event in stream] for stream in streams]
            late = [event async for event in events.listen()]
            return rest, late, events.is_watching

        assert in_loop(story) == ([[], [], []], [HELLO], False)

    def test_are_still_told_after_the_database_was_away(self, caplog):
        async def story():
            events = Events(Watch(no_database))
            return await events.tick()

        assert in_loop(story) == Pace().look_after_failure
        assert "events could not read the trail" in caplog.text

    def test_may_be_five_hundred(self, watch):
        async def story():
            events = Events(watch, Pace(look=PATIENCE))
            streams = [events.listen() for _ in range(500)]
            for stream in streams:
                await anext(stream)
            events.tell(News((Glimpse("1", "b", ("a",)),)))
            received = await asyncio.gather(*(anext(stream) for stream in streams))
            events.close()
            return received

        assert len(in_loop(story)) == 500


@pytest.fixture
def served(stage):
    """The door as it is served in production: its address, and how to stop it."""
    with listen_on("127.0.0.1", 0) as listening:
        door = HttpDoor(stage.web, log_level="warning")
        thread = threading.Thread(target=door.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()

        def stop():
            door.should_exit = True
            thread.join(PATIENCE)
            return not thread.is_alive()

        yield f"http://127.0.0.1:{listening.getsockname()[1]}", stop
        assert stop()


class TestAServedStream:
    def _lines(self, address, stage, until):
        cookie = dict(stage.browser().cookies)
        lines = []
        give_up_at = monotonic() + PATIENCE
        with (
            httpx2.Client(base_url=address, cookies=cookie, timeout=PATIENCE) as client,
            client.stream("GET", "/events") as answer,
        ):
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert answer.headers["cache-control"] == "no-store"
            for line in answer.iter_lines():
                lines.append(line)
                assert monotonic() < give_up_at, lines  # heartbeats come for ever
                until(line)
        return lines

    def test_tells_what_happened_and_ends_with_the_server(self, stage, served):
        address, stop = served
        with ThreadPoolExecutor(1) as pool:

            def follow(line):
                if not asked and line == LOOKED_FIRST:
                    asked.append(stage.pending())
                if "request.opened" in line:
                    stopped.append(pool.submit(stop))

            asked, stopped = [], []
            lines = self._lines(address, stage, follow)

        assert lines.index("event: hello") < lines.index(LOOKED_FIRST)
        assert any("request.opened" in line for line in lines)
        assert stopped[0].result() is True

    def test_is_refused_to_a_stranger(self, served):
        address, _ = served

        assert httpx2.get(f"{address}/events", timeout=PATIENCE).status_code == 401


class TestTheListeningSocket:
    def test_says_that_it_is_tcp_so_that_answers_are_sent_at_once(self):
        with listen_on("127.0.0.1", 0) as listening:
            assert listening.proto == socket.IPPROTO_TCP


def test_the_doors_own_log_has_no_form_of_its_own(stage):
    HttpDoor(stage.web, log_level="warning")

    assert not logging.getLogger("uvicorn").handlers, "the command's handler writes its lines"


class TestAPortThatIsTaken:
    def test_is_said_so_with_what_to_do(self):
        with listen_on("127.0.0.1", 0) as first:
            port = first.getsockname()[1]

            said = rf"127.0.0.1:{port} .* Nothing was started. Stop the other program"
            with pytest.raises(PortTaken, match=said):
                listen_on("127.0.0.1", port)

    @pytest.mark.parametrize(
        ("listen", "setting"), [(listen_on, "SIGNOFF_HOST"), (listen_for_mail, "INBOUND_HOST")]
    )
    def test_blames_no_other_program_for_an_address_that_is_not_ours(self, listen, setting):
        with pytest.raises(PortTaken, match=f"an address of this machine with .*{setting}") as told:
            listen("192.0.2.1", 0)

        assert "other program" not in str(told.value)
