"""One process that serves: jobs, mail door and web, started in that order, stopped in reverse.

Ports are taken before anything else happens, so a taken one changes nothing.
"""

from __future__ import annotations

import shlex
import socket
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import uvicorn

from signoff.app import App, Flows, open_app
from signoff.channels.email.send import SmtpSender
from signoff.errors import PortTaken, SignoffError
from signoff.jobs.engine import JobEngine
from signoff.settings import Settings
from signoff.web.auth import new_sign_in_link, replace_token
from signoff.web.server import create_web

_LINK_LIFE = timedelta(hours=12)
_GRACE_S = 3  # for open screens at the end


def serve(settings: Settings, flows: Flows, *, name: str) -> int:
    """Serve until stopped; return the exit code.

    Raises: ConfigurationError and its kinds, before anything was started.
    """
    with ExitStack() as running:
        listener = running.enter_context(_listen(settings))
        settings = replace(settings, port=listener.getsockname()[1])
        app = open_app(settings, flows, name=name)
        door = app.door()
        door.start()
        running.callback(door.stop)
        jobs = app.queue
        if not isinstance(jobs, JobEngine):
            raise SignoffError(f"{jobs!r} does not do jobs by itself. Nothing was started.")
        jobs.start(app.jobs(_postman(settings, door.port)), unit=app.unit)
        running.callback(jobs.stop)
        print(_greeting(app, door.port), flush=True)
        config = uvicorn.Config(
            create_web(app, smtp_port=door.port),
            log_level="warning",
            timeout_graceful_shutdown=_GRACE_S,
            server_header=False,
        )
        server = uvicorn.Server(config)
        server.run(sockets=[listener])
    return 0


def _listen(settings: Settings) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"{settings.host}:{settings.port} cannot be listened on: {error.strerror}. Nothing was "
            "started. Stop the program that has it, or choose another with --port."
        ) from error
    return listener


def _postman(settings: Settings, door_port: int) -> SmtpSender:
    """Mail goes to the mail server named, or to our own door and so to the local mailbox."""
    smtp = settings.smtp
    if smtp is None:
        return SmtpSender(host=settings.inbound_host, port=door_port, security="none")
    return SmtpSender(
        host=smtp.host,
        port=smtp.port,
        username=smtp.username,
        password=smtp.password,
        security=smtp.security,
    )


def _greeting(app: App, smtp_port: int) -> str:
    """Return what a person needs to begin, with a fresh sign-in link and API token."""
    now, person, base = app.clock.now(), app.settings.creator, app.settings.base_url
    with app.unit() as unit:
        link = new_sign_in_link(unit, person, now=now, valid_for=_LINK_LIFE)
        token = replace_token(unit, "printed at start", person, now=now, expires_at=now + _LINK_LIFE)
        unit.commit()
    flow = sorted(app.flows)[0]
    curl = (
        f"curl -X POST {shlex.quote(f'{base}/api/v1/flows/{flow}/kickoff')} \\\n"
        f"    -H {shlex.quote(f'Authorization: Bearer {token}')} \\\n"
        "    -H 'Content-Type: application/json' -d '{\"inputs\": {}}'"
    )
    lines = [
        "",
        "signoff is running. Ctrl-C stops it; nothing is lost.",
        "",
        f"  Dashboard       {base}/sign-in/{link}",
        f"                  (signs you in as {person}; works once, within 12 hours)",
    ]
    if app.mailbox is not None:
        lines.append(f"  Local mailbox   {base}/mailbox")
    lines += [
        f"  Mail (SMTP)     {app.settings.inbound_host}:{smtp_port}",
        "",
        "Start a run from the dashboard, or with",
        "",
        f"  {curl}",
        "",
    ]
    return "\n".join(lines)
