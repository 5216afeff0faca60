"""Hostile words through every field that a flow, a stranger or a colleague can fill."""

import csv
import html
import io
import json
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from jinja2 import nodes

from signoff.web.pages.render import environment
from tests.way.mails import reply_address
from tests.web.cast import ANA, BEN
from tests.web.conftest import opened_stage
from tests.web.hostile import (
    ALL,
    FLOWS,
    FORMULA,
    PLAIN,
    SHORT,
    VECTORS,
    HostileFlow,
    Kinds,
    foreign_in,
)
from tests.web.test_pages_answer import link

LINK = re.compile(r'<(?:a|form)\b[^>]*\b(?:href|action)="(/[^"#]*)"')
ECHOED = (
    "way out of fields", "attribute without a bracket", "attribute in single quotes", "template",
    "controls",
)  # fmt: skip
N_ALIKE = 3  # at one address, whatever is asked of it
NO_PAGES = ("/api/", "/static/", "/events")
N_FORMS = 20
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"-?\d+(\.\d+)?$")
FILE = re.compile(r'attachment; filename="[\w.-]+"')
ONES_OWN = ("/sign-out", "/theme")  # what would end the test, or takes no words
KINDS = (
    "/inbox", "/requests/", "/runs", "/runs/", "/start", "/lessons", "/lessons/", "/mailbox/",
    "/settings/routing/rule", "/settings/webhooks/", "/settings/people/", "/account", "/go",
)  # fmt: skip


@pytest.fixture
def stage(tmp_path, door_databases, prologues, portal):
    with opened_stage(tmp_path / "data", door_databases, prologues, FLOWS, portal) as stage:
        yield stage


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
    stage.failed = stage.bench.start("fail", SHORT)
    wish = _pending(stage, FORMULA)
    _decide(
        ana, wish, outcome="needs_revision", comment=f"Always write {SHORT} before each number."
    )
    stage.bench.app.lessons(SHORT).add(SHORT, scope=f"{SHORT}.{SHORT}", source="human")
    stage.bench.drain()
    for posted in stage.bench.posted:
        stage.bench.app.mailbox.add(posted.message.as_bytes(), recipient=ANA)
    return [*asked, *_typed(stage, ana)]


def _typed(stage, ana):
    """Fill in a form with a field of each kind, and edit the text: refused, then taken, twice."""
    first = _pending(stage, "kinds")
    said = {f"f.{name}": SHORT for name in (*Kinds.model_fields, "inner.word", SHORT)}
    bad = said | {"edited_output": ALL.replace("\x00", ""), "outcome": "again"}
    _decide(ana, first, status=422, **bad)
    good = {name: said[name] for name in ("f.text", "f.inner.word", f"f.{SHORT}", "f.few")}
    good |= {"f.many": PLAIN[1], "f.words": "\n".join(PLAIN), "f.numbers": "1\n2", "f.number": "2"}
    good |= {"f.long": "\n".join(PLAIN), "f.free": json.dumps({SHORT: {SHORT: ALL}})}
    good |= {"f.whole": "3", "f.decimal": "2.5", "outcome": "again"}
    edited = good | {"edited_output": f"{SHORT}\n" + "\n\n".join(PLAIN)}
    again = _decide(ana, first, status=422, **edited)
    seen = re.search(r'name="seen_edit"[^>]* value="(\w+)"', again.text)[1]
    _decide(ana, first, **edited, seen_edit=seen)
    stage.bench.drain()
    with stage.bench.app.unit() as unit:
        one = unit.requests.get(first)
        (second,) = (each.id for each in unit.requests.of_run(one.run_id) if each.id != first)
    return [first, second]


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


def _decide(ana, request_id, *, status=303, **fields):
    sent = ana.post(f"/requests/{request_id}/decision", data=fields)
    assert sent.status_code == status, sent.text
    assert foreign_in(sent.text) == []
    return sent


def crawled(browser, *starts):
    """Pages of ours that links lead to, by their address: of pages alike the first few."""
    left, pages, alike = list(starts), {}, Counter()
    while left:
        address = left.pop(0)
        shape = re.sub(r"[0-9a-f-]{36}|\d[^/]*", "#", address.partition("?")[0])
        if address in pages or address.startswith(NO_PAGES):
            continue
        if alike[shape] >= N_ALIKE and address not in starts:
            continue
        answer = browser.get(address)
        if answer.headers.get("content-type", "").startswith("text/html"):
            alike[shape] += 1
            pages[address] = answer.text
            left += [html.unescape(link) for link in LINK.findall(answer.text)]
    return pages


class _Forms(HTMLParser):
    """Reads what a page's forms that change something would send, with other words in each field."""

    def __init__(self, page):
        super().__init__()
        self.found = {}
        self._at = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form":
            is_post = (has.get("method") or "").lower() == "post"
            self._at = has.get("action") if is_post else None
            if is_post:
                self.found[self._at] = {}
        elif self._at and has.get("name") and tag in ("input", "textarea", "select", "button"):
            is_word = tag != "button" and has.get("type") not in ("hidden", "checkbox", "radio")
            self.found[self._at].setdefault(has["name"], SHORT if is_word else has.get("value"))

    def handle_endtag(self, tag):
        if tag == "form":
            self._at = None


