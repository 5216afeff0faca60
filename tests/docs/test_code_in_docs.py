"""The code a newcomer copies from our pages runs, and does what the page says."""

import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from signoff import Flow, flow_config, human_feedback, start
from signoff.errors import RunNotFound
from signoff.flow.loading import load_flows
from signoff.flow.persistence.sqlite import SQLiteFlowPersistence
from signoff.testing import open_workbench
from signoff.webhooks import sign
from tests.flow.cast import Answers
from tests.way.cast import ANA
from tests.way.mails import reply_address, reply_to, text_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def served(tmp_path):
    """Serve flows, answer each question by mail in turn, and say what became of the run."""
    benches = []

    def play(flows, name, answers, **inputs):
        bench = open_workbench(tmp_path / "data", flows, creator=ANA)
        benches.append(bench)
        run_id = bench.start(name, **inputs)
        for words in answers:
            asked = [mail for mail in bench.posted if mail.message["Subject"].startswith("Review:")]
            bench.receive(
                reply_to(asked[-1], words), sender=ANA, recipient=reply_address(asked[-1])
            )
        with bench.app.unit() as unit:
            status = unit.runs.get(run_id).status
        return status, [text_of(mail) for mail in bench.posted]

    yield play
    for bench in benches:
        bench.app.engine.dispose()


