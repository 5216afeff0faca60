"""The stage of the door's tests: one installation, and who knocks."""

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import httpx2
import pytest
from anyio.from_thread import start_blocking_portal

from signoff.inbox.access import EVERYTHING
from signoff.inbox.policy_text import read_policy
from signoff.jobs.deploying import deploy
from signoff.settings import Settings
from signoff.store.database import make_engine
from signoff.store.membership import Actor, add_person, give_role
from signoff.store.people import new_sign_in_link, replace_token
from signoff.testing import FakeClock, ManualQueue, open_workbench
from signoff.web.server import create_web
from tests.support.databases import SqliteDatabases
from tests.support.documents import share_documents
from tests.support.one_call import OneCall
from tests.support.prologues import Prologue
from tests.way.stage import prepare
from tests.web.cast import ANA, FLOWS

share_documents()

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
DECISION = re.compile(r"/requests/([^/]+)/decision")


class Browser(httpx2.Client):
    """Sends the hash of what was shown with a decision, as the page's form does, if none is given."""

    stage = None

    def post(self, url, *, data=None, **rest):
        decided = DECISION.fullmatch(str(url))
        if decided and data is not None and self.stage:
            data = {"content_hash": self.stage.shown_hash(decided[1])} | data
        return super().post(url, data=data, **rest)


@dataclass
class Stage:
    """An installation behind its HTTP door; nothing in it moves by itself."""

    bench: object
    portal: object = None  # the loop that its calls run in; a loop for each call without one
    prologue: Prologue = None
    web: object = field(init=False)

    def __post_init__(self):
        self.web = create_web(self.bench.app)
        self.prologue = self.prologue or Prologue(self.bench)

    @property
    def base_url(self):
        return self.bench.app.settings.base_url

    def stranger(self, **headers):
        """Somebody without cookie and token."""
        return self._client(httpx2.Client, headers)

    def _client(self, kind, headers, web=None):
        return kind(
            transport=OneCall(web or self.web, self.portal),
            base_url=self.base_url,
            headers={"User-Agent": "testclient"} | headers,
            trust_env=False,
        )

    def shown_hash(self, request_id):
        """The hash in the form of a request's page, '' where there is no such request."""
        with self.bench.app.unit() as unit:
            found = unit.requests.find(request_id)
        return found.ask.content_hash() if found else ""

    def member(self, person, role="manager", deployment_id=""):
        """Give somebody an account with a role, unless they have an account."""
        self.prologue.step(
            ("member", person, role, deployment_id),
            lambda: self._member(person, role, deployment_id),
        )

    def _member(self, person, role, deployment_id):
        with self.bench.app.unit() as unit:
            if unit.members.find(person) is None:
                now, here = self.bench.clock.now(), self.bench.app.deployment_id
                owner = Actor(ANA, unit.members.organisation_of(here), EVERYTHING)
                made = add_person(unit, person, by=owner, now=now)
                give_role(unit, made, role, by=owner, now=now, deployment_id=deployment_id)
                unit.commit()

    def give_name(self, person, name):
        """Let somebody be called so."""
        with self.bench.app.unit() as unit:
            unit.members.change(unit.members.find(person).id, name=name)
            unit.commit()

    def program(self, person=ANA, *, expires_in=None, name="test", **headers):
        """A program with a token of this person."""
        token = self.prologue.step(
            ("program", person, expires_in, name), lambda: self._token(person, expires_in, name)
        )
        return self.stranger(Authorization=f"Bearer {token}", **headers)

    def _token(self, person, expires_in, name):
        self.member(person)
        now = self.bench.clock.now()
        with self.bench.app.unit() as unit:
            expires_at = None if expires_in is None else now + expires_in
            token = replace_token(unit, name, person, now=now, expires_at=expires_at)
            unit.commit()
        return token

    def link(self, person=ANA, valid_for=timedelta(hours=1)):
        """The secret of a fresh sign-in link."""
        self.member(person)
        with self.bench.app.unit() as unit:
            secret = new_sign_in_link(unit, person, now=self.bench.clock.now(), valid_for=valid_for)
            unit.commit()
        return secret

    def browser(self, person=ANA, **headers):
        """A signed-in browser on a page of ours."""
        headers = {"Accept": "text/html"} | OWN_PAGE | headers
        client = self._client(Browser, headers)
        client.stage = self
        cookies = self.prologue.step(
            ("browser", person, *headers.items()), lambda: self._sign_in(person, headers)
        )
        for cookie in cookies:
            client.cookies.jar.set_cookie(cookie)
        return client

    def _sign_in(self, person, headers):
        # By a door of its own: what the stage's has counted is what the test did.
        client = self._client(Browser, headers, web=create_web(self.bench.app))
        answer = client.post(f"/sign-in/{self.link(person)}", headers=OWN_PAGE)
        assert answer.status_code == 303, answer.text
        return list(client.cookies.jar)

    def pending(self, flow="post", **inputs):
        """The id of a request that a fresh run waits for."""
        return self.prologue.step(
            ("pending", flow, json.dumps(inputs, default=repr)), lambda: self._ask(flow, inputs)
        )

    def _ask(self, flow, inputs):
        run_id = self.bench.start(flow, ANA, **inputs)
        with self.bench.app.unit() as unit:
            return unit.requests.of_run(run_id)[0].id

    def asked(self, policy=None, *, reviewers=(), **rule):
        """The page of a request that the people of one rule are asked; ``policy`` is the rest."""
        text = {"routing_rules": [{"name": "All", "match": {}, **rule}], **(policy or {})}
        with self.bench.app.unit() as unit:
            here = self.bench.app.deployment_id
            held = unit.policies.get(here).version
            unit.policies.put(here, read_policy(text), expected_version=held or None)
            unit.commit()
        for person in reviewers:
            self.member(person, role="reviewer")
        return f"/requests/{self.pending()}"

    def trail(self, request_id):
        with self.bench.app.unit() as unit:
            return [event.kind.value for event in unit.trail.of_request(request_id)]


