"""Values go into text and come back as they were, or are refused with their path."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
import threading
import uuid
from collections import OrderedDict, defaultdict, deque
from decimal import Decimal
from pathlib import Path, PurePosixPath, PureWindowsPath
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from signoff.errors import FlowStorageError
from signoff.flow.codec import decode, encode
from tests.flow import typed_values as typed

BERLIN = ZoneInfo("Europe/Berlin")


def there_and_back(value):
    return decode(json.loads(json.dumps(encode(value, "value"))))


def same(one, other):
    """Equal, and of equal types all the way down; NaN is the same as NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        pairs = zip(one.items(), other.items(), strict=False)
        return len(one) == len(other) and all(
            same(k1, k2) and same(v1, v2) for (k1, v1), (k2, v2) in pairs
        )
    if isinstance(one, list | tuple | deque):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    if dataclasses.is_dataclass(one) or isinstance(one, BaseModel):
        return same(parts_of(one), parts_of(other))
    return one == other


def parts_of(value):
    """Return what makes up a dataclass or a model; of a model, what was given and hidden too."""
    names = ("model_fields_set", "__pydantic_extra__", "__pydantic_private__")
    return vars(value), [getattr(value, name, None) for name in names]


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.characters(categories=["Cs"])
    | st.binary()
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.datetimes(timezones=st.just(dt.UTC) | st.just(BERLIN))
    | st.timedeltas()
    | st.uuids()
    | st.complex_numbers(allow_nan=False)
    | st.sampled_from([*typed.Colour, *typed.Level, *typed.Word, typed.Access(3)])
    | st.sampled_from([Path("/a/b"), PurePosixPath("x"), PureWindowsPath("c:/x")])
)
keys = st.text() | st.integers() | st.booleans() | st.dates() | st.tuples(st.text(), st.integers())
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(keys, inner, max_size=4)
        | st.dictionaries(st.sampled_from(["$", "v", "t"]), inner)
        | st.lists(inner, max_size=3).map(tuple)
        | st.lists(inner, max_size=3).map(deque)
        | st.sets(keys, max_size=3)
        | st.frozensets(keys, max_size=3)
        | st.builds(typed.Plain, st.text(), inner)
        | st.builds(typed.Point, st.integers(), inner)
        | st.builds(typed.Model, name=st.text(), more=inner)
    ),
    max_leaves=12,
)


class TestAnyValue:
    @given(values)
    def test_comes_back_as_it_was(self, value):
        assert same(there_and_back(value), value)

    @given(values)
    def test_is_written_the_same_way_again(self, value):
        text = json.dumps(encode(value, "value"))

        assert json.dumps(encode(there_and_back(value), "value")) == text


