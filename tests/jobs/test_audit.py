"""The trail of a whole installation: vouched for, bundled, checked, freed of words."""

import json
import mailbox
import shutil
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email import policy

import pytest
from sqlalchemy import text

from signoff.errors import AuditUnreadable, RedactionRefused, RunNotFound
from signoff.inbox.chain_check import Anchor, BreakKind
from signoff.inbox.policy import Policy, Retention
from signoff.inbox.policy_text import read_policy
from signoff.jobs.audit.check import check_file, read_receipts
from signoff.jobs.audit.check_here import check_here
from signoff.jobs.audit.evidence import into_folder, into_zip
from signoff.jobs.audit.export import csv_export, jsonl_export, safe_cell
from signoff.jobs.audit.redact import redact_person, redact_run
from signoff.jobs.audit.retain import Retain
from signoff.store.audit.about_run import find_story
from signoff.store.audit.reading import Filters, find_head
from signoff.store.audit.signing import read_public_key, read_signing_key
from signoff.testing import open_workbench
from tests.jobs.conftest import copied
from tests.way.cast import ANA, FLOWS, Seen
from tests.way.mails import reply_address, reply_to, text_of
from tests.way.stage import prepare

BO, JOANA = "bo@example.com", "joana@example.com"
ALL_OF_THREE = read_policy(
    {
        "groups": {"all": {"members": [ANA, BO, JOANA], "choose": "all"}},
        "routing_rules": [{"name": "all", "match": {}, "assign_to_group": "all", "needed": 3}],
    }
)
WORDS = "a matter of taste, says Bo Secret"


def begin(bench):
    """Start one run that ana ends by mail, and one that waits for her; return both ids."""
    ended = bench.start("post", topic="Secret plans")
    asked = bench.posted[-1]
    mail = reply_to(asked, f"Rejected: {WORDS}")
    bench.receive(mail, sender=ANA, recipient=reply_address(asked))
    assert Seen(bench, ended).status == "ended"
    return ended, bench.start("post", topic="Another")


@pytest.fixture
def bench(tmp_path, databases):
    """The installation on either database."""
    database = databases.prepared(prepare)
    bench = open_workbench(tmp_path / "data", FLOWS, database=database, creator=ANA)
    bench.ended, bench.waits = begin(bench)
    yield bench
    bench.app.engine.dispose()


@pytest.fixture
def office(tmp_path, sqlite_models):
    """The installation for what is no matter of the database."""
    bench, (bench.ended, bench.waits) = copied(tmp_path, sqlite_models, "audited", begin)
    yield bench
    bench.app.engine.dispose()


def here(bench, receipts=()):
    """The check of the stored trail."""
    key = bench.app.audit_key.public
    return check_here(bench.app.reading, key=key, receipts=receipts).report


def head(bench):
    with bench.app.reading() as connection:
        return find_head(connection)


def export(bench, path, **filters):
    key, now = bench.app.audit_key.public, bench.clock.now()
    lines = jsonl_export(bench.app.reading, Filters(**filters), key=key, now=now)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def story(bench, run_id):
    with bench.app.reading() as connection:
        return find_story(connection, run_id)


def dump(bench):
    """All that the database holds, as one text."""
    with bench.app.reading() as connection:
        names = connection.dialect.get_table_names(connection)
        return "\n".join(
            str(row)
            for name in names
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))
        )


@contextmanager
def open_trail(bench):
    """Somebody with all rights on the database, who takes the triggers away."""
    with bench.app.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit_event DISABLE TRIGGER ALL"))
        else:
            for verb in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_event_no_{verb}"))
        yield connection


