"""Duties that come again and again."""

import threading
from datetime import timedelta

from signoff.jobs.clockwork import Clockwork, Tick

PATIENCE_S = 10


class Seconds:
    """A count of seconds that stands still until told."""

    def __init__(self):
        self.at = 100.0

    def __call__(self):
        return self.at


def every(seconds, name, tick):
    return Tick(name, timedelta(seconds=seconds), tick)


class TestAClockwork:
    def test_does_each_duty_at_its_interval(self):
        done, seconds = [], Seconds()
        often, seldom = (
            every(1, "often", lambda: done.append("o")),
            every(3, "seldom", lambda: done.append("s")),
        )
        clockwork = Clockwork([often, seldom], monotonic=seconds)

        waits = []
        for _ in range(5):
            waits.append(clockwork.tick())
            seconds.at += 1

        assert "".join(done) == "osoooso"
        assert waits == [1, 1, 1, 1, 1]

    def test_rests_after_a_slow_round_and_makes_up_for_none(self):
        done, seconds = [], Seconds()

        def slow():
            done.append(seconds.at)
            seconds.at += 10

        clockwork = Clockwork([every(1, "slow", slow)], monotonic=seconds)

        assert (clockwork.tick(), clockwork.tick(), done) == (1, 1, [100])

    def test_comes_again_sooner_while_there_is_more_to_do(self):
        left, seconds = [5, 3, 0], Seconds()
        duty = Tick("sweep", timedelta(seconds=10), lambda: left.pop(0), again=timedelta(seconds=1))
        clockwork = Clockwork([duty], monotonic=seconds)

        waits = []
        for _ in range(3):
            waits.append(clockwork.tick())
            seconds.at += waits[-1]

        assert waits == [1, 1, 10]

    def test_goes_on_after_a_round_that_failed(self, caplog):
        done, seconds = [], Seconds()

        def fails():
            done.append("tried")
            raise OSError("the database is away")

        clockwork = Clockwork(
            [every(1, "fails", fails), every(1, "works", lambda: done.append("worked"))],
            monotonic=seconds,
        )

        clockwork.tick()
        seconds.at += 1
        clockwork.tick()

        assert done == ["tried", "worked", "tried", "worked"]
        assert [record.duty for record in caplog.records] == ["fails", "fails"]

    def test_stops_at_once_while_it_waits(self):
        begun = threading.Event()
        clockwork = Clockwork([every(3600, "hourly", begun.set)])

        clockwork.start()
        assert begun.wait(PATIENCE_S)
        clockwork.stop()

        assert not clockwork._thread.is_alive()

    def test_with_nothing_to_do_waits_until_it_is_stopped(self):
        clockwork = Clockwork([])

        assert clockwork.tick() is None
        clockwork.start()
        clockwork.stop()

        assert not clockwork._thread.is_alive()
