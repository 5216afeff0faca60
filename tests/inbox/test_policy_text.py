"""What an operator writes, what it is read as, and how mistakes are said."""

import json
import tomllib
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.errors import PolicyInvalid
from signoff.inbox.calendar import Calendar
from signoff.inbox.plan import FINAL_ACTS, Act, LadderStep, Plan, Stage
from signoff.inbox.plan_text import plan_from, plan_json
from signoff.inbox.policy import (
    Assign,
    AutoResponse,
    Choice,
    Group,
    Match,
    Policy,
    Retention,
    RoutingRule,
)
from signoff.inbox.policy_text import policy_json, read_policy
from signoff.inbox.response import Verification

TOML = """
email_notifications = false
sla_target_minutes = 120
backup = "chef@example.com"
undo_seconds = 30

[auto_response]
enabled = true
timeout_minutes = 2880
strategy = "fail"

[calendar]
zone = "Europe/Paris"
holidays = [2026-12-25, "2027-01-01"]
[calendar.hours]
mon = ["09:00-12:00", "13:00-17:30"]
sat = ["20:00-24:00"]

[groups.finance]
members = ["Ana@Example.com", "bo@example.com"]
choose = "round_robin"

[[routing_rules]]
name = "Large sums"
assign_to_group = "finance"
needed = 2
veto = false
four_eyes = true
[routing_rules.match]
method_name = "approve_*"
state = "amount > 500"
"""


def problems_of(raw):
    with pytest.raises(PolicyInvalid) as refused:
        read_policy(raw)
    return refused.value.problems


class TestAPolicyInToml:
    def test_is_read_as_it_is_meant(self):
        policy = read_policy(tomllib.loads(TOML))

        morning, afternoon = (time(9), time(12)), (time(13), time(17, 30))
        assert policy == Policy(
            email_notifications=False,
            sla_target_minutes=120,
            backup="chef@example.com",
            undo_seconds=30,
            auto_response=AutoResponse(is_enabled=True, timeout_minutes=2880, strategy=Act.FAIL),
            calendar=Calendar(
                "Europe/Paris",
                {0: (morning, afternoon), 5: ((time(20), time(0)),)},
                frozenset({date(2026, 12, 25), date(2027, 1, 1)}),
            ),
            groups=(Group("finance", ("ana@example.com", "bo@example.com"), Choice.ROUND_ROBIN),),
            routing_rules=(
                RoutingRule(
                    "Large sums",
                    Match(method_name="approve_*", state="amount > 500"),
                    (Assign(to_group="finance", needed=2, has_veto=False),),
                    is_four_eyes=True,
                ),
            ),
        )


class TestTheRulesOfTheSeed:
    def test_are_read_to_the_letter(self):
        finance = {
            "name": "Approvals to Finance",
            "match": {"method_name": "approve_*"},
            "assign_to_email": "finance@company.com",
            "assign_from_input": "manager_email",
        }
        sales = {
            "name": "Route to Sales Rep",
            "match": {"method_name": "review_*"},
            "assign_from_input": "sales_rep_email",
        }

        policy = read_policy({"routing_rules": [finance, sales]})

        first = Assign(from_input="manager_email", to_email="finance@company.com")
        second = Assign(from_input="sales_rep_email")
        assert policy.routing_rules == (
            RoutingRule("Approvals to Finance", Match(method_name="approve_*"), (first,)),
            RoutingRule("Route to Sales Rep", Match(method_name="review_*"), (second,)),
        )


def rule(**fields):
    return {
        "routing_rules": [{"name": "r", **fields}],
        "groups": {"g": {"members": ["a@b.example"]}},
    }


