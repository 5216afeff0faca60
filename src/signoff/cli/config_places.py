"""Where a configuration is read from and put into: a server, or the database beside it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from signoff.cli.opened import add_place, opened, settings_of, who
from signoff.errors import ConfigurationError

if TYPE_CHECKING:
    from signoff.client import Client


@dataclass(frozen=True, slots=True)
class Secret:
    """The secret of a webhook that is new."""

    webhook: str
    secret: str


class Place(Protocol):
    """Something that is configured."""

    def read(self) -> tuple[Mapping[str, Any], str]:
        """Return what is configured, and the tag of it."""
        ...

    def put(self, values: Mapping[str, Any], *, tag: str) -> tuple[Secret, ...]:
        """Make it so, all or nothing. Raises: PolicyChanged, PolicyInvalid and their like."""
        ...

    def check_url(self, url: str) -> object:
        """Raise WebhookInvalid for an address that a webhook may not have, where that is known."""
        ...


def add_config_place(parser: argparse.ArgumentParser) -> None:
    """Let a command be told what it is about."""
    parser.add_argument("--url", help="the server's address, instead of its database")
    parser.add_argument("--token", help="an API token, with --url")
    parser.add_argument("--token-file", type=Path, help="a file with the API token, with --url")
    add_place(parser)


@contextmanager
def config_place(options: argparse.Namespace) -> Iterator[Place]:
    """Have the place that the words name. Raises: ConfigurationError."""
    if options.url is None:
        yield _Here(options)
        return
    try:
        from signoff.client import Client  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{error.name} is not installed, and --url needs it. Nothing was done. "
            'Run: pip install "signoff[client]"'
        ) from error
    with Client(options.url, _token(options)) as client:
        yield _There(client)


def _token(options: argparse.Namespace) -> str:
    if options.token_file is not None:
        try:
            return str(options.token_file.read_text("utf-8").strip())
        except OSError as error:
            raise ConfigurationError(
                f"{str(options.token_file)!r} cannot be read: {error.strerror}. Nothing was done. "
                "Name a file that holds the token."
            ) from error
    if options.token is None:
        raise ConfigurationError(
            "A server takes nothing without an API token. Nothing was done. Give one with "
            "--token-file or --token."
        )
    return str(options.token)


@dataclass(frozen=True, slots=True)
class _There:
    client: Client

    def read(self) -> tuple[Mapping[str, Any], str]:
        found = self.client.get_configuration()
        return found.values, found.tag

    def put(self, values: Mapping[str, Any], *, tag: str) -> tuple[Secret, ...]:
        added = self.client.put_configuration(values, tag=tag)
        return tuple(Secret(webhook.name, webhook.secret) for webhook in added)

    def check_url(self, url: str) -> object:
        return url  # which networks are open is the server's to know, and to say


@dataclass(frozen=True, slots=True)
class _Here:
    options: argparse.Namespace

    def read(self) -> tuple[Mapping[str, Any], str]:
        from signoff.jobs.configuration_text import configuration_tag  # noqa: PLC0415
        from signoff.jobs.configure import configuration  # noqa: PLC0415 - the extra

        with opened(self.options) as unit:
            found = configuration(unit, unit.deployments.names())
        return found, configuration_tag(found)

    def put(self, values: Mapping[str, Any], *, tag: str) -> tuple[Secret, ...]:
        from signoff.clock import SystemClock  # noqa: PLC0415
        from signoff.jobs.calls.webhook_setup import Actor  # noqa: PLC0415
        from signoff.jobs.configure import configure  # noqa: PLC0415
        from signoff.store.sealed import open_sealer  # noqa: PLC0415

        settings = settings_of(self.options)
        with opened(self.options) as unit:
            added = configure(
                unit,
                unit.deployments.names(),
                values,
                tag=tag,
                sealer=open_sealer(settings.data_dir),
                by=Actor(who(), SystemClock().now()),
                check_url=self.check_url,
            )
            unit.commit()
        return tuple(Secret(webhook.name, secret) for webhook, secret in added)

    def check_url(self, url: str) -> object:
        from signoff.channels.webhook.destination import (  # noqa: PLC0415 - the extra
            read_destination,
            serves_itself,
        )

        settings = settings_of(self.options)
        is_development = serves_itself(settings.base_url)
        return read_destination(
            url, allowed=settings.webhook_networks, is_development=is_development
        )
