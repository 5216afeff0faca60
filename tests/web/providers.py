"""Mail providers, played by a test: they call as the real ones do, with keys of their own."""

import base64
import hashlib
import hmac
import json
import re
from datetime import timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from fastapi.testclient import TestClient
from sqlalchemy import text

from signoff.channels.email.providers.accounts import MailgunAccount, SesAccount, SharedSecret
from signoff.web.server import create_web
from tests.way.mails import reply_address, reply_to
from tests.web.cast import ANA

SECRET = "s3cret" * 6
TOPIC = "arn:aws:sns:eu-west-1:123456789012:replies"
SNS = "https://sns.eu-west-1.amazonaws.com"
CERTIFICATE = f"{SNS}/SimpleNotificationService-0123abcd.pem"
FORM = "application/x-www-form-urlencoded"
TO_BE_QUOTED = re.compile(rb"[^A-Za-z0-9_.~-]")
ALL_ON = {
    "mailgun": MailgunAccount(SECRET),
    "postmark": SharedSecret(SECRET),
    "sendgrid": SharedSecret(SECRET),
    "ses": SesAccount(TOPIC, confirm="yes"),
}


class Question:
    """A request that was asked by mail, and the answer to it."""

    def __init__(self, stage):
        self.stage = stage
        self.request_id = stage.pending()
        self.posted = stage.bench.posted[-1]
        self.address = reply_address(self.posted)

    def answer(self, words="approved", **headers):
        return reply_to(self.posted, words, **headers)

    @property
    def status(self):
        self.stage.bench.drain()
        with self.stage.bench.app.unit() as unit:
            return unit.requests.get(self.request_id).status.value


def stored(stage):
    """How much of what a call can leave is there."""
    with stage.bench.app.engine.connect() as connection:
        tables = ("reply", "spent_token", "audit_event")
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in tables
        }


def kept(stage):
    """Every mail that was kept: (sender, recipients, raw)."""
    with stage.bench.app.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT envelope_from, envelope_to, raw FROM reply ORDER BY id")
        )
        return [
            (sender, json.loads(to) if isinstance(to, str) else to, bytes(raw))
            for sender, to, raw in rows
        ]


def client(stage, **options):
    """A program on the internet, without cookie and token."""
    web = create_web(stage.bench.app, **options)
    program = TestClient(web, base_url=stage.base_url, raise_server_exceptions=False)
    program.portal = stage.portal
    return program


def quoted(value):
    """A value as it stands in a form; ten million octets in a third of the library's time."""
    octets = value if isinstance(value, bytes) else str(value).encode()
    return TO_BE_QUOTED.sub(lambda found: b"%%%02X" % ord(found[0]), octets)


class Mailgun:
    path = "/hooks/mailgun/mime"

    def __init__(self, stage, key=SECRET):
        self.stage = stage
        self.key = key
        self.n_signed = 0
        self.http = client(stage)

    def proof(self, *, age=timedelta(0)):
        """Fresh fields that prove a call."""
        self.n_signed += 1
        signed_at = str(int((self.stage.bench.clock.now() - age).timestamp()))
        token = hashlib.sha256(str(self.n_signed).encode()).hexdigest()[:50]
        signature = hmac.new(self.key.encode(), f"{signed_at}{token}".encode(), "sha256")
        return {"timestamp": signed_at, "token": token, "signature": signature.hexdigest()}

    def fields(self, raw, recipient, *, sender=ANA, age=timedelta(0)):
        about = {"sender": sender, "recipient": recipient, "subject": "Re: it", "body-mime": raw}
        return about | self.proof(age=age)

    def post(self, fields, **headers):
        body = b"&".join(b"%s=%s" % (name.encode(), quoted(fields[name])) for name in fields)
        return self.http.post(self.path, content=body, headers={"Content-Type": FORM} | headers)

    def deliver(self, question, words="approved", **options):
        return self.post(self.fields(question.answer(words), question.address, **options))