class TestTheTrailOfAnInstallation:
    def test_holds_creation_asking_mails_the_answer_and_what_came_of_it(self, bench):
        facts = story(bench, bench.ended)
        with bench.app.unit() as unit:
            events = {event.kind.value: event for event in unit.trail.of_run(bench.ended)}

        answered = events["request.answered"]
        assert {
            *("run.started", "request.opened", "request.assigned", "delivery.queued"),
            *("delivery.sent", "reply.received", "reply.recorded", "run.resumed", "run.ended"),
        } <= {*events, "reply.received"}
        assert answered.actor == ANA
        assert answered.data["channel"] == "email"
        assert {"source", "verification", "outcome", "content_hash"} <= set(answered.data)
        assert facts["requests"][0]["response"]["responder"] == ANA
        assert here(bench).breaks == ()

    def test_shows_what_somebody_with_all_rights_did_to_it(self, bench):
        last = head(bench)
        bench.app.checkpoints.tick()
        with open_trail(bench) as connection:
            connection.execute(
                text("UPDATE audit_event SET actor = 'eve' WHERE kind = 'request.answered'")
            )
            connection.execute(text("DELETE FROM audit_event WHERE seq = 2"))
            connection.execute(text("DELETE FROM audit_event WHERE seq = :n"), {"n": last.seq})

        report = here(bench)

        assert report.first_break.kind is BreakKind.MISSING
        assert report.first_break.seq == 2
        assert {BreakKind.CHANGED, BreakKind.MISSING, BreakKind.CUT, BreakKind.ALTERED} == {
            found.kind for found in report.breaks
        }

    def test_shows_an_end_that_was_cut_to_whom_it_gave_a_receipt(self, bench):
        with bench.app.unit() as unit:
            request_id = unit.requests.of_run(bench.ended)[0].id
            receipt = unit.trail.find_answered_receipt(request_id)
        with open_trail(bench) as connection:
            cut = {"n": receipt.seq - 1}
            connection.execute(text("DELETE FROM audit_event WHERE seq > :n"), cut)
            kept = "(SELECT hash FROM audit_event WHERE seq = :n)"
            connection.execute(text(f"UPDATE audit_head SET seq = :n, hash = {kept}"), cut)

        # What was stored with the facts that are gone shows it, and without that the receipt.
        assert {found.kind for found in here(bench).breaks} == {BreakKind.ALTERED}
        report = here(bench, receipts=[Anchor(receipt, "the mail <m@x>")])
        [found] = (found for found in report.breaks if found.kind is BreakKind.CUT)
        assert found.seq == receipt.seq


class TestACheckpoint:
    def test_is_made_where_something_is_new(self, bench):
        first = bench.app.checkpoints.tick()
        again = bench.app.checkpoints.tick()
        bench.start("post")
        then = bench.app.checkpoints.tick()

        assert first.receipt.seq < then.receipt.seq
        assert again is None
        assert bench.app.audit_key.public.vouches(first)
        assert here(bench).n_anchors == 2
        key_file = bench.app.settings.data_dir / "audit.key"
        assert key_file.stat().st_mode & 0o777 == 0o600

    def test_of_a_key_that_is_gone_can_be_checked_with_what_lies_beside_the_new_one(self, office):
        made = office.app.checkpoints.tick()
        folder = office.app.settings.data_dir
        (folder / "audit.key").unlink()

        other = read_signing_key(folder).public
        again = read_signing_key(folder).public

        [kept] = folder.glob("audit-*.pub")
        assert (folder / "audit.pub").read_text() == other.pem == again.pem
        assert read_public_key(kept.read_bytes(), source="it").vouches(made)
        assert not other.vouches(made)

    def test_proves_nothing_once_it_was_changed(self, bench):
        made = bench.app.checkpoints.tick()
        other = read_signing_key(bench.app.settings.data_dir.parent)
        later = replace(made, at=made.at + timedelta(seconds=1))
        for forged in (later, replace(made, signature="!"), replace(made, key_id="0" * 16)):
            assert not bench.app.audit_key.public.vouches(forged)
        assert not other.public.vouches(made)
        with bench.app.engine.begin() as connection:
            connection.execute(text("UPDATE audit_checkpoint SET signature = 'AAAA'"))

        assert here(bench).first_break.kind is BreakKind.FORGED


