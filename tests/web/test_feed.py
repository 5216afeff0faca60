"""The feed of requests: nothing is missed, nothing comes twice, waiting costs nothing."""

import asyncio
import json
import threading

import httpx2
import pytest

from signoff.web.feed_watch import FeedWatch
from tests.web.cast import ANA, BEN

FEED = "/api/v1/requests/feed"


@pytest.fixture
def door_databases(databases):
    return databases


@pytest.fixture
def ana(stage):
    return stage.program(ANA)


def follow(program, after, **query):
    return program.get(FEED, params={"after": after, **query}).json()


class TestTheFeed:
    def test_tells_everything_once_and_in_order(self, stage, ana):
        first = ana.get(FEED).json()
        requests = [stage.pending(topic=topic) for topic in "ABC"]
        ana.post(f"/api/v1/requests/{requests[1]}/respond", json={"outcome": "approved"})

        found, cursor = [], first["cursor"]
        while (page := follow(ana, cursor, limit=2))["items"]:
            found, cursor = found + page["items"], page["cursor"]

        assert first["items"] == []
        opened = [item["request_id"] for item in found if item["event"] == "opened"]
        answered = [item for item in found if item["event"] == "answered"]
        assert opened == requests
        assert [(item["request_id"], item["actor"], item["status"]) for item in answered] == [
            (requests[1], ANA, "answered")
        ]
        numbers = [item["seq"] for item in found]
        assert numbers == sorted(set(numbers))
        assert follow(ana, "0", limit=200)["items"] == found

    def test_tells_nobody_of_what_they_may_not_see(self, stage):
        stage.member(BEN, "reviewer")
        stage.pending()

        assert follow(stage.program(BEN), "0")["items"] == []

    def test_refuses_what_is_no_cursor_and_no_wait(self, ana):
        for query in ({"after": "x"}, {"after": "-1"}, {"wait": 61}, {"limit": 0}):
            assert ana.get(FEED, params=query).status_code == 422, query


class TestWhoWaits:
    def test_is_answered_when_something_happens(self, stage, ana):
        cursor = ana.get(FEED).json()["cursor"]
        soon = threading.Timer(0.2, stage.pending)
        soon.start()

        page = follow(ana, cursor, wait=20)

        soon.join()
        assert page["items"][0]["event"] == "opened"

    def test_costs_one_reader_however_many_they_are(self):
        seen = {"looks": 0, "last": 0}

        async def story():
            loop, has_looked = asyncio.get_running_loop(), asyncio.Event()

            def look():
                seen["looks"] += 1
                if seen["looks"] == 3:
                    loop.call_soon_threadsafe(has_looked.set)
                return seen["last"]

            watch = FeedWatch(look, every=0.01)
            waiting = [asyncio.create_task(watch.wait_beyond(0, 10)) for _ in range(100)]
            await has_looked.wait()
            tasks, n_waiting = len(asyncio.all_tasks()), watch.n_waiting
            seen["last"] = 1
            return tasks, n_waiting, await asyncio.gather(*waiting), watch.n_waiting

        tasks, n_waiting, woken, n_left = asyncio.run(story())

        assert tasks == 102  # the story, those who wait, and one that looks
        assert n_waiting == 100
        assert woken == [True] * 100
        assert n_left == 0

    def test_is_let_go_when_the_server_stops(self):
        async def story():
            watch = FeedWatch(lambda: 0, every=0.01)
            waiting = asyncio.create_task(watch.wait_beyond(0, 60))
            await asyncio.sleep(0)
            watch.close()
            return await waiting

        assert asyncio.run(story()) is False


class TestAStream:
    def test_goes_on_where_it_broke_and_ends_with_the_right_to_it(self, stage):
        token = stage.program(ANA).headers["authorization"]
        stage.pending(topic="A")
        [first, *_] = follow(stage.program(ANA, name="two"), "0")["items"]
        headers = {
            "Accept": "text/event-stream", "Last-Event-ID": str(first["seq"]),
            "Authorization": token,
        }  # fmt: skip

        text = asyncio.run(self.streamed(stage, headers))

        events = [part.split("\n") for part in text.split("\n\n") if "data: " in part]
        assert [lines[0] for lines in events][:1] == [f"id: {first['seq'] + 1}"]
        told = [(lines[1], json.loads(lines[-1].removeprefix("data: "))) for lines in events]
        # A look that was under way as the right to it ended may tell of the next request as well.
        of_the_first = [said for said, fact in told if fact["request_id"] == first["request_id"]]
        assert told[0][1]["request_id"] == first["request_id"]
        assert of_the_first[-1] == "event: answered"

    async def streamed(self, stage, headers):
        """Read a stream until its token is revoked, which ends it."""
        web, parts = stage.web, []
        sent, told = asyncio.Event(), asyncio.Event()
        address = httpx2.URL(stage.base_url)
        scope = {
            "type": "http", "method": "GET", "path": FEED, "raw_path": FEED.encode(),
            "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1",
            "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()]
            + [(b"host", address.netloc)],
            "client": ("test", 1), "server": ("test", 80),
        }  # fmt: skip

        async def receive():
            await asyncio.Event().wait()

        async def send(message):
            parts.append(message.get("body", b""))
            if b"event: " in parts[-1]:
                sent.set()
            if b"event: answered" in parts[-1]:
                told.set()

        web.state.feed = FeedWatch(web.state.feed._look, every=0.01)
        streaming = asyncio.create_task(web(scope, receive, send))
        await sent.wait()
        ana = stage.program(ANA, name="three")
        [asked] = ana.get("/api/v1/requests").json()["items"]
        answered = f"/api/v1/requests/{asked['id']}/respond"
        await asyncio.to_thread(ana.post, answered, json={"outcome": "approved"})
        await told.wait()
        stage.program(ANA)  # replaces the token that the stream was opened with
        await asyncio.to_thread(stage.pending)
        await asyncio.wait_for(streaming, 60)  # it would last for hours
        return b"".join(parts).decode()
