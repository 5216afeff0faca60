"""What every command does in the same way, whichever it is."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stdout

import pytest

from signoff.cli import main

LINE = '{"feedback": "approved", "outcomes": ["approved", "rejected"], "label": "approved"}\n'


def python(*arguments, **more):
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, **more
    )


@pytest.fixture
def replies(tmp_path):
    path = tmp_path / "replies.jsonl"
    path.write_text(LINE)
    return path


class TestTheCommand:
    def test_without_a_word_says_how_it_is_used(self):
        done = python("-m", "signoff")

        assert done.returncode == 2
        assert "usage: signoff" in done.stderr

    @pytest.mark.parametrize(
        "words", [["serve"], ["eval"], ["eval", "outcomes"], ["lesson"], ["lessons"]]
    )
    def test_with_half_its_words_is_told_what_is_missing(self, capsys, words):
        with pytest.raises(SystemExit) as ended:
            main(words)

        assert ended.value.code == 2
        assert "usage: signoff" in capsys.readouterr().err

    def test_to_serve_without_the_server_extra_says_what_to_install(self, tmp_path):
        done = python(
            "-c",
            "import sys\n"
            "for name in ('sqlalchemy', 'dbos', 'fastapi', 'uvicorn', 'aiosmtpd'):\n"
            "    sys.modules[name] = None\n"
            "from signoff.cli import main\n"
            "sys.exit(main(['serve', 'tiny.py']))\n",
            cwd=tmp_path,
        )

        assert done.returncode == 2
        assert 'pip install "signoff[server]"' in done.stderr

    def test_to_judge_replies_needs_no_extra(self, replies):
        done = python(
            "-c",
            "import sys\n"
            "before = set(sys.modules)\n"
            "from signoff.cli import main\n"
            "code = main(['eval', 'outcomes', sys.argv[1]])\n"
            "rooms = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
            "print(sorted(rooms - set(sys.stdlib_module_names)))\n"
            "sys.exit(code)\n",
            str(replies),
        )

        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1] == "['signoff']"


class TestWhatIsPrinted:
    def test_is_escaped_where_the_terminal_lacks_the_sign(self, replies):
        replies.write_text(
            LINE.replace("rejected", "却下").replace(', "label"', ', "id": "é", "label"')
        )

        done = python(
            "-m",
            "signoff",
            "eval",
            "outcomes",
            str(replies),
            "--show=all",
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )

        assert done.returncode == 0, done.stderr
        assert "\\u5374\\u4e0b" in done.stdout

    def test_may_go_to_a_reader_who_has_had_enough(self, replies):
        replies.write_text(LINE * 2000)  # more than a pipe holds
        program = f"{sys.executable} -m signoff eval outcomes {replies} --show=all"

        done = subprocess.run(
            ["sh", "-c", f"{program} | head -n 1"], capture_output=True, text=True, check=False
        )

        assert "2000 replies" in done.stdout
        assert done.stderr == ""

    def test_may_be_printed_nowhere(self, replies, monkeypatch):
        monkeypatch.setattr("sys.stdout", None)  # as Python starts where it is closed

        assert main(["eval", "outcomes", str(replies)]) == 0

    def test_may_be_stopped(self, replies):
        class Stopped(io.StringIO):
            def write(self, text):
                raise KeyboardInterrupt

        with redirect_stdout(Stopped()):
            assert main(["eval", "outcomes", str(replies)]) == 130