class TestAnExport:
    def test_is_checked_without_the_server(self, office, tmp_path):
        office.app.checkpoints.tick()
        key = office.app.audit_key.public
        whole = export(office, tmp_path / "all.jsonl")
        part = export(office, tmp_path / "run.jsonl", run_id=office.ended)
        of_one = export(office, tmp_path / "one.jsonl", deployments=frozenset())

        assert check_file(whole, key=key).report.head == head(office)
        assert check_file(whole, key=key).notes == ()
        assert "excerpt" in check_file(part, key=key).notes[0]
        closed = check_file(of_one, key=key).report
        assert (closed.n_links, closed.n_closed, closed.breaks) == (0, head(office).seq, ())
        assert ANA not in of_one.read_text()

    def test_of_a_person_is_theirs_in_whatever_case_they_are_named(self, office, tmp_path):
        def exported(actor):
            return export(office, tmp_path / "one.jsonl", actor=actor).read_text().splitlines()[1:]

        assert len(exported(ANA)) > 1
        assert exported("Ana@EXAMPLE.com") == exported(ANA)
        assert exported("flow")
        assert exported("Flow") == []

    def test_that_was_tampered_with_is_told_from_a_whole_one(self, office, tmp_path):
        office.app.checkpoints.tick()
        lines = export(office, tmp_path / "all.jsonl").read_text().splitlines()
        first = json.loads(lines[0])
        forged = json.dumps(first | {"checkpoint": first["checkpoint"] | {"key_id": "0" * 16}})
        cases = {
            "changed": [*lines[:3], lines[3].replace('"actor":"', '"actor":"x'), *lines[4:]],
            "missing": [*lines[:3], *lines[4:]],
            "reordered": [*lines[:3], lines[4], lines[3], *lines[5:]],
            "cut": lines[:-2],
            "forged": [forged, *lines[1:]],
        }
        found = {}
        for name, changed in cases.items():
            path = tmp_path / f"{name}.jsonl"
            path.write_text("\n".join(changed))
            report = check_file(path, key=office.app.audit_key.public).report
            found[name] = {str(each.kind) for each in report.breaks}

        assert all(name in kinds for name, kinds in found.items()), found

    def test_that_is_none_is_refused(self, office, tmp_path):
        lines = export(office, tmp_path / "all.jsonl").read_text().splitlines()
        head_only = json.loads(lines[0])
        for n, content in enumerate(
            [
                *("", "{}", "no json", "[1]", "[" * 100_000, lines[1]),
                f"{lines[0]}\n[]",
                f'{lines[0]}\n{{"seq": "x", "body": "y"}}',
                json.dumps(head_only | {"begins_at": "x"}),
                json.dumps(head_only | {"public_key": "x"}),
                json.dumps(head_only | {"checkpoint": {"seq": 1}}),
            ]
        ):
            path = tmp_path / f"bad{n}.jsonl"
            path.write_text(content)
            with pytest.raises(AuditUnreadable):
                check_file(path)
        with pytest.raises(AuditUnreadable):
            check_file(tmp_path / "absent")

    def test_for_a_spreadsheet_starts_no_formula(self, office):
        with office.app.unit() as unit:
            redact_run(unit, office.ended, by="=cmd|' /C calc'!A0", now=office.clock.now())
            unit.commit()

        lines = "".join(csv_export(office.app.reading, Filters())).splitlines()

        assert lines[0].startswith("seq,at,kind,actor")
        assert any(",'=cmd|' /C calc'!A0," in line for line in lines)
        assert len(lines) == head(office).seq + 1
        for odd in ("=1", "+1", "-1", "@x", "\t=1", "\r=1", "\uff1d1"):
            assert safe_cell(odd) == f"'{odd}"
        assert [safe_cell(plain) for plain in ("a=1", "", None, 5)] == ["a=1", "", "", "5"]