class TestAMistake:
    @pytest.mark.parametrize(
        ("raw", "path", "said"),
        [
            ({"grups": {}}, "grups", "Did you mean 'groups'?"),
            ({"routing_rules": {}}, "routing_rules", "{} is no list."),
            ({"routing_rules": [7]}, "routing_rules[0]", "7 is no table of fields."),
            ({"undo_seconds": "9"}, "undo_seconds", "'9' is no whole number from 0 to 86400."),
            ({"undo_seconds": True}, "undo_seconds", "True is no whole number"),
            ({"email_notifications": 1}, "email_notifications", "1 is not true or false."),
            ({"backup": "ann"}, "backup", "'ann' is no mail address and no group."),
            ({"backup": "a@@b"}, "backup", "'a@@b' is not one mail address"),
            ({"backup": "bob@company"}, "backup", "the full name of its domain, like ana@"),
            ({"language": "klingon"}, "language", "'klingon' is no language."),
            ({"sender_name": "A\r\nBcc: x"}, "sender_name", "on one line"),
            ({"sender_name": "\x00"}, "sender_name", "holds signs that cannot be kept"),
            ({"minimum_verification": "token"}, "minimum_verification", "none, matched, aligned"),
            ({"retention": {"closed_days": 0}}, "retention.closed_days", "from 1 to 36500"),
            ({"groups": {"a@b": {"members": ["a@b.example"]}}}, "groups.a@b", "no '@'"),
            ({"groups": {"g": {}}}, "groups.g.members", "one member at least"),
            ({"groups": {"g": {"members": ["x"]}}}, "groups.g.members[0]", "'x' is not one mail"),
            (
                {"groups": {"g": {"members": ["a@b.example", "A@b.example"]}}},
                "groups.g.members[1]",
                "is a member already",
            ),
            ({"routing_rules": [{}]}, "routing_rules[0].name", "It is missing."),
            (
                {"routing_rules": [{"name": "r"}, {"name": "r"}]},
                "routing_rules[1].name",
                "Names are unique.",
            ),
            (rule(match={"method_name": "[ab]*"}), "routing_rules[0].match.method_name", "only *"),
            (rule(match={"state": "a >"}), "routing_rules[0].match.state", "It ends where"),
            (rule(match={"outcomes": ["x", "x"]}), "routing_rules[0].match.outcomes[1]", "twice"),
            (rule(match={"metadata": {"d": date(2026, 1, 1)}}), "routing_rules[0].match.metadata", "JSON"),
            (rule(assign_to_group="h"), "routing_rules[0].assign_to_group", "There are: g."),
            (rule(assign_to_email="Ana"), "routing_rules[0].assign_to_email", "not one mail"),
            (rule(assign_from_input="a..b"), "routing_rules[0].assign_from_input", "is no path"),
            (rule(assign_to_group="g", needed=2), "routing_rules[0].needed", "so 1 at most"),
            (rule(assign_to_email="a@b.example", needed=2), "routing_rules[0].needed", "One person"),
            (rule(needed=2), "routing_rules[0].needed", "nobody is named"),
            (rule(stages=[]), "routing_rules[0].stages", "It is empty."),
            (rule(stages=[{}]), "routing_rules[0].stages[0]", "It asks nobody."),
            (
                rule(stages=[{"assign_to_group": "g"}], assign_to_group="g"),
                "routing_rules[0].stages",
                "not both",
            ),
            (
                {"auto_response": {"enabled": True}},
                "auto_response.default_outcome",
                "needs an outcome",
            ),
            (
                {"auto_response": {"enabled": True, "strategy": "approve"}},
                "auto_response.allow_approval",
                "approves nothing unless",
            ),
            ({"auto_response": {"strategy": "remind"}}, "auto_response.strategy", "none of: answer"),
            ({"ladder": [{"do": "remind"}]}, "ladder[0].after_minutes", "It is missing."),
            ({"ladder": [{"after_minutes": 5}]}, "ladder[0].do", "It is missing."),
            ({"ladder": [{"after_minutes": 5, "do": "add"}]}, "ladder[0].who", "needs an address"),
            (
                {"ladder": [{"after_minutes": 5, "do": "fail", "who": "a@b.example"}]},
                "ladder[0].who",
                "Leave this out",
            ),
            ({"ladder": [{"after_minutes": 5, "do": "answer"}]}, "ladder[0].outcome", "needs an outcome"),
            ({"ladder": [{"after_minutes": 5, "do": "approve"}]}, "ladder", "allow_approval is true"),
            (
                {"ladder": [{"after_minutes": 9, "do": "remind"}, {"after_minutes": 5, "do": "fail"}]},
                "ladder[0].after_minutes",
                "'fail' closes the request after 5.",
            ),
            (
                {
                    "ladder": [{"after_minutes": 5, "do": "fail"}],
                    "auto_response": {"enabled": True, "strategy": "fail"},
                },
                "ladder",
                "keep one of them",
            ),
            (
                {
                    "ladder": [{"after_minutes": 5, "do": "fail"}],
                    "auto_response": {"enabled": True, "strategy": "escalate", "timeout_minutes": 5},
                },
                "auto_response.timeout_minutes",
                "'fail' closes the request after 5.",
            ),
            (
                rule(never_expires=True, auto_response={"enabled": True, "strategy": "fail"}),
                "routing_rules[0].never_expires",
                "Leave one of them out.",
            ),
            ({"calendar": {"hours": {"mon": ["9-17"]}}}, "calendar.zone", "It is missing."),
            ({"calendar": {"zone": "Mars/Base"}}, "calendar.zone", "is no time zone"),
            ({"calendar": {"zone": "../../etc/passwd"}}, "calendar.zone", "is no time zone"),
            ({"calendar": {"zone": "UTC"}}, "calendar.hours", "Nobody ever works"),
            ({"calendar": {"zone": "UTC", "hours": {"monday": []}}}, "calendar.hours.monday", "'mon'"),
            (
                {"calendar": {"zone": "UTC", "hours": {"mon": ["17:00-09:00"]}}},
                "calendar.hours.mon[0]",
                "is no span of hours",
            ),
            (
                {"calendar": {"zone": "UTC", "hours": {"mon": ["09:00-12:00", "11:00-13:00"]}}},
                "calendar.hours.mon[1]",
                "before the span in front",
            ),
            (
                {"calendar": {"zone": "UTC", "hours": {"mon": ["09:00-24:00"]}, "holidays": ["25.12."]}},
                "calendar.holidays[0]",
                "is no day",
            ),
        ],
    )  # fmt: skip
    def test_is_said_under_its_path(self, raw, path, said):
        assert said in problems_of(raw)[path]

    def test_does_not_hide_the_others(self):
        raw = {"undo_seconds": -1, "routing_rules": [{"match": {"state": "a ="}}, 3], "ladder": 5}

        found = problems_of(raw)

        assert set(found) == {
            "ladder",
            "undo_seconds",
            "routing_rules[0].name",
            "routing_rules[0].match.state",
            "routing_rules[1]",
        }

    def test_of_depth_is_refused_before_it_is_looked_into(self):
        deep = {}
        for _ in range(100_000):
            deep = {"metadata": deep}

        assert problems_of(deep) == {"policy": "It is nested more than 20 levels deep."}
        shallow = {"a": [[[[[[[[[[[[[[1]]]]]]]]]]]]]]}
        read_policy({"routing_rules": [{"name": "r", "match": {"metadata": shallow}}]})

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "groups",
                            "routing_rules",
                            "ladder",
                            "calendar",
                            "match",
                            "stages",
                            "members",
                            "name",
                            "hours",
                            "mon",
                            "zone",
                            "who",
                            "do",
                            "state",
                            "holidays",
                            "metadata",
                        ]
                    ),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=12,
        )
    )
    def test_of_any_kind_is_refused_with_its_sentences(self, raw):
        try:
            policy = read_policy(raw)
        except PolicyInvalid as refused:
            found = refused.problems
        else:
            found = {"": "a problem"} if read_policy(policy_json(policy)) != policy else None

        assert found is None or (all(found.values()) and "" not in found)


