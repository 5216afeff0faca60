"""How often the database is asked for what people do most: a number that grows with a page or a list is a fault.

What is counted are statements of the product, not those of the queue that tests drive by hand. Each
number is a limit to stay under, and meant to be lowered.
"""

import re

import pytest

from tests.support.sql import statements
from tests.web.cast import ANA

LINK = re.compile(r"/answer/\S+")


@pytest.fixture
def n_asked(stage):
    """Return how many statements something takes, once it was done before."""
    stage.bench.start("post", ANA)

    def count(act):
        asked = statements(stage.bench.app.engine, act)
        return len([each for each in asked if "testing_job" not in each])

    return count


class TestARun:
    def test_comes_to_a_request_in_somebodys_mail(self, stage, n_asked):
        assert n_asked(lambda: stage.bench.start("post", ANA)) <= 44
        assert len(stage.bench.posted) == 2

    def test_ends_with_an_answer_by_the_api(self, stage, n_asked):
        request_id, program = stage.pending(), stage.program()

        def answer():
            sent = program.post(
                f"/api/v1/requests/{request_id}/respond", json={"outcome": "approved"}
            )
            assert sent.status_code == 200
            stage.bench.drain()

        assert n_asked(answer) <= 55

    def test_ends_with_an_answer_by_mail_that_is_confirmed(self, stage, n_asked):
        stage.pending()
        asked = stage.bench.posted[-1]

        def answer():
            assert stage.bench.reply(asked, "approved") is None

        assert n_asked(answer) <= 91
        assert stage.bench.posted[-1] is not asked


class TestAPage:
    @pytest.mark.parametrize(
        ("page", "most"),
        [("/inbox", 11), ("/runs", 7), ("/runs/{run}", 20), ("/requests/{request}", 28)],
    )
    def test_asks_as_often_for_one_as_for_many(self, stage, n_asked, page, most):
        request_id = stage.pending()
        with stage.bench.app.unit() as unit:
            run_id = unit.requests.get(request_id).run_id
        ana = stage.browser()

        def look():
            assert ana.get(page.format(run=run_id, request=request_id)).status_code == 200

        look()  # the first who looks is noted
        assert n_asked(look) <= most
        for _ in range(3):
            stage.pending()
        assert n_asked(look) <= most + 1  # who else is asked, of those like it

    def test_of_a_link_in_a_mail(self, stage, n_asked):
        stage.pending()
        text = stage.bench.posted[-1].message.get_body(("plain",)).get_content()
        link, stranger = LINK.search(text)[0], stage.stranger(Accept="text/html")

        assert n_asked(lambda: stranger.get(link).raise_for_status()) <= 8


class TestTheApi:
    @pytest.mark.parametrize(
        ("place", "most"), [("requests", 4), ("requests/{request}", 5), ("runs/{run}", 13)]
    )
    def test_tells(self, stage, n_asked, place, most):
        request_id, program = stage.pending(), stage.program()
        with stage.bench.app.unit() as unit:
            run_id = unit.requests.get(request_id).run_id
        address = f"/api/v1/{place}".format(run=run_id, request=request_id)
        program.get(
            "/api/v1/me"
        ).raise_for_status()  # that the token is used is noted once a minute

        assert n_asked(lambda: program.get(address).raise_for_status()) <= most
