"""What the look at a mail set-up finds, and what it advises."""

import base64
import smtplib
import socketserver
from contextlib import closing

import pytest
from imapclient.exceptions import LoginError

from signoff.channels.email.check_up import connect
from signoff.channels.email.doctor import (
    Domains,
    Outgoing,
    Standing,
    check_mailbox,
    check_names,
    check_outgoing,
    sign_in,
)
from signoff.channels.email.doctor_probe import check_arrival, find_probe, new_probe
from signoff.channels.email.imap_account import ImapAccount
from signoff.errors import DnsUnavailable
from tests.support.talkers import served_in_thread

GOOD = {
    "reply.example.com": ["v=spf1 mx -all"],
    "s1._domainkey.example.com": ["v=DKIM1; k=rsa; p=MIIB"],
    "_dmarc.example.com": ["v=DMARC1; p=reject"],
}


class Names:
    """A name server with few names."""

    def __init__(self, texts=GOOD, servers=("mx.example.com",)):
        self._texts = texts
        self._servers = servers

    def mail_servers(self, domain):
        return self._servers

    def texts(self, name):
        return self._texts.get(name, [])


class SilentNames:
    def mail_servers(self, domain):
        raise DnsUnavailable("nobody answers")

    texts = mail_servers


def looked(names, **changes):
    domains = Domains(
        **{"sender": "example.com", "reply": "reply.example.com", "selector": "s1", **changes}
    )
    return {finding.check: finding for finding in check_names(domains, names)}


class TestDns:
    def test_that_says_all_there_is_to_say_is_fine(self):
        found = looked(Names())

        assert list(found) == ["dns mx", "dns spf", "dns dkim", "dns dmarc"]
        assert {finding.standing for finding in found.values()} == {Standing.OK}

    def test_without_a_way_for_answers_fails_unless_they_come_to_a_mailbox(self):
        assert looked(Names(servers=()))["dns mx"].standing is Standing.FAIL
        assert looked(Names(servers=()), takes_mail=False)["dns mx"].standing is Standing.OK

    @pytest.mark.parametrize(
        ("texts", "standing"),
        [
            ([], Standing.WARN),
            (["v=spf1 +all"], Standing.WARN),
            (["v=spf1 mx all"], Standing.WARN),
            (["v=spf1 mx -all", "v=spf1 a -all"], Standing.FAIL),
            (["some text", "v=spf1 mx ~all"], Standing.OK),
        ],
    )
    def test_about_who_may_send(self, texts, standing):
        found = looked(Names({**GOOD, "reply.example.com": texts}))["dns spf"]

        assert found.standing is standing
        assert bool(found.advice) is (standing is not Standing.OK)

    @pytest.mark.parametrize(
        ("texts", "standing"),
        [
            ([], Standing.FAIL),
            (["v=DKIM1; p="], Standing.FAIL),
            (["v=DKIM1; p=; t=s"], Standing.FAIL),
            (["p=MIIB", "p=MIIC"], Standing.FAIL),
            (["p = MIIB"], Standing.OK),
        ],
    )
    def test_about_the_key_that_signs(self, texts, standing):
        assert (
            looked(Names({**GOOD, "s1._domainkey.example.com": texts}))["dns dkim"].standing
            is standing
        )

    def test_is_not_asked_for_a_key_nobody_named(self):
        found = looked(Names(), selector=None)["dns dkim"]

        assert found.standing is Standing.WARN
        assert "--dkim-selector" in found.advice

    def test_of_the_domain_above_holds_for_those_below(self):
        assert looked(Names(), sender="mail.example.com")["dns dmarc"].standing is Standing.OK
        assert looked(Names({}))["dns dmarc"].standing is Standing.WARN

    def test_that_is_silent_is_said_to_be_so(self):
        found = looked(SilentNames())

        assert {finding.standing for finding in found.values()} == {Standing.WARN}
        assert "nobody answers" in found["dns mx"].found


class Client:
    """A mail server's answers, as smtplib gives them."""

    def __init__(self, *, size="20000000", refuses=()):
        self.esmtp_features = {"size": size}
        self.refuses = refuses
        self.quitted = False

    def ehlo_or_helo_if_needed(self):
        pass

    ehlo = ehlo_or_helo_if_needed

    def starttls(self, context):
        if "starttls" in self.refuses:
            raise smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server.")

    def login(self, username, password):
        if "login" in self.refuses:
            raise smtplib.SMTPAuthenticationError(535, b"5.7.8 wrong")

    def quit(self):
        self.quitted = True


