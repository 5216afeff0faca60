"""Who may do what: every route, with every role, every scope, and nobody at all."""

import ast
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts

import signoff.web
from signoff.inbox.access import BUILT_IN, Permission
from signoff.jobs.asked import Asked
from signoff.store.people import TOKEN_MARK
from signoff.web.auth import GATES, NEEDS, Action
from tests.web.cast import ANA, BEN
from tests.web.test_security import PUBLIC, filled

CARA = "cara@example.com"
LOOK, START, ANSWER = Action.LOOK, Action.START, Action.ANSWER
TEACH, MANAGE, AUDIT, GOVERN = Action.TEACH, Action.MANAGE, Action.AUDIT, Action.GOVERN
API = "/api/v1"
# A new route is given its place here, by somebody who has thought of who may call it.
ROUTES = {
    LOOK: f"""
        GET /  GET /events  GET /inbox  GET /requests/{{request_id}}  GET /requests/{{request_id}}/content
        GET /requests/{{request_id}}/acts  GET /requests/{{request_id}}/remarks
        POST /requests/{{request_id}}/remarks  GET /requests/{{request_id}}/decision  GET /runs  GET /runs/{{run_id}}
        GET /inbox/views  POST /inbox/views  GET /requests/{{request_id}}/edit
        GET /lessons  GET /lessons/{{lesson_id}}  GET /go  GET /palette
        GET /mailbox  GET /mailbox/{{mail_id}}  GET /mailbox/{{mail_id}}/body
        GET /mailbox/{{mail_id}}/reply
        GET {API}/flows  GET {API}/runs  GET {API}/runs/{{run_id}}
        GET {API}/runs/{{run_id}}/steps
        GET {API}/requests/feed  GET {API}/requests  GET {API}/requests/{{request_id}}
        GET {API}/requests/{{request_id}}/explanation
        GET {API}/requests/{{request_id}}/remarks  POST {API}/requests/{{request_id}}/remarks
        GET {API}/lessons  GET {API}/lessons/{{lesson_id}}  GET {API}/deployments
        GET /account  POST /account  GET /settings
        GET /crews/{{crew}}  GET /crews/{{crew}}/  GET /crews/{{crew}}/inputs
        GET /crews/{{crew}}/status/{{kickoff_id}}
        GET {API}/me  PATCH {API}/me  PUT {API}/me/password  GET {API}/me/sessions
        DELETE {API}/me/sessions/{{session_id}}
        GET {API}/tokens  POST {API}/tokens  DELETE {API}/tokens/{{token_id}}
    """,
    START: f"""
        GET /start  POST /start  POST {API}/flows/{{flow}}/kickoff  POST /crews/{{crew}}/kickoff
        GET /runs/{{run_id}}/fork  POST /runs/{{run_id}}/fork  POST {API}/runs/{{run_id}}/fork
    """,
    ANSWER: f"""
        GET /inbox/bulk  POST /inbox/bulk  POST /requests/{{request_id}}/edit
        POST /requests/{{request_id}}/decision  POST /requests/{{request_id}}/acts
        POST /mailbox/{{mail_id}}/reply
        POST {API}/requests/{{request_id}}/respond
        POST {API}/requests/{{request_id}}/extend  POST {API}/requests/{{request_id}}/snooze
        POST {API}/requests/{{request_id}}/claim  POST {API}/requests/{{request_id}}/release
        POST {API}/requests/{{request_id}}/reassign  POST {API}/requests/{{request_id}}/assignees
        POST {API}/requests/{{request_id}}/seen  POST {API}/requests/{{request_id}}/undo
        POST /crews/{{crew}}/resume
        GET {API}/delegations  POST {API}/delegations  DELETE {API}/delegations/{{delegation_id}}
    """,
    TEACH: f"""
        POST /lessons/{{lesson_id}}
        PATCH {API}/lessons/{{lesson_id}}  POST {API}/lessons/{{lesson_id}}/merge
    """,
    MANAGE: f"""
        GET /analytics
        GET /settings/email  POST /settings/email
        GET /settings/routing  POST /settings/routing
        GET /settings/routing/rule  POST /settings/routing/rule
        GET /settings/groups  POST /settings/groups
        GET /settings/groups/delegations  POST /settings/groups/delegations
        GET /settings/deadlines  POST /settings/deadlines
        GET /settings/notifications  POST /settings/notifications
        GET /settings/webhooks  POST /settings/webhooks
        GET /settings/webhooks/{{webhook_id}}  POST /settings/webhooks/{{webhook_id}}
        GET /settings/retention  POST /settings/retention
        GET /settings/policy  POST /settings/policy
        GET {API}/deployments/{{deployment_id}}/webhooks
        POST {API}/deployments/{{deployment_id}}/webhooks
        GET {API}/deployments/{{deployment}}/policy  PUT {API}/deployments/{{deployment}}/policy
        PATCH {API}/deployments/{{deployment}}/policy
        GET {API}/configuration  PUT {API}/configuration
        GET {API}/webhooks/{{webhook_id}}  PATCH {API}/webhooks/{{webhook_id}}
        DELETE {API}/webhooks/{{webhook_id}}  POST {API}/webhooks/{{webhook_id}}/rotate
        POST {API}/webhooks/{{webhook_id}}/test  GET {API}/webhooks/{{webhook_id}}/deliveries
        GET {API}/webhooks/{{webhook_id}}/deliveries/{{delivery_id}}
        POST {API}/webhooks/{{webhook_id}}/deliveries/{{delivery_id}}/redeliver
        POST {API}/webhooks/{{webhook_id}}/redeliver-failed
        GET {API}/runs/{{run_id}}/crew-calls
        POST {API}/deployments/{{deployment_id}}/crew-secret
        POST {API}/deployments/{{deployment_id}}/routing/simulate  POST {API}/runs/{{run_id}}/cancel
        GET /runs/{{run_id}}/cancel  POST /runs/{{run_id}}/cancel
        GET {API}/analytics/summary  GET {API}/analytics/response-times
        GET {API}/analytics/volume  GET {API}/analytics/outcomes  GET {API}/analytics/sla
        GET {API}/analytics/channels  GET {API}/analytics/ratings  GET {API}/analytics/backlog
    """,
    AUDIT: f"""
        GET /audit  GET /audit/{{seq}}  POST /audit/check
        GET {API}/audit  GET {API}/audit/head  GET {API}/audit/export
        GET {API}/runs/{{run_id}}/evidence
    """,
    GOVERN: f"""
        GET /guide  POST /guide
        GET /settings/people  POST /settings/people
        GET /settings/people/{{person_id}}  POST /settings/people/{{person_id}}
        GET /settings/roles  POST /settings/roles  GET /settings/tokens  POST /settings/tokens
        GET {API}/people  POST {API}/people  GET {API}/people/{{person}}
        PATCH {API}/people/{{person}}  POST {API}/people/{{person}}/roles
        DELETE {API}/people/{{person}}/roles/{{role}}
        GET {API}/roles  PUT {API}/roles/{{role}}  DELETE {API}/roles/{{role}}
    """,
}
ACTION_OF = {
    (method, path): action
    for action, listed in ROUTES.items()
    for method, path in zip(listed.split()[::2], listed.split()[1::2], strict=True)
}
STREAMS = {("GET", "/events")}  # open until somebody closes them
FILTERED = {
    "list_requests", "find_request", "position", "counts", "list_runs", "find_run",
}  # fmt: skip


