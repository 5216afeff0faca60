"""Hostile words through every field that a flow, a stranger or a colleague can fill."""

import html
import json
import re
from collections import Counter
from urllib.parse import quote

import pytest

from signoff.testing import open_workbench
from tests.way.mails import reply_address
from tests.way.stage import prepare
from tests.web.cast import ANA, BEN
from tests.web.conftest import Stage
from tests.web.hostile import ALL, FLOWS, SHORT, VECTORS, foreign_in

LINK = re.compile(r'<(?:a|form)\b[^>]*\b(?:href|action)="(/[^"#]*)"')
ECHOED = (
    "way out of fields", "attribute without a bracket", "attribute in single quotes", "template",
    "controls",
)  # fmt: skip
N_ALIKE = 4
KINDS = (
    "/inbox", "/requests/", "/runs", "/runs/", "/start", "/lessons", "/lessons/", "/mailbox/",
    "/settings/routing/rule", "/settings/webhooks/", "/settings/people/", "/account", "/go",
)  # fmt: skip


@pytest.fixture
def stage(tmp_path, door_databases, portal):
    database = door_databases.prepared(prepare)
    bench = open_workbench(tmp_path / "data", FLOWS, database=database, creator=ANA)
    yield Stage(bench, portal)
    bench.app.engine.dispose()


def written(stage, ana):
    """Fill every field there is; return a request of each kind of content."""
    _set_up(stage, ana)
    asked = [
        _pending(stage, content=content)
        for content in (ALL, [{SHORT: ALL}, {SHORT: SHORT}], {SHORT: {"deep": ALL}}, SHORT)
    ]
    for path, data in {
        f"/requests/{asked[0]}/remarks": {"text": ALL.replace("\x00", "")[:5_000]},
        f"/requests/{asked[1]}/remarks": {"text": SHORT},
        "/inbox/views": {"do": "save", "name": SHORT[:60], "query": f"q={quote(SHORT)}"},
    }.items():
        sent = ana.post(path, data=data)
        assert sent.status_code == 303, f"{path}: {sent.status_code}"
    _mail(stage, ALL.replace("\x00", ""), subject=SHORT)
    _decide(ana, asked[0], outcome="approved", comment=ALL, feedback=ALL, rating="4")
    stage.bench.start("fail", SHORT)
    wish = _pending(stage, "wish")
    _decide(
        ana, wish, outcome="needs_revision", comment=f"Always write {SHORT} before each number."
    )
    stage.bench.app.lessons(SHORT).add(SHORT, scope=f"{SHORT}.{SHORT}", source="human")
    stage.bench.drain()
    for posted in stage.bench.posted:
        stage.bench.app.mailbox.add(posted.message.as_bytes(), recipient=ANA)
    return asked


def _pending(stage, flow=SHORT, **inputs):
    run_id = stage.bench.start(flow, ANA, **inputs)
    with stage.bench.app.unit() as unit:
        return unit.requests.of_run(run_id)[0].id


def _set_up(stage, ana):
    version = re.search(r'name="version" value="(\d+)"', ana.get("/settings/policy").text)[1]
    rule = {
        "name": SHORT,
        "match": {"metadata": {SHORT: SHORT}, "state": f"a == {json.dumps(SHORT)}"},
        "assign_to_email": BEN,
    }
    policy = {"routing_rules": [rule], "sender_name": SHORT, "sla_target_minutes": 60}
    forms = {
        "/settings/policy": {"policy": json.dumps(policy), "version": version},
        "/settings/people": {"address": BEN, "name": SHORT, "role": "reviewer"},
        "/settings/webhooks": {
            "name": SHORT,
            "url": f"http://127.0.0.1:65001/{quote(SHORT, safe='')}",
            "events": "answered",
        },
    }
    stage.program(name=SHORT)
    for path, data in forms.items():
        sent = ana.post(path, data=data)
        assert sent.status_code in (200, 303), f"{path}: {sent.status_code}"


def _mail(stage, words, *, subject):
    posted = stage.bench.posted[-1]
    address = reply_address(posted)
    encoded = subject.encode("utf-8").hex("=").upper()
    mail = (
        f"From: =?utf-8?q?={encoded}?= <{ANA}>\nTo: {address}\nSubject: =?utf-8?q?={encoded}?=\n"
        "Message-ID: <1@x.test>\nContent-Type: text/html; charset=utf-8\n\n"
        f"<p>{html.escape(words)}</p>{words}\n"
    )
    stage.bench.receive(mail.encode("utf-8"), sender=ANA, recipient=address)


def _decide(ana, request_id, **fields):
    page = ana.get(f"/requests/{request_id}").text
    shown = re.search(r'name="content_hash" value="([0-9a-f]{64})"', page)[1]
    sent = ana.post(f"/requests/{request_id}/decision", data={"content_hash": shown} | fields)
    assert sent.status_code == 303, sent.text


