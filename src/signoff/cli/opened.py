"""An installation's database, as commands that manage it open it: beside a server, or without.

Who may run such a command may read the data folder, so they may do everything.
"""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from signoff.cli.words import add_log_level
from signoff.errors import ConfigurationError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from signoff.settings import Settings
    from signoff.store.membership import Actor
    from signoff.store.unit_of_work import UnitOfWork


def add_place(parser: argparse.ArgumentParser) -> None:
    """Let a command be told which installation it is about."""
    parser.add_argument("--data-dir", type=Path, help="the server's data folder (signoff-data)")
    parser.add_argument("--database", help="the server's database")
    add_log_level(parser)


def add_deployment(parser: argparse.ArgumentParser) -> None:
    """Let a command be told which deployment it is about."""
    parser.add_argument("--deployment", help="the deployment's name, where there are several")


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[UnitOfWork]:
    """Have one open transaction; ``commit`` is the caller's.

    Raises: ConfigurationError, where there is no database.
    """
    from signoff.store.unit_of_work import UnitOfWork  # noqa: PLC0415 - the extra may be missing

    with (
        opened_engine(settings_of(options)) as engine,
        UnitOfWork(engine, lambda *_: None) as unit,
    ):
        yield unit


@contextmanager
def opened_engine(settings: Settings, *, instead: str = "") -> Iterator[Engine]:
    """Have a server's database, at this version's schema; ``instead``: what else may be given.

    Raises: ConfigurationError, where there is none.
    """
    try:
        from signoff.store.database import is_missing, make_engine, upgrade  # noqa: PLC0415 - the extra
    except ModuleNotFoundError as error:
        raise needs_server(error) from error
    engine = make_engine(settings.database_url)
    try:
        if is_missing(engine):
            raise ConfigurationError(
                f"There is no database {engine.url.database!r}. Nothing was made. Name the "
                f"server's with --data-dir or --database{instead and ', or '}{instead}."
            )
        upgrade(engine)
        yield engine
    finally:
        engine.dispose()


def needs_server(error: ModuleNotFoundError) -> ConfigurationError:
    """Return the error for a library that is not there."""
    return ConfigurationError(
        f"{error.name} is not installed, and what a server keeps needs it. Nothing was done. "
        'Run: pip install "signoff[server]"'
    )


def settings_of(options: argparse.Namespace) -> Settings:
    """Return the settings of the installation that was named."""
    try:
        from signoff.settings import read_settings  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        raise needs_server(error) from error
    # A command that needs the data folder alone takes no database.
    return read_settings(data_dir=options.data_dir, database=getattr(options, "database", None))


def settings_of_started(options: argparse.Namespace) -> Settings:
    """Return the settings of an installation that has its keys. Raises: ConfigurationError."""
    from signoff.settings import has_secret  # noqa: PLC0415 - the extra may be missing

    settings = settings_of(options)
    if has_secret(settings):
        return settings
    raise ConfigurationError(
        f"No signoff was started with the data folder {str(settings.data_dir)!r} yet. Nothing was "
        "done. Give the folder of the server with --data-dir or SIGNOFF_DATA_DIR."
    )


def deployment_of(unit: UnitOfWork, name: str | None) -> str:
    """Return the id of the deployment of this name, or of the only one.

    Raises: ConfigurationError.
    """
    known = unit.deployments.names()
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name in known:
        return known[name]
    said = "No deployment was named" if name is None else f"{name!r} is no deployment"
    raise ConfigurationError(
        f"{said}. Nothing was changed. Name one with --deployment: "
        f"{', '.join(known) or 'there is none until the server has started once'}."
    )


def operator(unit: UnitOfWork, deployment: str | None) -> Actor:
    """Return whoever runs the command, in the organisation of a deployment."""
    from signoff.store.membership import Actor  # noqa: PLC0415 - the extra may be missing

    return Actor(who(), unit.members.organisation_of(deployment_of(unit, deployment)))


def who() -> str:
    """Return whom the trail shall name for what is done here."""
    try:
        return f"{getpass.getuser()} at the command line"
    except (KeyError, OSError):  # a container without that user
        return "somebody at the command line"