# --- any policy ---

addresses = st.sampled_from([f"{name}@example.com" for name in ("ana", "bo", "cy", "dee")])
minutes = st.integers(1, 100_000)
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)
words = words.filter(str.strip)
levels = st.none() | st.sampled_from([Verification.NONE, Verification.ALIGNED])
languages = st.none() | st.sampled_from(["en", "pt-BR"])
group_lists = st.lists(
    st.builds(
        Group,
        words.filter(lambda name: "@" not in name),
        st.lists(addresses, min_size=2, max_size=4, unique=True).map(tuple),
        st.sampled_from([Choice.ALL, Choice.ROUND_ROBIN, Choice.LEAST_LOADED]),
    ),
    max_size=3,
    unique_by=lambda group: group.name,
).map(tuple)
# Made once: a strategy that is made while others draw is checked anew each time.
flags = st.booleans()
maybe_minutes = st.none() | minutes
autos = st.builds(AutoResponse, flags, minutes, st.just(Act.ANSWER), words, flags) | st.builds(
    AutoResponse, st.just(True), minutes, st.just(Act.APPROVE), st.none(), st.just(True)
)


reminders = st.builds(LadderStep, minutes, st.just(Act.REMIND))
asking = st.sampled_from([Act.ADD, Act.REASSIGN])
ends = st.none() | st.builds(LadderStep, st.just(200_000), st.just(Act.ANSWER), st.none(), words)


