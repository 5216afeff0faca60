"""Hand one mail to a mail server.

Knows whether trying again can help, not when that will be.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

import aiosmtplib

from signoff.channels.email.wire import to_octets
from signoff.errors import DeliveryError

TIMEOUT_S = 30.0
_PERMANENT = range(500, 600)
# A wrong password, a sender that is not let in or a closed server says 5xx too, but the next mail
# fares no better and this one goes out once somebody mends it.
_NOT_THIS_MAILS_FAULT = (
    aiosmtplib.SMTPAuthenticationError,
    aiosmtplib.SMTPConnectResponseError,
    aiosmtplib.SMTPHeloError,
    aiosmtplib.SMTPSenderRefused,
)
_NO_RELAY = re.compile(r"5\.7\.\d+.*\brelay", re.IGNORECASE)  # said of a recipient, and of us
_TOO_LARGE = 552  # of what is said to our sender, the one thing that is about the mail


@dataclass(frozen=True, slots=True)
class SmtpSender:
    """A mail server that takes our mail. ``security``: none, starttls or tls.

    ``sign`` puts our own signature on a mail, where its server does not.
    """

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    security: str = "starttls"
    tls_context: ssl.SSLContext | None = field(default=None, repr=False)
    timeout_s: float = TIMEOUT_S
    sign: Callable[[bytes], bytes] | None = None

    async def send(self, message: EmailMessage, *, envelope_from: str, recipient: str) -> str:
        """Send ``message`` to one recipient and return the server's last line.

        ``envelope_from`` is where a bounce goes; '' for nowhere. A connection lost after the
        text may have sent it: it counts as not sent, and the next try has the same Message-ID.
        Raises: DeliveryError.
        """
        octets = to_octets(message)
        if self.sign is not None:
            octets = self.sign(octets)
        client = self._client(str(message["From"].addresses[0].domain))
        options = [] if recipient.isascii() else ["SMTPUTF8"]
        try:
            async with client:
                _, line = await client.sendmail(
                    envelope_from, [recipient], octets, mail_options=options
                )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise self._failed(error, recipient) from error
        return line

    def _client(self, own_name: str) -> aiosmtplib.SMTP:
        # Our name is given, not looked up: a slow name server would delay every mail.
        return aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=self.security == "tls",
            start_tls=self.security == "starttls",
            tls_context=self.tls_context,
            timeout=self.timeout_s,
            local_hostname=own_name,
        )

    def _failed(self, error: Exception, recipient: str) -> DeliveryError:
        if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
            error = error.recipients[0]
        said = str(error) or type(error).__name__
        permanent = isinstance(error, aiosmtplib.SMTPNotSupported) and not recipient.isascii()
        if isinstance(error, aiosmtplib.SMTPResponseException):
            said = f"{error.code} {error.message}"
            is_of_all = isinstance(error, _NOT_THIS_MAILS_FAULT) or _NO_RELAY.search(said)
            permanent = error.code == _TOO_LARGE or (error.code in _PERMANENT and not is_of_all)
        said = said[:300].rstrip(".")
        next_step = (
            "It will not be tried again. Check the address."
            if permanent
            else "It will be tried again. Check the mail server if this lasts."
        )
        return DeliveryError(
            f"The mail server {self.host}:{self.port} did not take the mail: {said}. "
            f"The mail is kept. {next_step}",
            permanent=permanent,
        )
