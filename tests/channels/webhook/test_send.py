"""One call to a real server on loopback, which may do anything but end the world."""

import socket
import ssl
from threading import Event

import pytest

from signoff.channels.webhook.networks import LOOPBACK
from signoff.channels.webhook.send import KEPT_OCTETS, WebhookSender
from tests.support.certificates import write_certificate
from tests.support.ports import find_free_port
from tests.support.webhook_receiver import (
    answering,
    babble,
    drip_body,
    drip_headers,
    drop,
    hang,
    opened_receiver,
)

BODY = b'{"event":"new_request"}'
SENT = {"Content-Type": "application/json", "X-Signature": "sha256=00"}
IMPATIENT_S = 0.3


def name_server(*answers):
    """A resolver that gives these addresses, call by call, and keeps what it was asked."""
    asked = []

    def resolve(name, port):
        asked.append(name)
        return answers[min(len(asked), len(answers)) - 1]

    resolve.asked = asked
    return resolve


def developer(**options):
    return WebhookSender(is_development=True, **options)


def post(sender, url):
    return sender.post(url, headers=SENT, body=BODY)


@pytest.fixture
def receiver():
    with opened_receiver() as receiver:
        yield receiver


class TestACall:
    def test_is_taken_by_a_receiver_that_answers_2xx(self, receiver):
        receiver.behave = answering(204, b"", X_Hello="there")

        posted = post(developer(), receiver.url)

        assert (posted.error, posted.status_code, posted.address) == (None, 204, "127.0.0.1")
        assert posted.headers["X-Hello"] == "there"
        call = receiver.calls[0]
        assert (call.path, call.body) == ("/hook?key=1", BODY)
        assert SENT.items() <= dict(call.headers).items()
        assert call.headers["Host"] == f"127.0.0.1:{receiver.port}"

    def test_is_failed_by_any_other_answer(self, receiver):
        for status in (199 + 101, 400, 404, 410, 429, 500, 503):
            receiver.behave = answering(status, b"no")

            posted = post(developer(), receiver.url)

            assert posted.status_code == status
            assert posted.error.startswith(f"The receiver answered {status}")
            assert posted.body == "no"

    def test_follows_no_redirect(self, receiver):
        with opened_receiver() as other:
            for status in (301, 302, 303, 307, 308):
                receiver.behave = answering(status, b"", Location=other.url)

                posted = post(developer(), receiver.url)

                assert "is not followed" in posted.error
                assert other.url in posted.error

            assert other.calls == []

    def test_keeps_no_more_of_an_answer_than_its_beginning(self, receiver):
        receiver.behave = answering(200, b"\xff" + b"x" * 5_000_000, X_Long="y" * 5000)

        posted = post(developer(), receiver.url)

        assert posted.error is None
        assert len(posted.body) == KEPT_OCTETS
        assert len(posted.headers["X-Long"]) == 500

    def test_is_failed_where_the_receiver_breaks_off(self, receiver):
        for behave in (drop, babble):
            receiver.behave = behave

            assert "broke the call off" in post(developer(), receiver.url).error
        nobody = f"http://127.0.0.1:{find_free_port()}/"
        assert "could not be connected to" in post(developer(), nobody).error


