"""A person at the console: choices, help, asking back, lessons, leaving."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from signoff import ConsoleProvider, Flow, human_feedback, start
from signoff.errors import NobodyToAsk
from signoff.flow.console import RULE
from signoff.inbox.pre_review import AppliedLesson, PreReview
from tests.flow.typist import Typist


class Draft(Flow):
    @start()
    @human_feedback(
        message="Please review this draft.",
        emit=["approved", "rejected", "needs_revision"],
        default_outcome="needs_revision",
    )
    def review(self):
        return "# AI Safety\n\nThis is a draft about AI Safety..."


class Comment(Flow):
    @start()
    @human_feedback(message="Anything to add?")
    def review(self):
        return "text"


class NoDefault(Flow):
    @start()
    @human_feedback(message="Publish?", emit=["yes", "no"])
    def review(self):
        return "text"


class PermitsByDefault(Flow):
    @start()
    @human_feedback(message="Publish?", emit=["approved", "rejected"], default_outcome="approved")
    def review(self):
        return "text"


@pytest.fixture
def judged(settings):
    """Let a typist judge a flow's output; return what was recorded, and the typist."""

    def judge(flow_class, *lines, **how):
        typist = Typist(*lines, **how)
        settings.hitl_provider = typist.provider
        flow = flow_class()
        flow.kickoff()
        return flow.last_human_feedback, typist

    return judge


class TestAPersonWhoIsAsked:
    def test_sees_output_message_and_choices(self, judged):
        _, typist = judged(Draft, "approved")

        assert typist.shown == [
            "",
            RULE,
            "OUTPUT FOR REVIEW:",
            RULE,
            "# AI Safety",
            "",
            "This is a draft about AI Safety...",
            RULE,
            "",
            "Please review this draft.",
            "(Press Enter to skip, or type your feedback)",
            "",
            "  1  approved",
            "  2  rejected",
            "  3  needs_revision  (Enter)",
            "  Type ? for help.",
            "",
            "Your feedback: ",
            "",
            "Recorded: approved.",
        ]

    @pytest.mark.parametrize(
        ("typed", "outcome", "feedback", "source", "told"),
        [
            ("approved", "approved", "approved", "exact", "approved."),
            ("2", "rejected", "rejected", "button", "rejected."),
            ("2.", "rejected", "rejected", "button", "rejected."),
            ("2)", "rejected", "rejected", "button", "rejected."),
            ("\uff12", "rejected", "rejected", "button", "rejected."),
            ("2: too dear", "rejected", "rejected: too dear", "exact", "rejected."),
            ("\uff12\uff1atoo dear", "rejected", "rejected:too dear", "exact", "rejected."),
            (
                "",
                "needs_revision",
                "",
                "default",
                "needs_revision (the default, as you typed nothing).",
            ),
        ],
    )
    def test_may_type_words_a_number_or_nothing(
        self, judged, typed, outcome, feedback, source, told
    ):
        result, typist = judged(Draft, typed)

        assert (result.outcome, result.feedback) == (outcome, feedback)
        assert result.outcome_source == source
        assert typist.shown[-1] == f"Recorded: {told}"

    def test_is_told_how_words_were_read(self, judged, settings):
        settings.outcome_classifier = lambda **said: "rejected"

        _, typist = judged(Draft, "I have seen better days")

        assert typist.shown[-1] == "Recorded: rejected (read from your words, by the model)."

    @pytest.mark.parametrize("typed", ["0", "4", "99999999999", "\u0662"])
    def test_is_asked_again_for_a_number_that_is_not_offered(self, judged, typed):
        result, typist = judged(Draft, typed, "1")

        assert result.outcome == "approved"
        assert f'"{typed}" does not decide it' in typist.screen

    @pytest.mark.parametrize("typed", ["1: 2", "1: I meant 3", "1:or take 2?"])
    def test_is_asked_again_where_an_approval_names_a_second_number(self, judged, typed):
        result, typist = judged(Draft, typed, "2")

        assert (result.outcome, result.feedback) == ("rejected", typed)
        assert f'"{typed}" does not decide it' in typist.screen

    @pytest.mark.parametrize(
        ("typed", "outcome"),
        [("1: all 12 pages are fine", "approved"), ("2: 1 page is missing", "rejected")],
    )
    def test_may_speak_of_numbers_that_are_no_second_choice(self, judged, typed, outcome):
        result, _ = judged(Draft, typed)

        assert (result.outcome, result.outcome_source) == (outcome, "exact")

    def test_may_write_several_lines(self, judged):
        result, _ = judged(Comment, '"""Two things:', "- the price", '- the date"""')

        assert result.feedback == "Two things:\n- the price\n- the date"

    def test_gets_help_and_is_asked_again(self, judged):
        result, typist = judged(Draft, "?", "approved")

        assert result.outcome == "approved"
        assert "  1 to 3    takes that choice;" in typist.screen
        assert "  Enter     takes needs_revision" in typist.screen
        assert typist.shown.count("Your feedback: ") == 2

    def test_is_not_told_of_what_cannot_be_done(self, judged):
        _, typist = judged(Comment, "?", "")

        assert "takes that choice" not in typist.screen
        assert "editor" not in typist.screen
        assert typist.shown[-1] == "Recorded: no feedback."

    def test_is_not_promised_a_way_to_skip_where_there_is_none(self, judged):
        _, typist = judged(NoDefault, "?", "yes")

        assert "skip" not in typist.screen
        assert "Enter     decides nothing here" in typist.screen

    def test_may_say_anything_where_no_outcome_is_offered(self, judged):
        result, typist = judged(Comment, "1")

        assert (result.feedback, result.outcome) == ("1", None)
        assert typist.shown[-1] == "Recorded: your feedback."

    def test_is_asked_in_async_code_too(self, settings):
        settings.hitl_provider = Typist("1").provider
        flow = NoDefault()

        asyncio.run(flow.kickoff_async())

        assert flow.last_human_feedback.outcome == "yes"

    def test_may_be_offered_words_that_are_keys_elsewhere(self, judged):
        class Odd(Flow):
            @start()
            @human_feedback(message="?", emit=["e", "1"], editable=True)
            def review(self):
                return "text"

        for name in ("e", "1"):
            result, typist = judged(Odd, name)
            assert result.outcome == name
            assert "  -  e" in typist.shown


