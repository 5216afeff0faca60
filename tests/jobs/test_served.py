"""Two deployments on one database that serve flows of one name: each run goes on by its own code."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import BaseModel
from sqlalchemy import func, select

from signoff import Flow, human_feedback, ids, listen, start
from signoff.channels.email.authenticity import InboundAuth, WayAuth
from signoff.channels.email.providers.accounts import MailgunAccount
from signoff.clock import SystemClock
from signoff.errors import AnswerInvalid, FlowNotFound
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from signoff.jobs.deploying import deploy
from signoff.jobs.fork import find_fork_point
from signoff.jobs.start import start_run
from signoff.serving import _greeting, _other_folder, _unknown
from signoff.store.database import make_engine
from signoff.store.queries import find_run
from signoff.store.tables import deployments
from signoff.testing import open_workbench
from tests.way.cast import ANA
from tests.way.mails import reply_address
from tests.way.stage import prepare


class Refund(BaseModel):
    amount: int


class OfShop(Flow):
    @start()
    @human_feedback(message="Refund?", emit=["pay", "refuse"], response_model=Refund)
    def ask(self):
        return "shop"

    @listen("pay")
    def done(self, result):
        return f"shop paid {result.response.amount}"


class OfBank(Flow):
    @start()
    @human_feedback(message="Refund?", emit=["pay", "refuse"])
    def ask(self):
        return "bank"

    @listen("pay")
    def done(self):
        return "bank paid"


@pytest.fixture(params=["main", "bank"])
def houses(request, tmp_path, databases):
    """Two servers on one data folder: of one organisation, and of two."""
    database = databases.prepared(prepare)
    benches = [
        open_workbench(
            tmp_path / "data",
            {"refund": flow},
            name=name,
            database=database,
            creator=ANA,
            organisation=organisation,
        )
        for name, flow, organisation in (
            ("shop", OfShop, "main"),
            ("bank", OfBank, request.param),
        )
    ]
    yield benches
    for bench in benches:
        bench.app.engine.dispose()


def started(house, drained):
    """Start a run of a house; ``drained`` do what is due, one after the other."""
    with house.app.unit() as unit:
        run_id = start_run(
            unit,
            flows=house.app.flows,
            deployment_id=house.app.deployment_id,
            flow="refund",
            inputs={},
            starter=ANA,
            now=house.clock.now(),
        )
        unit.commit()
    for each in drained:
        each.drain()
    with house.app.unit() as unit:
        return unit.requests.of_run(run_id)[0]


def paid(request, **typed):
    return Answer(
        request_id=request.id,
        feedback="",
        outcome="pay",
        responder=ANA,
        channel="dashboard",
        verification=Verification.SESSION,
        **typed,
    )


def result_of(house, request):
    with house.app.reading() as connection:
        return find_run(connection, request.run_id).result


class TestARunOfADeployment:
    def test_goes_on_by_its_own_code_whoever_takes_its_jobs(self, houses):
        shop, bank = houses
        of_shop, of_bank = started(shop, [bank, shop]), started(bank, [shop, bank])
        assert (of_shop.ask.content, of_bank.ask.content) == ("shop", "bank")

        with pytest.raises(AnswerInvalid, match="is not served now"):
            bank.app.answer(paid(of_shop, answer={"amount": 5}))
        shop.app.answer(paid(of_shop, answer={"amount": 5}))
        bank.drain()
        assert result_of(shop, of_shop) is None
        assert "1 open run of the deployment 'shop'" in _greeting(bank.app)
        shop.drain()
        assert result_of(shop, of_shop) == "shop paid 5"

        shop.app.answer(paid(of_bank))  # its words need no code
        shop.drain()
        bank.drain()
        assert result_of(bank, of_bank) == "bank paid"
        with shop.app.unit() as unit, pytest.raises(FlowNotFound, match="another deployment's"):
            find_fork_point(
                unit,
                of_bank.run_id,
                of_bank.id,
                flows=shop.app.flows,
                now=shop.clock.now(),
                deployment_id=shop.app.deployment_id,
            )
        said = _greeting(bank.app)
        assert "1 open run of the deployment 'shop'" not in said
        assert all(word in said for word in ("/sign-in/", "Bearer sgn_"))
        with bank.app.unit() as unit:
            creator = unit.members.find(bank.app.settings.creator)
            unit.members.change(creator.id, is_active=False)
            unit.commit()
        said = _greeting(bank.app)
        assert not any(word in said for word in ("/sign-in/", "Bearer sgn_"))
        assert "has a closed account: no" in said
        assert shop.app.flow_of(of_bank.run_id, "refund") is None
        assert bank.app.flow_of(of_bank.run_id, "refund") is OfBank

    def test_has_its_mail_read_by_its_own_code_whoever_it_comes_to(self, houses):
        shop, bank = houses
        of_bank = started(bank, [shop, bank])
        to = reply_address(bank.posted[-1])
        mail = f"From: {ANA}\nTo: {to}\nSubject: Re: Refund\nMessage-ID: <1@x.test>\n\npay\n"

        shop.receive(mail.encode(), sender=ANA, recipient=to)
        with shop.app.unit() as unit:
            assert unit.requests.find_response(of_bank.id) is None
        bank.drain()

        assert result_of(bank, of_bank) == "bank paid"


class TestWhatAServerSaysAtItsStart:
    def test_leaves_the_token_of_another_server_alone_and_ends_its_own(self, houses):
        shop, bank = houses
        first, of_bank, again = (token_in(_greeting(each.app)) for each in (shop, bank, shop))

        with shop.app.unit() as unit:
            works = [
                unit.people.find_token(t, now=shop.clock.now()) for t in (first, of_bank, again)
            ]
        assert [found is not None for found in works] == [False, True, True]

    def test_leaves_no_tokens_behind_that_are_over(self, houses):
        shop, bank = houses
        _greeting(shop.app)
        bank.clock.forward(timedelta(hours=13))

        _greeting(bank.app)

        with bank.app.unit() as unit:
            [left] = unit.people.list_tokens(ANA)
        assert "start of bank at" in left.name

    def test_warns_where_the_database_was_served_with_other_keys(self, houses, tmp_path):
        shop, bank = houses
        assert _other_folder(shop.app) == []
        shop.app.checkpoints.tick()
        assert _other_folder(bank.app) == []

        settings = replace(bank.app.settings, data_dir=tmp_path / "other")
        settings.data_dir.mkdir()
        elsewhere = replace(bank.app, settings=settings)
        said = _greeting(elsewhere, warnings=_other_folder(elsewhere))
        assert "WARNING  This database was last served with another data folder" in said
        assert shop.app.audit_key.public.id in said

    def test_warns_where_strangers_can_send_mail_and_nobody_asks_who_wrote_it(self, houses):
        _, bank = houses
        warning = "SIGNOFF_INBOUND_AUTH is off"
        assert warning not in _greeting(bank.app)

        hook = "  Mail (HTTP)     https://signoff.example.com/hooks/mailgun/mime"
        assert warning in _greeting(bank.app, [hook])

        settings = replace(bank.app.settings, inbound_auth=InboundAuth.VERIFY)
        assert warning not in _greeting(replace(bank.app, settings=settings), [hook])

        off = {"mailgun": WayAuth(InboundAuth.OFF)}
        settings = replace(settings, mailgun=MailgunAccount("x" * 32), inbound_auth_ways=off)
        said = _greeting(replace(bank.app, settings=settings), [hook])
        assert f"{warning} for mail by mailgun:" in said

    def test_warns_of_settings_that_are_none(self, monkeypatch):
        monkeypatch.setenv("SIGNOFF_SMTP_PROT", "25")

        assert any("SIGNOFF_SMTP_PROT is no setting" in line for line in _unknown())


def test_servers_that_start_at_once_make_one_deployment(databases, monkeypatch):
    engine = make_engine(databases.prepared(prepare))
    of_ana = {"creator": ANA, "organisation": "main", "now": SystemClock().now()}
    made = []

    def new_id():
        if not made:  # the other server is faster between our look and our row
            made.append("")
            made.append(deploy(engine, "shop", **of_ana))
        return new()

    new = ids.new_id
    monkeypatch.setattr("signoff.store.deployments.ids.new_id", new_id)

    assert deploy(engine, "shop", **of_ana) == made[1]
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(deployments)).scalar_one() == 1
    engine.dispose()


def token_in(greeting):
    return re.search(r"Bearer (sgn_[\w-]+)", greeting)[1]
