"""The learning experiment is fair and says what it measures. Its numbers are in docs."""

from __future__ import annotations

import json
import os
import pickle
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.house import figures, picture, rules, tables, trial
from bench.house.model import SimulatedModel
from tests.support.forks import RUN_FOLDER
from tests.support.locks import locked

PAGE = Path(__file__).parents[2] / "docs" / "learning-measured.md"
PICTURE = PAGE.parent / "pictures" / "learning.svg"
N_SEEDS, N_ROUNDS, CHANGES_AT = 2, 6, 4
ARMS = {arm.name: arm for arm in trial.ARMS}


@pytest.fixture(scope="session")
def trials(tmp_path_factory):
    """Every arm, two seeds, six rounds; held by the first process that needs them, for all."""
    kept = Path(os.environ[RUN_FOLDER], "learning-trials")
    with locked(kept.with_suffix(".lock")):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(held(tmp_path_factory.mktemp("books"))))
    return pickle.loads(kept.read_bytes())


def held(folder):
    return {
        arm.name: [
            trial.run(arm, seed, folder, n_rounds=N_ROUNDS, changes_at=CHANGES_AT)
            for seed in range(N_SEEDS)
        ]
        for arm in trial.ARMS
    }


@pytest.fixture(scope="session")
def found(trials):
    return figures.summed_up(trials, n_rounds=N_ROUNDS, changes_at=CHANGES_AT)


def asked(**material):
    """A prompt as the library writes it, as far as the model reads it."""
    return f"Do it.\n\n<data>\n{json.dumps(material)}\n</data>"


class TestTheArmsOfTheExperiment:
    def test_review_the_same_notes_in_the_same_order(self, trials):
        drafts = {name: [one.drafts for one in own] for name, own in trials.items()}

        assert all(seen == drafts["off"] for seen in drafts.values())
        assert drafts["off"] == [rules.notes(seed, N_ROUNDS) for seed in range(N_SEEDS)]
        assert drafts["off"][0] != drafts["off"][1]

    def test_come_to_the_same_numbers_when_run_again(self, trials, tmp_path):
        again = trial.run(ARMS["learn8"], 1, tmp_path, n_rounds=N_ROUNDS, changes_at=CHANGES_AT)

        assert again == trials["learn8"][1]

    @pytest.mark.parametrize("name", ["learn5", "learn8", "pinned"])
    def test_are_alike_until_a_person_steps_in(self, trials, name):
        for without, kept in zip(trials[name], trials[f"{name}_kept"], strict=True):
            assert without.reviews[: CHANGES_AT - 1] == kept.reviews[: CHANGES_AT - 1]

    def test_ask_no_model_and_learn_nothing_when_off(self, trials):
        for one in trials["off"]:
            assert sum(review.requests for review in one.reviews) == one.n_active == 0

    def test_learn_what_the_reviewer_says(self, trials):
        last = {name: sum(one.reviews[-1].corrections for one in trials[name]) for name in trials}

        assert last["learn8"] < last["off"]
        assert all(one.n_active > 0 for one in trials["learn8"])

    def test_have_the_house_rules_from_the_first_note_where_they_are_pinned(self, trials):
        first = {name: sum(one.reviews[0].corrections for one in trials[name]) for name in trials}

        assert first["pinned"] < first["learn8"] == first["off"]


class TestALessonOfThePlacebo:
    def test_is_as_long_as_the_true_one_and_like_no_other(self):
        lessons = [text for rule in rules.ALL for text in rule.lessons]
        shams = [rules.sham(text) for text in lessons]

        assert [len(sham) for sham in shams] == [len(text) for text in lessons]
        assert len({*shams, *lessons}) == 2 * len(lessons)

    def test_is_kept_like_the_true_one_and_mends_nothing(self, trials):
        for placebo, off in zip(trials["placebo"], trials["off"], strict=True):
            assert placebo.n_active > 0
            for mine, theirs in zip(placebo.reviews, off.reviews, strict=True):
                assert mine.corrections == theirs.corrections + mine.regressions