class TestEvidence:
    def test_of_a_run_can_be_read_and_checked_far_away(self, office, tmp_path):
        key = office.app.audit_key.public
        folder, packed = tmp_path / "bundle", tmp_path / "bundle.zip"
        folder.mkdir()
        now = office.clock.now()
        office.app.evidence.write(office.ended, into_folder(folder), now=now)
        with zipfile.ZipFile(packed, "x") as file:
            office.app.evidence.write(office.ended, into_zip(file), now=now)

        page = (folder / "evidence.html").read_text(encoding="utf-8")
        told = json.loads((folder / "evidence.json").read_text(encoding="utf-8"))
        for path in (folder, packed):
            report = check_file(path, key=key).report
            assert report.breaks == ()
            assert report.n_links == len(told["facts"])
            assert report.n_closed
            assert report.n_anchors == 1
        assert "Publish this?" in page
        assert "rejected, by ana@example.com" in page
        assert "<td>Who decides</td><td>1 of ana@example.com</td>" in page
        assert WORDS in page
        assert "<script" not in page
        assert "http" not in page
        assert told["requests"][0]["replies"][0]["raw_sha256"] in page
        assert office.waits not in (folder / "events.jsonl").read_text()

    def test_shows_hostile_words_as_words(self, office, tmp_path):
        run_id = office.start("hostile")

        office.app.evidence.write(run_id, into_folder(tmp_path), now=office.clock.now())

        page = (tmp_path / "evidence.html").read_text(encoding="utf-8")
        assert "&lt;script&gt;" in page
        assert "<script" not in page

    def test_that_was_tampered_with_is_found_out(self, office, tmp_path):
        whole = tmp_path / "whole"
        whole.mkdir()
        office.app.evidence.write(office.ended, into_folder(whole), now=office.clock.now())
        key = office.app.audit_key.public
        changes = {
            "page": lambda at: (at / "evidence.html").write_text("approved by nobody"),
            "words": lambda at: (at / "evidence.json").write_text(
                (at / "evidence.json").read_text().replace(WORDS, "I do not mind")
            ),
            "shown": lambda at: (at / "evidence.json").write_text(
                (at / "evidence.json").read_text().replace("A first draft", "Another draft")
            ),
            "more": lambda at: (at / "more.txt").write_text("x"),
            "less": lambda at: (at / "evidence.json").unlink(),
            "facts": lambda at: (at / "events.jsonl").write_text(
                (at / "events.jsonl").read_text().replace(ANA, "eve@evil.example")
            ),
        }
        found = {}
        for name, change in changes.items():
            forged = tmp_path / name
            shutil.copytree(whole, forged)
            change(forged)
            found[name] = [each.says for each in check_file(forged, key=key).report.breaks]
            assert found[name], name
        assert any("words that were recorded" in sentence for sentence in found["words"])
        assert any("shows is not what was" in sentence for sentence in found["shown"])
        assert check_file(whole, key=read_signing_key(tmp_path).public).report.breaks

    def test_of_a_run_that_goes_on_meanwhile_is_of_one_moment(self, office, tmp_path):
        asked = next(each for each in office.posted if "Another" in text_of(each))
        n_opened = 0

        @contextmanager
        def reading():
            nonlocal n_opened
            n_opened += 1
            if n_opened == 3:  # the facts are read, what is stored is not
                mail = reply_to(asked, "Approved")
                office.receive(mail, sender=ANA, recipient=reply_address(asked))
            with office.app.reading() as connection:
                yield connection

        (folder := tmp_path / "bundle").mkdir()
        evidence = replace(office.app.evidence, reading=reading)
        evidence.write(office.waits, into_folder(folder), now=office.clock.now())

        told = json.loads((folder / "evidence.json").read_text(encoding="utf-8"))
        assert told["requests"][0]["response"]["outcome"] == "approved"
        assert check_file(folder, key=office.app.audit_key.public).report.breaks == ()

    def test_of_an_unknown_run_is_none(self, office):
        opened = []
        with pytest.raises(RunNotFound, match="no run 'nothing'"):
            office.app.evidence.write("nothing", opened.append, now=office.clock.now())
        assert opened == []


class TestReceiptsInMails:
    def test_are_found_in_every_kind_of_box(self, office, tmp_path):
        receipt = head(office)
        raw = f"Message-ID: <m@x>\nSignoff-Receipt: {receipt}\n\nRecorded.\n".encode()
        quoted = f"Message-ID: <n@x>\n\n> Receipt {receipt}\n".encode()
        (tmp_path / "eml").mkdir()
        (tmp_path / "eml" / "a.eml").write_bytes(raw)
        box = mailbox.mbox(tmp_path / "box")
        box.add(quoted)
        box.close()
        folder = mailbox.Maildir(tmp_path / "maildir")
        folder.add(raw)

        for name in ("eml", "box", "maildir"):
            (found,) = read_receipts(tmp_path / name)
            assert found.receipt == receipt
            assert here(office, receipts=[found]).breaks == ()

    def test_of_confirmations_are_as_people_got_them(self, office, tmp_path):
        with office.app.unit() as unit:
            request_id = unit.requests.of_run(office.ended)[0].id
            receipt = unit.trail.find_answered_receipt(request_id)
        sent = next(mail for mail in office.posted if mail.message["Signoff-Receipt"])
        (tmp_path / "eml").mkdir()
        (tmp_path / "eml" / "a.eml").write_bytes(sent.message.as_bytes(policy=policy.SMTP))

        (found,) = read_receipts(tmp_path / "eml")

        assert found.receipt == receipt
        assert str(receipt) in text_of(sent)

    def test_need_a_box_with_mails(self, tmp_path):
        (tmp_path / "empty").mkdir()
        for name in ("empty", "absent"):
            with pytest.raises(AuditUnreadable, match="Nothing was checked"):
                read_receipts(tmp_path / name)


