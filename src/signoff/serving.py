"""One process that serves: jobs, mail door and web, started in that order, stopped in reverse.

Ports are taken before anything else happens, so a taken one changes nothing.
"""

from __future__ import annotations

import json
import shlex
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Never

from signoff.app import App, Flows, open_app
from signoff.channels.email.door import listen_for_mail
from signoff.channels.email.lmtp import LmtpDoor, listen_on_path
from signoff.channels.email.reading import MailReader
from signoff.channels.email.send import SmtpSender
from signoff.channels.email.ways_in import unchecked_ways
from signoff.crew import CrewFlow, inputs_of
from signoff.flow.config import flow_config
from signoff.jobs.accounts import is_closed
from signoff.jobs.clockwork import Clockwork
from signoff.jobs.engine import JobEngine
from signoff.jobs.start import retry_blocked
from signoff.settings import Settings, unknown_settings
from signoff.store.audit.checkpoints import find_checkpoint
from signoff.store.people import new_sign_in_link, replace_token
from signoff.store.runs import n_elsewhere
from signoff.web.hooks import addresses
from signoff.web.server import HttpDoor, create_web, listen_on

_LINK_LIFE = timedelta(hours=12)
_PRINTED = "printed at start"
_GRACE_S = 3  # for open screens at the end


def serve(settings: Settings, flows: Flows, *, name: str) -> int:
    """Serve until stopped; return the exit code.

    Raises: ConfigurationError and its kinds, before anything was started.
    """
    with (
        closing(listen_on(settings.host, settings.port)) as listening,
        closing(listen_for_mail(settings.inbound_host, settings.inbound_port)) as mail,
        _listening_for_lmtp(settings) as lmtp,
    ):
        settings = replace(settings, port=listening.getsockname()[1])
        return run(open_app(settings, flows, name=name), listening, mail, lmtp)


def run(
    app: App, listening: socket.socket, mail: socket.socket, lmtp: socket.socket | None = None
) -> int:
    """Run an opened app until stopped; return the exit code.

    Its pages are on ``listening``, mail comes in on ``mail``, and from a mail server on ``lmtp``.
    """
    flow_config.llm = app.settings.llm if flow_config.llm is None else flow_config.llm
    sign = _signer(app.settings)
    warnings = [*_unknown(), *_other_folder(app)]  # before our own key signs
    with ExitStack() as running:
        # Service managers stop with SIGTERM; uvicorn raises it again: that would end us unfinished.
        running.callback(signal.signal, signal.SIGTERM, signal.signal(signal.SIGTERM, _interrupt))
        door = app.door()
        door.start(mail)
        running.callback(door.stop)
        app = replace(app, smtp_port=door.port)
        ways = _open_other_ways(app, running, lmtp)
        reader = MailReader()
        running.callback(reader.close)
        running.callback(app.checkpoints.stop)  # when nothing is added any more
        engine = _engine(app)
        postman = replace(_postman(app.settings, door.port), sign=sign)
        engine.start(
            app.jobs(postman, read=reader.read),
            unit=app.unit,
            give_up=app.give_up,
            deployment_id=app.deployment_id,
        )
        running.callback(engine.stop)
        with app.unit() as unit:
            retry_blocked(unit, now=app.clock.now(), deployment_id=app.deployment_id)
            unit.commit()
        clockwork = Clockwork([*app.ticks(), *engine.ticks()])
        clockwork.start()
        running.callback(clockwork.stop)
        web = create_web(app)
        http = HttpDoor(web, log_level="warning", timeout_graceful_shutdown=_GRACE_S)
        # Ctrl-C may come before the HTTP door listens for it, or be raised again when it is done.
        with suppress(KeyboardInterrupt):
            print(_greeting(app, ways, warnings), flush=True)
            http.run(sockets=[listening])
    print("signoff has stopped. What waited still waits; the same command goes on with it.")
    return 0


def _interrupt(_number: int, _frame: FrameType | None) -> Never:
    raise KeyboardInterrupt


@contextmanager
def _listening_for_lmtp(settings: Settings) -> Iterator[socket.socket | None]:
    place = settings.lmtp
    if place is None:
        yield None
    elif place.socket is not None:
        with closing(listen_on_path(place.socket)) as listening:
            yield listening
        place.socket.unlink(missing_ok=True)
    else:
        host, port = settings.inbound_host, place.port or 0
        with closing(listen_for_mail(host, port, setting="SIGNOFF_LMTP_PORT")) as listening:
            yield listening


def _open_other_ways(app: App, running: ExitStack, lmtp: socket.socket | None) -> list[str]:
    """Open the ways in that are set up besides SMTP; return what the greeting says of them."""
    lines = []
    if lmtp is not None:
        door = app.lmtp_door()
        door.start(lmtp)
        running.callback(door.stop)
        lines.append(f"  Mail (LMTP)     {_where(app.settings, door)}")
    if app.settings.imap is not None:
        watch = app.imap_watch(app.settings.imap)
        watch.start()
        running.callback(watch.stop)
        lines.append(f"  Mail (IMAP)     {app.settings.imap.place}")
    hooks = addresses(app.settings)
    return [*lines, *(f"  Mail (HTTP)     {app.settings.base_url}{path}" for path in hooks)]


def _where(settings: Settings, door: LmtpDoor) -> str:
    path = settings.lmtp.socket if settings.lmtp else None
    return str(path) if path else f"{settings.inbound_host}:{door.port}"


