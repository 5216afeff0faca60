"""`signoff lessons` on a server's database and on the file of flows without one."""

import json
import os
import subprocess
import sys

import pytest

from signoff.cli import main
from signoff.flow.memory import SQLiteLessonBook
from signoff.interpret.lessons import LessonStatus
from signoff.testing import open_workbench
from tests.jobs.learners import FLOWS

ANA = "ana@example.com"
SCOPE = "TaughtFlow:review"
CITE = "Always include citations."
SHORT = "Keep it short."


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder to work in, with a home of its own and nothing set up."""
    for name in os.environ:
        if name.startswith("SIGNOFF_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SIGNOFF_FLOW_DB", str(tmp_path / "home" / "flows.db"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def served(here, installed):
    """Makes a server's data folder; returns the book in it."""
    benches = []

    def made(folder="signoff-data", **options):
        benches.append(open_workbench(installed(here / folder), FLOWS, creator=ANA, **options))
        return benches[-1].app.lessons(ANA)

    yield made
    for bench in benches:
        bench.app.engine.dispose()


@pytest.fixture
def file_book():
    return SQLiteLessonBook()


@pytest.fixture
def said(capsys):
    """Runs the command; returns its exit code, what it printed, and what it complained of."""

    def run(*words):
        code = main(["lessons", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


class TestTheList:
    def test_shows_lessons_by_step_with_how_they_stand_and_did(self, served, said):
        book = served()
        lesson = book.pin(book.add(CITE, scope=SCOPE).id)
        book.count_shown([lesson.id])
        book.add(SHORT, scope="Other:step", status=LessonStatus.CANDIDATE)

        code, out, _ = said("list")

        assert code == 0
        assert out.splitlines()[0].startswith("Lessons of 'signoff', in sqlite:///")
        assert out.index("Other:step") < out.index(SHORT) < out.index(SCOPE)
        [line] = [line for line in out.splitlines() if CITE in line]
        assert line.split("  ")[0] == lesson.id[-8:]
        assert "in use, pinned" in line
        assert "shown 1, accepted 0" in line

    def test_is_filtered(self, served, said):
        book = served()
        book.add(CITE, scope=SCOPE)
        book.add(SHORT, scope="Other:step", status=LessonStatus.CANDIDATE)

        assert SHORT not in said("list", "--flow", "TaughtFlow")[1]
        assert SHORT not in said("list", "--step", "review")[1]
        assert CITE not in said("list", "--status", "candidate")[1]
        assert "No retired lesson." in said("list", "--status", "retired")[1]

    def test_is_one_object_a_line_for_programs(self, served, said):
        lesson = served().add(CITE, scope=SCOPE)

        found = [json.loads(line) for line in said("list", "--json")[1].splitlines()]

        assert [one["id"] for one in found] == [lesson.id]
        assert (found[0]["status"], found[0]["is_pinned"]) == ("active", False)

    def test_shows_no_sign_that_could_fool_a_terminal(self, served, said):
        served().add("Cite \u202e it.", scope="Odd\x1b[31m:step")

        out = said("list")[1]

        assert "\x1b" not in out
        assert "\u202e" not in out


class TestALesson:
    def test_is_shown_whole(self, served, said):
        lesson = served().add(CITE, scope=SCOPE, learned_from="request-1")

        out = said("show", lesson.id[-6:])[1]

        for part in (lesson.id, CITE, SCOPE, "request-1", "active"):
            assert part in out

    def test_is_changed_on_record_by_whoever_is_at_the_terminal(self, here, served, said):
        book = served()
        lesson = book.add(CITE, scope=SCOPE, status=LessonStatus.CANDIDATE)
        other = book.add(SHORT, scope=SCOPE)

        for words in (["confirm"], ["edit", "Cite it."], ["pin"], ["unpin"], ["retire"]):
            code, out, _ = said(words[0], lesson.id, *words[1:])
            assert (code, lesson.id[-8:] in out) == (0, True)
        assert said("merge", lesson.id[-8:], other.id[-8:])[0] == 0

        gone = book.find(lesson.id)
        assert (gone.status, gone.text, gone.merged_into) == ("merged", "Cite it.", other.id)
        with book._unit() as unit:
            query = f"SELECT kind, actor FROM audit_event WHERE subject = '{lesson.id}'"
            facts = unit.connection.exec_driver_sql(query).all()
        assert [kind for kind, _ in facts if kind != "lesson.learned"] == [
            "lesson.confirmed",
            "lesson.edited",
            "lesson.pinned",
            "lesson.unpinned",
            "lesson.retired",
            "lesson.merged",
        ]
        assert all(actor.endswith("at the command line") for _, actor in facts[1:])

    @pytest.mark.parametrize(
        ("given", "why"),
        [("abcdef", "No lesson"), ("", "4 signs at least"), ("-", "4 signs at least")],
    )
    def test_that_is_not_named_well_is_told_how(self, served, said, given, why):
        served().add(CITE, scope=SCOPE)

        code, _, err = said("retire", "--", given)

        assert code == 1
        assert why in err
        assert "signoff lessons list" in err

    @pytest.mark.parametrize(
        "words",
        [
            ["list", "abcd"],
            ["show"],
            ["pin", "abcd", "efgh"],
            ["edit", "abcd"],
            ["edit", "abcd", "Cite", "all", "sources."],
            ["merge", "abcd"],
        ],
    )
    def test_is_changed_by_no_fewer_and_no_more_words(self, served, said, words):
        served()

        code, _, err = said(*words)

        assert code == 2
        assert f"`signoff lessons {words[0]}` takes" in err
        assert "Put a text of several words in quotes." in err

    def test_that_cannot_do_this_says_why(self, served, said):
        lesson = served().add(CITE, scope=SCOPE, status=LessonStatus.CANDIDATE)

        code, _, err = said("pin", lesson.id)

        assert code == 1
        assert "is candidate and cannot be pinned" in err


class TestTheBook:
    def test_is_the_users_own_where_no_server_is_here(self, file_book, said):
        lesson = file_book.add(CITE, scope=SCOPE)

        out = said("retire", lesson.id)[1]

        assert "flows without a server" in out
        assert str(file_book.path) in out
        assert file_book.find(lesson.id).status is LessonStatus.RETIRED

    def test_is_a_servers_that_is_here(self, file_book, served, said):
        file_book.add(SHORT, scope=SCOPE)
        served().add(CITE, scope=SCOPE)

        assert SHORT not in said("list")[1]
        assert SHORT in said("list", "--file")[1]

    def test_is_the_one_that_is_named(self, here, file_book, served, said, monkeypatch):
        file_book.add(SHORT, scope=SCOPE)
        served("elsewhere").add(CITE, scope=SCOPE)
        monkeypatch.chdir("/")

        assert CITE in said("list", "--data-dir", str(here / "elsewhere"))[1]
        database = f"sqlite:///{here / 'elsewhere' / 'signoff.db'}"
        assert CITE in said("list", "--database", database)[1]
        monkeypatch.setenv("SIGNOFF_DATA_DIR", str(here / "elsewhere"))
        assert CITE in said("list")[1]
        assert SHORT in said("list", "--file", str(file_book.path))[1]

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (["--data-dir", "nowhere"], "There is no database"),
            (["--file", "nothing.db"], "There is no book of lessons 'nothing.db'"),
            (["--file", "x.db", "--data-dir", "y"], "Give one or the other"),
        ],
    )
    def test_that_is_not_there_is_not_made(self, here, said, words, why):
        code, _, err = said("list", *words)

        assert code == 2
        assert why in err
        assert list(here.iterdir()) == []

    def test_of_one_of_several_deployments_must_be_named(self, served, said):
        book = served()
        book.add(CITE, scope=SCOPE)
        with book._unit() as unit:
            unit.deployments.put("second", creator=ANA, now=book._clock.now())
            unit.commit()

        code, _, err = said("list")
        assert code == 2
        assert "not one deployment but 2" in err
        assert "second, signoff" in err
        assert CITE in said("list", "--deployment", "signoff")[1]
        assert CITE not in said("list", "--deployment", "second")[1]
        assert "no deployment 'third'" in said("list", "--deployment", "third")[2]

    def test_of_a_server_needs_what_a_server_needs(self, served, here):
        served()
        script = (
            "import sys\n"
            "sys.modules['sqlalchemy'] = None\n"
            "from signoff.cli import main\n"
            "sys.exit(main(['lessons', 'list']))\n"
        )

        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=here
        )

        assert done.returncode == 2
        assert 'pip install "signoff[server]"' in done.stderr
        assert "--file" in done.stderr
