"""An installation with two months behind it, told in its own words: only the clock is ours.

All of it went through the doors that people and programs use, so a screen shows nothing that
could not be there.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from fastapi.testclient import TestClient

from signoff.app import open_app
from signoff.clock import SystemClock
from signoff.flow.config import flow_config
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from signoff.settings import Settings
from signoff.store.people import open_session
from signoff.testing import FakeClock, ManualQueue, Workbench
from signoff.web.server import create_web
from tests.browser.screens import contents
from tests.browser.screens.flows import FLOWS

MAYA, PETE, FAY, ALI = (
    f"{name}@acme.example" for name in ("maya.lindqvist", "pete.rau", "fay.adeyemi", "ali.sato")
)
DAYS = 60
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
POLICY = {
    "groups": {
        "finance": {"members": [FAY, MAYA], "choose": "round_robin"},
        "brand": {"members": [MAYA, PETE, ALI], "choose": "least_loaded"},
        "spokespeople": {"members": [MAYA, PETE, FAY], "choose": "all"},
    },
    "sla_target_minutes": 300,
    "ladder": [{"after_minutes": 120, "do": "remind"}],
    "backup": PETE,
    "routing_rules": [
        {
            "name": "Payments over 500",
            "match": {"flow": "vendor_payments", "state": "payment.amount > 500"},
            "assign_to_group": "finance",
            "auto_response": {"enabled": True, "timeout_minutes": 1440, "strategy": "escalate"},
        },
        {
            "name": "Posts",
            "match": {"flow": "content_pipeline"},
            "assign_to_email": MAYA,
            "bulk_outcomes": ["approved"],
        },
        {
            "name": "In public",
            "match": {"flow": "statements"},
            "assign_to_group": "spokespeople",
            "needed": 2,
        },
        {
            "name": "Words for customers",
            "match": {"flow": "support_*"},
            "assign_to_email": MAYA,
        },
    ],
}


class MailboxPostman:
    """Puts each mail into the local mailbox, where its screens show it."""

    def __init__(self, mailbox):
        self._mailbox = mailbox

    async def send(self, message, *, envelope_from, recipient):
        self._mailbox.add(message.as_bytes(), recipient=recipient)
        return "250 kept"


@dataclass
class Told:
    """The installation, and where its screens are."""

    bench: Workbench
    web: object = field(init=False)
    cookie: dict = field(init=False)

    def __post_init__(self):
        self.web = create_web(self.bench.app)
        self.cookie = self.session(MAYA)

    @property
    def maya(self):
        """Maya, who owns it, at a browser without scripts."""
        return self.browser(self.cookie)

    def browser(self, cookie):
        headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
        base = self.bench.app.settings.base_url
        return TestClient(
            self.web, base_url=base, headers=headers, cookies=cookie, follow_redirects=False
        )

    def ask(self, flow, starter=PETE, **inputs):
        """Start a run; return it and the request that it waits for, None if for nothing."""
        run_id = self.bench.start(flow, starter, **inputs)
        return run_id, self.waiting_of(run_id)

    def waiting_of(self, run_id):
        with self.bench.app.unit() as unit:
            found = [one.id for one in unit.requests.of_run(run_id)]
        return found[-1] if found else None

    def answer(self, request_id, outcome, by=MAYA, *, words="", channel="dashboard", rating=None):
        self.bench.clock.forward(MINUTE)
        given = Answer(
            request_id=request_id,
            feedback=words,
            outcome=outcome,
            responder=by,
            channel=channel,
            verification=Verification.ALIGNED if channel == "email" else Verification.SESSION,
            may_override=True,
            rating=rating,
        )
        self.bench.app.answer(given)
        self.bench.drain()

    def post(self, path, data, person=None):
        sent = self.browser(self.session(person) if person else self.cookie).post(path, data=data)
        assert sent.status_code in (200, 303), f"{path}: {sent.status_code} {sent.text[-2000:]}"

    def session(self, person):
        app = self.bench.app
        with app.unit() as unit:
            session = open_session(
                unit, person, way="link", now=self.bench.clock.now(), browser="Firefox on Linux"
            )
            unit.commit()
        return {"signoff_session": session.secret}


def opened_told(folder, n_days=DAYS):
    """Tell an installation in this folder; its clock ends at the present minute."""
    now = SystemClock().now().replace(second=0, microsecond=0)
    clock = FakeClock(now - n_days * DAY)
    settings = Settings(data_dir=folder, creator=MAYA, organisation="Acme", port=0, inbound_port=0)
    flow_config.clock = clock
    app = open_app(settings, FLOWS, name="Acme", clock=clock, worker="told", queue=ManualQueue)
    told = Told(Workbench(app, clock, app.queue, MailboxPostman(app.mailbox)))
    _people(told)
    _months(told, Random(7), n_days)
    told.cookie = told.session(MAYA)  # the first has expired meanwhile
    _webhook(told)
    return told


def _people(told):
    for person, name, role in (
        (PETE, "Pete Rau", "manager"),
        (FAY, "Fay Adeyemi", "reviewer"),
        (ALI, "Ali Sato", "auditor"),
    ):
        told.post("/settings/people", {"address": person, "name": name, "role": role})
    told.post("/account", {"do": "called", "called": "Maya Lindqvist"})
    version = re.search(r'name="version" value="(\d+)"', told.maya.get("/settings/policy").text)[1]
    told.post("/settings/policy", {"policy": json.dumps(POLICY), "version": version})


def _webhook(told):
    told.post(
        "/settings/webhooks",
        {
            "name": "approval-app",
            "url": "http://127.0.0.1:65001/signoff",
            "events": ["new_request", "answered"],
            "may_answer": "on",
            "n_retries": "0",
            "is_active": "on",
        },
    )


def _months(told, chance, n_days):
    """Have requests asked and answered on every working day, some late, some by mail."""
    for day in range(n_days):
        at = told.bench.clock.now()
        if at.weekday() < 5:
            for n in range(chance.randint(1, 3)):
                _decided(told, chance, day, n)
        told.bench.wait(at + DAY - told.bench.clock.now())


def _decided(told, chance, day, n):
    flow, inputs, outcomes = chance.choice(
        (
            (
                "content_pipeline",
                {"draft": contents.FIRST.replace("Pay for", f"Draft {day}.{n}: pay for")},
                ("approved", "approved", "approved", "rejected"),
            ),
            ("support_reply", {"reply": contents.REPLY}, ("send", "send", "escalate", "revise")),
            ("partner_prices", {"rows": contents.ROWS}, ("approved", "rejected")),
        )
    )
    _, request = told.ask(flow, **inputs)
    told.bench.clock.forward(chance.randint(4, 300) * MINUTE)
    told.answer(
        request,
        chance.choice(outcomes),
        chance.choice((MAYA, MAYA, PETE, FAY)),
        words=chance.choice(("", "", "Good to go.", "Mind the second paragraph.")),
        channel=chance.choice(("dashboard", "email", "email", "api")),
        rating=chance.choice((None, 3, 4, 5)),
    )
    told.bench.clock.forward(5 * MINUTE)