def code_of(page, containing):
    """The one Python block of a page that holds a name, as an imported module's flows."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(), re.DOTALL)
    [source] = [block for block in blocks if containing in block]
    module = ModuleType(f"page_{containing}")
    sys.modules[module.__name__] = module
    exec(compile(source, page, "exec"), vars(module))
    return module


def test_the_readmes_flow_revises_and_ends(served):
    module = code_of("README.md", "class PostFlow")

    status, mails = served(
        {"post": module.PostFlow}, "post", ["needs revision: add a table", "approved"]
    )

    assert status == "ended"
    assert any("Changed after: needs revision: add a table" in mail for mail in mails)


def promised_of_doubt():
    """The words that the README says decide nothing, and those that it calls a refusal."""
    readme = (ROOT / "README.md").read_text()
    [promise] = re.findall(r"\*\*Doubt never approves\.\*\* (.*?)\n- ", readme, re.DOTALL)
    return [re.findall("`(.+?)`", part) for part in promise.split("asked again.")]


def test_the_readmes_words_of_doubt_are_asked_back(served):
    module = code_of("README.md", "class PostFlow")
    doubts, _ = promised_of_doubt()
    assert doubts

    status, mails = served({"post": module.PostFlow}, "post", [*doubts, ""])

    assert status == "waiting"
    assert len(mails) == 1 + len(doubts) + 1
    assert not any("Recorded:" in mail for mail in mails)


def test_the_readmes_refusal_refuses(served):
    module = code_of("README.md", "class PostFlow")
    _, [refusal] = promised_of_doubt()

    status, mails = served({"post": module.PostFlow}, "post", [refusal])

    assert status == "ended"
    assert any("Recorded: rejected" in mail for mail in mails)


def test_the_how_tos_flow_goes_on_where_it_stopped(tmp_path):
    module = code_of("docs/how-to.md", "class OrderFlow")
    charged = []

    def charge(order, *, idempotency_key):
        charged.append((order, idempotency_key))
        if len(charged) == 1:
            raise KeyboardInterrupt
        return "paid"

    module.payments = SimpleNamespace(charge=charge)
    store = SQLiteFlowPersistence(tmp_path / "runs.db")
    inputs = {"id": "order-7", "order": "7 bees"}
    with pytest.raises(KeyboardInterrupt):
        module.OrderFlow(store).kickoff(inputs)
    again = module.OrderFlow(store)

    assert again.kickoff({**inputs, "order": "another"}) == "paid"
    assert charged == [("7 bees", "order-7/2")] * 2
    assert again.method_outputs == ["7 bees", "paid"]
    store.close()


def test_the_how_tos_flow_is_stored_in_the_file_it_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIGNOFF_FLOW_DB", str(tmp_path / "other.db"))
    flow = code_of("docs/how-to.md", "class RefundFlow").RefundFlow

    class Refund(flow):
        @start()
        def pay(self):
            return "paid"

    assert Refund().kickoff() == "paid"
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"runs.db"}


@pytest.mark.parametrize(
    ("weight", "answers", "end"),
    [
        (1, [], "sent 1 kg"),
        (30, ["yes"], "sent 30 kg"),
        (100, ["repack: in two boxes", "yes"], "sent 50.0 kg"),
        (30, ["repack"], "sent 15.0 kg"),
    ],
)
def test_the_parcels_of_writing_flows_are_sent(monkeypatch, weight, answers, end):
    module = code_of("docs/flows.md", "class ParcelFlow")
    provider = Answers(*answers)
    monkeypatch.setattr(flow_config, "hitl_provider", provider)

    assert module.ParcelFlow().kickoff({"address": "Lyon", "weight": weight}) == end

    assert len(provider.contexts) == len(answers)


@pytest.mark.parametrize(("words", "end"), [("approved", "ended"), ("hm, maybe", "waiting")])
def test_the_tutorials_flow_does_what_it_says(served, words, end):
    module = code_of("docs/tutorial.md", "class ExpenseFlow")

    status, mails = served({"expense": module.ExpenseFlow}, "expense", [words])

    assert status == end
    assert "Train and hotel in Lyon" in mails[0]


def test_the_how_tos_test_of_a_flow_passes(tmp_path, monkeypatch):
    module = code_of("docs/how-to.md", "open_workbench")
    module.ExpenseFlow = code_of("docs/tutorial.md", "class ExpenseFlow").ExpenseFlow
    benches = []

    def opened(*args, **kwargs):
        benches.append(open_workbench(*args, **kwargs))
        return benches[-1]

    monkeypatch.setattr(module, "open_workbench", opened)

    module.test_an_expense_is_refused_in_anas_words(tmp_path)

    [bench] = benches
    with pytest.raises(RunNotFound):
        bench.get_record("another")
    assert bench.reply(bench.posted[0], "approved") is None
    assert "not recorded" in text_of(bench.posted[-1])
    bench.app.engine.dispose()


def test_the_demo_flow_loops_until_it_is_approved(served):
    flows = load_flows(str(ROOT / "examples" / "content_approval.py"))

    status, mails = served(
        flows, "content_approval", ["Needs revision: who says so?", "needs revision", "approved"]
    )

    assert status == "ended"
    assert any("Revised after this note: Needs revision: who says so?" in mail for mail in mails)
    assert any("You get a mail at 80 %" in mail for mail in mails)


def test_the_receiver_of_a_webhook_believes_signoff_alone():
    module = code_of("docs/webhooks.md", "def is_from_signoff")
    headers = {
        "X-Timestamp": "1893490200",
        "X-Signature": sign(secret="whsec_x", timestamp=1893490200, body=b"{}"),
    }

    assert module.is_from_signoff(headers, b"{}", "whsec_x", now=1893490201.5)
    assert not module.is_from_signoff(headers, b"{} ", "whsec_x", now=1893490201.5)
    assert not module.is_from_signoff(headers, b"{}", "whsec_x")  # years ago
    for missing in headers:
        rest = {name: said for name, said in headers.items() if name != missing}
        assert not module.is_from_signoff(rest, b"{}", "whsec_x", now=1893490201.5)


def test_the_how_tos_provider_lets_a_run_wait_for_a_ticket(tmp_path):
    class Reviewed(Flow):
        @start()
        @human_feedback(message="Publish this?", emit=["approved", "rejected"])
        def review(self):
            return "text"

    before, store = flow_config.hitl_provider, SQLiteFlowPersistence(tmp_path / "runs.db")
    try:
        module = code_of("docs/how-to.md", "class Desk")
        module.open_ticket = lambda *told: told
        pending = Reviewed(persistence=store).kickoff()
    finally:
        flow_config.hitl_provider = before

    assert pending.callback_info["ticket"] == ("Publish this?", "text", ["approved", "rejected"])
    flow = Reviewed.from_pending(pending.context.flow_id, store)
    assert (flow.resume("approved"), flow.last_human_feedback.outcome) == ("text", "approved")