@pytest.fixture
def door_databases(tmp_path, sqlite_models):
    """Where installations are kept; tests of what is stored ask for both kinds instead."""
    return SqliteDatabases(tmp_path, sqlite_models)


def prepare_here(url):
    """Bring a new database up to date, and put the deployment of our stages there."""
    prepare(url)
    engine = make_engine(url)
    now = FakeClock().now()
    ManualQueue(engine, "", FakeClock())
    deploy(engine, "signoff", creator=ANA, organisation=Settings().organisation, now=now)
    engine.dispose()


def raise_stage(folder, databases, prologues, flows, portal=None, **settings):
    """Return an installation with these flows; whoever has it closes it."""
    prologues.put_keys(folder)
    database = databases.prepared(prepare_here)
    bench = open_workbench(folder, flows, database=database, creator=ANA, **settings)
    opened = (*flows.items(), repr(settings))
    return Stage(bench, portal, Prologue(bench, prologues, opened))


@contextmanager
def opened_stage(folder, databases, prologues, flows, portal=None):
    """Have an installation with these flows for the length of a block."""
    stage = raise_stage(folder, databases, prologues, flows, portal)
    yield stage
    stage.bench.app.engine.dispose()


@contextmanager
def lasting_stage(tmp_path_factory, sqlite_models, prologues, flows):
    """Have an installation of its own for all the tests of a module, on SQLite."""
    folder = tmp_path_factory.mktemp("stage")
    databases = SqliteDatabases(folder, sqlite_models)
    with opened_stage(folder / "data", databases, prologues, flows) as stage:
        yield stage


@pytest.fixture(scope="session")
def served(tmp_path_factory, sqlite_models, prologues):
    """An installation that is only read: its OpenAPI document takes half a second to make."""
    with lasting_stage(tmp_path_factory, sqlite_models, prologues, FLOWS) as stage:
        yield stage


@pytest.fixture(scope="session")
def document(served):
    """The OpenAPI document, only read as well."""
    return served.stranger().get("/api/v1/openapi.json").json()


@pytest.fixture(scope="session")
def portal():
    """One event loop for all calls, as a server has: one for each test costs as much as a call.

    Nothing goes on in it between two calls: OneCall waits until its answer is whole.
    """
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture
def open_stage(tmp_path, door_databases, prologues, portal):
    """Opens an installation with other settings: open_stage(public_url=...)."""
    stages = []

    def opened(**settings):
        folder = tmp_path / f"data{len(stages)}"
        stage = raise_stage(folder, door_databases, prologues, FLOWS, portal, **settings)
        stages.append(stage)
        return stage

    yield opened
    for stage in stages:
        stage.bench.app.engine.dispose()


@pytest.fixture
def stage(open_stage):
    """An installation at its defaults."""
    return open_stage()