def sent_to(client, **changes):
    server = Outgoing(
        **{"host": "mail.example.com", "port": 587, "username": "us", "password": "x", **changes}
    )
    found = list(check_outgoing(server, lambda _: client))
    assert client.quitted
    return {finding.check: finding for finding in found}


class Office(socketserver.StreamRequestHandler):
    """A mail server that knows one password, ``é密``, and is told it in one way."""

    ways = b"PLAIN"

    def handle(self):
        self.wfile.write(b"220 mx.example.com\r\n")
        told = []
        for line in self.rfile:
            told.append(line.strip().decode())
            if not told[0].upper().startswith("EHLO"):
                self.wfile.write(b"503 Say hello first\r\n")
            elif line.upper().startswith(b"EHLO"):
                self.wfile.write(b"250-mx.example.com\r\n250 AUTH " + self.ways + b"\r\n")
            else:
                self.wfile.write(self._answer(told))

    def _answer(self, told):
        plain, name, word = (coded(each) for each in ("\0us\0é密", "us", "é密"))
        if told[-1] == f"AUTH PLAIN {plain}" or told[-3:] == ["AUTH LOGIN", name, word]:
            return b"235 Come in\r\n"
        is_half = told[-1] == "AUTH LOGIN" or told[-2:] == ["AUTH LOGIN", name]
        return b"334 \r\n" if is_half else b"535 No\r\n"


class OfficeByLogin(Office):
    ways = b"LOGIN"


class AsksOn(Office):
    """A mail server that wants to know more, whatever it was told."""

    def _answer(self, told):
        return b"334 \r\n"


def coded(text):
    return base64.b64encode(text.encode()).decode()


class TestAMailServer:
    @pytest.mark.parametrize("kind", [Office, OfficeByLogin], ids=["PLAIN", "LOGIN"])
    @pytest.mark.parametrize(("password", "is_right"), [("é密", True), ("è密", False)])
    def test_is_told_a_password_with_any_letter(self, kind, password, is_right):
        with served_in_thread(kind) as port:
            server = Outgoing("127.0.0.1", port, "us", password, "none")

            found = {each.check: each for each in check_outgoing(server, connect)}["smtp sign-in"]

        assert found.standing is (Standing.OK if is_right else Standing.FAIL)
        assert found.found == (
            "user us was let in" if is_right else "user us was not let in: 535 No"
        )

    @pytest.mark.parametrize("kind", [Office, OfficeByLogin], ids=["PLAIN", "LOGIN"])
    def test_is_greeted_before_it_is_told_one(self, kind):
        with served_in_thread(kind) as port:
            server = Outgoing("127.0.0.1", port, "us", "é密", "none")

            with closing(connect(server)) as client:
                sign_in(server, client)

    def test_that_asks_on_has_let_nobody_in(self):
        with served_in_thread(AsksOn) as port:
            server = Outgoing("127.0.0.1", port, "us", "é密", "none")

            found = {each.check: each for each in check_outgoing(server, connect)}["smtp sign-in"]

        assert found.standing is Standing.FAIL

    def test_that_takes_our_mail_is_fine(self):
        found = sent_to(Client())

        assert [finding.standing for finding in found.values()] == [Standing.OK] * 4

    def test_that_is_not_there_is_the_one_finding(self):
        def connect(server):
            raise ConnectionRefusedError(111, "Connection refused")

        [found] = check_outgoing(Outgoing("mail.example.com", 587), connect)

        assert found.standing is Standing.FAIL
        assert "mail.example.com:587" in found.found
        assert "SIGNOFF_SMTP_HOST" in found.advice

    def test_that_cannot_secure_the_connection_is_not_told_the_password(self):
        found = sent_to(Client(refuses={"starttls"}))

        assert found["smtp tls"].standing is Standing.FAIL
        assert "smtp sign-in" not in found

    def test_that_does_not_know_us_fails(self):
        found = sent_to(Client(refuses={"login"}))["smtp sign-in"]

        assert found.standing is Standing.FAIL
        assert "535 5.7.8 wrong" in found.found

    def test_that_takes_small_mails_only_is_warned_of(self):
        assert sent_to(Client(size="1000000"))["smtp size"].standing is Standing.WARN
        assert sent_to(Client(size="0"))["smtp size"].standing is Standing.OK

    def test_without_security_is_warned_of(self):
        assert sent_to(Client(), security="none")["smtp tls"].standing is Standing.WARN