def ladders(who, *, may_end):
    acts = st.one_of(
        reminders,
        st.builds(LadderStep, minutes, asking, who),
        st.builds(LadderStep, minutes, st.just(Act.ESCALATE), st.none() | who),
    )
    steps = st.lists(acts, max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda step: step.after_minutes))
    )
    if not may_end:
        return steps
    return st.tuples(steps, ends).map(lambda two: (*two[0], two[1]) if two[1] else two[0])


spans = st.sampled_from([((time(9), time(17)),), ((time(0), time(12, 30)), (time(13), time(0)))])
calendars = st.builds(
    Calendar, st.sampled_from(["UTC", "America/New_York"]),
    st.dictionaries(st.integers(0, 6), spans, min_size=1),
    st.frozensets(st.dates(), max_size=2),
)  # fmt: skip
maybe_calendars = st.none() | calendars
maybe_autos = st.none() | autos
started = st.just(AutoResponse()) | autos
some_words = st.lists(words, max_size=2, unique=True).map(tuple)
matches = st.builds(
    Match, words.filter(lambda text: not set(text) & set("[]{}")), st.just("*"),
    st.none() | st.just("amount > 5"),
    st.dictionaries(words, st.none() | st.integers() | words | st.lists(flags), max_size=2),
    some_words,
)  # fmt: skip
paths, maybe_addresses = st.none() | st.just("a.b"), st.none() | addresses
owners = st.builds(Assign, st.just("owners"), needed=st.integers(1, 5))
titles = st.none() | words.filter(str.isprintable)
delays = st.integers(0, 600)
retentions = st.builds(Retention, st.none() | st.integers(1, 999), st.none() | st.integers(1, 9))


@st.composite
def rules(draw, groups, who):
    group = st.sampled_from([g.name for g in groups]) if groups else st.none()
    assign = st.builds(
        Assign, paths, maybe_addresses, st.none() | group, has_veto=flags
    ).filter(lambda one: one.from_input or one.to_email or one.to_group) | owners  # fmt: skip
    auto = draw(maybe_autos)
    is_ended = auto is not None and auto.is_enabled
    return draw(
        st.builds(
            RoutingRule, words, matches, st.lists(assign, max_size=3).map(tuple), flags,
            st.none() | who, maybe_minutes, st.just(auto),
            st.none() | ladders(who, may_end=not is_ended),
            flags if not is_ended else st.just(False), levels, languages, some_words,
        )
    )  # fmt: skip


@st.composite
def policies(draw):
    groups = draw(group_lists)
    names = [group.name for group in groups]
    who = addresses | st.sampled_from(names) if names else addresses
    auto = draw(started)
    return draw(
        st.builds(
            Policy, flags, maybe_minutes, st.just(auto),
            ladders(who, may_end=not auto.is_enabled), st.none() | who, maybe_calendars,
            delays, st.just(groups),
            st.lists(rules(groups, who), max_size=3, unique_by=lambda one: one.name).map(tuple),
            titles, languages, levels, retentions,
        )
    )  # fmt: skip


class TestAnyPolicy:
    @given(policies())
    def test_reads_back_as_it_was_written(self, policy):
        written = json.loads(json.dumps(policy_json(policy)))

        assert read_policy(written) == policy


class TestAnyPlan:
    @given(
        ladders(addresses, may_end=True),
        st.none() | calendars,
        st.lists(addresses, min_size=1, unique=True).map(tuple),
        st.sampled_from(["é", "a rule"]),
        st.booleans(),
    )
    def test_reads_back_as_it_was_written(self, ladder, calendar, people, text, flag):
        stage = Stage(people, 2, flag, text, not flag, ((people[0], "zoe@example.com"),))
        plan = Plan(
            (stage, Stage(people)), text, text, flag, text if flag else None, people, ladder, flag,
            7 if flag else None, calendar, Verification.ALIGNED if flag else None, "de", people, 2,
            (text,) if flag else (),
        )  # fmt: skip

        assert plan_from(json.loads(json.dumps(plan_json(plan)))) == plan

    def test_of_one_person_is_short(self):
        plan = Plan((Stage(("ana@example.com",)),), why="No rule matches.")

        assert plan_json(plan) == {
            "stages": [{"people": ["ana@example.com"]}],
            "why": "No rule matches.",
        }


def test_only_what_closes_a_request_is_final():
    assert {Act.ANSWER, Act.APPROVE, Act.FAIL} == FINAL_ACTS
