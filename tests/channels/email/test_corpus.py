"""The reply scanner on real mail, where the corpora are at hand (see SIGNOFF_CORPORA)."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from signoff.channels.email.quotes import Ours
from signoff.channels.email.reply import own_words

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("SIGNOFF_CORPORA") or ROOT.parent / "shared" / "corpora")
TRIMMER = FOLDER / "email_reply_trimmer"
OTHERS = (
    "github_email_reply_parser/emails",
    "willdurand_EmailReplyParser/Fixtures",
    "zapier_email_reply_parser/emails",
)
# What another parser took away from whole mails is a tail too, unless it took real words.
ELIDED = ("elided", "embedded")
NO_TAIL = {"embedded_email_1.txt", "signatures.txt", "block_code_spacers.txt"}
# Mails whose words stand between or below the quoted lines: not 'nothing typed'.
ANSWERED_BELOW = {"email_1_2.txt", "email_2.txt", "email_1_8.txt", "email_20.txt", "signatures.txt"}
TAIL = re.compile(
    r"^(?:>|On .{5,}(?:\n.*){0,3}?wrote:|-----\s*Original|From:|_{10,}|Le .*crit|Am .*schrieb|"
    r"El .*escrib|Il .*(?:\n.*)?scritto:|Op .*schreef|W dniu|Den .*skrev|\d{4}-\d\d-\d\d .*:$)",
    re.MULTILINE,
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

pytestmark = pytest.mark.skipif(
    not TRIMMER.is_dir(), reason=f"no reply corpora in {FOLDER.name!r} (set SIGNOFF_CORPORA)"
)


def read(path):
    return path.read_text(encoding="utf-8", errors="replace").replace("\r", "")


def tails():
    """Return what real mails quoted, without what their writers typed."""
    found = {}
    for path in sorted((TRIMMER / "emails").iterdir()):
        text, kept = read(path), read(TRIMMER / "trimmed" / path.name).rstrip()
        if kept and text.startswith(kept) and len(text) > len(kept) + 40:
            found.setdefault(text[len(kept) :].strip("\n"), path.name)
    for folder in OTHERS:
        for path in sorted((FOLDER / folder).iterdir()):
            text = read(path)
            start = TAIL.search(text)
            if start and len(text) < 200_000:
                found.setdefault(text[start.start() :].strip("\n"), path.name)
    for tail, name in elided():
        found.setdefault(tail, name)
    return [tail for tail, name in found.items() if name not in ANSWERED_BELOW]


def elided():
    """Return the tails that another parser took away, and where they were."""
    for folder in ELIDED:
        for path in sorted((TRIMMER / folder).iterdir()):
            tail = read(path).strip("\n")
            if len(tail) > 40 and path.name not in NO_TAIL:
                yield tail, path.name


def share(results):
    results = list(results)
    return sum(results) / len(results)


class TestTheCorpora:
    def test_hold_enough_to_measure(self):
        assert len(tails()) > 95

    @pytest.mark.parametrize("gap", ["\n", "\n\n"])
    def test_give_every_answer_typed_above_the_quote(self, gap):
        assert share(own_words(f"approved{gap}{tail}") == "approved" for tail in tails()) == 1.0

    def test_give_every_signed_answer_typed_above_the_quote(self):
        answer = "Needs revision: fix the price\n\nBest,\nAna\n-- \nAna\n"

        assert (
            share(own_words(answer + tail) == "Needs revision: fix the price" for tail in tails())
            == 1.0
        )

    def test_give_nothing_when_nothing_was_typed(self):
        right = share(own_words(tail) == "" for tail in tails())

        assert right >= 0.97, f"{right:.1%} of {len(tails())}"

    def test_give_nothing_when_nothing_was_typed_and_we_are_known(self):
        named = [(tail, ADDRESS.search(tail[:600])) for tail in tails()]
        results = [
            own_words(tail, ours=Ours(found[0].partition("@")[2], found[0], "")) == ""
            for tail, found in named
            if found
        ]

        assert share(results) >= 0.99, f"{share(results):.1%} of {len(results)}"
