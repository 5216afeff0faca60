"""Duties that come again and again."""

import threading
from datetime import timedelta

from signoff.jobs.clockwork import Clockwork, Tick, one_round

PATIENCE_S = 60
AT_ONCE, HOURLY = timedelta(0), timedelta(hours=1)


def often_enough(n):
    """Return a round to be done ``n`` times, and what is set when it was."""
    left, done = [n], threading.Event()

    def tick():
        left[0] -= 1
        if left[0] <= 0:
            done.set()

    return tick, done


class TestARound:
    def test_is_followed_by_the_rest_of_its_duty(self):
        assert one_round(Tick("seldom", HOURLY, lambda: None)) == HOURLY

    def test_that_did_something_comes_again_sooner(self):
        left, soon = [5, 3, 0], timedelta(seconds=1)
        duty = Tick("sweep", HOURLY, lambda: left.pop(0), again=soon)

        assert [one_round(duty) for _ in range(3)] == [soon, soon, HOURLY]

    def test_that_fails_is_logged_and_comes_again_at_its_time(self, caplog):
        def fails():
            raise OSError("the database is away")

        assert one_round(Tick("fails", HOURLY, fails, again=AT_ONCE)) == HOURLY
        assert [record.duty for record in caplog.records] == ["fails"]


class TestAClockwork:
    def test_does_each_duty_again_and_again(self):
        (first, first_done), (second, second_done) = often_enough(3), often_enough(5)
        clockwork = Clockwork([Tick("first", AT_ONCE, first), Tick("second", AT_ONCE, second)])

        clockwork.start()
        assert first_done.wait(PATIENCE_S)
        assert second_done.wait(PATIENCE_S)
        clockwork.stop()

        assert not clockwork.is_going

    def test_a_long_round_keeps_no_other_duty_waiting(self):
        held, (other, other_done) = threading.Event(), often_enough(3)
        long = Tick("long", HOURLY, lambda: held.wait(PATIENCE_S))
        clockwork = Clockwork([long, Tick("other", AT_ONCE, other)])

        clockwork.start()
        assert other_done.wait(PATIENCE_S)
        assert clockwork.is_going
        held.set()
        clockwork.stop()

        assert not clockwork.is_going

    def test_stops_at_once_while_it_waits(self):
        begun = threading.Event()
        clockwork = Clockwork([Tick("hourly", HOURLY, begun.set)])

        clockwork.start()
        assert begun.wait(PATIENCE_S)
        clockwork.stop()

        assert not clockwork.is_going

    def test_with_nothing_to_do_starts_and_stops(self):
        clockwork = Clockwork([])

        clockwork.start()
        clockwork.stop()

        assert not clockwork.is_going
