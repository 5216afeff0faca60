"""The story over real SMTP and real HTTP, with jobs done as in production, on both databases."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx2
import pytest

from signoff.channels.email.mailbox import LocalMailbox
from tests.support.plain_http import NOBODY
from tests.support.served import data_settings, serving, start
from tests.way.cast import ANA, EVE, all_flows
from tests.way.stage import prepare_for_jobs, until


@pytest.fixture
def settings(tmp_path, databases):
    return data_settings(tmp_path / "data", databases.prepared(prepare_for_jobs), creator=ANA)


@pytest.fixture
def client_of(settings):
    """Somebody with an API token and a mail client, at a server."""
    clients = []

    def made(server):
        clients.append(Client(server, settings))
        return clients[-1]

    yield made
    for client in clients:
        client.http.close()


class Client:
    """Somebody with an API token and a mail client."""

    def __init__(self, server, settings):
        self.server = server
        self.mailbox = LocalMailbox(settings.data_dir / "mailbox")
        self.http = httpx2.Client(
            base_url=f"{server.base}/api/v1",
            headers={"Authorization": f"Bearer {server.token}"},
            timeout=60,
            verify=NOBODY,
        )

    def kick_off(self, flow="post"):
        answer = self.http.post(f"/flows/{flow}/kickoff", json={"inputs": {}})
        assert answer.status_code == 202, answer.text
        return answer.json()["id"]

    def run(self, run_id):
        return self.http.get(f"/runs/{run_id}").json()

    def request(self):
        def pending():
            return self.http.get("/requests", params={"status": "pending"}).json()["items"]

        return until(pending)[0]

    def mail(self, subject):
        def found():
            return [mail for mail in self.mailbox.list() if mail.subject.startswith(subject)]

        return until(found)[0]

    def answer_by_mail(self, text, *, sender=None):
        mail = self.mail("Review:")
        envelope_from, to, raw = self.mailbox.reply_to(mail.id, text)
        if sender is not None:
            raw = raw.replace(envelope_from.encode(), sender.encode())
        with smtplib.SMTP("127.0.0.1", self.server.smtp_port, timeout=60) as smtp:
            smtp.sendmail(sender or envelope_from, [to], raw)


class TestAServerStoppedInMidWait:
    def test_goes_on_when_it_is_started_again(self, settings, client_of):
        with serving(settings, all_flows) as server:
            run_id = client_of(server).kick_off()
            client_of(server).mail("Review:")

        with serving(settings, all_flows) as server:
            client = client_of(server)
            assert client.run(run_id)["status"] == "waiting"
            client.answer_by_mail("approved")

            until(lambda: client.run(run_id)["status"] == "ended")
            assert "Recorded: approved" in client.mailbox.get(client.mail("Re:").id).text


class TestTwoAnswersAtTheSameInstant:
    def test_by_mail_and_by_api_are_one_answer_and_the_other_is_told(self, settings, client_of):
        with serving(settings, all_flows) as server:
            client = client_of(server)
            run_id = client.kick_off()
            request_id = client.request()["id"]
            client.mail("Review:")
            both = Barrier(2)

            def by_mail():
                both.wait(60)
                client.answer_by_mail("approved")

            def by_api():
                both.wait(60)
                return client.http.post(
                    f"/requests/{request_id}/respond", json={"outcome": "rejected"}
                )

            with ThreadPoolExecutor(2) as pool:
                mailed, called = pool.submit(by_mail), pool.submit(by_api)
                mailed.result()
                told = called.result()

            until(lambda: client.run(run_id)["status"] == "ended")
            text = client.mailbox.get(client.mail("Re:").id).text
            outcome = client.http.get(f"/requests/{request_id}").json()["response"]["outcome"]
            if told.status_code == 200:
                assert outcome == "rejected"
                assert "gave “rejected” by the API" in text
            else:
                assert told.status_code == 409
                assert outcome == "approved"
                assert "'approved'" in told.text
                assert "Recorded: approved" in text


class TestAForgedSender:
    def test_over_smtp_records_nothing(self, settings, client_of):
        with serving(settings, all_flows) as server:
            client = client_of(server)
            run_id = client.kick_off()

            client.answer_by_mail("approved", sender=EVE)

            told = client.mailbox.get(client.mail("Re:").id)
            assert "another address" in told.text or "Somebody else tried" in told.text
            assert client.run(run_id)["status"] == "waiting"
            assert client.request()["status"] == "pending"

    def test_to_an_address_of_nobody_is_refused_by_the_server_at_once(self, settings, client_of):
        with serving(settings, all_flows) as server:
            with smtplib.SMTP("127.0.0.1", server.smtp_port, timeout=60) as smtp:
                smtp.ehlo()
                smtp.mail(EVE)
                code, line = smtp.rcpt(f"{'a' * 40}@{settings.reply_domain}")

            assert code == 550
            assert line.startswith(b"5.1.1")


class TestAServerThatIsKilledByAPerson:
    def test_leaves_its_ports_free_for_the_next(self, settings, client_of):
        first = start(settings, all_flows)
        first.kill()

        with serving(settings, all_flows) as second:
            assert client_of(second).http.get("/health").json()["status"] == "ok"
