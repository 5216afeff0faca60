"""`signoff email doctor`: look whether mail can go out and answers can come in.

What is looked at and what it means is the email channel's business; here are the settings and the
printing.
"""

from __future__ import annotations

import argparse
import json
import smtplib
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from signoff.cli.words import Commands, add_log_level, visible
from signoff.errors import ConfigurationError

if TYPE_CHECKING:
    from signoff.channels.email.doctor import Finding, NameServer, Outgoing
    from signoff.channels.email.doctor_probe import Probe
    from signoff.channels.email.imap_account import ImapAccount
    from signoff.settings import Settings

_ARRIVES_IN_S = 60
_LOOK_EVERY_S = 1.0


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "doctor",
        help="look whether mail can go out and answers can come in",
        description="Look whether mail can go out and answers can come in, with the settings of "
        "the environment. Changes nothing; with --send it sends one mail to itself.",
    )
    parser.add_argument(
        "--send", action="store_true", help="send a mail to our own mailbox and see how it arrives"
    )
    parser.add_argument("--dkim-selector", help="the selector that your mail server signs with")
    parser.add_argument("--json", action="store_true", help="print one JSON object per finding")
    parser.add_argument("--data-dir", type=Path, help="the server's data folder (signoff-data)")
    add_log_level(parser)
    parser.epilog = "Exit codes: 0 no line says fail, 1 one does, 2 a setting cannot be meant so."
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, dns: NameServer | None = None) -> int:
    """Print every finding; return 1 where one of them keeps mail from working.

    Raises: ConfigurationError.
    """
    from signoff.channels.email.doctor import Standing  # noqa: PLC0415 - the extra may be missing
    from signoff.channels.email.name_server import SystemNameServer  # noqa: PLC0415
    from signoff.settings import read_settings  # noqa: PLC0415

    settings = read_settings(data_dir=options.data_dir)
    found = _findings(settings, options, dns or SystemNameServer())
    failed = [finding for finding in _printed(found, options) if finding.standing is Standing.FAIL]
    return 1 if failed else 0


def _printed(findings: Iterable[Finding], options: argparse.Namespace) -> Iterator[Finding]:
    for finding in findings:
        if options.json:
            print(json.dumps(asdict(finding), ensure_ascii=False), flush=True)
        else:
            print(f"{finding.standing:<5} {finding.check:<15} {visible(finding.found)}", flush=True)
            if finding.advice:
                print(f"{'':<21} {visible(finding.advice)}", flush=True)
        yield finding


def _findings(
    settings: Settings, options: argparse.Namespace, dns: NameServer
) -> Iterator[Finding]:
    from signoff.channels.email.check_up import check_up, outgoing_of  # noqa: PLC0415 - the extra may be missing

    yield from check_up(settings, dns, selector=options.dkim_selector)
    server = outgoing_of(settings)
    if options.send and server is not None:
        yield from _sent_to_ourselves(settings, server)


def _sent_to_ourselves(settings: Settings, server: Outgoing) -> Iterator[Finding]:
    from imapclient.exceptions import IMAPClientError  # noqa: PLC0415 - the extra may be missing

    from signoff.channels.email import doctor, doctor_probe  # noqa: PLC0415
    from signoff.channels.email.authenticity import InboundAuth  # noqa: PLC0415
    from signoff.channels.email.said import said  # noqa: PLC0415

    if settings.imap is None or not settings.reply_mailbox:
        found = "not sent: only what comes to a mailbox can be looked at"
        advice = "It needs SIGNOFF_IMAP_HOST and SIGNOFF_REPLY_MAILBOX."
        yield doctor.Finding("plus address", doctor.Standing.WARN, found, advice)
        return
    probe = doctor_probe.new_probe(
        sender=settings.sender,
        mailbox=settings.reply_mailbox,
        domain=settings.reply_domain,
        authserv_id=settings.authserv_id or settings.imap.host,
    )
    advice = "Put right what was found above, and try again."
    try:
        _send(server, probe)
    except (OSError, smtplib.SMTPException) as error:
        found = f"not sent: {said(error)}"
        yield doctor.Finding("plus address", doctor.Standing.FAIL, found, advice)
        return
    try:
        header = _wait_for(settings.imap, probe)
    except (OSError, IMAPClientError, ConfigurationError) as error:
        found = f"sent, but the mailbox could not be looked into: {said(error)}"
        yield doctor.Finding("plus address", doctor.Standing.FAIL, found, advice)
        return
    believed = settings.inbound_auth in (InboundAuth.AUTHSERV_ID, InboundAuth.MICROSOFT365)
    yield from doctor_probe.check_arrival(header, probe, believed=believed)


def _send(server: Outgoing, probe: Probe) -> None:
    from signoff.channels.email.check_up import connect  # noqa: PLC0415
    from signoff.channels.email.doctor import sign_in  # noqa: PLC0415

    with connect(server) as client:
        if server.security == "starttls":
            client.starttls(context=ssl.create_default_context())
        sign_in(server, client)
        client.sendmail(probe.sender, [probe.recipient], probe.raw)


def _wait_for(account: ImapAccount, probe: Probe) -> bytes | None:
    from signoff.channels.email.doctor_probe import find_probe  # noqa: PLC0415
    from signoff.channels.email.imap import sign_in  # noqa: PLC0415

    deadline = time.monotonic() + _ARRIVES_IN_S
    with sign_in(account) as client:
        while True:
            client.select_folder(account.folder, readonly=True)
            header = find_probe(client, probe)
            if header is not None or time.monotonic() > deadline:
                return header
            threading.Event().wait(_LOOK_EVERY_S)