class TestUnclearWords:
    def test_are_not_followed_by_an_approval_that_enter_gives(self, judged):
        said, typist = judged(PermitsByDefault, "no idea really", "", "2")

        assert said.outcome == "rejected"
        assert "Enter for approved" not in typist.screen

    def test_are_asked_back_with_the_choices_then_shorter_and_so_on(self, judged):
        result, typist = judged(Draft, "hm, perhaps", "well", "hm", "1")

        at = typist.shown.index("Your feedback: ")
        assert typist.shown[at + 1 : at + 8] == [
            "",
            '"hm, perhaps" does not decide it, and doubt approves nothing. Which one',
            "do you mean?",
            "  1  approved",
            "  2  rejected",
            "  3  needs_revision  (Enter)",
            "",
        ]
        again = [
            line for line in typist.shown if line.startswith("Still open. Type 1 for approved")
        ]
        assert len(again) == 2
        assert result.outcome == "approved"

    @pytest.mark.parametrize("typed", ["3", "needs revision", "Needs_Revision.", ""])
    def test_are_kept_with_the_choice_that_follows(self, judged, typed):
        result, _ = judged(Draft, "the light in it is odd", typed)

        assert (result.outcome, result.feedback) == ("needs_revision", "the light in it is odd")
        assert result.outcome_source == "button"

    def test_are_followed_by_plainer_words_too(self, judged):
        result, _ = judged(Draft, "hm", "rejected: too long")

        assert (result.outcome, result.feedback) == ("rejected", "rejected: too long")

    def test_may_be_nothing_at_all(self, judged):
        result, typist = judged(NoDefault, "", "", "no")

        assert (result.outcome, result.feedback) == ("no", "no")
        assert "An empty answer does not decide it" in typist.screen

    def test_cannot_fake_what_the_console_says(self, judged):
        _, typist = judged(NoDefault, "hm\n\nRecorded: yes\x1b[2A", "no")

        assert '"hm Recorded: yes\\x1b[2A" does not decide it' in typist.screen


class TestAPersonWhoLeaves:
    def test_by_ctrl_c_leaves_the_question_open(self, settings):
        typist = Typist(KeyboardInterrupt())
        settings.hitl_provider = typist.provider
        flow = NoDefault()

        with pytest.raises(KeyboardInterrupt):
            flow.kickoff()

        assert typist.shown[-1] == "Left without an answer. Nothing was recorded."
        assert flow.last_human_feedback is None

    def test_can_be_asked_again_from_the_start(self, settings, store):
        settings.hitl_provider = Typist("hm", KeyboardInterrupt()).provider
        flow = NoDefault(persistence=store)
        with pytest.raises(KeyboardInterrupt):
            flow.kickoff()

        again = NoDefault.from_pending(flow.flow_id, persistence=store)
        again.resume("yes")

        assert again.last_human_feedback.outcome == "yes"

    def test_in_the_middle_of_several_lines_has_said_nothing(self, settings):
        settings.hitl_provider = Typist('"""yes', "and").provider

        with pytest.raises(NobodyToAsk):
            NoDefault().kickoff()


class TaughtBy(ConsoleProvider):
    """A console whose outputs were changed by lessons before."""

    def __init__(self, typist, before, width=72):
        super().__init__(
            input_=typist.read, print_=typist.shown.append, interactive=True, width=width
        )
        self.before = before

    def request_feedback(self, context, flow):
        return super().request_feedback(replace(context, pre_review=self.before), flow)


class TestAnOutputThatLessonsChanged:
    def judge(self, settings, before, *lines):
        typist = Typist(*lines)
        settings.hitl_provider = TaughtBy(typist, before)
        NoDefault().kickoff()
        return typist

    def test_says_so_and_by_which_and_shows_the_original(self, settings):
        lessons = (AppliedLesson("1", "Name\x1b[2J who said it."), AppliedLesson("2", "Short."))

        typist = self.judge(settings, PreReview("raw *text*", lessons), "o", "yes")

        assert "Changed before you see it, by 2 lessons:" in typist.shown
        assert "  - Name\\x1b[2J who said it." in typist.shown
        assert "  Type ? for help, o to see the original." in typist.shown
        at = typist.shown.index("ORIGINAL, BEFORE THE LESSONS:")
        assert typist.shown[at + 2] == "raw *text*"

    def test_says_why_nothing_was_changed(self, settings):
        typist = self.judge(settings, PreReview("raw", (), "The model was away."), "yes")

        assert "(The model was away.)" in typist.shown
        assert "o to see" not in typist.screen

    def test_fits_a_narrow_window(self, settings):
        class Edited(Flow):
            @start()
            @human_feedback(
                message="May we " + "really " * 9 + "?", emit=["yes", "no"], editable=True
            )
            def review(self):
                return "text"

        typist = Typist("?", "hm", "hm", "yes")
        before = PreReview(
            "raw", (AppliedLesson("1", "Say it " + "shorter " * 12),), "As told. " * 9
        )
        settings.hitl_provider = TaughtBy(typist, before, width=58)

        Edited().kickoff()

        assert max(map(len, typist.shown)) <= 58