class TestTheTimeOfACall:
    def test_is_over_for_all_of_it_together(self, receiver):
        for behave in (hang, drip_headers):
            receiver.behave = behave

            posted = post(developer(patience_s=IMPATIENT_S), receiver.url)

            assert posted.error == "The receiver did not answer within 0.3 seconds."
            assert IMPATIENT_S * 1000 <= posted.duration_ms < 2000

    def test_is_over_where_nobody_says_what_a_name_means(self):
        over = Event()

        def never(name, port):
            over.wait(30)
            return []

        posted = post(WebhookSender(resolve=never, patience_s=IMPATIENT_S), "https://example.com/")

        over.set()
        assert posted.error == "The address of example.com was not found in time."

    def test_ends_a_handshake_that_never_ends(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"https://127.0.0.1:{silent.getsockname()[1]}/"

            posted = post(developer(patience_s=IMPATIENT_S), url)

        assert posted.error == "The receiver did not answer within 0.3 seconds."
        assert IMPATIENT_S * 1000 <= posted.duration_ms < 2000

    def test_that_runs_out_after_the_answer_takes_nothing_back(self, receiver):
        receiver.behave = drip_body

        posted = post(developer(patience_s=IMPATIENT_S), receiver.url)

        assert (posted.error, posted.status_code) == (None, 200)
        assert posted.duration_ms < 2000
        assert set(posted.body) == {"y"}


class TestWhereACallGoes:
    def test_is_nowhere_inside_whatever_a_name_is_made_to_mean(self, receiver):
        inside = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:7f00:1", "fd00::1")
        for address in inside:
            for answer in ([address], ["93.184.215.14", address]):
                sender = developer(resolve=name_server(answer))

                posted = post(sender, f"http://evil.example:{receiver.port}/")

                assert f"evil.example leads to {address}" in posted.error
                assert posted.address is None
        assert receiver.calls == []

    def test_is_the_address_that_was_judged_and_never_another(self, receiver):
        rebound = name_server(["127.0.0.1"], ["127.0.0.2"])
        sender = developer(resolve=rebound, allowed=[LOOPBACK[0]])

        posted = post(sender, f"http://hooks.example:{receiver.port}/")

        assert (posted.error, posted.address) == (None, "127.0.0.1")
        assert rebound.asked == ["hooks.example"]
        assert receiver.calls[0].headers["Host"] == f"hooks.example:{receiver.port}"

    def test_is_the_first_of_several_that_answers(self, receiver):
        sender = developer(resolve=name_server(["127.0.0.9", "127.0.0.1"]), allowed=LOOPBACK)

        posted = post(sender, f"http://hooks.example:{receiver.port}/")

        # Only 127.0.0.1 is listened on.
        assert (posted.error, posted.address) == (None, "127.0.0.1")

    def test_is_nowhere_where_the_name_means_nothing(self):
        def unknown(name, port):
            raise OSError("Name or service not known")

        for resolve in (unknown, name_server([])):
            posted = post(WebhookSender(resolve=resolve), "https://nowhere.example/")

            assert "The address of nowhere.example cannot be found" in posted.error

    def test_is_not_chosen_by_a_proxy_of_the_environment(self, receiver, monkeypatch):
        with opened_receiver() as proxy:
            for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
                monkeypatch.setenv(name, proxy.url)

            assert post(developer(), receiver.url).error is None

            assert (len(receiver.calls), proxy.calls) == (1, [])


class TestACallOverTls:
    @pytest.fixture
    def certificate(self, tmp_path):
        return write_certificate(tmp_path)

    @pytest.fixture
    def secure(self, certificate):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        with opened_receiver(tls=context) as receiver:
            yield receiver

    def test_is_made_to_whoever_has_a_certificate_for_the_name(self, secure, certificate):
        believed = ssl.create_default_context(cafile=str(certificate[0]))
        sender = WebhookSender(allowed=LOOPBACK, tls=believed)

        assert post(sender, secure.url).error is None
        assert len(secure.calls) == 1

    def test_is_made_to_nobody_else(self, secure, certificate):
        believed = ssl.create_default_context(cafile=str(certificate[0]))
        resolve = name_server(["127.0.0.1"])
        stranger = WebhookSender(allowed=LOOPBACK)
        other_name = WebhookSender(allowed=LOOPBACK, tls=believed, resolve=resolve)

        answers = [
            post(stranger, secure.url),
            post(other_name, f"https://hooks.example:{secure.port}/"),
        ]

        assert ["certificate is not believed" in posted.error for posted in answers] == [True, True]
        assert secure.calls == []
