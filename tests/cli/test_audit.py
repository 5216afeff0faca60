"""`signoff audit` on a server's data folder, and far from it."""

import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from signoff import Flow, human_feedback, persist, start
from signoff.cli import main
from signoff.flow import ConsoleProvider
from signoff.flow.persistence import SQLiteFlowPersistence
from signoff.store.audit.checks import find_last_check
from signoff.store.audit.reading import find_head
from signoff.store.database import make_engine
from signoff.testing import open_workbench
from tests.way.cast import ANA, FLOWS
from tests.way.mails import reply_address, reply_to


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder to work in, with nothing set up."""
    for name in os.environ:
        if name.startswith("SIGNOFF_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run_id(here, installed):
    """A run that ended, in the data folder of a server."""
    bench = open_workbench(installed(here / "signoff-data"), FLOWS, creator=ANA)
    made = bench.start("post")
    asked = bench.posted[-1]
    mail = reply_to(asked, "Rejected: no, thank you")
    bench.receive(mail, sender=ANA, recipient=reply_address(asked))
    bench.app.engine.dispose()
    return made


@pytest.fixture
def said(capsys):
    """Runs the command; returns its exit code, what it printed, and what it complained of."""

    def run(*words):
        code = main(["audit", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


class TestVerify:
    def test_says_that_a_trail_is_whole_here_and_far_away(self, run_id, said, here):
        public = said("checkpoint", "--public-key")[1]
        (here / "trusted.pub").write_text(public)
        checkpoint = json.loads(said("checkpoint")[1])
        assert said("export", "--out", "all.jsonl")[0] == 0
        assert said("bundle", run_id, "--out", "run.zip")[0] == 0
        assert said("bundle", run_id, "--out", "bundle/of/run")[0] == 0

        code, out, _ = said("verify")
        assert code == 0
        assert f"{checkpoint['seq']}:{checkpoint['hash']}" in out
        (here / "signoff-data").rename(here / "gone")
        for file in ("all.jsonl", "run.zip", "bundle/of/run"):
            code, out, _ = said("verify", file, "--key", "trusted.pub")
            assert (code, "Whole: " in out) == (0, True), out
        assert "The key is the file's own" in said("verify", "run.zip")[1]

    def test_of_a_fresh_export_reaches_to_the_last_fact(self, run_id, said):
        assert said("export", "--out", "all.jsonl")[0] == 0

        code, out, _ = said("verify", "all.jsonl")

        assert (code, "1 checkpoint or receipt agrees" in out) == (0, True)
        assert "No signed checkpoint" not in out

    def test_says_where_it_is_broken_and_exits_with_1(self, run_id, said, here):
        said("export", "--out", "all.jsonl")
        lines = (here / "all.jsonl").read_text().splitlines(keepends=True)
        del lines[3]
        (here / "all.jsonl").write_text("".join(lines))

        code, out, _ = said("verify", "all.jsonl")

        assert code == 1
        assert "Broken (missing) at fact 3: Fact 3 is missing." in out

    def test_exits_with_2_where_nothing_could_be_checked(self, run_id, said, here):
        (here / "no.jsonl").write_text("{}")
        for words in (
            ("no.jsonl",),
            ("absent.jsonl",),
            ("--key", "absent.pub"),
            ("--key", "no.jsonl"),
            ("--receipts", "absent"),
            ("--data-dir", "elsewhere"),
        ):
            code, _, err = said("verify", *words)
            assert (code, "Nothing was" in err) == (2, True), words

    def test_finds_a_cut_end_by_the_receipt_in_a_mail(self, run_id, said, here):
        said("export", "--out", "all.jsonl")
        lines = (here / "all.jsonl").read_text().splitlines(keepends=True)
        last = json.loads(lines[-1])
        (here / "mails").mkdir()
        mail = f"Message-ID: <m@x>\nSignoff-Receipt: {last['seq']}:{last['hash']}\n\nHello\n"
        (here / "mails" / "one.eml").write_text(mail)
        head = json.loads(lines[0]) | {"head": None, "checkpoint": None}
        (here / "cut.jsonl").write_text(json.dumps(head) + "\n" + "".join(lines[1:-1]))

        assert said("verify", "cut.jsonl")[0] == 0
        assert said("verify", "all.jsonl", "--receipts", "mails")[0] == 0
        code, out, _ = said("verify", "cut.jsonl", "--receipts", "mails")
        assert code == 1
        assert f"Broken (cut) at fact {last['seq']}" in out
        assert "the mail <m@x>" in out

    def test_finds_an_old_backup_by_a_checkpoint_that_was_kept(self, run_id, said, here):
        data = here / "signoff-data"
        (here / "trusted.pub").write_text(said("checkpoint", "--public-key")[1])
        [database] = data.glob("*.db")
        shutil.copy(database, here / "backup.db")
        assert said("redact", "--run", run_id)[0] == 0  # something happens after the backup
        kept = said("checkpoint")[1]
        (here / "kept.json").write_text(f'{kept}\n{{"checkpoint": {kept.strip()}}}\n')
        assert said("export", "--out", "all.jsonl")[0] == 0
        for words in (("--checkpoints", "kept.json"), ("all.jsonl", "--checkpoints", "kept.json")):
            assert said("verify", *words, "--key", "trusted.pub")[0] == 0
        assert said("verify", "--checkpoints", "kept.json")[0] == 0

        for path in data.glob("*.db*"):
            path.unlink()
        shutil.copy(here / "backup.db", database)

        assert said("verify")[0] == 0
        code, out, _ = said("verify", "--checkpoints", "kept.json")
        seq = json.loads(kept)["seq"]
        assert code == 1
        assert "Broken (cut)" in out
        assert "; the kept checkpoint of " in out
        assert f" vouches for fact {seq}." in out

    def test_takes_no_checkpoint_that_the_key_did_not_sign(self, run_id, said, here):
        (here / "trusted.pub").write_text(said("checkpoint", "--public-key")[1])
        kept = json.loads(said("checkpoint")[1])
        assert said("export", "--out", "all.jsonl")[0] == 0
        (here / "kept.json").write_text(json.dumps(kept))
        (here / "forged.json").write_text(json.dumps(kept | {"seq": kept["seq"] + 1}))
        (here / "empty.json").write_text("\n")
        (here / "odd.json").write_text("[1]")
        key = ("--key", "trusted.pub")
        for words, why in (
            (("--checkpoints", "forged.json"), "is not signed by the key"),
            (("--checkpoints", "empty.json"), "holds no checkpoint"),
            (("--checkpoints", "odd.json"), "is no JSON object"),
            (("--checkpoints", "absent.json"), "cannot be read"),
            (("all.jsonl", "--checkpoints", "forged.json", *key), "is not signed by the key"),
            (("all.jsonl", "--checkpoints", "kept.json"), "without the key that signed them"),
        ):
            code, _, err = said("verify", *words)
            assert (code, why in err, "Nothing was" in err) == (2, True, True), (words, err)

    def test_needs_no_database(self, run_id, said, here):
        said("bundle", run_id, "--out", "run.zip")
        with zipfile.ZipFile(here / "run.zip") as packed:
            assert "evidence.html" in packed.namelist()
        script = (
            "import sys; from signoff.cli import main; code = main(['audit', 'verify', 'run.zip']);"
            "print(code, 'sqlalchemy' in sys.modules, 'fastapi' in sys.modules)"
        )

        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
        )

        assert done.stdout.splitlines()[-1] == "0 False False"


class TestTheOtherCommands:
    def test_export_what_is_asked_for(self, run_id, said, here):
        code, out, _ = said("export", "--format", "csv", "--run", run_id, "--kind", "run.ended")

        assert code == 0
        assert len(out.splitlines()) == 2
        assert said("export", "--to", "2000-01-01")[1].count("\n") == 1
        assert said("export", "--out", "absent/all.jsonl")[0] == 2
        code, out, err = said("export", "--from", "2026-03-02", "--to", "2026-03-01")
        assert (code, out, "no fact can be" in err) == (2, "", True)
        with pytest.raises(SystemExit, match="2"):
            said("export", "--from", "yesterday")
        with pytest.raises(SystemExit, match="2"):
            said("export", "--kind", "nonsense")

    def test_export_to_nowhere_where_standard_output_is_closed(self, run_id, said, monkeypatch):
        monkeypatch.setattr("sys.stdout", None)  # as Python starts then

        assert said("export")[0] == 0

    def test_take_words_out_and_say_so(self, run_id, said):
        code, out, _ = said("redact", "--person", ANA)

        assert code == 0
        assert "facts lost their words" in out
        assert f"{ANA} is redacted-" in out
        assert f"signoff audit redact --run, with each of\n  {run_id}\n" in out
        assert said("verify")[0] == 0
        assert ANA not in said("export")[1]
        assert said("redact", "--run", run_id)[0] == 0
        assert said("verify")[0] == 0
        assert said("redact", "--run", "nothing")[0] == 1
        assert said("redact", "--person", "no address")[0] == 2

    def test_refuse_to_write_over_a_file(self, run_id, said, here):
        (here / "there").write_text("mine")

        assert said("bundle", run_id, "--out", "there")[0] == 2
        assert said("export", "--out", "there")[0] == 2
        assert said("bundle", "nothing", "--out", "new")[0] == 1
        assert (here / "there").read_text() == "mine"
        assert not (here / "new").exists()


class TestACheckOfTheServersTrail:
    def test_is_kept_for_the_page_of_the_trail(self, run_id, said, here):
        assert said("verify")[0] == 0

        engine = make_engine(f"sqlite:///{next((here / 'signoff-data').glob('*.db'))}")
        with engine.connect() as connection:
            kept, head = find_last_check(connection), find_head(connection)
        engine.dispose()
        assert (kept.actor, kept.seq, kept.broken_at) == ("signoff audit verify", head.seq, None)


class TestLocal:
    def test_lists_what_was_decided_at_a_terminal_without_a_server(self, said, here):
        store = SQLiteFlowPersistence(here / "flows.db")

        terminal = ConsoleProvider(input_=lambda _: "rejected", print_=lambda *_: None)

        @persist(store)
        class Post(Flow):
            @start()
            @human_feedback(message="Go?", emit=["approved", "rejected"], provider=terminal)
            def review(self):
                return "a draft"

        runs = [Post() for _ in range(2)]
        for run in runs:
            run.kickoff()
        store.close()

        every = [json.loads(line) for line in said("local", "flows.db")[1].splitlines()]
        [one] = [
            json.loads(line)
            for line in said("local", "flows.db", "--run", runs[0].flow_id)[1].splitlines()
        ]

        assert [told["run"] for told in every] == [run.flow_id for run in runs]
        assert one == every[0]
        assert (one["channel"], one["outcome"], one["question"]) == (
            "console",
            "rejected",
            "review#1",
        )
        assert one["at"] == runs[0].human_feedback_history[0].timestamp.isoformat()

    def test_makes_no_file_where_there_is_none(self, said, here):
        code, out, err = said("local", "nowhere.db")

        assert (code, out) == (2, "")
        assert "There is no file 'nowhere.db'" in err
        assert not (here / "nowhere.db").exists()
