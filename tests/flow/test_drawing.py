"""Where the steps of a flow stand, and the picture that is made of it."""

from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.flow.drawing.layout import GAP_Y, HEIGHT, WIDTH, arrange
from signoff.flow.drawing.picture import Mark, draw


@dataclass(frozen=True)
class Step:
    name: str
    kind: str = "step"


@dataclass(frozen=True)
class Link:
    source: str
    target: str
    label: str | None = None


def arranged(*edges):
    names = list(dict.fromkeys(name for edge in edges for name in edge))
    return arrange(names, list(edges), [False] * len(edges))


def drawn(*links, names="", marks=None, walked=()):
    steps = [Step(name) for name in names.split()] or [
        Step(name)
        for name in dict.fromkeys(name for link in links for name in (link.source, link.target))
    ]
    picture = draw(
        steps,
        links,
        title="A flow",
        icon=lambda kind: "<path/>",
        marks=marks or {},
        walked=lambda link: link in walked,
    )
    return ET.fromstring(picture)


class TestALineOfSteps:
    def test_stands_from_left_to_right_at_one_height(self):
        layout = arranged(("a", "b"), ("b", "c"))

        assert layout.steps["a"].x < layout.steps["b"].x < layout.steps["c"].x
        assert layout.steps["a"].y == layout.steps["b"].y == layout.steps["c"].y


class TestABranch:
    def test_puts_the_branches_above_each_other_and_the_rest_between(self):
        layout = arranged(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))

        b, c = layout.steps["b"], layout.steps["c"]
        assert b.x == c.x
        assert c.y - b.y == pytest.approx(HEIGHT + GAP_Y)
        assert layout.steps["a"].y == layout.steps["d"].y == pytest.approx((b.y + c.y) / 2)

    def test_lets_a_long_edge_pass_beside_the_steps_on_its_way(self):
        layout = arranged(("a", "b"), ("b", "c"), ("a", "c"))

        bend = layout.ways[2][1]
        assert bend.x == layout.steps["b"].x
        assert abs(bend.y - layout.steps["b"].y) >= HEIGHT / 2


class TestALoop:
    def test_runs_back_below_and_does_not_move_the_steps(self):
        layout = arranged(("draft", "review"), ("review", "draft"), ("review", "send"))

        assert layout.loops == [1]
        assert layout.steps["draft"].x < layout.steps["review"].x < layout.steps["send"].x

    def test_to_the_step_itself_is_drawn_too(self):
        picture = drawn(Link("ask", "ask", "again"))

        assert len([part for part in picture if part.get("class", "").startswith("edge")]) == 1


class TestAnyFlow:
    @given(
        st.lists(
            st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")),
            min_size=1,
            max_size=16,
        )
    )
    def test_is_arranged_without_overlap_and_all_forward_edges_lead_right(self, edges):
        layout = arranged(*edges)

        places = list(layout.steps.values())
        for number, one in enumerate(places):
            for other in places[number + 1 :]:
                assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) > HEIGHT
        for number, (source, target) in enumerate(edges):
            is_forward = layout.steps[source].x < layout.steps[target].x
            assert is_forward == (number in layout.ways)
            assert is_forward != (number in layout.loops)

    @given(st.permutations("abcd"))
    def test_is_drawn_the_same_each_time(self, names):
        links = [Link(one, other) for one, other in pairwise(names)]

        assert ET.tostring(drawn(*links)) == ET.tostring(drawn(*links))


class TestAPicture:
    @pytest.fixture
    def picture(self):
        links = (Link("a", "b"), Link("b", "c", "needs_revision"), Link("b", "a_name_that_is_long"))
        return drawn(
            *links,
            marks={"a": Mark("done", "0.4 s"), "b": Mark("waiting", "waiting 3m")},
            walked=links[:1],
        )

    def test_marks_how_far_the_run_got(self, picture):
        states = [part.get("class") for part in picture if part.get("class", "").startswith("step")]

        assert states == ["step g-done", "step g-waiting", "step g-idle", "step g-idle"]

    def test_marks_the_edges_that_were_walked(self, picture):
        edges = [part.get("class") for part in picture if part.get("class", "").startswith("edge")]

        assert edges == ["edge g-done", "edge g-idle", "edge g-idle"]

    def test_tells_states_and_whole_names_in_words(self, picture):
        titles = [title.text for title in picture.iter("title")]

        assert "a: done, 0.4 s" in titles
        assert "a_name_that_is_long: not reached" in titles

    def test_holds_no_style_and_no_script(self, picture):
        assert not [part for part in picture.iter() if "style" in part.attrib]

    def test_leaves_out_links_to_steps_it_does_not_show(self):
        assert len(drawn(Link("a", "gone"), names="a")) == 2  # the arrows and one step

    def test_escapes_what_it_is_given(self):
        picture = drawn(Link("a", "b", '"><script>'))

        assert not list(picture.iter("script"))

    def test_of_nothing_is_empty(self):
        assert arrange([], [], []).steps == {}
