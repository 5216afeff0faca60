from __future__ import annotations

import mailbox as standard
import threading

import pytest

from signoff.channels.email.compose import compose
from signoff.channels.email.incoming import read_mail
from signoff.channels.email.mailbox import LocalMailbox
from signoff.channels.email.wire import to_octets
from signoff.errors import FolderNotWritable, MailNotFound


@pytest.fixture
def box(tmp_path, given):
    return LocalMailbox(tmp_path / "mailbox", clock=given.clock)


@pytest.fixture
def asked(given):
    return to_octets(compose(given.letter(), sender=given.sender))


class TestAMailInTheBox:
    def test_is_listed_with_what_a_list_shows(self, box, asked):
        mail_id = box.add(asked, recipient="ana@example.com")

        (summary,) = box.list()
        assert summary.id == mail_id
        assert summary.recipient == "ana@example.com"
        assert (summary.sender, summary.sender_name) == ("signoff@corp.test", "signoff")
        assert summary.subject == "Review: Our spring offer"
        assert summary.received_at.tzinfo is not None

    def test_is_opened_with_both_its_texts(self, box, asked):
        opened = box.get(box.add(asked, recipient="ana@example.com"))

        assert "May this go to all customers?" in opened.text
        assert opened.html.startswith("<!doctype html>")
        assert ("Subject", "Review: Our spring offer") in opened.headers
        assert asked.replace(b"\r\n", b"\n") in opened.raw.replace(b"\r\n", b"\n")

    def test_shows_the_pictures_that_came_with_it_and_fetches_none(self, box, given):
        drawn = "data:image/gif;base64,R0lGODlhAAAA"
        content = f"![ours]({drawn}) ![theirs](https://evil.test/x.gif)"
        request = given.request(content=content)
        raw = to_octets(compose(given.letter(request=request), sender=given.sender))

        opened = box.get(box.add(raw, recipient="ana@example.com"))

        assert f'<img src="{drawn}" alt="ours"' in opened.html
        assert opened.html.count("<img") == 1

    def test_is_there_for_other_programs(self, box, asked, tmp_path):
        box.add(asked, recipient="ana@example.com")
        other = standard.Maildir(tmp_path / "mailbox", create=False)

        assert [message["Subject"] for message in other] == ["Review: Our spring offer"]

    def test_is_still_there_after_a_restart(self, box, asked, tmp_path):
        mail_id = box.add(asked, recipient="ana@example.com")

        assert LocalMailbox(tmp_path / "mailbox").get(mail_id).summary.id == mail_id

    def test_comes_before_older_ones(self, box, given):
        ids = [box.add(given.mail(str(n)), recipient="ana@example.com") for n in range(15)]

        assert [summary.id for summary in box.list()] == ids[::-1]

    @pytest.mark.parametrize(
        "raw", [b"", b"\xff\xfe", b"no header", b"From: \xff\r\nSubject: =?x?q?\xff?=\r\n\r\n\0"]
    )
    def test_may_be_anything(self, box, raw):
        opened = box.get(box.add(raw, recipient="ana@example.com\r\nBcc: x"))

        assert opened.summary.recipient == "ana@example.com Bcc: x"
        assert len(box.list()) == 1


class TestAnAnswer:
    def test_is_what_a_mail_program_would_send(self, box, asked, given):
        mail_id = box.add(asked, recipient="ana@example.com")

        sender, recipient, raw = box.reply_to(mail_id, "Needs revision: too long")
        mail = read_mail(raw, recipients=[recipient], ours=given.ours, envelope_from=sender)

        assert (sender, recipient) == ("ana@example.com", f"{given.token()}@reply.corp.test")
        assert mail.text == "Needs revision: too long"
        assert mail.tokens == (given.token(),)
        assert mail.automatic is None
        assert mail.subject == "Re: Review: Our spring offer"
        assert mail.references == (given.letter().delivery.message_id,)

    def test_without_words_says_nothing(self, box, asked, given):
        _, _, raw = box.reply_to(box.add(asked, recipient="ana@example.com"), "")

        assert read_mail(raw, recipients=[], ours=given.ours).text == ""

    def test_quotes_what_it_answers(self, box, asked):
        _, _, raw = box.reply_to(box.add(asked, recipient="ana@example.com"), "approved")

        assert b"signoff <signoff@corp.test> wrote:" in raw
        assert b"> -- write your answer above this line --" in raw


class TestTheBox:
    def test_says_so_when_a_mail_is_not_there(self, box):
        with pytest.raises(MailNotFound, match=r"No mail '1\.x'"):
            box.get("1.x")
        with pytest.raises(MailNotFound):
            box.get("../../etc/passwd")

    def test_says_so_when_its_folder_cannot_be_made(self, tmp_path):
        (tmp_path / "file").write_text("")

        with pytest.raises(FolderNotWritable, match="cannot be written"):
            LocalMailbox(tmp_path / "file" / "mailbox")

    def test_takes_mail_from_several_threads(self, box, given):
        def fill():
            for _ in range(20):
                box.add(given.mail(), recipient="ana@example.com")
                box.list()

        threads = [threading.Thread(target=fill) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len({summary.id for summary in box.list()}) == 80