def _engine(app: App) -> JobEngine:
    if not isinstance(app.queue, JobEngine):
        raise TypeError(f"{app.queue!r} does not do jobs by itself. Nothing was started.")
    return app.queue


def _signer(settings: Settings) -> Callable[[bytes], bytes] | None:
    """Return what signs our mail, None where its server does."""
    if not settings.dkim_key or not settings.dkim_selector:
        return None
    from signoff.channels.email.sign import read_signer  # noqa: PLC0415 - most sign elsewhere

    domain = settings.sender.rpartition("@")[2]
    return read_signer(Path(settings.dkim_key), selector=settings.dkim_selector, domain=domain)


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


def _unchecked(settings: Settings, *, is_alone: bool) -> list[str]:
    """Return what to say where strangers' mail is believed: it is safe on one machine alone."""
    ways = unchecked_ways(settings)
    if not ways or (is_alone and settings.is_local):
        return []
    return [
        "",
        f"  WARNING  SIGNOFF_INBOUND_AUTH is off for mail by {', '.join(ways)}:",
        "           whoever writes a false From line and knows a reply address can answer for",
        "           somebody else. See docs/how-to.md, 'Know who wrote a mail'.",
        "",
    ]


def _elsewhere(app: App) -> list[str]:
    """Return what runs wait for another deployment: a file that was renamed is another one."""
    with app.reading() as connection:
        found = n_elsewhere(connection, app.deployment_id)
    return [
        f"  Not served here {n} open run{'s' if n > 1 else ''} of the deployment {name!r}: they "
        f"wait for its server,\n{' ' * 18}signoff serve FLOWS --deployment {shlex.quote(name)}"
        for name, n in found.items()
    ]


def _unknown() -> list[str]:
    return [
        f"  WARNING  {name} is no setting of signoff and changes nothing: is it misspelt?"
        for name in unknown_settings()
    ]


def _other_folder(app: App) -> list[str]:
    """Return what to say where the database was last served with the keys of another data folder.

    Their reply addresses and secrets hold nowhere else, and nobody is told until answers bounce.
    """
    with app.reading() as connection:
        last = find_checkpoint(connection)
    if last is None or last.key_id == app.audit_key.public.id:
        return []
    return [
        "  WARNING  This database was last served with another data folder: its audit key is",
        f"           {last.key_id}, ours {app.audit_key.public.id}. Answers to mails that were",
        "           sent with the keys of the other are refused here, and what they sealed cannot",
        "           be read. Give every server the same folder, or restore it from the backup.",
        "           See docs/hosting.md.",
    ]


def _greeting(app: App, ways: Sequence[str] = (), warnings: Sequence[str] = ()) -> str:
    """Return what a person needs to begin, with a fresh sign-in link and API token."""
    way_in, token = _way_in(app)
    base, flow = app.settings.base_url, min(app.flows)
    said = "this token works for 12 hours" if token else "put in a token of your own"
    shown = token or "TOKEN"
    served = app.flows[flow]
    names = inputs_of(served) if issubclass(served, CrewFlow) else ()
    inputs = json.dumps({"inputs": dict.fromkeys(names, "...")})
    curl = (
        f"curl -X POST {shlex.quote(f'{base}/api/v1/flows/{flow}/kickoff')} \\\n"
        f"    -H {shlex.quote(f'Authorization: Bearer {shown}')} \\\n"
        f"    -H 'Content-Type: application/json' -d {shlex.quote(inputs)}"
    )
    lines = [
        "",
        "signoff is running. Ctrl-C stops it; nothing is lost.",
        "",
        *way_in,
    ]
    if app.mailbox is not None:
        lines.append(f"  Local mailbox   {base}/mailbox")
    lines += _unchecked(app.settings, is_alone=not ways)
    if warnings:
        lines += ["", *warnings, ""]
    lines += [
        f"  Mail (SMTP)     {app.settings.inbound_host}:{app.smtp_port}",
        *ways,
        *_elsewhere(app),
        "",
        f"Start a run from the dashboard, or with ({said})",
        "",
        f"  {curl}",
        "",
    ]
    return "\n".join(lines)


def _address(settings: Settings) -> str:
    return f"{socket.gethostname()[:40]}:{settings.port}"


def _way_in(app: App) -> tuple[list[str], str]:
    """Return how the creator comes in, and a new token of theirs; empty if they may not."""
    now, person, base = app.clock.now(), app.settings.creator, app.settings.base_url
    with app.unit() as unit:
        if is_closed(unit, person):
            return [
                f"  Dashboard       {base}/sign-in",
                f"  WARNING  {person}, the deployment's creator, has a closed account: no",
                "           link and no token were made. What would go to them goes to the",
                "           backup, or to whoever is in charge. Take another --creator, or run:",
                f"           signoff people activate {shlex.quote(person)}",
            ], ""
        link = new_sign_in_link(unit, person, now=now, valid_for=_LINK_LIFE)
        for old in unit.people.list_tokens(person):
            if old.name.startswith(_PRINTED) and old.expires_at and old.expires_at <= now:
                unit.people.drop_token(old.name, person)  # a container has a new name each time
        # Named by its server, so that the start of another one leaves it alone.
        name = f"{_PRINTED} of {app.deployment_name[:30]} at {_address(app.settings)}"
        token = replace_token(unit, name, person, now=now, expires_at=now + _LINK_LIFE)
        unit.commit()
    return [
        f"  Dashboard       {base}/sign-in/{link}",
        f"                  (signs you in as {person}; works once, within 12 hours)",
    ], token
