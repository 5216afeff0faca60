"""Forms made from a JSON Schema: which field each part gets, and what is read back."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from signoff.flow.typed_answers import schema_of
from signoff.web.pages.render import environment
from signoff.web.schema_form import form_of, read_form


class Address(BaseModel):
    city: str
    zip: str = Field("", description="Five digits")


class Claim(BaseModel):
    topic: str = Field(min_length=3, description="What is it about?")
    words: int = Field(300, ge=10, le=900)
    price: Decimal = Decimal("1.5")
    ratio: float | None = None
    tone: Literal["plain", "very_formal"]
    level: Literal[1, 2, 3] = 2
    urgent: bool = False
    sure: bool | None = None
    due: dt.date | None = None
    tags: list[str] = []
    numbers: list[int] = [7]
    home: Address
    second: Address | None = None
    weights: dict[str, int] = {}
    text: str = Field("so far", max_length=5000)


@dataclass
class Plain:
    name: str
    kind: Literal["a", "b"] = "a"
    parts: list[str] = field(default_factory=list)
    anything: object = None


CLAIM = Claim.model_json_schema()
FILLED = {
    "f.topic": ["tea"],
    "f.words": ["12"],
    "f.price": ["2.50"],
    "f.tone": ["very_formal"],
    "f.level": ["3"],
    "f.urgent": ["yes"],
    "f.sure": ["no"],
    "f.due": ["2026-01-02"],
    "f.tags": ["a\r\n\r\n b "],
    "f.numbers": ["1\n2"],
    "f.home.city": ["Bern"],
    "f.weights": ['{"x": 1}'],
    "f.text": ["two\r\nlines"],
}


def shown(form):
    return {one.name: one for one in form.fields}


def drawn(form):
    template = (
        '{% from "_schema_form.html" import schema_form with context %}{{ schema_form(form) }}'
    )
    return environment().from_string(template).render(form=form)


class TestTheFieldsOfASchema:
    def test_each_part_gets_the_field_that_fits_it(self):
        kinds = {one.field.path[0]: one.field.kind for one in form_of(CLAIM).fields}
        assert kinds == {
            "topic": "text",
            "words": "integer",
            "price": "decimal",
            "ratio": "number",
            "tone": "choice",
            "level": "choice",
            "urgent": "yes",
            "sure": "yes",
            "due": "text",
            "tags": "lines",
            "numbers": "lines",
            "home": "group",
            "second": "group",
            "weights": "json",
            "text": "long",
        }

    def test_it_begins_with_values_and_else_with_defaults(self):
        found = shown(form_of(CLAIM, {"topic": "tea", "urgent": True, "home": {"city": "Bern"}}))
        assert found["f.topic"].value == "tea"
        assert found["f.words"].value == "300"
        assert found["f.urgent"].value is True
        assert found["f.numbers"].value == "7"
        assert found["f.home"].parts[0].value == "Bern"
        assert found["f.second"].parts[0].value == ""

    def test_limits_are_told_to_the_browser_and_escaped(self):
        html = drawn(form_of(CLAIM, {"topic": '"><script>x</script>'}))
        assert 'min="10" max="900"' in html
        assert 'minlength="3"' in html
        assert 'type="date"' in html
        assert '<option value="2" selected>' in html
        assert "<script" not in html

    def test_a_dataclass_has_a_form_as_well(self):
        found = shown(form_of(schema_of(Plain)))
        kinds = {name: one.field.kind for name, one in found.items()}
        assert kinds == {
            "f.name": "text", "f.kind": "choice", "f.parts": "lines", "f.anything": "json",
        }  # fmt: skip
        assert [one.field.is_needed for one in found.values()] == [True, False, False, False]


class TestWhatWasTyped:
    def test_it_is_read_as_the_model_takes_it(self):
        value, problems = read_form(CLAIM, FILLED)
        assert problems == {}
        assert "ratio" not in value
        assert "second" not in value
        assert Claim(**value) == Claim(
            topic="tea", words=12, price=Decimal("2.50"), tone="very_formal", level=3, urgent=True,
            sure=False, due=dt.date(2026, 1, 2), tags=["a", "b"], numbers=[1, 2],
            home=Address(city="Bern"), weights={"x": 1}, text="two\nlines",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "typed", "problem"),
        [
            ("words", "ten", "'ten' is no whole number"),
            ("ratio", "nan", "'nan' is no number"),
            ("price", "1,5", "'1,5' is no number"),
            ("level", "9", "not among the choices: 1, 2, 3"),
            ("numbers", "1\nx", "'x' is no whole number"),
            ("weights", "{", "This is not JSON"),
            ("weights", "[" * 30_000, "This is nested too deep"),
            ("topic", " ", "This is needed"),
            ("tone", "", "This is needed"),
            ("home.city", "", "This is needed"),
        ],
    )
    def test_what_cannot_be_read_is_told_beside_its_field(self, name, typed, problem):
        _, problems = read_form(CLAIM, FILLED | {f"f.{name}": [typed]})
        assert list(problems) == [name]
        assert problem in problems[name]

    def test_it_is_kept_to_the_letter_beside_what_is_wrong(self):
        form = form_of(
            CLAIM,
            typed={"f.words": ["ten"], "f.home.city": ["<b>"]},
            problems={"words": "No number.", "tags.0": "Too long.", "": "All of it.", "gone": "?"},
        )
        found = shown(form)
        assert (found["f.words"].value, found["f.words"].problem) == ("ten", "No number.")
        assert found["f.tags"].problem == "0: Too long."
        assert form.problem == "All of it. gone: ?"
        html = drawn(form)
        assert 'value="&lt;b&gt;"' in html
        assert 'aria-describedby="f-words-fault"' in html

    def test_what_is_emptied_is_empty_and_what_is_absent_is_left_out(self):
        emptied, _ = read_form(CLAIM, FILLED | {"f.text": [""], "f.numbers": [""]})
        assert (emptied["text"], emptied["numbers"]) == ("", [])
        absent, _ = read_form(CLAIM, {})
        assert "text" not in absent
        assert "numbers" not in absent


class TestOddSchemas:
    @pytest.mark.parametrize(
        "said",
        [
            {"$ref": "#/$defs/Node"},
            {"$ref": "#/nowhere"},
            {},
            {"type": ["string", "integer"]},
            {"anyOf": [{"type": "string"}, {"type": "object"}]},
        ],
    )
    def test_what_has_no_field_is_typed_as_json(self, said):
        node = {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}}
        schema = {"type": "object", "properties": {"a": said}, "$defs": {"Node": node}}
        assert drawn(form_of(schema))
        value, problems = read_form(schema, {"f.a": ["[1]"], "f.a.next.next.next": ["[1]"]})
        assert problems == {}
        assert "[1]" in str(value)


class Picky(BaseModel):
    needed: list[Literal["red", "dark_green"]] = Field(min_length=1)
    marks: list[Literal[1, 2, 3]] = [2]
    none_yet: list[Literal["only"]] | None = None


class TestAListOfChoices:
    SCHEMA = Picky.model_json_schema()

    def test_is_a_box_for_each_with_the_defaults_ticked(self):
        form = form_of(self.SCHEMA)
        html = drawn(form)

        assert {one.field.kind for one in form.fields} == {"ticks"}
        assert html.count('type="checkbox"') == 6
        assert 'name="f.marks" value="2" checked' in html
        assert "Dark green" in html
        assert "textarea" not in html

    def test_is_read_as_what_is_ticked_and_kept_where_it_is_shown_again(self):
        typed = {"f.needed": ["", "dark_green", "red"], "f.marks": ["", "3"], "f.none_yet": [""]}
        found, problems = read_form(self.SCHEMA, typed)
        assert (found, problems) == ({"needed": ["red", "dark_green"], "marks": [3]}, {})

        again = shown(form_of(self.SCHEMA, typed={"f.needed": ["\ndark_green\nred"]}))
        assert again["f.needed"].chosen == {"red", "dark_green"}
        assert again["f.marks"].chosen == frozenset()

    def test_is_empty_where_nothing_is_ticked_and_refuses_what_is_no_choice(self):
        found, _ = read_form(self.SCHEMA, {"f.needed": [""], "f.marks": [""]})
        assert found == {"needed": [], "marks": []}

        _, problems = read_form(self.SCHEMA, {"f.needed": ["blue"]})
        assert problems == {"needed": "'blue' is not among the choices: red, dark_green."}
