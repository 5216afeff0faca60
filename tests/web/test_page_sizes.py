"""No page has more than 60 KB of HTML, however much there is to show on it."""

import json
import re
from typing import Literal

import pytest
from pydantic import Field, create_model
from sqlalchemy import func, insert, select, update

from signoff import Flow, human_feedback, ids, listen, start
from signoff.inbox.policy_text import read_policy
from signoff.interpret.lessons import LessonStatus
from signoff.store import tables
from tests.web.cast import ANA
from tests.web.conftest import lasting_stage
from tests.web.test_pages_answer import link
from tests.web.test_pages_settings import stored, typed_in
from tests.web.test_permissions import ACTION_OF

LIMIT = 60_000
LONG = "\u8bf7\u6279\u51c6 & <long> " * 160
MUCH = "".join(f"{n}: \u8bf7\u6279\u51c6 &\n\n" for n in range(8_000))
SHORT = "".join(f"{n}: \u8bf7\u6279\u51c6\n\n" for n in range(250))
OUTCOMES = [f"outcome {n} with a name of some length" for n in range(40)]
KINDS = (str, float, Literal["one", "two", "three"], bool)
FIELDS = {
    f"field_{n}": (KINDS[n % 4], Field(description=f"What the field {n} is about."))
    for n in range(100)
}
EDITED = SHORT.replace("\u51c6", "\u51c6!")
MAIL = [f"person.{n}@company.example" for n in range(2_000)]
NAME = [f"{n} {'Long Name ' * 4}" for n in range(2_000)]
STATE = {f"key {n}": LONG for n in range(60)} | {"deep": [[{"a": LONG}] * 5] * 5}
RULES = [
    {"name": f"Rule {n} {'long ' * 16}".strip(), "match": {"state": f"amount > {n}"}}
    for n in range(150)
]
MEMBERS = [f"member.{n}@company.example" for n in range(40)]
POLICY = {
    "routing_rules": [*RULES, {"name": "All", "match": {}, "bulk_outcomes": ["yes"]}],
    "groups": {f"group-{n}": {"members": MEMBERS} for n in range(60)},
}


class WideFlow(Flow):
    """Ask with everything that can be much."""

    @start()
    @human_feedback(
        message=LONG[:400],
        emit=OUTCOMES,
        editable=True,
        response_model=create_model("Wide", **FIELDS),
        metadata={f"note {n}": LONG for n in range(30)},
    )
    def ask(self):
        self.state.update(STATE)
        return MUCH

    @listen(OUTCOMES[0])
    def again(self):
        return LONG


class LoopFlow(Flow):
    """Ask again and again."""

    @start("again")
    @human_feedback(message="Good?", emit=["yes", "again"])
    def ask(self):
        return LONG


class PlainFlow(Flow):
    """Ask many about a text that they may edit."""

    @start()
    @human_feedback(message="Good?", emit=["fine", "bad"], editable=True)
    def ask(self):
        return SHORT


FLOWS = {"wide": WideFlow, "loop": LoopFlow, "plain": PlainFlow} | {
    f"more-{n}": type(f"More{n}Flow", (LoopFlow,), {"__doc__": LONG[:300]}) for n in range(100)
}


def more(connection, table, n, change, where=True):
    """Put ``n`` more rows like one that there is, each changed."""
    first = connection.execute(select(table).where(where).limit(1)).mappings().one()
    connection.execute(insert(table), [{**first, **change(i)} for i in range(n)])


