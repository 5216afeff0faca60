# ruff: noqa: RUF001 - letters that look like others are tested
"""Who may answer by mail: the bad inputs 1 to 48, through the whole installation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from signoff.channels.email.authenticity import InboundAuth
from signoff.channels.email.envelope import Envelope
from signoff.channels.email.ticket import TicketKeys, TicketPurpose
from signoff.errors import DnsUnavailable
from signoff.inbox.address import canonical_address
from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from signoff.jobs.audit.redact import redact_person
from signoff.store.aliases import add_alias, remove_alias
from signoff.store.tables import replies
from tests.channels.email.machine_mails import mail
from tests.channels.email.signed import Dns, signed
from tests.jobs.conftest import BO, Question, open_bench
from tests.way.cast import ANA, EVE
from tests.way.mails import text_of

SERVER = "mx.corp.test"
WORK = "ana@work.example"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory, sqlite_models):
    """Ask ana where the mail server says who wrote what."""
    folder = tmp_path_factory.mktemp("guarded")
    chosen = {"inbound_auth": InboundAuth.AUTHSERV_ID, "authserv_id": SERVER}
    bench = open_bench(folder, sqlite_models, **chosen)
    yield lambda flow="post": Question(bench, flow)
    bench.app.engine.dispose()


def found(raw, *, dmarc="pass", domain="example.com", server=SERVER):
    """The mail as our server hands it on."""
    field = f"Authentication-Results: {server}; dmarc={dmarc} header.from={domain}\r\n"
    return field.encode() + raw


def answer(question, body="approved", *headers, sender=ANA, **more):
    return mail(question.asked, body, *headers, sender=sender, **more)


def outcomes(question):
    return [response.outcome for response in question.run.responses]


def fact(question, kind):
    return question.facts(kind)[-1]


class TestAnAuthenticatedAnswer:
    def test_is_recorded_with_how_its_sender_was_proved(self, guarded):
        question = guarded()

        assert question.receive(found(answer(question))) == ("recorded", None)

        [response] = question.run.responses
        assert response.verification is Verification.ALIGNED
        told = fact(question, "reply.recorded")
        assert told["verification"] == "aligned"
        assert told["sender"]["mode"] == "authserv-id"
        assert (told["sender"]["from"], told["sender"]["dmarc"]) == ("example.com", "pass")
        assert question.told() == ("confirmation",)

    def test_may_say_how_good_it_is_which_decides_nothing(self, guarded):
        question, alone = guarded(), guarded()

        question.receive(found(answer(question, "rating: 2\napproved\n\nVery clear.")))
        alone.receive(found(answer(alone, "rating: 5")))

        [response] = question.run.responses
        assert (response.outcome, response.rating) == ("approved", 2)
        assert response.text == "approved\n\nVery clear."
        assert outcomes(alone) == []
        said = text_of(next(each for each in question.bench.posted if "2 of 5" in text_of(each)))
        assert "Rating" in said

    @pytest.mark.parametrize(
        ("case", "sender"),
        [
            (15, "ANA@Example.COM"),
            (18, '"ana"@example.com'),
            (23, "=?utf-8?q?eve=40evil=2Eexample?= <ana@example.com>"),
        ],
    )
    def test_is_recorded_from_every_spelling_of_its_address(self, guarded, case, sender):
        question = guarded()

        assert question.receive(found(answer(question, sender=sender)))[0] == "recorded", case

    @pytest.mark.parametrize(
        ("case", "header"),
        [
            (12, "Sender: Secretary <tom@example.com>"),
            (13, "Resent-From: tom@example.com"),
            (14, "Reply-To: tom@example.com"),
        ],
    )
    def test_is_its_authors_whoever_else_is_named(self, guarded, case, header):
        question = guarded()
        name = header.partition(":")[0].lower().replace("-", "_")

        assert question.receive(found(answer(question, "approved", header)))[0] == "recorded", case
        assert question.run.responses[0].responder == ANA
        assert "tom@example.com" in fact(question, "reply.recorded")["sender"][name]
        assert question.told() == ("confirmation",)
        assert question.told("tom@example.com") == ()


class TestAMailThatSomebodyElseWrote:
    @pytest.mark.parametrize(
        ("case", "wrap"),
        [
            (1, lambda raw: found(raw, dmarc="fail")),
            (2, lambda raw: raw),
            (3, lambda raw: found(found(raw), dmarc="fail")),
            (3, lambda raw: found(raw, server="mx.evil.example")),
            (4, lambda raw: found(found(raw))),
            (5, lambda raw: found(raw, domain="evil.example")),
        ],
    )
    def test_in_her_name_is_not_recorded_and_she_is_warned(self, guarded, case, wrap):
        question = guarded()

        verdict = question.receive(wrap(answer(question)))

        assert verdict == ("refused", "not_authenticated"), case
        assert outcomes(question) == []
        assert question.told() == ("notice",), "and the forger is told nothing"
        assert fact(question, "reply.refused")["sender"]["from"] == "example.com"

    @pytest.mark.parametrize(
        ("case", "sender", "reason"),
        [
            (6, f"{ANA} <{EVE}>", "sender_ambiguous"),
            (8, f"<{ANA}><{EVE}>", "sender_ambiguous"),
            (8, "ana@example.com)eve@evil.example", "sender_ambiguous"),
            (9, f"{EVE}\r\nFrom: {ANA}", "sender_ambiguous"),
            (10, f"{ANA}, {EVE}", "sender_ambiguous"),
            (11, f"Team: {ANA};", "sender_ambiguous"),
            (11, "<>", "sender_ambiguous"),
            (11, " ", "sender_missing"),
            (19, "ana@example.com.", "sender_ambiguous"),
            (27, "ana\0@example.com", "sender_ambiguous"),
        ],
    )
    def test_under_a_name_that_can_be_read_in_two_ways_is_set_aside(
        self, guarded, case, sender, reason
    ):
        question = guarded()

        assert question.receive(found(answer(question, sender=sender))) == ("quarantined", reason)
        assert outcomes(question) == [], case
        assert question.told() == ("notice",)

    @pytest.mark.parametrize(
        ("case", "sender", "domain"),
        [
            (7, f'"{ANA}" <{EVE}>', "evil.example"),
            (16, "ana+x@example.com", "example.com"),
            (17, "a.na@example.com", "example.com"),
            (21, "аna@example.com", "example.com"),
            (21, "ana@exаmple.com", "exаmple.com"),
            (26, "ana via list <list@lists.example>", "lists.example"),
        ],
    )
    def test_from_an_address_that_is_not_hers_is_told_so(self, guarded, case, sender, domain):
        question = guarded()

        verdict = question.receive(found(answer(question, sender=sender), domain=domain))

        assert verdict == ("refused", "wrong_sender"), case
        assert outcomes(question) == []
        assert question.told() == ("notice",)
        writer = fact_actor(question)
        assert question.told(writer) == ("refusal",)

    def test_21_shows_a_look_alike_domain_as_what_it_is(self, guarded):
        question = guarded()
        question.receive(found(answer(question, sender="ana@exаmple.com"), domain="exаmple.com"))

        assert fact_actor(question) == "ana@xn--exmple-4nf.com"


def fact_actor(question):
    with question.bench.app.unit() as unit:
        events = unit.trail.of_request(question.request.id)
    return next(event.actor for event in events if event.kind.value == "reply.refused")


class TestAddressesInOtherLetters:
    @pytest.mark.parametrize(
        ("case", "person", "sender"),
        [
            (20, "ana@bücher.example", "ana@xn--bcher-kva.example"),
            (20, "ana@xn--bcher-kva.example", "ana@BÜCHER.example"),
            (22, "andré@example.com", "andre\u0301@example.com"),
        ],
    )
    def test_are_one_where_they_mean_one(self, ask, case, person, sender):
        question = Question(ask().bench, "post", canonical_address(person))

        assert question.receive(answer(question, sender=sender)) == ("recorded", None), case


class TestASignedAnswerWhereWeLookOurselves:
    @pytest.fixture
    def looked_at(self, tmp_path, sqlite_models):
        bench = open_bench(tmp_path, sqlite_models, inbound_auth=InboundAuth.VERIFY)
        bench.app = replace(bench.app, find_text=Dns("example.com"))
        yield Question(bench)
        bench.app.engine.dispose()

    def test_is_recorded(self, looked_at):
        assert looked_at.receive(signed(answer(looked_at))) == ("recorded", None)
        assert looked_at.run.responses[0].verification is Verification.ALIGNED
        assert fact(looked_at, "reply.recorded")["sender"]["dkim"] == [
            {"domain": "example.com", "result": "pass"}
        ]

    def test_24_and_25_are_not_when_the_signature_proves_nothing(self, looked_at):
        for raw in (signed(answer(looked_at), length=True), signed(answer(looked_at), "evil.test")):
            assert looked_at.receive(raw) == ("refused", "not_authenticated")
        assert outcomes(looked_at) == []

    def test_waits_while_dns_cannot_be_asked(self, looked_at):
        away = Dns(example_com=DnsUnavailable("no name server answered"))
        job = replace(
            looked_at.bench.jobs["receive"],
            senders=replace(looked_at.bench.app.sender_check, find_text=away),
        )
        keeper = looked_at.bench.app.doorkeeper
        now = looked_at.bench.clock.now()
        keeper.keep(Envelope(ANA, (looked_at.asked.reply,), signed(answer(looked_at)), now))
        with looked_at.bench.app.unit() as unit:
            [reply_id] = unit.connection.exec_driver_sql("SELECT id FROM reply").scalars()

        with pytest.raises(DnsUnavailable):
            job(reply_id, job="receive")

        assert outcomes(looked_at) == []
        looked_at.bench.drain()
        assert outcomes(looked_at) == ["approved"]


class TestWhatIsEnough:
    @pytest.mark.parametrize(
        ("settings", "verdict"),
        [
            ({}, "refused"),
            ({"minimum_verification": Verification.MATCHED}, "recorded"),
            ({"unsigned_domains": frozenset({"example.com"})}, "recorded"),
            ({"unsigned_domains": frozenset({"example.org"})}, "refused"),
        ],
        ids=["by default", "matched", "her domain does not sign", "another does not"],
    )
    def test_is_the_installations_choice(self, tmp_path, sqlite_models, settings, verdict):
        chosen = {"inbound_auth": InboundAuth.AUTHSERV_ID, "authserv_id": SERVER, **settings}
        bench = open_bench(tmp_path, sqlite_models, **chosen)
        question = Question(bench)

        assert question.receive(answer(question))[0] == verdict
        assert [found.verification.value for found in question.run.responses] == (
            ["matched"] if verdict == "recorded" else []
        )
        bench.app.engine.dispose()


class TestTickets:
    @pytest.mark.parametrize(
        "local", ["a" * 39, "a" * 40, "b" * 41, "tom", "", "reply+tom", "x" * 64]
    )
    def test_28_that_are_none_are_refused_at_the_door(self, guarded, local):
        question = guarded()
        to = f"{local}@{question.asked.reply.rpartition('@')[2]}"

        refusal = question.bench.receive(b"x", sender=ANA, recipient=to)

        assert refusal.startswith("550 5.1.1")

    @pytest.mark.parametrize("place", range(0, 40, 7))
    def test_29_with_one_character_changed_are_refused_at_the_door(self, guarded, place):
        question = guarded()
        local, _, domain = question.asked.reply.partition("@")
        changed = "a" if local[place] != "a" else "b"
        to = f"{local[:place]}{changed}{local[place + 1 :]}@{domain}"

        assert question.bench.receive(b"x", sender=ANA, recipient=to).startswith("550")

    def test_30_in_capitals_are_the_same(self, guarded):
        question = guarded()
        question.asked = replace(question.asked, reply=question.asked.reply.upper())

        assert question.receive(found(answer(question)))[0] == "recorded"

    def test_31_that_expired_are_told_so_with_a_way_on(self, ask):
        question = ask()
        question.bench.clock.forward(timedelta(days=7))

        assert question.receive(answer(question)) == ("refused", "expired")
        assert question.told() == ("refusal",)
        told = question.bench.posted[-1].message.get_body(("plain",)).get_content()
        assert question.bench.app.settings.base_url in told

    def test_31_live_as_long_as_the_installation_says(self, tmp_path, sqlite_models):
        bench = open_bench(tmp_path, sqlite_models, ticket_days=30)
        question = Question(bench)
        bench.clock.forward(timedelta(days=29))

        assert question.receive(answer(question))[0] == "recorded"
        bench.app.engine.dispose()

    @pytest.mark.parametrize(
        ("days", "date", "verdict"),
        [
            (6, "Mon, 1 Jan 2035 10:00:00 +0000", "recorded"),
            (8, "Mon, 1 Jan 2001 10:00:00 +0000", "refused"),
        ],
    )
    def test_32_end_by_when_the_mail_arrived_not_by_its_date(self, ask, days, date, verdict):
        question = ask()
        question.bench.clock.forward(timedelta(days=days))

        assert question.receive(answer(question, "approved", f"Date: {date}"))[0] == verdict

    def test_33_of_a_key_that_was_taken_away_are_told_so(self, ask):
        question = ask()
        outbox = replace(question.bench.app.outbox, keys=TicketKeys({5: b"another" * 5}))
        question.bench.app = replace(question.bench.app, outbox=outbox)
        question.bench.jobs = question.bench.app.jobs(question.bench.postman)

        assert question.receive(answer(question)) == ("refused", "unknown_key")
        assert question.told() == ("refusal",)

    def test_34_count_more_than_the_thread(self, guarded):
        one, other = guarded(), guarded()
        crossed = f"In-Reply-To: {other.asked.message_id}"

        assert one.receive(found(answer(one, "approved", crossed)))[0] == "recorded"
        assert (outcomes(one), outcomes(other)) == (["approved"], [])

    def test_35_of_another_person_do_not_serve_her(self, guarded):
        question = guarded()

        verdict = question.receive(found(answer(question, sender=BO)))

        assert verdict == ("refused", "wrong_sender")
        assert question.told(BO) == ("refusal",)

    @pytest.mark.parametrize("purpose", [TicketPurpose.BOUNCE, TicketPurpose.WEB])
    def test_36_of_another_purpose_never_record_an_answer(self, guarded, purpose):
        question = guarded()
        app = question.bench.app
        with app.unit() as unit:
            ticket = unit.tickets.find_for(question.request.id, ANA, purpose=purpose.value)
        token = app.outbox.keys.sign(ticket.id, ANA, purpose=purpose, expires_at=ticket.expires_at)
        domain = question.asked.reply.rpartition("@")[2]
        question.asked = replace(question.asked, reply=f"{token}@{domain}", message_id="<1@x.y>")

        assert question.receive(found(answer(question)))[0] == "refused"
        assert outcomes(question) == []

    def test_37_of_two_questions_in_one_mail_are_each_answered(self, guarded):
        one, other = guarded(), guarded()
        raw = found(answer(one, "approved", f"Cc: {other.asked.reply}"))

        assert one.receive(raw)[0] == "recorded"
        assert other.receive(raw)[0] == "recorded"
        assert (outcomes(one), outcomes(other)) == (["approved"], ["approved"])

    def test_are_not_answered_by_a_mail_that_was_written_to_another(self, guarded):
        one, other = guarded(), guarded()
        raw = found(answer(one))
        assert one.receive(raw)[0] == "recorded"

        assert other.receive(raw) == ("refused", "resent"), "by whoever knows both addresses"
        assert (outcomes(one), outcomes(other)) == (["approved"], [])
        assert other.told() == ("refusal",)

    def test_38_only_in_the_thread_are_found(self, ask):
        question = ask()
        to = f"signoff@{question.asked.reply.rpartition('@')[2]}"
        now = question.bench.clock.now()
        raw = answer(question, to=to)

        question.bench.app.doorkeeper.keep(Envelope(ANA, (to,), raw, now))
        question.bench.drain()

        assert outcomes(question) == ["approved"]

    def test_39_only_in_the_envelope_are_found(self, guarded):
        question = guarded()
        raw = found(answer(question, "approved", "In-Reply-To: <1@x.y>", to="undisclosed:;"))

        assert question.receive(raw)[0] == "recorded"

    def test_40_that_were_revoked_are_told_so(self, guarded):
        question = guarded()
        with question.bench.app.unit() as unit:
            now = question.bench.clock.now()
            assert unit.tickets.revoke(question.request.id, address=ANA, now=now) == 3
            unit.commit()

        assert question.receive(found(answer(question))) == ("refused", "revoked")
        assert question.told() == ("refusal",)


class TestOneAnswer:
    def test_41_that_comes_by_two_ways_is_one_with_one_confirmation(self, guarded):
        question = guarded()
        raw = found(answer(question))

        assert question.receive(raw)[0] == "recorded"
        assert question.receive(raw)[0] == "recorded", "the same row"
        other_way = raw.replace(b"From:", b"Received: by another way\r\nFrom:", 1)
        assert question.receive(other_way) == ("ignored", "repeated")
        assert question.told() == ("confirmation",)

    def test_42_again_under_a_new_id_is_told_that_it_was_answered(self, guarded):
        question = guarded()
        question.receive(found(answer(question)))

        assert question.receive(found(answer(question))) == ("refused", "closed")
        assert question.told() == ("confirmation", "refusal")

    def test_43_without_an_id_is_known_by_what_it_holds(self, guarded):
        question = guarded()
        lines = found(answer(question)).split(b"\r\n")
        raw = b"\r\n".join(line for line in lines if not line.startswith(b"Message-ID"))

        assert question.receive(raw)[0] == "recorded"
        assert question.receive(raw)[0] == "recorded"
        assert question.told() == ("confirmation",)

    @pytest.mark.parametrize(
        ("case", "first"), [(44, "rejected"), (47, "rejected"), (42, "approved")]
    )
    def test_stands_whatever_comes_later(self, guarded, case, first):
        question = guarded()
        question.receive(found(answer(question, first)))

        assert question.receive(found(answer(question, "approved"))) == ("refused", "closed"), case
        assert outcomes(question) == [first]

    def test_48_is_one_by_mail_and_by_dashboard(self, guarded):
        question = guarded()
        told = Answer(
            question.request.id, "no", "rejected", BO, "dashboard", Verification.SESSION,
            may_override=True,
        )  # fmt: skip
        question.bench.app.answer(told)

        assert question.receive(found(answer(question))) == ("refused", "closed")
        assert outcomes(question) == ["rejected"]
        assert question.told() == ("taken", "refusal")

    @pytest.mark.parametrize("status", ["expired", "cancelled"])
    def test_45_and_46_after_the_question_is_gone_is_told_so(self, ask, status):
        question = ask()
        with question.bench.app.unit() as unit:
            unit.connection.exec_driver_sql(f"UPDATE request SET status = '{status}'")
            unit.commit()

        assert question.receive(answer(question)) == ("refused", "closed")
        assert outcomes(question) == []
        assert question.told() == ("refusal",)


class TestAnAlias:
    @pytest.fixture
    def aliased(self, guarded):
        question = guarded()
        now = question.bench.clock.now()
        with question.bench.app.unit() as unit:
            add_alias(unit, "Ana@Work.example", ANA, by=BO, now=now)
            unit.commit()
        yield question
        with question.bench.app.unit() as unit:
            remove_alias(unit, WORK, by=BO, now=now)
            unit.commit()

    def test_counts_as_its_persons_and_both_are_told(self, aliased):
        raw = found(answer(aliased, sender=WORK), domain="work.example")

        assert aliased.receive(raw) == ("recorded", None)
        assert aliased.run.responses[0].responder == ANA
        assert fact(aliased, "reply.recorded")["alias_of"] == ANA
        assert (aliased.told(WORK), aliased.told(ANA)) == (("confirmation",), ("confirmation",))

    def test_leaves_no_mail_behind_once_its_person_is_taken_out(self, aliased):
        raw = found(answer(aliased, "rejected", sender=WORK), domain="work.example")
        assert aliased.receive(raw, sender=WORK) == ("recorded", None)

        with aliased.bench.app.unit() as unit:
            redact_person(unit, ANA, by=BO, now=aliased.bench.clock.now())
            query = select(replies.c.raw, replies.c.envelope_from)
            of_it = replies.c.request_id == aliased.request.id
            [kept] = unit.connection.execute(query.where(of_it)).all()

        assert tuple(kept) == (b"", "(redacted)")

    def test_is_asked_back_where_the_answer_can_be_given(self, aliased):
        raw = found(answer(aliased, "hm", sender=WORK), domain="work.example")

        assert aliased.receive(raw)[0] == "unclear"
        assert aliased.told(ANA) == ("ask_back",)

    def test_is_to_be_authenticated_for_its_own_domain(self, aliased):
        raw = found(answer(aliased, sender=WORK), domain="example.com")

        assert aliased.receive(raw) == ("refused", "not_authenticated")

    def test_of_another_person_does_not_count(self, aliased):
        now = aliased.bench.clock.now()
        with aliased.bench.app.unit() as unit:
            add_alias(unit, WORK, BO, by=BO, now=now)
            unit.commit()

        raw = found(answer(aliased, sender=WORK), domain="work.example")
        assert aliased.receive(raw) == ("refused", "wrong_sender")

    def test_may_itself_be_asked(self, aliased):
        now = aliased.bench.clock.now()
        with aliased.bench.app.unit() as unit:
            add_alias(unit, ANA, BO, by=BO, now=now)
            unit.commit()

        assert aliased.receive(found(answer(aliased))) == ("recorded", None)
        with aliased.bench.app.unit() as unit:
            remove_alias(unit, ANA, by=BO, now=now)
            unit.commit()