class Mailbox:
    """A mailbox with one folder and perhaps one mail."""

    def __init__(self, header=None, *, idles=True, n_mails=7):
        self.header = header
        self.n_mails = n_mails
        self.idles = idles
        self.left = False

    def has_capability(self, name):
        return self.idles

    def select_folder(self, name, *, readonly):
        assert readonly, "looking must change nothing"
        return {b"EXISTS": self.n_mails}

    def search(self, criteria):
        mark = criteria[1].encode()
        return [3] if self.header and mark in self.header else []

    def fetch(self, uids, parts):
        return {3: {b"BODY[HEADER]": self.header}}

    def logout(self):
        self.left = True


ACCOUNT = ImapAccount("imap.example.com", username="us", password="x")


class TestAMailbox:
    def test_that_opens_is_fine(self):
        box = Mailbox()

        found = list(check_mailbox(ACCOUNT, lambda _: box))

        assert {finding.standing for finding in found} == {Standing.OK}
        assert box.left

    @pytest.mark.parametrize(("n_mails", "said"), [(0, "0 mails"), (1, "1 mail"), (2, "2 mails")])
    def test_is_said_to_hold_what_it_holds(self, n_mails, said):
        found = {
            each.check: each for each in check_mailbox(ACCOUNT, lambda _: Mailbox(n_mails=n_mails))
        }

        assert found["imap folder"].found == f"'INBOX' holds {said}"

    def test_that_does_not_tell_of_news_is_warned_of(self):
        found = list(check_mailbox(ACCOUNT, lambda _: Mailbox(idles=False)))

        assert found[-1].standing is Standing.WARN

    def test_that_does_not_let_us_in_fails(self):
        def sign_in(account):
            raise LoginError(repr(b"[AUTHENTICATIONFAILED] It isn't \xc3\xa9l"))

        [found] = check_mailbox(ACCOUNT, sign_in)

        assert found.standing is Standing.FAIL
        assert found.found == (
            "imap.example.com:993 answers, but user us was not let in: "
            "[AUTHENTICATIONFAILED] It isn't él"
        )
        assert "SIGNOFF_IMAP_PASSWORD" in found.advice

    def test_that_is_not_there_fails_by_another_name(self):
        def sign_in(account):
            raise ConnectionRefusedError(111, "Connection refused")

        [found] = check_mailbox(ACCOUNT, sign_in)

        assert (found.standing, "was not reached" in found.found) == (Standing.FAIL, True)
        assert "SIGNOFF_IMAP_HOST" in found.advice

    def test_whose_password_file_is_gone_says_so(self, tmp_path):
        account = ImapAccount("imap.example.com", username="us", password_file=tmp_path / "gone")

        [found] = check_mailbox(account, lambda given: given.read_password())

        assert (found.standing, found.found.startswith("The file")) == (Standing.FAIL, True)


class TestAMailToOurselves:
    @pytest.fixture
    def probe(self):
        return new_probe(
            sender="signoff@example.com",
            mailbox="box",
            domain="example.com",
            authserv_id="mx.example.com",
        )

    def arrived(self, probe, header, *, believed=True):
        return {f.check: f.standing for f in check_arrival(header, probe, believed=believed)}

    def header(self, probe, *, stripped):
        first, second, rest = probe.raw.split(b"\r\n", 2)
        assert (first, second[:1]) == (b"Authentication-Results:", b" "), (
            "simple rules pass over it"
        )
        return find_probe(Mailbox(rest if stripped else probe.raw), probe)

    def test_that_comes_without_the_forged_field_is_fine(self, probe):
        found = self.arrived(probe, self.header(probe, stripped=True))

        assert found == {"plus address": Standing.OK, "forged results": Standing.OK}

    def test_that_comes_with_the_forged_field_fails_where_that_is_believed(self, probe):
        header = self.header(probe, stripped=False)

        assert self.arrived(probe, header)["forged results"] is Standing.FAIL
        assert self.arrived(probe, header, believed=False)["forged results"] is Standing.WARN

    def test_case_4_that_comes_below_a_true_field_fails_too(self, probe):
        header = b"Authentication-Results: mx.example.com; dmarc=pass\r\n" + probe.raw

        assert self.arrived(probe, header)["forged results"] is Standing.FAIL

    def test_that_does_not_come_fails(self, probe):
        assert find_probe(Mailbox(), probe) is None
        assert self.arrived(probe, None) == {"plus address": Standing.FAIL}