class TestTheSimulatedModel:
    DRAFT = rules.notes(0, 1)[0]

    def test_lets_the_later_of_two_lessons_hold(self):
        euros, dollars = rules.EUROS.lessons[0], rules.DOLLARS.lessons[0]
        lessons = f"1. {euros}\n2. {dollars}"
        n_dollars = 0
        for seed in range(100):
            model = SimulatedModel(seed)
            try:
                said = json.loads(model(asked(lessons=lessons, output=self.DRAFT)))
            except ConnectionError:
                continue
            n_dollars += rules.DOLLARS.is_met(said["improved_output"])

        assert n_dollars > 75

    def test_knows_nothing_but_what_it_is_told(self):
        model = SimulatedModel(1)

        told = model(asked(lessons="1. Mind the gap.", output=self.DRAFT))

        assert json.loads(told) == {"improved_output": self.DRAFT, "applied_lessons": []}


class TestANumberOfTheExperiment:
    @pytest.mark.parametrize(("freedom", "t"), [(1, 12.706), (2, 4.303), (29, 2.045), (999, 1.962)])
    def test_has_the_interval_of_students_table(self, freedom, t):
        assert figures.t_value(freedom) == pytest.approx(t, abs=0.001)

    def test_is_a_mean_over_seeds_with_the_difference_taken_within_each(self, trials, found):
        cell = found["arms"]["learn8"]["measures"]["corrections"]["by_block"][-1]
        means = {
            name: [sum(r.corrections for r in one.reviews[3:]) / 3 for one in trials[name]]
            for name in ("learn8", "off")
        }
        a, b = (mine - theirs for mine, theirs in zip(means["learn8"], means["off"], strict=True))

        assert (cell["from"], cell["to"]) == (4, 6)
        assert cell["mean"] == pytest.approx(sum(means["learn8"]) / 2)
        assert cell["minus_off"]["mean"] == pytest.approx((a + b) / 2)
        assert cell["minus_off"]["half"] == pytest.approx(12.706 * abs(a - b) / 2, abs=0.01)

    def test_is_looked_at_before_and_after_the_change(self):
        assert figures.blocks_of(30, 16) == [(1, 5), (6, 15), (16, 20), (21, 30)]
        assert figures.blocks_of(6, 4) == [(1, 3), (4, 6)]

    def test_can_be_had_as_json(self, found):
        assert json.loads(json.dumps(found))["arms"]["off"]["seeds"][1][5][0] >= 0


class TestThePicture:
    def test_names_its_axes_its_arms_and_the_change(self, found):
        texts = [node.text for node in ET.fromstring(picture.drawn(found)).iter() if node.text]

        assert {ARMS[curve.name].label for curve in picture.CURVES} <= set(texts)
        for panel in picture.PANELS:
            assert {panel.title, panel.unit} <= set(texts)
        assert texts.count("round") == texts.count("a rule changes") == len(picture.PANELS)

    def test_draws_each_arm_through_all_rounds(self, found):
        drawn = ET.fromstring(picture.drawn(found))
        arms = [node for node in drawn.iter() if "data-arm" in node.attrib]

        assert len(arms) == len(picture.CURVES) * len(picture.PANELS)
        for arm in arms:
            assert arm[0].attrib["d"].count("L") == N_ROUNDS - 1

    def test_fits_light_and_dark_and_runs_nothing(self, found):
        drawn = picture.drawn(found)

        assert "prefers-color-scheme: dark" in drawn
        assert not re.search(r"<script|<foreignObject|href|\bon\w+=|url\(", drawn)


class TestThePageOfTheExperiment:
    def test_shows_the_tables_and_the_picture_of_one_run_of_30_seeds(self, found):
        page = PAGE.read_text(encoding="utf-8")
        ours = tables.as_markdown(found)

        measured = page.partition(tables.BEGIN)[2].partition(tables.END)[0]
        heads = re.compile(r"^(?:###.*|\| (?!arm|---)[^|]+\|)", re.MULTILINE)
        assert heads.findall(measured) == heads.findall(ours)
        assert "rounds 21-30" in measured
        assert "Means over 30 seeds" in PICTURE.read_text(encoding="utf-8")

    def test_takes_new_tables_in_between_its_marks(self):
        page = f"above\n{tables.BEGIN}\nold\n{tables.END}\nbelow\n"

        assert tables.put_into(page, "new") == (
            f"above\n{tables.BEGIN}\n\nnew\n\n{tables.END}\nbelow\n"
        )

    def test_is_left_alone_where_it_has_no_marks(self):
        with pytest.raises(SystemExit, match="Nothing was written"):
            tables.put_into("above\nbelow\n", "new")
