"""Who looks at a request: told to the others who may see it, while their pages are open."""

import asyncio
import json

from signoff.web.events import HELLO, Events, Pace, Watch
from signoff.web.presence import Presence
from tests.web.cast import ANA, BEN

CARL = "carl@example.com"


def named(event):
    return json.loads(event.decode().partition("data: ")[2]).get("people")


class TestAPage:
    def test_is_told_of_every_other_person_on_the_same_request(self):
        presence, heard = Presence(), {"ana": [], "ben": [], "ben's other": [], "elsewhere": []}

        def come(request_id, person, page):
            return presence.come(request_id, person, person, heard[page].append)

        ana, ben = come("one", ANA, "ana"), come("one", BEN, "ben")
        other, elsewhere = come("one", BEN, "ben's other"), come("two", CARL, "elsewhere")
        presence.leave(ben)
        presence.leave(other)

        assert [named(each) for each in heard["ana"]] == [[], [BEN], [BEN], [BEN], []]
        assert {tuple(named(each)) for each in heard["ben"]} == {(ANA,)}
        assert [named(each) for each in heard["elsewhere"]] == [[]]
        presence.leave(ana)
        presence.leave(elsewhere)
        assert presence.n_requests == 0

    def test_is_noted_only_where_its_reader_may_see_the_request(self, stage):
        """What the stream is told of its page, by a stand-in for all streams."""

        class Streams:
            async def listen(self, deployments, *, looks_at=None):
                yield json.dumps(looks_at).encode()

        stage.member(CARL, role="reviewer")
        request_id = stage.pending()
        stage.web.state.events = Streams()

        def noted(person, at):
            return stage.browser(person).get(f"/events?at={at}").json()

        assert noted(ANA, request_id) == [request_id, ANA, ANA]
        stage.give_name(ANA, "Ana Lind")
        assert noted(ANA, request_id) == [request_id, ANA, "Ana Lind"]
        stage.give_name(ANA, CARL)
        assert noted(ANA, request_id) == [request_id, ANA, ANA]  # by nobody else's address
        assert noted(CARL, request_id) is None
        assert noted(ANA, "none") is noted(ANA, "") is None

    def test_hears_of_others_by_its_stream_until_theirs_ends(self, stage):
        async def story():
            events = Events(Watch(stage.bench.app.reading), Pace(look=20))
            ana, ben = (events.listen(looks_at=("one", each, each)) for each in (ANA, BEN))
            first = [await anext(ana), named(await anext(ana)), await anext(ben)]
            heard = []
            while len(heard) < 2:
                event = await anext(ana)
                if b"event: presence" in event:
                    heard.append(named(event))
                    await ben.aclose()
            await ana.aclose()
            return first, heard, events.presence.n_requests

        assert asyncio.run(asyncio.wait_for(story(), 20)) == ([HELLO, [], HELLO], [[BEN], []], 0)