def gates_of(dependant):
    own = [each.call for each in dependant.dependencies if each.call in GATES]
    return own + [gate for each in dependant.dependencies for gate in gates_of(each)]


def all_gates(web):
    """The gates of each call that is not public."""
    found = {}
    for route in iter_route_contexts(web.routes):
        for method in getattr(route, "methods", None) or ():
            if (method, route.path) not in PUBLIC:
                found[method, route.path] = gates_of(route.dependant)
    return found


def call(program, method, path):
    body = {"json": {}} if path.startswith("/api/") else {"data": {"nothing": ""}}
    return program.request(method, filled(path), **({} if method == "GET" else body))


def was_refused(answer):
    return answer.status_code == 403 and answer.json()["type"].endswith("/not-allowed")


def check_matrix(program, held):
    wrong = {}
    for (method, path), action in ACTION_OF.items():
        may = bool(NEEDS[action] & held)
        if may and (method, path) in STREAMS:
            continue
        answer = call(program, method, path)
        if was_refused(answer) == may or answer.status_code in (401, 500):
            wrong[method, path] = answer.status_code
    assert wrong == {}


class TestEveryRoute:
    def test_has_one_gate_and_its_place_in_the_table(self, stage):
        gates = all_gates(stage.web)

        assert set(gates) == set(ACTION_OF)
        of_action = dict(zip(Action, GATES, strict=True))
        wrong = {
            where: [gate.__name__ for gate in found]
            for where, found in gates.items()
            if set(found) != {of_action[ACTION_OF[where]]}
        }
        assert wrong == {}

    @pytest.mark.parametrize("role", BUILT_IN)
    def test_lets_a_role_do_what_it_allows(self, stage, role):
        stage.member(BEN, role)

        check_matrix(stage.program(BEN), BUILT_IN[role].permissions)

    @pytest.mark.parametrize("scope", Permission)
    def test_lets_a_token_do_what_its_scope_allows(self, stage, scope):
        made = stage.program(ANA).post(f"{API}/tokens", json={"name": "one", "scopes": [scope]})
        assert made.status_code == 201, made.text
        token = made.json()["secret"]
        assert token.startswith(TOKEN_MARK)

        check_matrix(stage.stranger(Authorization=f"Bearer {token}"), frozenset({scope}))

    def test_refuses_whoever_has_an_account_and_no_role_here(self, stage):
        stage.member(BEN, "owner", deployment_id="another")

        check_matrix(stage.program(BEN), frozenset())

    def test_refuses_whoever_is_deactivated_at_once(self, stage):
        stage.member(BEN, "manager")
        program, browser = stage.program(BEN), stage.browser(BEN)

        done = stage.program(ANA).patch(f"{API}/people/{BEN}", json={"is_active": False})

        assert done.json()["is_active"] is False
        assert program.get(f"{API}/runs").status_code == 401
        assert browser.get(f"{API}/runs").status_code == 401


