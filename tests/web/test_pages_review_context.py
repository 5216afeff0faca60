"""What stands beside a request: what follows from each outcome, and requests like it."""

import pytest
from sqlalchemy import update

from signoff import Flow, human_feedback, listen, or_, router, start
from signoff.flow.structure import structure
from signoff.store.tables import requests
from signoff.web.pages.review.ahead import what_follows
from tests.web.cast import ANA, BEN
from tests.web.conftest import opened_stage


class WayFlow(Flow):
    """Go on in every way there is."""

    @start("more")
    @human_feedback(message="Good?", emit=["good", "more", "other", "bad"], approving=["good"])
    def look(self):
        return "A <b>text</b>"

    @listen("good")
    def print_it(self):
        return 1

    @listen(print_it)
    def send_it(self):
        return 1

    @listen(send_it)
    @human_feedback(message="Arrived?")
    def arrived(self):
        return 1

    @listen("other")
    def weigh(self):
        return 1

    @router(weigh)
    def choose(self):
        return "left"

    @listen(or_("left", "arrived"))
    def last(self):
        return 1


class TestWhatFollowsFromAnOutcome:
    def test_is_read_off_the_graph_up_to_the_next_question(self):
        shape = structure(WayFlow)
        good, more, other, bad = what_follows(shape, "look", ("good", "more", "other", "bad"))

        assert (good.steps, good.asks, good.is_end) == (
            ("print_it", "send_it"),
            ("arrived",),
            False,
        )
        assert (more.steps, more.is_again) == ((), True)
        assert (other.steps, other.chooses, other.is_end) == (("weigh",), ("choose",), False)
        assert (bad.steps, bad.is_end) == ((), True)
        (any_answer,) = what_follows(shape, "arrived", ())
        assert (any_answer.outcome, any_answer.steps, any_answer.is_end) == (None, ("last",), True)
        assert what_follows(shape, "of_another_flow", ("good",)) == ()

    def test_of_many_steps_names_the_first(self):
        def made(n):
            heard = "good" if n == 0 else f"step_{n - 1}"

            def step(self):
                return n

            step.__name__ = f"step_{n}"
            return listen(heard)(step)

        def ask(self):
            return 1

        asked = start()(human_feedback(message="?", emit=["good", "bad"])(ask))
        steps = {f"step_{n}": made(n) for n in range(12)}
        long = type("LongFlow", (Flow,), {"ask": asked, **steps})

        good, _ = what_follows(structure(long), "ask", ("good", "bad"))

        assert (len(good.steps), good.n_more) == (8, 4)


@pytest.fixture
def stage(tmp_path, door_databases, prologues, portal):
    with opened_stage(
        tmp_path / "data", door_databases, prologues, {"way": WayFlow}, portal
    ) as stage:
        yield stage


class TestThePageOfARequest:
    def test_says_what_follows_and_what_is_like_it(self, stage):
        ana = stage.browser(ANA)
        first, other = stage.pending("way"), stage.pending("way")
        html = ana.get(f"/requests/{first}").text
        assert "What follows" in html
        assert "Asks this again: round 2." in html
        assert f'href="/requests/{other}"' in html.partition("Related requests")[2]
        assert "Why it ended so" not in html
        with stage.bench.app.engine.begin() as connection:
            taken = update(requests).values(claimed_by=BEN).where(requests.c.id == other)
            connection.execute(taken)
        assert "Related requests" not in ana.get(f"/requests/{first}").text

        ana.post(f"/requests/{first}/decision", data={"outcome": "more"})
        stage.bench.drain()

        done = ana.get(f"/requests/{first}").text
        assert "What follows" not in done
        assert "Why it ended so" in done
        with stage.bench.app.unit() as unit:
            run = unit.requests.get(first).run_id
            second = unit.requests.of_run(run)[1].id
        related = ana.get(f"/requests/{second}").text.partition("Related requests")[2]
        assert f'<a class="link" href="/requests/{first}">Round 1 of this run</a>' in related