def multiply(app, found, now):
    """Write rows beside those that there are: to do so much would take a test's time."""
    with app.engine.begin() as connection:
        crowd(connection)
        talk(connection, found, now)
        calls(connection, app.deployment_id, found["loop"], now)
        more(connection, tables.runs, 99, anew)
        rounds = {"status": "pending", "content": LONG, "metadata": {"a": LONG}}
        of_loop = tables.requests.c.id == found["loop"]
        more(
            connection, tables.requests, 60, lambda n: anew(n) | rounds | {"key": f"k{n}"}, of_loop
        )
        requests = select(tables.requests.c.id).where(tables.requests.c.id > found["loop"])
        for request_id in connection.execute(requests).scalars().all():
            asks = {"request_id": request_id}
            of_loop = tables.assignments.c.request_id == found["loop"]
            more(connection, tables.assignments, 1, lambda n: anew(n) | asks, of_loop)  # noqa: B023
        steps = {
            "output": LONG,
            "changes": {"set": {"one": LONG, "two": [LONG] * 9}},
            "method": "more",
        }
        of_run = tables.steps.c.run_id == found["long run"]
        more(connection, tables.steps, 200, lambda n: steps | {"seq": 100 + n}, of_run)
        lessons = {"status": "active"}
        more(connection, tables.lessons, 250, lambda n: anew(n) | {"text": f"{n} {LONG[:280]}"})
        more(connection, tables.lessons, 250, lambda n: anew(n) | lessons | {"text": f"- {n}"})
        result = {"state": STATE, "result": STATE, "inputs": STATE}
        connection.execute(update(tables.runs).values(result))


def anew(_):
    return {"id": ids.new_id()}


def crowd(connection):
    """Let there be many people, who have much."""
    t = tables
    there = [anew(n) | {"address": MAIL[n], "name": NAME[n]} for n in range(len(MAIL))]
    more(connection, t.persons, len(MAIL), there.__getitem__)

    def belongs(n):
        return anew(n) | {"person_id": there[n]["id"]}

    more(connection, t.memberships, len(MAIL), belongs)
    organisation = connection.execute(select(t.organisations.c.id)).scalar()
    own = {"organisation_id": organisation, "permissions": ["look"]}
    connection.execute(insert(t.roles), [anew(n) | own | {"name": f"role-{n}"} for n in range(40)])

    def token(n):
        return anew(n) | {"name": f"program {n}", "hash": f"{n:064}", "scopes": None}

    more(connection, t.api_tokens, 200, token)
    more(connection, t.web_sessions, 200, lambda n: {"id": f"{n:064}", "browser": "B" * 190})


def talk(connection, found, now):
    """Let many be asked, many have answered and edited, and many talk."""
    t = tables
    says = [
        {"request_id": found["loop"], "person": MAIL[n], "text": LONG, "at": now} | anew(n)
        for n in range(200)
    ]
    connection.execute(insert(t.remarks), says)

    def asked(n):
        return anew(n) | {"person": MAIL[n], "why": "Asked, too."}

    for name in ("loop", "decided"):
        more(connection, t.assignments, 99, asked, t.assignments.c.request_id == found[name])
    answer = connection.execute(select(t.responses)).mappings().first()
    vote = {name: answer[name] for name in t.votes.c.keys() if name in answer}  # noqa: SIM118
    votes = [
        vote | {"stage": 0, "person": MAIL[n], "answer": {"said": [LONG] * 9}} for n in range(99)
    ]
    connection.execute(insert(t.votes), votes)


def calls(connection, deployment_id, request_id, now):
    """Let there be many webhooks, the first of them called often, and answering at length."""
    t = tables
    hook = {
        "deployment_id": deployment_id, "name": "Hook", "url": "https://hooks.example/" + "x" * 80,
        "events": ["new_request"], "is_active": True, "may_answer": True, "n_retries": 3,
        "added_by": ANA, "added_at": now,
    }  # fmt: skip
    hooks = [anew(n) | hook | {"name": f"Hook {n}"} for n in range(200)]
    connection.execute(insert(t.webhooks), hooks)
    call = {
        "webhook_id": hooks[0]["id"], "kind": "new_request", "request_id": request_id, "data": {},
        "happened_at": now, "status": "failed", "n_attempts": 11, "n_left": 0,
    }  # fmt: skip
    called = [anew(n) | call | {"fact": f"fact {n}"} for n in range(30)]
    connection.execute(insert(t.calls), called)
    tried = {
        "at": now, "duration_ms": 5, "status_code": 500, "error": LONG[:200],
        "request_headers": {}, "response_headers": {}, "response_body": LONG,
    }  # fmt: skip
    attempts = [tried | {"call_id": one["id"], "n": n} for one in called for n in range(1, 12)]
    connection.execute(insert(t.call_attempts), attempts)