class TestAnAuthorsType:
    @pytest.mark.parametrize(
        "value",
        [
            typed.Plain("a", {1: (2, {3})}, [Decimal("1.0")]),
            typed.Frozen("key"),
            typed.SubModel(name="n"),
            typed.Holder(inner=typed.SubModel(extra_field=9)),
            typed.Open(name="n", anything=(1, 2)),
            typed.Aliased(outerName="x"),
            typed.Doubling(n=4),
            typed.Rooted([1, 2]),
            typed.Classed(cls=2),
            typed.Named(1, 2),
            OrderedDict(b=1, a=2),
            10**5000,
            bytearray(b"ab"),
            dt.time(1, 2, tzinfo=dt.UTC),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_comes_back_as_it_was(self, value):
        back = there_and_back(value)

        assert type(back) is type(value)
        assert back == value

    def test_comes_back_with_inner_subclasses(self):
        back = there_and_back(typed.Holder(inner=typed.SubModel(extra_field=9)))

        assert type(back.inner) is typed.SubModel

    def test_comes_back_with_private_values_and_unset_fields(self):
        model = typed.Model(name="n")
        model._secret = 7

        back = there_and_back(model)

        assert back._secret == 7
        assert back.model_fields_set == {"name"}

    def test_comes_back_with_its_zone_and_fold(self):
        late = dt.datetime(2025, 10, 26, 2, 30, fold=1, tzinfo=BERLIN)

        back = there_and_back(late)

        assert (back.tzinfo, back.fold, back.utcoffset()) == (BERLIN, 1, dt.timedelta(hours=1))

    def test_comes_back_with_the_name_of_its_zone(self):
        zone = dt.timezone(dt.timedelta(hours=2), "Ship")

        back = there_and_back(dt.datetime(2025, 1, 1, tzinfo=zone))

        assert (back.tzname(), back.utcoffset()) == ("Ship", dt.timedelta(hours=2))

    def test_comes_back_with_the_length_it_is_held_to(self):
        latest = there_and_back(deque([1, 2], maxlen=2))

        latest.append(3)

        assert latest == deque([2, 3])

    def test_comes_back_with_its_fields_in_order(self):
        assert there_and_back(typed.Classed(cls=2)).model_dump_json() == '{"cls":2,"self":1}'

    def test_takes_the_default_of_a_field_it_did_not_have_when_it_was_stored(self):
        tree = encode(typed.Plain("a"), "value")
        del tree["v"]["items"]
        model = encode(typed.SubModel(name="n"), "value")
        del model["v"]["extra_field"]

        assert decode(tree) == typed.Plain("a")
        assert decode(model).extra_field == 3

    def test_comes_back_by_the_names_of_its_fields(self):
        tree = encode(typed.Point("first", "second"), "value")
        tree["f"] = ["y", "x"]  # in this order the class had them then

        assert decode(tree) == typed.Point("second", "first")
        assert decode({**tree, "v": ["x alone"], "f": ["x"]}) == typed.Point("x alone", None)
        assert decode({"$": "named", "t": tree["t"], "v": [1, 2]}) == typed.Point(1, 2)
        with pytest.raises(FlowStorageError, match="has z, which its class no longer has"):
            decode({**tree, "f": ["x", "z"]})
        with pytest.raises(FlowStorageError, match="has 1 values, and its class has the fields x"):
            decode({**tree, "v": [1], "f": ["y"]})

    def test_comes_back_with_what_a_dataclass_holds_besides_its_fields(self):
        plain = typed.Plain("a")
        plain.seen = {1}
        plain._lock = object()  # private, and no state

        assert there_and_back(plain).seen == {1}

    @pytest.mark.parametrize("value", [typed.Plain("a"), typed.SubModel(name="n")])
    def test_is_refused_where_its_class_has_lost_a_field(self, value):
        tree = encode(value, "value")
        tree["v"]["renamed"] = 20

        with pytest.raises(FlowStorageError, match=r"has renamed, which its class no longer has"):
            decode(tree)

    @pytest.mark.parametrize(
        ("value", "stored", "why"),
        [
            (
                typed.Colour.RED,
                "gone",
                r"has the value 'gone', which no member of its class has now",
            ),
            (typed.Point(1, 2), [1, 2, 3], r"has 3 values, and its class has the fields x, y now"),
            (typed.Point(1, 2), [], r"has 0 values, and its class has the fields x, y now"),
        ],
    )
    def test_is_refused_where_its_class_has_no_place_for_it(self, value, stored, why):
        tree = encode(value, "value")
        tree["v"] = encode(stored, "value")

        with pytest.raises(FlowStorageError, match=f"{why}. The run stays as it is"):
            decode(tree)


class Local:
    """Stands at the top level; its inner class does not."""

    @staticmethod
    def make():
        return type("Hidden", (), {"__dataclass_fields__": {}, "__qualname__": "make.<locals>.H"})()


class TestWhatHasNoFaithfulForm:
    @pytest.mark.parametrize(
        ("value", "path"),
        [
            ({"customer": {"lock": threading.Lock()}}, r"state\.customer\.lock"),
            ([1, [typed.Opaque()]], r"state\[1\]\[0\]"),
            ({("a", 1): typed.Opaque()}, r"state\[\('a', 1\)\]"),
            (typed.Plain("a", typed.Opaque()), r"state\.more"),
            (typed.Model(more=[typed.Opaque()]), r"state\.more\[0\]"),
            (defaultdict(list), "state cannot"),
            (typed.Failed("why"), "dataclass and of a built-in type at once"),
            (typed.Row(), "Keep the built-in value in a field"),
            (typed.Folder("/a"), "state cannot"),
            (typed.Paged[int](items=[]), r"level of a module: class Named\(Paged\[int\]\)"),
            (Local.make(), "cannot be imported again"),
            (lambda: 1, "state cannot"),
            (dt.datetime(2025, 1, 1, tzinfo=type("Odd", (dt.tzinfo,), {})()), "has no name"),
        ],
    )
    def test_is_refused_with_its_path(self, value, path):
        with pytest.raises(FlowStorageError, match=path):
            encode(value, "state")

    def test_is_refused_where_a_named_tuple_holds_more_than_its_values(self):
        point = typed.Named(1, 2)
        point.seen = True

        with pytest.raises(FlowStorageError, match="has no faithful form"):
            encode(point, "state")

    def test_is_refused_where_it_contains_itself(self):
        loop = {"a": []}
        loop["a"].append(loop)

        with pytest.raises(FlowStorageError, match=r"state\.a\[0\] cannot be stored: it contains"):
            encode(loop, "state")

    def test_is_refused_where_it_is_too_deep(self):
        deep = []
        for _ in range(100_000):
            deep = [deep]

        with pytest.raises(FlowStorageError, match="nested too deeply"):
            encode(deep, "state")

    def test_may_be_in_two_places(self):
        shared = [1]

        assert there_and_back({"a": shared, "b": shared}) == {"a": [1], "b": [1]}


class TestStoredText:
    def test_makes_only_classes_of_the_kind_it_was_written_for(self):
        with pytest.raises(FlowStorageError, match="class of that name is of another kind now"):
            decode({"$": "data", "t": "subprocess:Popen", "v": {"args": "true"}})

    @pytest.mark.parametrize("name", ["no_such_module:A", "signoff.flow.codec:Gone", "x"])
    def test_of_a_class_that_is_gone_is_refused(self, name):
        with pytest.raises(FlowStorageError, match="Put the class back"):
            decode({"$": "model", "t": name, "v": {}, "set": []})

    def test_of_a_model_that_now_requires_more_is_refused(self):
        tree = encode(typed.Open(name="n"), "value")
        del tree["v"]["name"]

        with pytest.raises(FlowStorageError, match="has no name, which its class now requires"):
            decode(tree)

    def test_of_an_unknown_kind_is_refused(self):
        with pytest.raises(FlowStorageError, match="of kind 'matrix'"):
            decode({"$": "matrix", "v": []})

    def test_keeps_a_uuid_a_uuid(self):
        value = uuid.uuid4()

        assert there_and_back({"id": value}) == {"id": value}
