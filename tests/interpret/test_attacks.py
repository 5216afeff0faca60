"""Replies in which a careless rule would find an approval; none of them is one."""

from pathlib import Path

from signoff.interpret import match_outcome
from tests.interpret.approval_phrases import OUTCOME_SETS

LINES = (Path(__file__).parent / "replies" / "attacks.txt").read_text(encoding="utf-8").splitlines()
INVENTED = (
    (("release_payment", "hold_payment", "query_supplier"), ("release_payment",)),
    (("green", "amber", "red"), ("green",)),
    (("top_shelf", "back_shelf", "send_home"), ("top_shelf",)),
)
# Around the name of an outcome that permits something.
TAKING_BACK = """
no {} | not {} | don't {} | {} after lunch | {} if Bob agrees | maybe {} | {}, said nobody | {} page one
{} or not? | who said {}? | {} the other one | {} pending legal | I dreamt I wrote {} | {} was a mistake
anything but {} | {} last time | {}: a word I will regret | {} once the numbers are in | {} half of it
"""


def frames():
    return [part.strip() for part in TAKING_BACK.replace("\n", "|").split("|") if part.strip()]


class TestWordsThatOnlySoundLikeAnApproval:
    def test_approve_nothing(self):
        question = "Please review the report for the client."
        approved = [
            (line, outcome)
            for number, line in enumerate(LINES)
            for outcomes, approving in [OUTCOME_SETS[number % len(OUTCOME_SETS)]]
            for outcome in [match_outcome(line, outcomes, question, approving=approving)]
            if outcome in approving
        ]

        assert approved == []

    def test_are_many(self):
        assert len({*LINES}) >= 300


class TestANameInWordsThatTakeItBack:
    def test_permits_nothing(self):
        permitted = [
            said
            for outcomes, approving in INVENTED
            for frame in frames()
            for way in ("{}", "I'd say {}", "definitely {}", "go with {}", "{} from me")
            for said in [frame.replace("{}", way.format(approving[0].replace("_", " ")))]
            if match_outcome(said, outcomes, approving=approving) in approving
        ]

        assert permitted == []

    def test_is_understood_without_them(self):
        unclear = [
            said
            for outcomes, approving in INVENTED
            for way in ("{}", "I'd say {}", "definitely {}", "go with {}", "{} from me")
            for said in [way.format(approving[0].replace("_", " "))]
            if match_outcome(said, outcomes, approving=approving) not in approving
        ]

        assert unclear == []