@pytest.fixture(scope="module")
def stage(tmp_path_factory, sqlite_models, prologues):
    with lasting_stage(tmp_path_factory, sqlite_models, prologues, FLOWS) as stage:
        yield stage


@pytest.fixture(scope="module")
def ana(stage):
    return stage.browser(ANA)


@pytest.fixture(scope="module")
def found(stage, ana):
    """What stands in addresses, once there is much of everything."""
    app, now, token = stage.bench.app, stage.bench.clock.now(), stage.program()
    asked = {name: stage.pending(name) for name in ("loop", "wide", "plain")}
    mailed = link(stage.bench.posted[1])
    answer = {"outcome": "fine", "edited_output": EDITED, "comment": LONG}
    answered = token.post(f"/api/v1/requests/{asked['plain']}/respond", json=answer)
    assert answered.status_code == 200, answered.text
    stage.bench.drain()
    lesson = app.lessons(ANA).add(LONG[:290], scope="LoopFlow:ask", status=LessonStatus.CANDIDATE)
    with app.unit() as unit:
        run_of = {name: unit.requests.get(one).run_id for name, one in asked.items()}
        unit.policies.put(app.deployment_id, read_policy(POLICY), expected_version=None)
        unit.commit()
    mail = f"From: a@b.example\r\nTo: {ANA}\r\nSubject: Much\r\n\r\n{MUCH}".encode()
    mails = [app.mailbox.add(one, recipient=ANA) for one in (mail, *[mail[:500]] * 99)]
    multiply(app, {**asked, "decided": asked["plain"], "long run": run_of["loop"]}, now)
    with app.reading() as connection:
        loops = select(tables.requests.c.id).where(tables.requests.c.flow == "loop")

        def first(column):
            return connection.execute(select(column)).scalar()

        return {
            "wide": asked["wide"], "decided": asked["plain"], "loop": asked["loop"],
            "run": run_of["loop"], "done run": run_of["plain"], "mailed": mailed, "mail": mails[0], "lesson": lesson.id,
            "webhook": first(tables.webhooks.c.id), "person": first(tables.persons.c.id),
            "many": connection.execute(loops.limit(100)).scalars().all(), "seq": first(func.max(tables.audit_events.c.seq)),
        }  # fmt: skip


SAME = {
    "/", "/requests/{request_id}/acts", "/requests/{request_id}/remarks",
    "/requests/{request_id}/decision", "/requests/{request_id}/edit", "/mailbox/{mail_id}/reply",
    "/settings/groups/delegations", "/settings",
}  # fmt: skip
NO_PAGE = {"/requests/{request_id}/content", "/mailbox/{mail_id}/body", "/events", "/palette"}
# What a page is asked for: its worst, and its other parts.
ASKED = {
    "/inbox": ["", "?scope=everyone", "?scope=done"],
    "/inbox/bulk": ["?{ids}"],
    "/requests/{request_id}": ["{wide}", "{wide}?tab=source&part=3", "{wide}?tab=edit",
        "{decided}", "{decided}?given=70&given_part=2", "{decided}?tab=edit", "{loop}"],
    "/runs": ["", "?status=waiting"],
    "/runs/{run_id}": ["{run}", "{run}?step=150"],
    "/runs/{run_id}/cancel": ["{run}/cancel"],
    "/runs/{run_id}/fork": ["{done run}/fork?at={decided}"],
    "/lessons": ["", "?show=all"],
    "/lessons/{lesson_id}": ["{lesson}"],
    "/mailbox": ["", "?list_part=2"],
    "/mailbox/{mail_id}": ["{mail}", "{mail}?form=raw&part=2"],
    "/start": ["", "?flow=wide", "?part=2"],
    "/settings/webhooks/{webhook_id}": ["{webhook}"],
    "/settings/people/{person_id}": ["{person}"],
    "/settings/people": ["", "?part=3", "?q=person.1"],
    "/settings/routing": ["", "?part=2"],
    "/settings/routing/rule": ["", "?name=All"],
    "/settings/groups": ["", "?part=2"],
    "/audit/{seq}": ["{seq}"],
    "/audit": ["", "?show=decisions"],
}  # fmt: skip


