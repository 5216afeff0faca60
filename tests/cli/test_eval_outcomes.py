"""`signoff eval outcomes`: what it finds, what it says of bad input, and when it fails a build."""

import json
import os

import pytest

from signoff.cli import main
from tests.support.openai_server import OpenAIServer, by_tool, words

THREE = ["approved", "rejected", "needs_revision"]
APPROVED = {"feedback": "approved", "outcomes": THREE, "label": "approved", "lang": "en"}
UNCLEAR = {"feedback": "zzz qqq", "outcomes": THREE, "label": "rejected", "lang": "de", "id": 7}
ASKED = {"feedback": "zzz?", "outcomes": THREE, "label": None, "lang": "de"}
# Its label is wrong, so that what is read right looks like a wrong approval.
LET_THROUGH = {
    "id": "a\u001b[31m1",
    "feedback": "approved",
    "outcomes": THREE,
    "label": None,
    "also_ok": ["rejected"],
    "kind": "sarcasm",
}
WRONG = {**UNCLEAR, "id": "w", "feedback": "needs revision", "label": "rejected"}


@pytest.fixture
def write(tmp_path):
    def write(*rows, name="replies.jsonl"):
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def judge(capsys):
    def judge(*arguments):
        code = main(["eval", "outcomes", *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return judge


def refused(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        main(["eval", "outcomes", *map(str, arguments)])
    assert ended.value.code == 2
    return capsys.readouterr().err


class TestAFileOfReplies:
    def test_is_told_by_its_figures(self, write, judge):
        code, out, err = judge(write(APPROVED, UNCLEAR, ASKED, LET_THROUGH, WRONG))

        assert (code, err) == (0, "")
        told = [" ".join(line.split()) for line in out.splitlines()]
        assert told[0] == "replies.jsonl: 5 replies, read by the rules alone"
        assert "decidable 3 of 5 replies have an outcome" in told
        assert "coverage 33.3 % 1 of these got it" in told
        assert "asked again 1 of the decidable ones" in told
        assert "wrong commits 2 40.0 % of all; at most 81.1 % (95 % confidence)" in told
        assert (
            "wrong approvals 1 of 4 where one is possible; at most 75.1 % (95 % confidence)" in told
        )

    def test_shows_the_wrong_ones_with_their_words(self, write, judge):
        _, out, _ = judge(write(APPROVED, LET_THROUGH, WRONG))

        [approvals] = [part for part in out.split("\n\n") if part.startswith("Wrong approvals (1)")]
        assert "feedback: approved" in approvals
        assert "outcomes: approved, rejected, needs_revision" in approvals
        assert "label:    (ask again)  (also ok: rejected)" in approvals
        assert "got:      approved" in approvals
        assert "Other wrong commits (1)\n  w\n" in out

    def test_cannot_move_the_terminal(self, write, judge):
        _, out, _ = judge(write(LET_THROUGH))

        assert "\x1b" not in out
        assert "a\\x1b[31m1" in out

    @pytest.mark.parametrize(
        ("show", "shown"),
        [
            ("wrong", {"a", "w"}),
            ("unclear", {"a", "7"}),
            ("all", {"a", "w", "7", "line 1", "line 3"}),
            ("none", set()),
        ],
    )
    def test_shows_whose_words_are_wanted(self, write, judge, tmp_path, show, shown):
        path = write(APPROVED, UNCLEAR, ASKED, {**LET_THROUGH, "id": "a"}, WRONG)

        _, out, _ = judge(path, "--show", show, "--json", tmp_path / "found.json")

        assert {
            one["id"] for one in json.loads((tmp_path / "found.json").read_text())["cases"]
        } == shown
        for name in ("a", "w", "7", "line 1", "line 3"):
            assert (f"\n  {name}\n" in out) is (name in shown)

    def test_is_sorted_by_what_is_asked_for(self, write, judge):
        _, out, _ = judge(
            write(APPROVED, UNCLEAR, ASKED, LET_THROUGH), "--by", "lang,kind,outcomes"
        )

        lines = [line.split() for line in out.splitlines()]
        assert ["en", "1", "1", "100.0", "%", "0", "0"] in lines
        assert ["de", "2", "1", "0.0", "%", "0", "0"] in lines
        assert ["sarcasm", "1", "0", "-", "1", "1"] in lines
        assert [
            "approved,",
            "rejected,",
            "needs_revision",
            "4",
            "2",
            "50.0",
            "%",
            "1",
            "1",
        ] in lines

    def test_is_written_for_programs_too(self, write, judge, tmp_path):
        path = tmp_path / "found.json"

        judge(write(APPROVED, WRONG), "--by", "lang", "--json", path)

        found = json.loads(path.read_text(encoding="utf-8"))
        assert (found["n"], found["coverage_percent"], found["wrong_percent"]) == (2, 50, 50)
        assert found["by"]["lang"]["en"]["n_right"] == 1
        [case] = found["cases"]
        assert case["got"] == "needs_revision"
        assert case["verdict"] == "wrong"

    def test_may_be_one_of_several(self, write, judge):
        _, out, _ = judge(write(APPROVED, name="a.jsonl"), write(ASKED, name="b.jsonl"))

        assert out.startswith("a.jsonl, b.jsonl: 2 replies")

    def test_may_begin_with_a_byte_order_mark_and_have_empty_lines(self, judge, tmp_path):
        path = tmp_path / "saved-elsewhere.jsonl"
        path.write_text(
            f"\ufeff{json.dumps(APPROVED)}\r\n\r\n{json.dumps(ASKED)}", encoding="utf-8"
        )

        assert judge(path)[1].startswith("saved-elsewhere.jsonl: 2 replies")

    def test_may_say_which_outcomes_permit_something_in_either_word(self, write, judge):
        told = {"outcomes": ["a", "b"], "feedback": "a", "label": "b"}

        _, both, _ = judge(write({**told, "approving": ["b"]}, {**told, "permissive": ["a"]}))

        assert "Wrong approvals (1)" in both
        assert "Other wrong commits (1)" in both


class TestALimit:
    @pytest.mark.parametrize(
        ("limit", "said"),
        [
            (["--max-wrong-approvals", "0"], "Wrong approvals: 1; allowed: 0."),
            (["--max-wrong", "39.9"], "Wrong commits: 40.00 %; allowed: 39.9 %."),
            (["--min-coverage", "34"], "Coverage: 33.33 %; wanted: 34 %."),
        ],
    )
    def test_that_is_not_kept_fails(self, write, judge, limit, said):
        code, out, err = judge(write(APPROVED, UNCLEAR, ASKED, LET_THROUGH, WRONG), *limit)

        assert (code, err) == (1, f"signoff: {said}\n")
        assert "coverage" in out

    @pytest.mark.parametrize(
        "limit", [["--max-wrong-approvals=1"], ["--max-wrong=40"], ["--min-coverage=33.3"]]
    )
    def test_that_is_kept_does_not(self, write, judge, limit):
        assert judge(write(APPROVED, UNCLEAR, ASKED, LET_THROUGH, WRONG), *limit)[0] == 0

    def test_of_coverage_is_not_kept_by_replies_that_decide_nothing(self, write, judge):
        code, _, err = judge(write(ASKED), "--min-coverage", "1")

        assert code == 1
        assert "no reply is decidable; wanted: 1 %" in err

    @pytest.mark.parametrize(
        ("limit", "said"),
        [
            (["--max-wrong-approvals", "-1"], "max-wrong-approvals"),
            (["--max-wrong-approvals", "1.5"], "'1.5' is no whole number from 0"),
            (["--max-wrong", "101"], "'101' is no percentage from 0 to 100"),
            (["--min-coverage", "nan"], "'nan' is no percentage"),
            (["--min-coverage", "half"], "'half' is no percentage"),
            (["--by", "lang,person"], "'person' is none of lang, kind, outcomes"),
            (["--show", "some"], "'some'"),
        ],
    )
    def test_that_is_none_is_named(self, write, capsys, limit, said):
        assert said in refused(capsys, write(APPROVED), *limit)


class TestABadLine:
    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ("zzz", "is not JSON"),
            ("[" * 100_000, "is not JSON"),
            ("1" * 5000, "is not JSON"),
            ("[]", "is [], and must be a JSON object"),
            ({"outcomes": THREE, "label": None}, "'feedback' is missing"),
            ({"feedback": "x", "label": None}, "'outcomes' is missing"),
            ({"feedback": "x", "outcomes": THREE}, "'label' is missing"),
            ({**APPROVED, "feedback": 3}, "'feedback' is 3. Nothing was judged. It must be the"),
            ({**APPROVED, "outcomes": []}, "'outcomes' is []"),
            ({**APPROVED, "outcomes": "approved"}, "a list of different names"),
            ({**APPROVED, "outcomes": ["a", " "]}, "a list of different names"),
            ({**APPROVED, "outcomes": ["a", "a"], "label": "a"}, "a list of different names"),
            ({**APPROVED, "label": "aproved"}, "null (ask again) or one of 'approved', 'rejected'"),
            ({**APPROVED, "label": ["approved"]}, "'label' is [\"approved\"]"),
            ({**APPROVED, "approving": ["yes"]}, "'approving' is [\"yes\"]"),
            ({**APPROVED, "approving": "approved"}, "a list; each one of"),
            ({**APPROVED, "approving": [], "permissive": []}, "left out beside 'approving'"),
            ({**APPROVED, "also_ok": ["yes"]}, "a list; each null or one of"),
            ({**APPROVED, "message": None}, "'message' is null"),
            ({**APPROVED, "lang": 1}, "'lang' is 1"),
            ({**APPROVED, "id": 1.5}, "text or a whole number"),
            ({**APPROVED, "id": True}, "text or a whole number"),
            ({**APPROVED, "kind": "\x9b" * 999, "id": []}, "'id' is []"),
        ],
    )
    def test_is_named_with_its_field_and_what_is_allowed(self, tmp_path, judge, row, said):
        path = tmp_path / "replies.jsonl"
        bad = row if isinstance(row, str) else json.dumps(row)
        path.write_text(f"{json.dumps(APPROVED)}\n\n{bad}\n")

        code, out, err = judge(path)

        assert (code, out) == (2, "")
        assert err.startswith("signoff: replies.jsonl, line 3")
        assert said in err
        assert "Nothing was judged" in err
        assert len(err) < 500

    def test_that_is_not_utf_8_is_named_with_the_byte(self, tmp_path, judge):
        path = tmp_path / "replies.jsonl"
        path.write_bytes(json.dumps(APPROVED).encode() + b'\n{"feedback": "caf\xe9"}\n')

        code, _, err = judge(path)

        assert code == 2
        assert "line 2 is not UTF-8: byte 18 is 0xe9" in err

    def test_that_is_a_giant_is_not_taken_into_memory(self, tmp_path, judge):
        path = tmp_path / "replies.jsonl"
        with path.open("wb") as file:
            file.truncate(20_000_000_000)  # a hole: one line of zeros without an end

        code, _, err = judge(path)

        assert code == 2
        assert "line 1 is longer than 1,000,000 bytes" in err


class TestAFileThatCannotBeJudged:
    @pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
    def test_because_it_is_empty_is_told_what_a_line_is(self, tmp_path, judge, text):
        path = tmp_path / "replies.jsonl"
        path.write_text(text, encoding="utf-8")

        code, _, err = judge(path)

        assert code == 2
        assert "holds no reply" in err
        assert '"label": "approved"' in err

    def test_because_it_is_not_there_or_no_file_is_named(self, tmp_path, judge):
        for path in (tmp_path, tmp_path / "nothing.jsonl"):
            code, _, err = judge(path)

            assert code == 2
            assert f"{str(path)!r} cannot be read" in err

    def test_leaves_the_others_unjudged(self, write, judge, tmp_path):
        assert judge(write(APPROVED), tmp_path / "nothing.jsonl")[:2] == (2, "")


class TestWhereFiguresCannotBeWritten:
    def test_is_named_and_what_was_found_is_told_all_the_same(self, write, judge, tmp_path):
        code, out, err = judge(write(APPROVED), "--json", tmp_path / "none" / "found.json")

        assert code == 2
        assert "coverage" in out
        assert "cannot be written: No such file or directory" in err
        assert "The figures above hold" in err


class TestAModel:
    def test_is_asked_where_the_rules_find_nothing(self, write, judge):
        with OpenAIServer.playing(by_tool(outcome="rejected")) as server:
            _, out, _ = judge(write(APPROVED, UNCLEAR), "--model", server.model)

            assert server.n_asked == 1
            assert UNCLEAR["feedback"] in server.asked[0].data
        assert f"read by the rules and {server.model}" in out
        assert "100.0 %  2 of these got it" in out

    def test_that_approves_wrongly_is_found_out(self, write, judge):
        with OpenAIServer.playing(by_tool(outcome="approved")) as server:
            code, _, err = judge(
                write(UNCLEAR), "--model", server.model, "--max-wrong-approvals", "0"
            )

        assert code == 1
        assert "Wrong approvals: 1" in err

    def test_that_talks_decides_nothing(self, write, judge):
        with OpenAIServer.playing(words("I would say it depends.")) as server:
            code, out, _ = judge(write(UNCLEAR), "--model", server.model)

        assert code == 0
        assert "0.0 %  0 of these got it" in out

    def test_that_no_one_knows_is_refused_before_any_reply_is_read(self, write, judge):
        code, out, err = judge(write(APPROVED), "--model", "bert-large")

        assert (code, out) == (2, "")
        assert "bert-large" in err

    def test_that_has_no_key_is_not_passed_over(self, write, judge, monkeypatch):
        for name in os.environ:
            if name.startswith(("OPENAI_", "SIGNOFF_LLM")):
                monkeypatch.delenv(name)

        code, out, err = judge(write(APPROVED), "--model", "gpt-4o-mini")

        assert (code, out) == (2, "")
        assert "gpt-4o-mini cannot be asked" in err
        assert "leave --model out" in err