class TestWordsThatAreTakenOut:
    def test_are_gone_from_a_closed_run_and_the_chain_holds(self, bench):
        hashes = story(bench, bench.ended)["requests"][0]["content_hash"]
        assert "Secret" in dump(bench)

        with bench.app.unit() as unit:
            done = redact_run(unit, bench.ended, by="bo", now=bench.clock.now())
            unit.commit()

        told = story(bench, bench.ended)
        assert "Secret" not in dump(bench)
        assert told["requests"][0]["content_hash"] == hashes
        assert told["requests"][0]["response"]["outcome"] == "rejected"
        assert told["requests"][0]["replies"][0]["raw_sha256"]
        report = here(bench)
        assert report.breaks == ()
        assert report.n_redacted == done.n_facts > 5
        assert story(bench, bench.waits)["requests"][0]["content"] != "(redacted)"

    def test_stay_while_a_run_goes_on(self, bench):
        with bench.app.unit() as unit:
            with pytest.raises(RedactionRefused, match="is waiting"):
                redact_run(unit, bench.waits, by="bo", now=bench.clock.now())
            with pytest.raises(RunNotFound):
                redact_run(unit, "nothing", by="bo", now=bench.clock.now())
            with pytest.raises(RedactionRefused, match="No fact of anything that is over"):
                redact_person(unit, "eve@evil.example", by="bo", now=bench.clock.now())

    def test_take_a_person_out_of_all_that_is_over(self, bench):
        with bench.app.unit() as unit:
            done = redact_person(unit, ANA, by=ANA, now=bench.clock.now())
            unit.commit()

        told = json.dumps(story(bench, bench.ended))
        assert ANA not in told
        assert done.pseudonym in told
        assert done.n_open == 1
        assert ANA in json.dumps(story(bench, bench.waits))
        report = here(bench)
        assert report.breaks == ()
        assert report.n_redacted == done.n_facts
        with bench.app.unit() as unit:
            assert ANA not in str(unit.trail.of_run(bench.ended))
            assert ANA in str(unit.trail.of_run(bench.waits))

    def test_of_one_of_several_leave_those_of_others(self, tmp_path, databases):
        database = databases.prepared(prepare)
        bench = open_workbench(tmp_path / "data", FLOWS, database=database, creator=BO)
        with bench.app.unit() as unit:
            unit.policies.put(bench.app.deployment_id, ALL_OF_THREE, expected_version=None)
            unit.commit()
        run_id = bench.start("post")
        asked = {posted.recipient: posted for posted in bench.posted}
        for person, sender in ((JOANA, JOANA), (ANA, "Ana@Example.com"), (BO, BO)):
            mail = reply_to(asked[person], "Approved", sender=sender)
            bench.receive(mail, sender=sender, recipient=reply_address(asked[person]))
        assert Seen(bench, run_id).status == "ended"

        with bench.app.unit() as unit:
            done = redact_person(unit, ANA, by=BO, now=bench.clock.now())
            unit.commit()

        told = story(bench, run_id)["requests"][0]
        n_octets = "SELECT envelope_from, length(raw) > 0 FROM reply ORDER BY id"
        with bench.app.reading() as connection:
            mails = [tuple(row) for row in connection.execute(text(n_octets))]
            (plan,) = connection.scalars(text("SELECT plan FROM request"))
        with bench.app.unit() as unit:
            voted = [e for e in unit.trail.of_run(run_id) if e.kind.value == "request.voted"]
        assert done.runs == (run_id,)
        assert [(sender, bool(kept)) for sender, kept in mails] == [
            (JOANA, True),
            ("(redacted)", False),
            (BO, True),
        ]
        assert [event.actor for event in voted] == [JOANA, "redacted", BO]
        assert {vote["person"]: vote["feedback"] for vote in told["votes"]} == {
            JOANA: "Approved",
            done.pseudonym: "(redacted)",
            BO: "Approved",
        }
        assert told["response"]["feedback"] == "(redacted)"
        assert JOANA in plan
        assert done.pseudonym in plan
        assert f'"{ANA}"' not in plan
        assert here(bench).breaks == ()
        bench.app.engine.dispose()

    def test_go_when_the_policy_keeps_them_no_longer(self, bench):
        app = bench.app
        retain = Retain(unit=app.unit, clock=app.clock)

        def keep(**days):
            with app.unit() as unit:
                policy = Policy(retention=Retention(**days))
                unit.policies.put(app.deployment_id, policy, expected_version=None)
                unit.commit()

        def raw():
            with app.reading() as connection:
                return connection.execute(text("SELECT sum(length(raw)) FROM reply")).scalar_one()

        assert retain.tick() == 0
        keep(closed_days=30, raw_mail_days=10)
        bench.clock.forward(timedelta(days=11))
        assert raw() > 0
        assert retain.tick() == 0
        assert raw() == 0
        assert "Secret" in dump(bench)
        bench.clock.forward(timedelta(days=20))
        assert retain.tick() == 1
        assert retain.tick() == 0
        assert "Secret" not in dump(bench)
        assert here(bench).breaks == ()


