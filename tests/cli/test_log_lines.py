"""What an operator reads in the log: when, what, about what, and no flood while a fault lasts."""

import logging
import re
import subprocess
import sys

import pytest
from sqlalchemy.exc import OperationalError

from signoff.cli.log_lines import LogLines, OnceAMinute

AWAY = OperationalError("SELECT 1", {}, OSError("connection refused\nis it running?"))


def record(said="round failed", *, error=None, name="signoff.jobs", **facts):
    info = None
    if error is not None:
        try:
            raise error
        except type(error):
            info = sys.exc_info()
    made = logging.getLogger(name).makeRecord(
        name, logging.ERROR, __file__, 7, said, (), info, extra=facts
    )
    made.created = 1_772_442_847.0
    return made


class TestALine:
    def test_says_when_how_bad_and_the_facts(self):
        line = LogLines().format(record("request failed", incident="01a2", path="/runs"))

        assert line == (
            "2026-03-02T09:14:07Z ERROR signoff.jobs: request failed (incident=01a2 path=/runs)"
        )

    def test_leaves_out_what_is_not_known(self):
        assert LogLines().format(record("bad call", color_message="bad")).endswith("bad call")
        assert LogLines().format(record("call not taken", run_id=None)).endswith("not taken")

    def test_cannot_be_broken_by_what_a_fact_quotes(self):
        line = LogLines().format(record("not sent", why="no\n2026 ERROR forged\x1b[2J"))

        assert "\n" not in line
        assert "\x1b" not in line

    def test_of_an_error_has_the_traceback_below(self):
        assert "Traceback" in LogLines().format(record(error=ValueError("x")))

    def test_of_a_database_that_is_away_says_what_the_database_said(self):
        line = LogLines().format(record(error=AWAY, duty="deadlines"))

        assert line.endswith("failed (duty=deadlines): connection refused is it running?")

    def test_has_all_of_it_where_everything_is_asked_for(self):
        assert "Traceback" in LogLines(whole=True).format(record(error=AWAY))


class TestAFaultThatLasts:
    @pytest.fixture
    def clock(self):
        return [0.0]

    @pytest.fixture
    def once(self, clock):
        return OnceAMinute(now=lambda: clock[0])

    def test_is_told_once_a_minute_with_how_often_it_came(self, once, clock):
        told = []
        for second in range(61):
            clock[0] = float(second)
            if once.filter(again := record(error=AWAY, duty="deadlines")):
                told.append(LogLines().format(again))

        assert len(told) == 2
        assert "59 times more" in told[1]

    @pytest.mark.parametrize(
        "other",
        [
            record(error=AWAY, duty="figures"),
            record(error=ValueError("x"), duty="deadlines"),
        ],
    )
    def test_hides_no_other_fault(self, once, other):
        assert once.filter(record(error=AWAY, duty="deadlines"))
        assert once.filter(other)

    def test_is_forgotten_where_a_thousand_others_were_told_since(self, once):
        for n in range(1000):
            assert once.filter(record(error=ValueError(str(n))))

        assert not once.filter(record(error=ValueError("0")))
        assert once.filter(record(error=ValueError("1000")))
        assert once.filter(record(error=ValueError("0")))

    def test_hides_nothing_that_happened_to_something(self, once):
        assert once.filter(record("delivery not sent", delivery_id="1"))
        assert once.filter(record("delivery not sent", delivery_id="1"))

    def test_of_the_queue_is_told_once_for_all_queues(self, once):
        assert once.filter(record("Exception finding work for queue runs: x", name="dbos"))
        assert not once.filter(record("Exception finding work for queue mail: x", name="dbos"))


PROGRAM = """
import logging
from signoff.cli.log_lines import log_to_stderr
log_to_stderr("warning")
logging.getLogger("signoff.x").info("too little")
logging.getLogger("signoff.x").warning("delivery not sent", extra={"why": "550 no"})
logging.getLogger("dbos").warning("queue says")
"""


def test_the_command_writes_the_facts_of_what_happened():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    first, second = done.stderr.splitlines()
    assert re.fullmatch(r"\S+Z WARNING signoff\.x: delivery not sent \(why=550 no\)", first)
    assert second.endswith("WARNING dbos: queue says")