class Postmark:
    path = "/hooks/postmark"

    def __init__(self, stage):
        self.http = client(stage)

    def call(self, raw, recipient):
        return {"OriginalRecipient": recipient, "From": ANA, "RawEmail": raw.decode()}

    def post(self, call, *, secret=SECRET, **headers):
        path = f"{self.path}?secret={secret}" if secret else self.path
        body = json.dumps(call)
        return self.http.post(
            path, content=body, headers={"Content-Type": "application/json"} | headers
        )

    def deliver(self, question, words="approved", **options):
        return self.post(self.call(question.answer(words), question.address), **options)


class SendGrid:
    path = "/hooks/sendgrid"

    def __init__(self, stage):
        self.http = client(stage)

    def fields(self, raw, *recipients, sender=ANA):
        envelope = json.dumps({"to": recipients, "from": sender})
        return {"email": raw, "envelope": envelope, "dkim": "{@example.com : pass}", "SPF": "pass"}

    def post(self, fields, *, secret=SECRET, **headers):
        path = f"{self.path}?secret={secret}" if secret else self.path
        # Its forms are multipart, and the mail is an ordinary field of them.
        parts = {name: (None, value) for name, value in fields.items()}
        return self.http.post(path, files=parts, headers=headers)

    def deliver(self, question, words="approved", **options):
        return self.post(self.fields(question.answer(words), question.address), **options)


@cache
def signing_key(name):
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(key, *, begins, ends):
    """A PEM that says the key is SNS's."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sns.amazonaws.com")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(ends)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


class Sns:
    """SES behind SNS, and the web that it keeps its certificate in."""

    path = "/hooks/ses"

    def __init__(self, stage):
        now = stage.bench.clock.now()
        self.stage = stage
        self.key = signing_key("ours")
        year = timedelta(days=365)
        self.web = {CERTIFICATE: certificate(self.key, begins=now - year, ends=now + year)}
        self.fetched = []
        self.n_sent = 0
        self.http = client(stage, fetch=self.fetch)

    def fetch(self, address):
        self.fetched.append(address)
        return self.web[address]

    def mail(self, raw, *recipients, sender=ANA, encoding="BASE64"):
        """What SES says of a mail."""
        content = base64.b64encode(raw).decode() if encoding == "BASE64" else raw.decode()
        return {
            "notificationType": "Received",
            "mail": {"source": sender, "messageId": "abc"},
            "receipt": {
                "recipients": recipients,
                "dkimVerdict": {"status": "PASS"},
                "action": {"type": "SNS", "topicArn": TOPIC, "encoding": encoding},
            },
            "content": content,
        }

    def message(self, said, *, kind="Notification", **changes):
        """A message that is not signed yet."""
        self.n_sent += 1
        now = self.stage.bench.clock.now()
        message = {
            "Type": kind,
            "MessageId": f"0000-{self.n_sent}",
            "TopicArn": TOPIC,
            "Subject": "Amazon SES Email Receipt Notification",
            "Message": said if isinstance(said, str) else json.dumps(said),
            "Timestamp": now.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "SignatureVersion": "2",
            "SigningCertURL": CERTIFICATE,
        }
        if kind != "Notification":
            del message["Subject"]
            message["Token"] = "token-1"
            message["SubscribeURL"] = self.confirm_address()
        message |= changes
        return {name: value for name, value in message.items() if value is not None}

    def confirm_address(self):
        return f"{SNS}/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=token-1"

    def signed(self, message, *, key=None):
        extra = ("Subject",) if message["Type"] == "Notification" else ("SubscribeURL", "Token")
        names = sorted({"Message", "MessageId", "Timestamp", "TopicArn", "Type", *extra})
        said = "".join(f"{name}\n{message[name]}\n" for name in names if name in message)
        digest = hashes.SHA1() if message["SignatureVersion"] == "1" else hashes.SHA256()
        signature = (key or self.key).sign(said.encode(), PKCS1v15(), digest)
        return message | {"Signature": base64.b64encode(signature).decode()}

    def post(self, message, content_type="text/plain; charset=UTF-8"):
        body = json.dumps(message)
        return self.http.post(self.path, content=body, headers={"Content-Type": content_type})

    def deliver(self, question, words="approved"):
        said = self.mail(question.answer(words), question.address)
        return self.post(self.signed(self.message(said)))


PROVIDERS = {"mailgun": Mailgun, "postmark": Postmark, "sendgrid": SendGrid, "ses": Sns}
