"""`signoff email test` beside a server that runs: the mail comes, its answer is confirmed."""

import smtplib
from threading import Event
from time import monotonic

from signoff.channels.email.mailbox import LocalMailbox
from signoff.cli import main
from tests.support.served import data_settings, serving
from tests.way.cast import ANA, all_flows

BO = "bo@example.com"
PATIENCE_S = 60


def until(is_true, what):
    deadline = monotonic() + PATIENCE_S
    while not is_true():
        assert monotonic() < deadline, f"{what} never came"
        Event().wait(0.02)


class TestATestRequestFromTheCommandLine:
    def test_comes_is_answered_by_mail_and_confirmed(self, tmp_path, capsys):
        settings = data_settings(tmp_path / "data", "", creator=ANA)
        with serving(settings, all_flows) as server:
            mailbox = LocalMailbox(settings.data_dir / "mailbox")
            code = main(["email", "test", "--to", BO, "--data-dir", str(settings.data_dir)])
            said = capsys.readouterr().out
            until(lambda: len(mailbox.list()) == 1, "the test request")
            sender, recipient, raw = mailbox.reply_to(mailbox.list()[0].id, "received")
            with smtplib.SMTP("127.0.0.1", server.smtp_port) as client:
                client.sendmail(sender, [recipient], raw)
            until(lambda: len(mailbox.list()) > 1, "the confirmation")

        assert code == 0
        assert f"sends a test request to {BO} now" in said
        assert sender == BO
        assert {mail.recipient for mail in mailbox.list()} == {BO}