def ids_of(found):
    return "&".join(f"id={one}" for one in found["many"])


class TestAPage:
    def test_is_small_however_much_there_is_to_show(self, stage, ana, found):
        ways = [path for method, path in ACTION_OF if method == "GET"]
        pages = {path for path in ways if not path.startswith(("/api", "/crews"))}
        sizes, refused = {}, []
        for path in sorted(pages - SAME - NO_PAGE):
            for asked in ASKED.get(path, [""]):
                at = path.partition("{")[0] + asked.format(**found, ids=ids_of(found))
                got = ana.get(at)
                sizes[at] = len(got.content)
                refused += [] if got.status_code == 200 else [(at, got.status_code)]
        sizes["answer"] = len(stage.stranger().get(found["mailed"]).content)
        assert refused == []
        assert {at: n for at, n in sizes.items() if n >= LIMIT} == {}


class TestWhatIsLong:
    def test_is_changed_in_its_part_and_stays_whole(self, stage, ana, found):
        before, version = stored(stage)
        page = ana.get("/settings/groups?part=2")
        typed = typed_in(page)
        name = typed["groups.0.name"]
        taken = typed["groups.1.name"]
        change = {"groups.0.members": "ana@example.com", "groups.1.name": ""}
        kept = ana.post("/settings/groups", data=typed | change)

        assert kept.headers["location"] == "/settings/groups?part=2"
        after, _ = stored(stage)
        assert list(after["groups"]) == [each for each in before["groups"] if each != taken]
        changed = {
            each for each in after["groups"] if after["groups"][each] != before["groups"][each]
        }
        assert changed == {name}
        twice = ana.post(
            "/settings/groups",
            data=typed | {"version": str(version + 1), "groups.0.name": "group-0"},
        )
        assert (twice.status_code, "Two groups are called" in twice.text) == (422, True)

    def test_policy_is_sent_as_a_file(self, stage, ana, found):
        page = ana.get("/settings/policy")
        address = re.search(r'href="(/api/v1/deployments/[^"]+)" download', page.text)[1]
        policy = ana.get(address).json()
        sent = json.dumps(policy | {"undo_seconds": 77})
        file = {"policy_file": ("policy.json", sent, "application/json")}
        fields = {"version": typed_in(page)["version"]}

        tried = ana.post("/settings/policy", data=fields | {"do": "try"}, files=file)
        kept = ana.post("/settings/policy", data=fields, files=file)
        broken = ana.post("/settings/policy", data=fields, files={"policy_file": ("x", "{")})

        assert ("Tried on the last" in tried.text, len(tried.content) < LIMIT) == (True, True)
        assert (kept.status_code, stored(stage)[0]["undo_seconds"]) == (303, 77)
        assert (broken.status_code, "It is no JSON" in broken.text) == (422, True)
        latin = {"policy_file": ("x", '{"backup": "m\u00fc@example.com"}'.encode("latin-1"))}
        foreign = ana.post("/settings/policy", data=fields, files=latin)
        assert (foreign.status_code, "no text in UTF-8" in foreign.text) == (422, True)
