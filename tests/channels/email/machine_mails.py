"""Mails that machines and people's programs write, as raw octets, about one mail of ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """The mail of ours that everything here answers or reports about."""

    person: str
    reply: str  # where an answer goes
    bounce: str  # where a report goes
    message_id: str
    text: str = "May this go to all customers?\n\napproved, needs revision or rejected?\n"

    @property
    def quoted(self):
        lines = "".join(f"> {line}\n" for line in self.text.splitlines())
        return f"\nOn Mon, 7 Jan 2030 at 10:00, signoff wrote:\n{lines}"


_IDS = iter(range(1, 1_000_000))


def mail(asked, body, *headers, sender=None, subject="Re: Review: the offer", to=None, kind=None):
    """A mail from the person who was asked; ``body`` may be octets, with their own encoding."""
    octets = body if isinstance(body, bytes) else body.encode("utf-8", "surrogateescape")
    named = {line.partition(":")[0].casefold() for line in headers}
    head = [
        f"From: {sender or asked.person}",
        f"To: {to or asked.reply}",
        f"Subject: {subject}",
        f"Message-ID: <{next(_IDS)}@mail.example.com>",
        "MIME-Version: 1.0",
        *headers,
    ]
    if "in-reply-to" not in named:
        head.append(f"In-Reply-To: {asked.message_id}")
    if "content-type" not in named:
        head.append(f"Content-Type: {kind or 'text/plain; charset=utf-8'}")
    if "content-transfer-encoding" not in named and "multipart" not in (kind or ""):
        head.append("Content-Transfer-Encoding: 8bit")
    return "\r\n".join([*head, "", ""]).encode() + octets.replace(b"\n", b"\r\n")


def parts(*bodies, kind="alternative"):
    """The body of a multipart mail; each part is its type and its text."""
    told = "".join(f"--b\nContent-Type: {each}\n\n{text}\n" for each, text in bodies)
    return f"{told}--b--\n", f"multipart/{kind}; boundary=b"


def both(asked, plain, html, **more):
    body, kind = parts(("text/plain; charset=utf-8", plain), ("text/html; charset=utf-8", html))
    return mail(asked, body, kind=kind, **more)


def delivery_report(asked, action="failed", status="5.1.1", told="User unknown", said=""):
    """A report as RFC 3464 has it, as Postfix writes it."""
    body = f"""--r
Content-Type: text/plain

{said or "This is the mail system. I'm sorry to have to inform you that your message could not"}
be delivered to one or more recipients.

<{asked.person}>: {told}
--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com
Arrival-Date: Mon, 7 Jan 2030 10:00:00 +0000

Final-Recipient: rfc822; {asked.person}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} {told}
--r
Content-Type: message/rfc822

{_original(asked)}
--r--
"""
    return mail(
        asked, body, "In-Reply-To: <other@x>", sender="MAILER-DAEMON@mx.example.com",
        to=asked.bounce, subject="Undelivered Mail Returned to Sender",
        kind="multipart/report; report-type=delivery-status; boundary=r",
    )  # fmt: skip


def complaint(asked):
    """A report as RFC 5965 has it: somebody pressed 'this is spam'."""
    body = f"""--r
Content-Type: text/plain

This is an email abuse report.
--r
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
--r
Content-Type: message/rfc822

{_original(asked)}
--r--
"""
    return mail(
        asked, body, sender="feedback@isp.example", to=asked.bounce, subject="FW: Review",
        kind="multipart/report; report-type=feedback-report; boundary=r",
    )  # fmt: skip


def read_receipt(asked):
    body = """--r
Content-Type: text/plain

approved
--r
Content-Type: message/disposition-notification

Final-Recipient: rfc822; ana@example.com
Disposition: manual-action/MDN-sent-manually; displayed
--r--
"""
    kind = "multipart/report; report-type=disposition-notification; boundary=r"
    return mail(asked, body, subject="Read: Review", kind=kind)


def qmail_bounce(asked):
    """A report without any structure; only where it comes to says which mail it is about."""
    said = (
        "Hi. This is the qmail-send program at example.com.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{asked.person}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
        "--- Below this line is a copy of the message.\n\napproved\n"
    )
    return mail(
        asked, said, "In-Reply-To: <other@x>", sender="MAILER-DAEMON@example.com",
        to=asked.bounce, subject="failure notice",
    )  # fmt: skip


def exim_bounce(asked):
    said = (
        "This message was created automatically by mail delivery software.\n"
        "A message that you sent could not be delivered to one or more of its recipients.\n"
        f"  {asked.person}\n    550 5.1.1 unrouteable address\n"
    )
    return mail(
        asked, said, f"X-Failed-Recipients: {asked.person}", "Auto-Submitted: auto-replied",
        "In-Reply-To: <other@x>", sender="Mail Delivery System <Mailer-Daemon@mx.example.com>",
        to=asked.bounce, subject="Mail delivery failed: returning message to sender",
    )  # fmt: skip


def _original(asked):
    return (
        f"From: signoff@corp.test\nTo: {asked.person}\nSubject: Review\n"
        f"Message-ID: {asked.message_id}\n\napproved\n"
    )