class TestARequest:
    @pytest.fixture
    def door_databases(self, databases):
        return databases

    @pytest.fixture
    def asked_of_ben(self, stage):
        """A request that Ben is asked; Cara is another reviewer, and Ana started the run."""
        stage.member(BEN, "reviewer")
        stage.member(CARA, "reviewer")
        request_id = stage.pending(topic="Secret merger")
        self.move(stage, request_id, BEN)
        return request_id

    def move(self, stage, request_id, to):
        app = stage.bench.app
        with app.unit() as unit:
            request = unit.requests.get(request_id)
            asked = Asked(app.outbox, clock=app.clock)
            asked.reassign(unit, request, (to,), by=ANA, why="test", now=app.clock.now())
            unit.commit()

    def addresses(self, stage, request_id):
        with stage.bench.app.unit() as unit:
            run_id = unit.requests.get(request_id).run_id
        return (
            f"{API}/requests/{request_id}", f"{API}/runs/{run_id}",
            f"/requests/{request_id}", f"/runs/{run_id}",
        )  # fmt: skip

    def test_is_seen_by_whom_it_concerns_and_looks_absent_to_others(self, stage, asked_of_ben):
        stage.member("aud@example.com", "auditor")
        stage.member("writer@example.com", "author")
        people = (ANA, BEN, CARA, "aud@example.com", "writer@example.com")
        browsers = {person: stage.browser(person) for person in people}

        seen = {
            person: {
                browser.get(where).status_code for where in self.addresses(stage, asked_of_ben)
            }
            for person, browser in browsers.items()
        }
        listed = {
            person: (
                len(browser.get(f"{API}/requests").json()["items"]),
                len(browser.get(f"{API}/runs").json()["items"]),
                "Secret merger" in browser.get("/inbox?scope=everyone").text,
                "Secret merger" in browser.get("/runs").text,
            )
            for person, browser in browsers.items()
        }

        sees = {ANA, BEN, "aud@example.com"}
        assert seen == {person: {200} if person in sees else {404} for person in people}
        everything, nothing = (1, 1, True, True), (0, 0, False, False)
        assert listed == {person: everything if person in sees else nothing for person in people}

    def test_is_not_answered_by_another_and_does_not_show_that_it_is_there(
        self, stage, asked_of_ben
    ):
        cara = stage.program(CARA)

        there = cara.post(f"{API}/requests/{asked_of_ben}/respond", json={"outcome": "approved"})
        absent = cara.post(f"{API}/requests/{filled('{x}')}/respond", json={"outcome": "approved"})
        form = stage.browser(CARA).post(
            f"/requests/{asked_of_ben}/decision", data={"outcome": "approved"}
        )

        assert (there.status_code, form.status_code) == (404, 404)
        said = [answer.json()["detail"].replace(x, "") for answer, x in
                ((there, asked_of_ben), (absent, filled("{x}")))]  # fmt: skip
        assert said[0] == said[1]
        assert (
            stage.program(BEN).get(f"{API}/requests/{asked_of_ben}").json()["status"] == "pending"
        )

    def test_is_still_seen_by_who_was_asked_before(self, stage, asked_of_ben):
        self.move(stage, asked_of_ben, CARA)

        assert stage.program(BEN).get(f"{API}/requests/{asked_of_ben}").status_code == 200
        assert stage.program(CARA).get(f"{API}/requests/{asked_of_ben}").status_code == 200

    def test_is_read_and_not_answered_by_an_auditor(self, stage, asked_of_ben):
        stage.member("aud@example.com", "auditor")

        answer = stage.program("aud@example.com").post(
            f"{API}/requests/{asked_of_ben}/respond", json={"outcome": "approved"}
        )

        assert was_refused(answer)

    def test_of_ones_own_run_is_seen_by_an_author(self, stage):
        stage.member("writer@example.com", "author")
        author = stage.program("writer@example.com")
        started = author.post(f"{API}/flows/post/kickoff", json={"inputs": {"topic": "Mine"}})
        stage.bench.drain()

        run = author.get(started.headers["location"]).json()

        assert len(run["pending_requests"]) == 1
        assert author.get(f"{API}/requests/{run['pending_requests'][0]['id']}").status_code == 200