def crawled(browser, *starts):
    """Pages of ours that links lead to, by their address: of pages alike the first few."""
    left, pages, alike = list(starts), {}, Counter()
    while left:
        address = left.pop(0)
        shape = re.sub(r"[0-9a-f-]{36}|\d+|=[^&]*", "#", address)
        if address in pages or address.startswith(("/api/", "/static/")) or alike[shape] >= N_ALIKE:
            continue
        answer = browser.get(address)
        if answer.headers.get("content-type", "").startswith("text/html"):
            alike[shape] += 1
            pages[address] = answer.text
            left += [html.unescape(link) for link in LINK.findall(answer.text)]
    return pages


class TestHostileWords:
    def test_stay_words_on_every_page(self, stage):
        ana = stage.browser()
        asked = written(stage, ana)
        tabs = [
            f"/requests/{one}?tab={tab}" for one in asked for tab in ("source", "changes", "edit")
        ]

        pages = crawled(ana, "/inbox", "/inbox?scope=everyone", "/inbox?scope=done", *tabs)

        found = {address: foreign_in(page) for address, page in pages.items()}
        assert {address: wrong for address, wrong in found.items() if wrong} == {}
        unseen = [kind for kind in KINDS if not any(at.startswith(kind) for at in pages)]
        assert unseen == []

    def test_stay_words_where_they_are_echoed(self, stage):
        ana, stranger = (
            stage.browser(),
            stage.stranger(Accept="text/html", **{"Sec-Fetch-Site": "same-origin"}),
        )
        token = re.search(r"/answer/(\w+)", _answer_link(stage))[1]
        for name in ECHOED:
            vector = VECTORS[name]
            words = {"q": vector, "scope": vector, "choice": vector, "form": vector, "tab": vector}
            said = quote(vector.replace("\x00", ""), safe="")
            answers = [
                *(ana.get(at, params=words | {"name": vector}) for at in (
                    "/inbox", "/lessons", "/go", "/palette", "/runs", "/start", "/settings/routing/rule"
                )),
                *(ana.get(f"{at}{said}") for at in ("/", "/requests/", "/runs/", "/lessons/", "/mailbox/", "/sign-in/")),
                ana.post("/start", data={"flow": SHORT, "inputs": vector}),
                ana.post("/settings/policy", data={"policy": vector, "version": "1"}),
                ana.post("/settings/email", data={"address": vector}),
                stranger.get("/sign-in", params={"next": vector}),
                stranger.post("/sign-in/password", data={"address": vector, "password": vector}),
                stranger.get(f"/answer/{token}", params=words),
                stranger.get(f"/answer/{said}"),
            ]  # fmt: skip
            wrong = {
                str(answer.request.url): foreign_in(answer.text)
                for answer in answers
                if foreign_in(answer.text) or answer.status_code >= 500
            }
            assert wrong == {}, name

    def test_are_refused_and_not_stumbled_over_where_they_are_too_long(self, stage):
        ana = stage.browser()
        request = _pending(stage)
        long = "<b id=foreign>" * 60_000

        for path, data in {
            f"/requests/{request}/decision": {"comment": long, "outcome": "approved"},
            "/start": {"flow": SHORT, "inputs": long},
            "/settings/people": {"address": long, "name": long},
            "/settings/policy": {"policy": long, "version": "1"},
            "/settings/tokens": {"name": long},
            "/sign-in/password": {"address": long, "password": long},
        }.items():
            answer = ana.post(path, data=data)
            assert 400 <= answer.status_code < 500, (path, answer.status_code)
            assert foreign_in(answer.text) == [], path

    def test_stay_words_in_mails_and_in_what_programs_get(self, stage):
        written(stage, stage.browser())
        program = stage.program()

        for posted in stage.bench.posted:
            body = posted.message.get_body(("html",)).get_content()
            bare = re.sub(r"<style>.*?</style>|\sstyle=\"[^\"]*\"", "", body, flags=re.DOTALL)
            assert foreign_in(bare) == [], posted.message["Subject"]
            assert "\n" not in posted.message["Subject"]
        for path in (
            "requests",
            "runs",
            "lessons",
            "flows",
            f"requests/{SHORT}",
            "audit",
            "people",
        ):
            answer = program.get(f"/api/v1/{quote(path)}", headers={"Accept": "text/html"})
            kind = answer.headers["content-type"]
            assert kind.startswith(("application/json", "application/problem+json")), path
            assert answer.headers["x-content-type-options"] == "nosniff"


def _answer_link(stage):
    _pending(stage)
    return stage.bench.posted[-1].message.get_body(("plain",)).get_content()
