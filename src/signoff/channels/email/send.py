"""Hand one mail to a mail server.

Knows whether trying again can help, not when that will be.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage

import aiosmtplib

from signoff.channels.email.wire import to_octets
from signoff.errors import DeliveryError

TIMEOUT_S = 30.0
_PERMANENT = range(500, 600)


@dataclass(frozen=True, slots=True)
class SmtpSender:
    """A mail server that takes our mail. ``security``: none, starttls or tls."""

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    security: str = "starttls"
    tls_context: ssl.SSLContext | None = field(default=None, repr=False)
    timeout_s: float = TIMEOUT_S

    async def send(self, message: EmailMessage, *, envelope_from: str, recipient: str) -> str:
        """Send ``message`` to one recipient and return the server's last line.

        ``envelope_from`` is where a bounce goes; '' for nowhere. A connection lost after the
        text may have sent it: it counts as not sent, and the next try has the same Message-ID.
        Raises: DeliveryError.
        """
        octets = to_octets(message)
        client = self._client(str(message["From"].addresses[0].domain))
        options = [] if recipient.isascii() else ["SMTPUTF8"]
        try:
            async with client:
                _, line = await client.sendmail(
                    envelope_from, [recipient], octets, mail_options=options
                )
        except aiosmtplib.SMTPRecipientsRefused as error:
            refusal = error.recipients[0]
            raise self._failed(f"{refusal.code} {refusal.message}", refusal.code) from error
        except aiosmtplib.SMTPResponseException as error:
            raise self._failed(f"{error.code} {error.message}", error.code) from error
        except aiosmtplib.SMTPNotSupported as error:
            raise self._failed(str(error), 550) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise self._failed(str(error) or type(error).__name__, 0) from error
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

    def _failed(self, said: str, code: int) -> DeliveryError:
        permanent = code in _PERMANENT
        next_step = (
            "It will not be tried again. Check the address."
            if permanent
            else "It will be tried again. Check the mail server if this lasts."
        )
        return DeliveryError(
            f"The mail server {self.host}:{self.port} did not take the mail: {said[:300]}. "
            f"The mail is kept. {next_step}",
            permanent=permanent,
        )