class TestAMailInTheLocalMailbox:
    def test_is_opened_by_its_recipient_and_who_manages_people_only(self, stage):
        stage.member(BEN, "manager")
        raw = b"From: signoff@signoff.localhost\r\nTo: %s\r\nSubject: Hi\r\n\r\nBody\r\n"
        mailbox = stage.bench.app.mailbox
        mailbox.add(raw % CARA.encode(), recipient=CARA)

        [mail] = mailbox.list()

        stage.member(CARA, "reviewer")
        pages = {one: stage.browser(one) for one in (ANA, BEN, CARA)}
        opened = {one: page.get(f"/mailbox/{mail.id}").status_code for one, page in pages.items()}
        assert opened == {ANA: 200, BEN: 404, CARA: 200}
        assert mail.id not in pages[BEN].get("/mailbox").text

    def test_is_opened_by_no_token_that_may_do_less_than_its_person(self, stage):
        stage.bench.app.mailbox.add(b"To: ana\r\nSubject: A key\r\n\r\nBody\r\n", recipient=ANA)
        [mail] = stage.bench.app.mailbox.list()
        program = stage.program(ANA)
        given = {"name": "one", "scopes": list(Permission)[:-1]}
        secret = program.post(f"{API}/tokens", json=given).json()["secret"]
        limited = stage.stranger(Authorization=f"Bearer {secret}")

        opened = [
            [one.get(f"/mailbox/{mail.id}{end}").status_code for end in ("", "/body")]
            for one in (program, limited)
        ]

        assert opened == [[200, 200], [404, 404]]
        assert "A key" not in limited.get("/mailbox").text


class TestTheDoorsCode:
    def test_asks_for_no_list_without_saying_who_looks(self):
        room = Path(signoff.web.__file__).parent
        unfiltered = [
            f"{file.relative_to(room)}:{node.lineno}"
            for file in room.rglob("*.py")
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in FILTERED
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "queries"
            and "sight" not in {word.arg for word in node.keywords}
        ]

        assert unfiltered == []
