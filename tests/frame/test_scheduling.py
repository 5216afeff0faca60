"""Tests are handed out once each, to processes that collected them, whatever becomes of a process."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import pytest_ignore_collect
from tests.support.scheduling import Handing, Scheduling, collects

FILES = [f"tests/web/test_{word}.py" for word in "abcdefghijkl"] + ["tests/browser/test_story.py"]
TESTS = [f"{file}::test_{n}" for file in FILES for n in range(3)]


class Process:
    """Stands for a process of xdist's: does what it is handed, the last only when it is to end."""

    def __init__(self, number, n_processes):
        self.tests = [t for t in TESTS if collects(number, n_processes, t.partition("::")[0])]
        self.handed = []
        self.shutting_down = False

    def send_runtest_some(self, numbers):
        self.handed += [self.tests[number] for number in numbers]

    def shutdown(self):
        self.shutting_down = True


@pytest.fixture
def handing():
    plugins = SimpleNamespace(getplugin=lambda name: None)
    session = SimpleNamespace(config=SimpleNamespace(pluginmanager=plugins), testscollected=0)
    return Handing(4, session)


@pytest.fixture
def processes(handing):
    made = [Process(number, 4) for number in range(4)]
    for process in made:
        join(handing, process)
    handing.schedule()
    return made


def join(handing, process):
    handing.add_node(process)
    handing.add_node_collection(process, process.tests)


def work(handing, processes):
    """Have them do all they can, in turn; return what was done."""
    done = []
    while able := [p for p in processes if len(p.handed) > 1 or (p.handed and p.shutting_down)]:
        for process in able:
            test = process.handed.pop(0)
            handing.mark_test_complete(process, process.tests.index(test))
            done.append(test)
    return done


@pytest.mark.parametrize("n_processes", [1, 2, 3, 4, 7])
def test_two_processes_collect_each_file(n_processes):
    for file in FILES:
        n = sum(collects(number, n_processes, file) for number in range(n_processes))
        assert n == min(n_processes, 2)


def test_whoever_replaces_a_process_collects_everything():
    assert all(collects(4, 4, file) for file in FILES)


def test_each_test_is_handed_out_once(handing, processes):
    done = work(handing, processes)
    assert sorted(done) == sorted(TESTS)
    assert handing.tests_finished
    assert not handing.has_pending
    assert all(process.shutting_down for process in processes)


def test_what_shares_a_browser_goes_to_one_process(handing, processes):
    [busy] = [p for p in processes if any("browser" in test for test in p.handed)]
    assert [test for test in busy.handed if "browser" in test] == TESTS[-3:]


def test_whoever_has_collected_begins_at_once(handing):
    first, *others = (Process(number, 4) for number in range(4))

    join(handing, first)

    assert first.handed
    assert not handing.tests_finished
    for process in others:
        join(handing, process)
    handing.schedule()
    assert sorted(work(handing, [first, *others])) == sorted(TESTS)


def test_what_goes_to_one_process_is_done_where_not_all_processes_know_all_of_it(handing):
    named, other = "tests/browser/test_story.py::test_1", "tests/frame/test_browser.py::test_1"
    one, two = Process(0, 4), Process(1, 4)
    one.tests, two.tests = [named], [named, other]
    for process in (one, two):
        join(handing, process)
    handing.schedule()

    assert (one.handed, two.handed) == ([named], [other])
    assert one.shutting_down
    assert two.shutting_down


def test_what_a_dead_process_left_is_done_by_the_one_in_its_place(handing, processes):
    dead, *living = processes
    died_in, *left = dead.handed
    assert handing.remove_node(dead) == died_in
    fresh = Process(4, 4)
    join(handing, fresh)
    handing.schedule()
    done = work(handing, [*living, fresh])
    assert left
    assert sorted([*done, died_in]) == sorted(TESTS)


def test_what_a_process_left_that_died_before_all_had_collected_is_done_too(handing):
    dead, *others = (Process(number, 4) for number in range(4))
    join(handing, dead)
    died_in = handing.remove_node(dead)

    living = [*others, Process(4, 4)]
    for process in living:
        join(handing, process)
    handing.schedule()

    assert sorted([*work(handing, living), died_in]) == sorted(TESTS)


@pytest.mark.parametrize("only_what_failed", [False, True])
def test_only_where_what_failed_is_run_again_each_process_collects_everything(only_what_failed):
    told = {"workerid": "gw0", "workercount": 4}
    options = {"lf": only_what_failed}
    config = SimpleNamespace(
        workerinput=told, rootpath=Path("/here"), getoption=lambda name, default: options[name]
    )
    left = [file for file in FILES if pytest_ignore_collect(Path("/here", file), config)]
    assert bool(left) is not only_what_failed


class TestARunThatEnds:
    @pytest.fixture
    def session(self):
        return SimpleNamespace(Failed=pytest.Session.Failed, shouldfail="")

    @pytest.fixture
    def loop(self, handing, session):
        plugin = Scheduling()
        plugin.handing = handing
        loop = plugin.pytest_runtestloop(session)
        next(loop)
        return loop

    def test_has_failed_where_too_many_died_before_a_test_began(self, loop):
        with pytest.raises(pytest.Session.Failed, match="not all tests were run"):
            loop.send(True)

    def test_has_failed_where_too_many_died_later(self, handing, processes, session, loop):
        for process in processes:
            handing.remove_node(process)

        with pytest.raises(pytest.Session.Failed, match="not all tests were run"):
            loop.send(True)
        assert session.shouldfail

    def test_is_as_good_as_its_tests_where_all_were_run(self, handing, processes, loop):
        work(handing, processes)

        with pytest.raises(StopIteration) as ended:
            loop.send(True)
        assert ended.value.value is True