def _forms(pages):
    """What to send to each form of these pages, of forms alike once."""
    alike = {}
    for page in pages.values():
        for action, fields in _Forms(page).found.items():
            shape = re.sub(r"[0-9a-f-]{36}|\d+", "#", action)
            if action not in ONES_OWN and len(fields) >= len(alike.get(shape, ("", {}))[1]):
                alike[shape] = action, fields
    return alike.values()


class TestHostileWords:
    def test_stay_words_on_every_page(self, stage):
        ana = stage.browser()
        asked = written(stage, ana)
        shown = [f"/requests/{one}" for one in asked]
        tabs = [f"{shown[0]}?tab=source", f"{shown[-2]}?tab=edit"]
        tabs += [f"{shown[-1]}?tab={tab}" for tab in ("source", "changes", "edit")]
        found = [f"/{at}?q=foreign" for at in ("palette", "go", "inbox", "lessons")]
        flows = [f"/{at}?flow={quote(flow)}" for flow in FLOWS for at in ("start", "analytics")]
        lists = ["/inbox?scope=everyone", "/inbox?scope=done", f"/runs/{stage.failed}"]

        pages = crawled(ana, "/inbox", *shown, *tabs, *found, *flows, *lists)

        found = {address: foreign_in(page) for address, page in pages.items()}
        assert {address: wrong for address, wrong in found.items() if wrong} == {}
        unseen = [kind for kind in KINDS if not any(at.startswith(kind) for at in pages)]
        assert unseen == []

        sent = {form: ana.post(form, data=data) for form, data in _forms(pages)}
        found = {form: foreign_in(answer.text) for form, answer in sent.items()}
        assert {form: wrong for form, wrong in found.items() if wrong} == {}
        broken = {form for form, answer in sent.items() if answer.status_code == 500}
        assert broken == set()
        assert len(sent) > N_FORMS, sorted(sent)

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


class TestHostileWordsThatAreTakenAway:
    def test_stay_words_in_evidence_tables_drawings_and_headers(self, stage, tmp_path):
        asked = written(stage, stage.browser())
        program = stage.program()
        with stage.bench.app.unit() as unit:
            runs = [unit.requests.get(one).run_id for one in (asked[0], asked[-1])]
        evidence = [program.get(f"/api/v1/runs/{run}/evidence") for run in runs]
        sheets = ("volume", "outcomes", "response-times", "sla", "channels", "ratings", "backlog")
        tables = [program.get("/api/v1/audit/export?format=csv")]
        for by in ("flow", "reviewer"):
            tables += [
                program.get(f"/api/v1/analytics/{each}?format=csv&by={by}") for each in sheets
            ]
        plot = HostileFlow.plot(tmp_path / "flow.html", show=False).read_text(encoding="utf-8")

        pages = [zipfile.ZipFile(io.BytesIO(one.content)).read("evidence.html") for one in evidence]
        for page in [*(page.decode() for page in pages), plot]:
            assert "&lt;b id=foreign" in page
            assert foreign_in(re.sub(r"<style>[^<]*</style>", "", page, count=1)) == []
        cells = [
            cell for one in tables for row in csv.reader(one.text.splitlines()) for cell in row
        ]
        assert f"'{FORMULA}" in cells
        assert [
            cell for cell in cells if cell.startswith(BEGINS_FORMULA) and not NUMBER.match(cell)
        ] == []
        for one in (*evidence, *tables):
            assert one.status_code == 200, one.text
            assert FILE.fullmatch(one.headers["content-disposition"])
            assert "foreign" not in str(one.headers)

    def test_stay_words_on_the_page_of_a_mail(self, stage):
        anybody = stage.stranger(Accept="text/html")
        for flow in (SHORT, "kinds"):
            _pending(stage, flow)
            path = link(stage.bench.posted[-1])
            page = anybody.get(path).text
            assert "id=foreign" in html.unescape(page)
            form = _Forms(page).found[path.partition("?")[0]]
            refused = anybody.post(path, data={**form, "outcome": "none", "comment": ALL[:900]})
            assert refused.status_code == 422, refused.text
            assert foreign_in(page) + foreign_in(refused.text) == []


class TestATemplate:
    def test_calls_no_text_markup(self):
        """What is markup is made in Python, where ruff looks at each `Markup()` (S704)."""
        made = environment()
        found = []
        for name in made.list_templates():
            source, _, _ = made.loader.get_source(made, name)
            tree = made.parse(source)
            found += [(name, one.name) for one in tree.find_all(nodes.Filter) if one.name == "safe"]
            marks = (nodes.MarkSafe, nodes.MarkSafeIfAutoescape, nodes.EvalContextModifier)
            found += [(name, type(one).__name__) for one in tree.find_all(marks)]
            found += [(name, one.name) for one in tree.find_all(nodes.Name) if one.name == "Markup"]

        assert made.autoescape is True
        assert found == []
        assert not {"Markup", "safe"} & set(made.globals)


def _answer_link(stage):
    _pending(stage)
    return stage.bench.posted[-1].message.get_body(("plain",)).get_content()
