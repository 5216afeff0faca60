"""A run that waits outlives the code it was started with, or waits until that is back."""

from dataclasses import replace

from signoff import Flow, human_feedback, listen, start
from signoff.jobs.start import retry_blocked
from tests.way.cast import ANA, FLOWS
from tests.way.mails import reply_address, reply_to


class PostFlow(Flow):
    """Another flow of the same name, in which nobody is asked any more."""

    @start()
    def write(self):
        return "no questions asked"


def served(bench, flows):
    bench.app = replace(bench.app, flows=flows)
    del bench.jobs


def approve(bench):
    posted = bench.posted[0]
    bench.receive(reply_to(posted, "approved"), sender=ANA, recipient=reply_address(posted))


def retry(bench):
    with bench.app.unit() as unit:
        n_retried = retry_blocked(unit, now=bench.clock.now())
        unit.commit()
    bench.drain()
    return n_retried


class TestAFlowThatIsServedNoMore:
    def test_keeps_the_answer_and_goes_on_when_it_is_served_again(self, bench, seen):
        run = seen(bench.start("post"))
        served(bench, {"words": FLOWS["words"]})

        approve(bench)

        assert run.status == "waiting"
        assert [response.outcome for response in run.responses] == ["approved"]
        assert "run.blocked" in run.kinds

        served(bench, FLOWS)
        assert retry(bench) == 1
        assert run.status == "ended"
        assert retry(bench) == 0


class TestAFlowThatChanged:
    def test_so_that_the_run_does_not_fit_leaves_it_as_it_is(self, bench, seen):
        run = seen(bench.start("post"))
        served(bench, {"post": PostFlow})

        approve(bench)

        assert run.status == "waiting"
        assert "run.blocked" in run.kinds
        assert retry(bench) == 1, "still the wrong code: blocked again"
        assert run.status == "waiting"
        served(bench, FLOWS)
        retry(bench)
        assert run.status == "ended"


class UnmadePostFlow(FLOWS["post"]):
    def __init__(self):
        raise OSError("the model file is missing")


class TestAFlowThatCannotBeMade:
    def test_leaves_the_run_as_it_is_until_it_can(self, bench, seen):
        run = seen(bench.start("post"))
        served(bench, {"post": UnmadePostFlow})

        approve(bench)

        assert run.status == "waiting"
        assert "run.blocked" in run.kinds, "it does not wait for a job that nobody tries again"
        served(bench, FLOWS)
        assert retry(bench) == 1
        assert run.status == "ended"


class TestAFlowThatChangedElsewhere:
    def test_goes_on_in_the_new_code(self, bench, seen):
        run = seen(bench.start("words"))

        class WordsFlow(Flow):
            @start()
            @human_feedback(message="What do you think now?")
            def show(self):
                return "another analysis"

            @listen(show)
            def keep(self, result):
                return f"kept anew: {result.feedback}"

        served(bench, {"words": WordsFlow})
        posted = bench.posted[0]
        bench.receive(reply_to(posted, "fine"), sender=ANA, recipient=reply_address(posted))

        assert run.status == "ended"
