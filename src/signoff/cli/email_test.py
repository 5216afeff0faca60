"""`signoff email test`: have the server send a request that only tests the way of a mail.

What such a request is and does is the jobs' business; the mail is the server's.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from signoff.cli.opened import add_place, settings_of_started, who
from signoff.cli.words import Commands, visible

if TYPE_CHECKING:
    from signoff.settings import Settings
    from signoff.store.unit_of_work import UnitOfWork


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "test",
        help="send a test request that can be answered",
        description="Send a test request to an address, by the way that all requests go. The "
        "person can answer it, and gets a confirmation. Nothing depends on the answer.",
    )
    parser.add_argument("--to", required=True, metavar="ADDRESS", help="whom to ask")
    parser.add_argument("--deployment", help="of several served files, the one it counts for")
    add_place(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Order the request, and say where its answer will stand; return the exit code.

    Raises: ConfigurationError, AddressInvalid.
    """
    from signoff.clock import SystemClock  # noqa: PLC0415 - the extra may be missing
    from signoff.jobs.beside import opened_unit  # noqa: PLC0415
    from signoff.jobs.trial import start_trial  # noqa: PLC0415

    settings = settings_of_started(options)
    clock = SystemClock()
    now = clock.now()
    with opened_unit(settings.database_url, clock=clock) as opened, opened() as unit:
        run_id = start_trial(
            unit, address=options.to, deployment=options.deployment, starter=who(), now=now
        )
        is_served = _is_served(unit, now)
        unit.commit()
    for line in _said(settings, options.to, run_id, is_served=is_served):
        print(visible(line))
    return 0


def _is_served(unit: UnitOfWork, now: datetime) -> bool:
    return any(worker.is_alive(now) for worker in unit.workers.all())


def _said(settings: Settings, address: str, run_id: str, *, is_served: bool) -> Iterator[str]:
    if is_served:
        yield f"The server sends a test request to {address} now."
    else:
        yield f"A test request to {address} is stored. It leaves when `signoff serve` runs."
    # The server knows where it listens; it may have been told by flags, or another environment.
    base = settings.base_url if settings.public_url else "the dashboard, at "
    if settings.is_local:
        yield f"Without SIGNOFF_SMTP_HOST it goes to the local mailbox: {base}/mailbox"
    yield f"What becomes of it, and the answer: {base}/runs/{run_id}"
