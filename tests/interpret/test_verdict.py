"""Whether an answer approved: by its author's words, else by a name that leaves no doubt."""

import pytest

from signoff.interpret import Verdict, verdict_of

A, W, U = Verdict.APPROVED, Verdict.WITHHELD, Verdict.UNSAID


class TestAnAnswer:
    @pytest.mark.parametrize(
        ("outcome", "approving", "verdict"),
        [
            ("ship", ("ship",), A),
            ("approved", ("ship",), W),
            ("hold", (), W),
            ("Sign off", None, A),
            ("not-approved", None, W),
            ("needs_revision", None, W),
            ("ship", None, U),
            ("", None, U),
            (None, ("ship",), U),
            (None, None, U),
        ],
    )
    def test_approved_where_its_author_or_its_name_says_so(self, outcome, approving, verdict):
        assert verdict_of(outcome, approving) is verdict