# What somebody does to the database by hand, and what the check says of it.
LIES = {
    "UPDATE response SET outcome = 'approved'": "'outcome'",
    "UPDATE response SET responder = 'eve@evil.example'": "'by'",
    "UPDATE response SET channel = 'dashboard'": "'channel'",
    "UPDATE response SET verification = 'session'": "'verification'",
    "UPDATE response SET source = 'button'": "'source'",
    "UPDATE response SET read_by = 'a model'": "'read by'",
    "UPDATE response SET at = '2020-01-01 00:00:00+00:00'": "'at'",
    "UPDATE response SET content_hash = '00'": "'content hash'",
    "UPDATE response SET feedback = 'I do not mind'": "not in the words",
    "UPDATE response SET text = 'I do not mind'": "not in the words",
    "UPDATE response SET rating = 5": "not in the words",
    "UPDATE response SET comment = 'Well done'": "not in the words",
    "UPDATE response SET edited_output = '1'": "its edited text is another",
    "UPDATE response SET answer = '{}'": "its typed answer is another",
    "DELETE FROM response": "is gone",
    "UPDATE request SET message = 'Another?' WHERE status = 'answered'": "shows is not what",
    "UPDATE request SET content = 'x' WHERE status = 'answered'": "shows is not what",
    "UPDATE request SET outcomes = '[]' WHERE status = 'answered'": "shows is not what",
    "UPDATE request SET content_hash = 'x' WHERE status = 'answered'": "shows is not what",
    "UPDATE request SET status = 'expired' WHERE status = 'answered'": "it is answered",
    "UPDATE run SET starter = 'eve@evil.example' WHERE status = 'ended'": "another 'starter'",
    "UPDATE reply SET raw_sha256 = '00'": "is not the one that came",
    "UPDATE request SET plan = NULL WHERE status = 'answered'": "terms of request",
    "UPDATE request SET metadata = '1' WHERE status = 'answered'": "terms of request",
    "UPDATE request SET approving = '[]' WHERE status = 'answered'": "terms of request",
    "UPDATE request SET default_outcome = 'approved' WHERE status = 'answered'": "terms of req",
}
MADE_UP = """
    INSERT INTO response (request_id, feedback, text, outcome, source, responder, channel,
        verification, at, content_hash, final_at)
    SELECT w.id, 'yes', 'yes', 'approved', r.source, r.responder, r.channel, r.verification, r.at,
        w.content_hash, r.at FROM response r, request w WHERE w.status = 'pending'
"""


def tell(bench, lie):
    """Change what is stored by hand."""
    with bench.app.engine.begin() as connection:
        connection.execute(text(lie.replace(":", "\\:")))


def bundled(bench, folder):
    """What the check of a bundle that is made now finds."""
    folder.mkdir()
    bench.app.evidence.write(bench.ended, into_folder(folder), now=bench.clock.now())
    return check_file(folder, key=bench.app.audit_key.public).report.breaks


class TestWhatWasChangedInTheDatabase:
    def test_is_found_though_the_chain_is_whole(self, bench):
        assert not here(bench).breaks

        tell(bench, "UPDATE response SET responder = 'eve@evil.example'")

        [found] = here(bench).breaks
        assert found.kind is BreakKind.ALTERED
        assert "it is 'eve@evil.example'" in found.says
        assert f"says {ANA!r}" in found.says

    @pytest.mark.parametrize("lie", LIES)
    def test_is_found_here_and_in_a_bundle(self, office, tmp_path, lie):
        tell(office, lie)

        for breaks in (here(office).breaks, bundled(office, tmp_path / "bundle")):
            [found] = breaks
            assert found.kind is BreakKind.ALTERED
            assert LIES[lie] in found.says

    def test_is_found_where_an_answer_was_made_up(self, office):
        tell(office, MADE_UP)

        [found] = here(office).breaks
        assert "an answer that no fact vouches for" in found.says
