"""Which requests an inbox lists, on both databases: in order, to the end, and no further."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from signoff.inbox.plan import Plan, Stage
from signoff.inbox.plan_text import plan_json
from signoff.store import queries
from signoff.store.inbox_lists import (
    Due,
    Filter,
    Looker,
    Scope,
    count_group,
    find_listing,
    find_next,
)
from signoff.store.sight import ALL, Sight
from signoff.store.tables import requests, votes
from tests.store.test_queries import ANA, BEN, NOW, Given

EVERYONE, DONE = Filter(Scope.EVERYONE), Filter(Scope.DONE)
LOOKER = Looker(ANA, ALL, NOW, limit=3)


@pytest.fixture
def given(engine):
    return Given(engine)


def pages(engine, wanted, looker=LOOKER):
    """The ids of each page, and what the last one says of how far it looked."""
    found, after = [], None
    while True:
        with engine.connect() as connection:
            page = find_listing(connection, wanted, looker, after=after)
        found.append([row.id for row in page.rows])
        after = page.next
        if after is None:
            return found, page


def want(given, request_id, **values):
    with given.engine.begin() as connection:
        change = requests.update().where(requests.c.id == request_id)
        connection.execute(change.values(**values))


class TestAList:
    def test_is_walked_to_its_end_by_how_soon_an_answer_is_wanted(self, given, engine):
        made = [given.request(assignee=who) for who in (ANA, BEN, ANA, None, ANA, ANA, BEN, ANA)]
        soon = {made[7]: 5, made[2]: 5, made[4]: 90, made[0]: -3}
        for each, minutes in soon.items():
            want(given, each, wanted_at=NOW + timedelta(minutes=minutes))
        want(given, made[5], snoozed_until=NOW + timedelta(hours=1))
        ordered = [made[0], made[2], made[7], made[4], made[1], made[3], made[6]]

        found, last = pages(engine, EVERYONE)
        mine, _ = pages(engine, Filter(Scope.MINE))
        by_group = {due: pages(engine, replace(EVERYONE, due=due))[0] for due in Due}

        assert found == [ordered[:3], ordered[3:6], ordered[6:]]
        assert mine == [[made[0], made[2], made[7]], [made[4]]]
        assert by_group == {
            Due.OVERDUE: [[made[0]]],
            Due.SOON: [[made[2], made[7]]],
            Due.LATER: [[made[4]]],
            Due.NONE: [[made[1], made[3], made[6]]],
            Due.SNOOZED: [[made[5]]],
        }
        assert (last.further, last.looked_through) == (None, 0)
        with engine.connect() as connection:
            spot = queries.position(connection, made[7])
            in_list = queries.position_in(connection, Filter(Scope.MINE), LOOKER, made[7])
            none = queries.position_in(connection, Filter(Scope.MINE), LOOKER, made[1])
            assert count_group(connection, EVERYONE, LOOKER, Due.NONE) == 3
        assert (spot.n, spot.of, spot.previous, spot.next) == (3, 8, made[2], made[4])
        assert in_list == queries.Position(n=3, of=4, previous=made[2], next=made[4])
        assert none is None

    def test_of_what_is_done_begins_with_the_newest(self, given, engine):
        asked = [given.request() for _ in range(5)]
        for number in (3, 0, 4, 1):
            given.later(minutes=1)
            given.answer(asked[number])

        assert pages(engine, DONE)[0] == [[asked[1], asked[4], asked[0]], [asked[3]]]


class TestAFilter:
    def test_finds_words_in_any_case_and_any_field(self, given, engine):
        wanted = given.request(content="# Launch\n\nBilling by usage", flow="launches")
        given.request(content="# Refund")

        for text in ("USAGE", "launches billing", "fine? launch"):
            assert pages(engine, replace(EVERYONE, text=text))[0] == [[wanted]]

    def test_finds_the_authors_title(self, given, engine):
        wanted = given.request(metadata={"title": "Größe der Fläche"})
        given.request()

        assert pages(engine, replace(EVERYONE, text="Fläche"))[0] == [[wanted]]

    def test_takes_percent_and_underscore_as_they_are(self, given, engine):
        wanted = given.request(content="100% of a_b")
        given.request(content="1000 of axb")

        for text in ("100%", "a_b"):
            assert pages(engine, replace(EVERYONE, text=text))[0] == [[wanted]]

    def test_says_how_far_it_looked_and_can_look_on(self, given, engine):
        made = [given.request(flow="rare" if n == 5 else "post") for n in range(6)]
        rare = replace(EVERYONE, flow="rare")

        with engine.connect() as connection:
            near = find_listing(connection, rare, replace(LOOKER, looks_through=4))
            on = find_listing(
                connection, rare, replace(LOOKER, looks_through=4), after=near.further
            )
            words = find_listing(
                connection, replace(EVERYONE, text="rare"), replace(LOOKER, reads_through=2)
            )

        assert (near.rows, near.further, near.looked_through) == ((), made[3], 4)
        assert ([row.id for row in on.rows], on.further) == ([made[5]], None)
        assert (words.rows, words.further, words.looked_through) == ((), made[1], 2)

    def test_finds_who_was_asked_and_what_came_of_it(self, given, engine):
        bens, anas = given.request(assignee=BEN), given.request()
        given.answer(bens, "no", responder=BEN)
        given.answer(anas)

        for wanted, found in (
            (replace(DONE, asked=BEN), [bens]),
            (replace(DONE, ending="yes"), [anas]),
            (replace(DONE, ending="answered"), [anas, bens]),
            (replace(DONE, ending="expired"), []),
            (replace(DONE, text="POST billing"), []),
            (replace(DONE, text="fine? post"), [anas, bens]),
        ):
            assert pages(engine, wanted)[0] == [found], wanted


class TestOneWhoSeesTheirOwn:
    def test_lists_and_counts_no_more_than_that(self, given, engine):
        theirs, _ = given.request(assignee=BEN), given.request()
        ben = Sight(BEN, asked=frozenset({given.deployment}))
        with engine.begin() as connection:
            connection.execute(requests.update().values(deployment_id=given.deployment))

        assert pages(engine, EVERYONE, replace(LOOKER, person=BEN, sight=ben))[0] == [[theirs]]
        with engine.connect() as connection:
            assert queries.counts(connection, BEN, sight=ben).everyone == 1
            row = queries.find_request(connection, theirs)
            listed = queries.list_runs(connection, sight=ben)
            assert [run.id for run in listed.items] == [row.run_id]
            assert not queries.list_runs(connection, sight=ben, after=row.run_id).items

    def test_finds_what_waits_for_them_only_where_they_have_a_role(self, given, engine):
        theirs, _ = given.request(assignee=BEN), given.request()
        here, mine = frozenset({given.deployment}), Filter(Scope.MINE)
        with engine.begin() as connection:
            connection.execute(requests.update().values(deployment_id=given.deployment))
        table = (
            (Sight(BEN, asked=here), [theirs]),
            (Sight(BEN, whole=here), [theirs]),
            (Sight(BEN, started=here), []),  # asked, but may answer nothing here, and started none
            (Sight(BEN, asked=frozenset({"another"})), []),
            (Sight(BEN), []),
            (Sight(ANA), []),  # who looks at another's list sees with their own eyes
        )

        for sight, expected in table:
            found = pages(engine, mine, replace(LOOKER, person=BEN, sight=sight))[0]
            assert found == [expected], sight
            with engine.connect() as connection:
                assert queries.counts(connection, BEN, sight=sight).mine == len(expected), sight


class TestALongList:
    def test_is_walked_along_an_index(self, given, engine):
        """Not sorted, and not read where it is not shown: a page costs what it shows."""
        looker = Looker(ANA, Sight(ANA, whole=frozenset({given.deployment})), NOW)
        said = []
        event.listen(engine, "before_cursor_execute", lambda *call: said.append(call[2:4]))
        is_sqlite = engine.dialect.name == "sqlite"

        for wanted, index in ((EVERYONE, "ix_request_wanted"), (DONE, "ix_request_closed")):
            said.clear()
            with engine.connect() as connection:
                find_listing(connection, wanted, looker)
                statement, values = said[0]
                for kind in () if is_sqlite else ("seqscan", "bitmapscan", "sort"):
                    connection.exec_driver_sql(f"SET LOCAL enable_{kind} = off")
                explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
                plan = connection.exec_driver_sql(f"{explain} {statement}", values).all()
            steps = "\n".join(" ".join(map(str, row)) for row in plan)
            assert re.search(f"USING COVERING INDEX {index}|Index Only Scan.* {index}", steps), (
                steps
            )
            assert not re.search("TEMP B-TREE|Sort", steps), steps


def test_the_next_request_is_one_that_waits_for_an_answer_of_ones_own(given, engine):
    voted, put_off, claimed, _, last, first = [
        given.request(assignee=BEN if n == 3 else ANA) for n in range(6)
    ]
    said = {"outcome": "yes", "feedback": "", "text": "", "source": "button", "channel": "api",
            "verification": "token", "content_hash": "0" * 64, "at": NOW}  # fmt: skip
    with engine.begin() as connection:
        connection.execute(votes.insert().values(request_id=voted, stage=0, person=ANA, **said))
        connection.execute(votes.insert().values(request_id=first, stage=0, person=BEN, **said))
    want(given, put_off, snoozed_until=NOW + timedelta(hours=1))
    want(given, claimed, claimed_by=BEN)
    want(given, first, claimed_by=ANA, wanted_at=NOW)

    for answered, expected in ((None, first), (first, last), (last, None)):
        if answered:
            want(given, answered, status="answered")
        with engine.connect() as connection:
            assert find_next(connection, LOOKER) == expected
            counted = queries.counts(connection, ANA)
            # What is put off waits, too; what was answered, or is claimed by others, does not.
            assert (counted.mine, counted.awaited) == (
                {None: (5, 3), first: (4, 2), last: (3, 1)}[answered]
            )


def test_the_next_request_is_looked_for_in_the_list_that_somebody_works_through(given, engine):
    posts = [given.request(assignee=who) for who in (ANA, BEN, ANA)]
    rare, last = [given.request(flow="rare") for _ in range(2)]
    everyones = replace(EVERYONE, flow="post")

    with engine.connect() as connection:
        for wanted, after, expected in (
            (everyones, None, posts[0]),
            (everyones, posts[0], posts[1]),
            (everyones, posts[2], None),
            (replace(everyones, text="rare"), None, None),
            (Filter(flow="rare"), rare, last),
        ):
            assert find_next(connection, LOOKER, wanted, after=after) == expected


@pytest.fixture
def crowd(engine):
    """3,000 requests on PostgreSQL: every third waits, and one in thirty asks Ana."""
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite keeps no statistics to be misled by")
    given = Given(engine)
    given.request(assignee=BEN)
    new = {
        "id": "'01940000-0000-7000-8000-' || right('000000000000' || n, 12)",
        "key": "'many#' || n",
        "deployment_id": f"'{given.deployment}'",
        "status": "CASE mod(n, 3) WHEN 0 THEN 'pending' ELSE 'answered' END",
        "closed_at": "CASE mod(n, 3) WHEN 0 THEN NULL ELSE opened_at END",
        "assignee": f"CASE mod(n, 30) WHEN 0 THEN '{ANA}' ELSE '{BEN}' END",
        "plan": f"'{json.dumps(plan_json(Plan((Stage((ANA,)),))))}'",
    }
    names = [f'"{column.name}"' for column in requests.c]
    values = ", ".join(new.get(name.strip('"'), name) for name in names)
    asked = "id, request_id, person, stage, why, added_by, added_at, ended_at"
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO request ({', '.join(names)}) "
            f"SELECT {values} FROM request, generate_series(1, 3000) AS n"
        )
        connection.exec_driver_sql(
            f"INSERT INTO assignment ({asked}) "
            "SELECT id, id, assignee, 0, 'rule', 'clock', opened_at, closed_at FROM request"
        )
        connection.exec_driver_sql("ANALYZE")
    return given


def plans_of(engine, ask):
    """How PostgreSQL goes about each query that ``ask`` makes, as nodes of its plan."""
    said = []
    with engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: said.append(call[2:4]))
        ask(connection)
    with engine.connect() as connection:
        for words, values in said:
            explained = f"EXPLAIN (ANALYZE, FORMAT JSON) {words}"
            [plan] = connection.exec_driver_sql(explained, values).scalar()
            yield from _nodes(plan["Plan"])


def _nodes(node):
    yield node
    for part in node.get("Plans", ()):
        yield from _nodes(part)


def n_rows(node):
    met = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter")
    return node["Actual Loops"] * sum(node.get(name, 0) for name in met)


class TestAmongThousands:
    def test_what_waits_is_not_compared_each_with_each(self, crowd):
        looker = Looker(ANA, Sight(ANA, whole=frozenset({crowd.deployment})), NOW)
        asks = {
            "how many": lambda it: queries.counts(it, ANA, sight=looker.sight),
            "which": lambda it: find_listing(it, Filter(Scope.MINE), looker),
            "the next": lambda it: find_next(it, looker),
            "for a program": lambda it: queries.list_requests(it, status="pending"),
        }

        n = {name: sum(map(n_rows, plans_of(crowd.engine, ask))) for name, ask in asks.items()}

        most = dict.fromkeys(asks, 5 * 3_000) | {"the next": 1_000}
        assert {name: many for name, many in n.items() if not 0 < many < most[name]} == {}

    def test_words_are_looked_for_in_the_first_of_a_list_alone(self, crowd):
        looker = Looker(ANA, Sight(ANA, whole=frozenset({crowd.deployment})), NOW)
        words = replace(EVERYONE, text="unheard")

        nodes = list(plans_of(crowd.engine, lambda it: find_listing(it, words, looker)))

        assert sum(map(n_rows, nodes)) > looker.reads_through
        assert [node for node in nodes if node["Node Type"] == "Seq Scan"] == []
