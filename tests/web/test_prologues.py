"""The beginning that tests share: copied where it is the same, done where it is not."""

from datetime import timedelta

import pytest

from tests.way.mails import reply_address, reply_to
from tests.web.cast import ANA, BEN


class TestTwoStagesThatBeginAlike:
    @pytest.fixture
    def begun(self, open_stage):
        """Two stages, each with its browser and its request."""
        stages = [open_stage(), open_stage()]
        return [(stage, stage.browser(), stage.pending(topic="Alike")) for stage in stages]

    def test_are_copies(self, begun):
        (_, one, asked), (_, other, asked_there) = begun

        assert asked == asked_there
        assert dict(one.cookies) == dict(other.cookies)
        assert one.get(f"/requests/{asked}").text == other.get(f"/requests/{asked}").text

    def test_have_the_same_files(self, open_stage):
        def files(stage):
            folder = stage.bench.app.settings.data_dir
            return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

        stages = [open_stage(), open_stage()]
        for stage in stages:
            stage.pending()

        one, other = map(files, stages)
        assert one == other
        assert "seal-keys.json" in one

    def test_have_each_a_document_of_their_own(self, open_stage):
        one, other = (stage.web.openapi() for stage in (open_stage(), open_stage()))

        assert one == other
        one["info"].clear()
        assert other["info"]["title"] == "signoff API"

    def test_go_on_alone(self, begun):
        (stage, _, request_id), (other, _, _) = begun
        mail = stage.bench.posted[-1]

        stage.bench.receive(reply_to(mail, "approved"), sender=ANA, recipient=reply_address(mail))

        assert "request.answered" in stage.trail(request_id)
        assert "request.answered" not in other.trail(request_id)
        mail = other.bench.posted[-1]
        other.bench.receive(reply_to(mail, "rejected"), sender=ANA, recipient=reply_address(mail))
        assert "request.answered" in other.trail(request_id)


class TestAStageWhereAnythingElseWasDone:
    @pytest.mark.parametrize(
        "do",
        [
            lambda stage: stage.give_name(ANA, "Ana"),
            lambda stage: stage.bench.clock.forward(timedelta(seconds=1)),
            lambda stage: stage.shown_hash("x"),
            lambda stage: stage.program(BEN),
            lambda stage: stage.bench.start("odd"),
            lambda stage: stage.bench.posted.append(None),
        ],
        ids=["a row", "a second", "a look", "another step", "a run", "a mail put there"],
    )
    def test_does_its_steps_itself(self, open_stage, do):
        plain, other = open_stage(), open_stage()
        asked = plain.pending()

        do(other)

        assert other.pending() != asked

    def test_is_no_beginning_of_others_where_a_step_writes_files(self, open_stage):
        def step(stage):
            note = stage.bench.app.settings.data_dir / "note"
            stage.prologue.step("a note", lambda: note.write_text("made"))
            return note.exists()

        assert [step(stage) for stage in (open_stage(), open_stage())] == [True, True]

    def test_has_left_for_good(self, open_stage):
        asked = []
        for stage in (open_stage(), open_stage()):
            stage.give_name(ANA, "Ana")
            asked += [stage.pending(), stage.pending()]

        assert len(set(asked)) == 4
