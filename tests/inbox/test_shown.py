"""The hash that binds an answer to what was shown is the same, whoever computes it."""

from __future__ import annotations

import hashlib
import sys

import pytest

from signoff.inbox import shown

SHOWN = '["Good?","text/markdown","Prüfung \ud800",["yes","no"]]'.encode("utf-8", "surrogatepass")


class TestTheHashOfWhatWasShown:
    def test_is_that_of_its_parts_as_compact_json(self):
        said = shown.content_hash("Good?", "text/markdown", "Prüfung \ud800", ("yes", "no"))

        assert said == hashlib.sha256(SHOWN).hexdigest()

    @pytest.mark.parametrize("missing", [(), ("_sha2", "_sha256")])
    def test_needs_no_hashlib_that_is_not_loaded(self, monkeypatch, missing):
        monkeypatch.delitem(sys.modules, "hashlib")
        for name in missing:
            monkeypatch.setitem(sys.modules, name, None)

        assert shown._find_sha256()(SHOWN).hexdigest() == hashlib.sha256(SHOWN).hexdigest()
        assert ("hashlib" in sys.modules) == bool(missing)
