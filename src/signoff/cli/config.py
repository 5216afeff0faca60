"""`signoff config`: settings as code. Write them down, see what would change, make it so."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from signoff.cli.config_places import Place, Secret, add_config_place, config_place
from signoff.cli.toml_text import decoded, toml_text
from signoff.cli.words import Commands, visible
from signoff.errors import ConfigurationError, SignoffError
from signoff.inbox.policy_changes import Change, changes

_NOTHING, _BROKE, _DIFFERS = 0, 1, 2
_HEAD = "# What signoff is set up to do. `signoff config apply` makes it so.\n\n"
_LONGEST = 160


def add(commands: Commands) -> None:
    """Say what words the commands take."""
    parser = commands.add_parser(
        "config", help="settings as code", description="Settings as code: signoff.toml."
    )
    below = parser.add_subparsers(dest="config_command", required=True, parser_class=_Words)
    exporting = _command(below, "export", _export, "write down what is set up, as TOML")
    exporting.add_argument("--output", type=Path, help="a file (standard output)")
    planning = _command(below, "plan", _plan, "show what applying a file would change")
    planning.add_argument("file", type=Path, help="the file, signoff.toml")
    planning.add_argument("--json", action="store_true", help="one JSON object per change")
    applying = _command(below, "apply", _apply, "make it as a file says, all of it or nothing")
    applying.add_argument("file", type=Path, help="the file, signoff.toml")
    applying.add_argument("--yes", action="store_true", help="do not ask")
    for each in below.choices.values():
        add_config_place(each)
        each.epilog = "Exit codes: 0 it is done, 1 something is wrong and nothing was changed."
    planning.epilog = (
        "Exit codes: 0 there is nothing to change, 2 there is, 1 something is wrong. Nothing is "
        "changed in any case."
    )


class _Words(argparse.ArgumentParser):
    """Reads words, and leaves 2 to say that there is something to change."""

    def parse_known_args(  # type: ignore[override] # its overloads say the same in three ways
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        found, rest = super().parse_known_args(args, namespace)
        if rest:  # else the parser above refuses them, with 2
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return found, rest

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(_BROKE, f"{self.prog}: {message}\n")


_Below: TypeAlias = "argparse._SubParsersAction[_Words]"  # noqa: SLF001 - as in words.py


def _command(
    below: _Below, name: str, act: Callable[[argparse.Namespace, Place], int], what: str
) -> argparse.ArgumentParser:
    def run(options: argparse.Namespace) -> int:
        # 2 says that there is something to change, so what is wrong is 1 here, whatever it is.
        try:
            with config_place(options) as place:
                return act(options, place)
        except SignoffError as error:
            print(f"signoff: {error}", file=sys.stderr)
            return _BROKE

    parser = below.add_parser(name, help=what, description=f"{what[:1].upper()}{what[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _export(options: argparse.Namespace, place: Place) -> int:
    values, _ = place.read()
    text = _HEAD + toml_text(values)
    if options.output is None:
        print(text, end="")
    else:
        options.output.write_text(text, encoding="utf-8")
    return _NOTHING


def _plan(options: argparse.Namespace, place: Place) -> int:
    values, _ = place.read()
    found = _differences(values, _wanted(options.file, values, place))
    for line in _as_json(found) if options.json else _lines(found):
        print(line)
    return _DIFFERS if found else _NOTHING


def _apply(options: argparse.Namespace, place: Place) -> int:
    values, tag = place.read()
    wanted = _wanted(options.file, values, place)
    found = _differences(values, wanted)
    for line in _lines(found):
        print(line)
    if not found:
        return _NOTHING
    if not options.yes and not _is_agreed():
        print("Nothing was changed.")
        return _BROKE
    added = place.put(wanted, tag=tag)
    print(f"{_count(len(found))} applied.")
    for line in _secrets(added):
        print(line)
    return _NOTHING


def _wanted(path: Path, values: Mapping[str, Any], place: Place) -> Mapping[str, Any]:
    """Return what a file says. Raises: ConfigurationError, PolicyInvalid."""
    from signoff.jobs.configuration_text import (  # noqa: PLC0415 - other commands need none of it
        configuration_json,
        read_configuration,
    )

    try:
        raw = decoded(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise ConfigurationError(
            f"{str(path)!r} cannot be read: {error.strerror}. Nothing was changed. Name a file "
            "that `signoff config export` wrote."
        ) from error
    except ValueError as error:
        raise ConfigurationError(
            f"{str(path)!r} is no TOML: {error}. Nothing was changed. Mend it and try again."
        ) from error
    known = values["deployments"]
    return configuration_json(read_configuration(raw, check_url=place.check_url, known=known))


def _differences(values: Mapping[str, Any], wanted: Mapping[str, Any]) -> Sequence[Change]:
    """Return what would change; what the file does not speak of stays as it is."""
    there: Mapping[str, Any] = values["deployments"]
    before = {}
    for name, one in wanted["deployments"].items():
        kept = dict(there[name])
        if "webhooks" not in one:
            kept.pop("webhooks", None)
        before[name] = kept
    return changes(before, wanted["deployments"])


def _lines(found: Sequence[Change]) -> Iterator[str]:
    if not found:
        yield "Nothing to change."
        return
    for change in found:
        yield visible(_line(change))
    yield f"{_count(len(found))} in all: + added, ~ changed, - removed."


def _line(change: Change) -> str:
    if change.is_added:
        return f"+ {change.path} = {_short(change.after)}"
    if change.is_removed:
        return f"- {change.path} = {_short(change.before)}"
    return f"~ {change.path}: {_short(change.before)} -> {_short(change.after)}"


def _as_json(found: Sequence[Change]) -> Iterator[str]:
    for change in found:
        told: dict[str, Any] = {"path": change.path}
        if not change.is_added:
            told["before"] = change.before
        if not change.is_removed:
            told["after"] = change.after
        yield json.dumps(told)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _count(n: int) -> str:
    return "1 change" if n == 1 else f"{n} changes"


def _is_agreed() -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise ConfigurationError(
            "Nobody is at the terminal to agree. Nothing was changed. Give --yes to apply without "
            "being asked."
        )
    return input("Apply? [y/N] ").strip().lower() in {"y", "yes"}


def _secrets(added: Sequence[Secret]) -> Iterator[str]:
    for one in added:
        yield visible(
            f"The webhook {one.webhook} is new. Its secret, shown this once: {one.secret}"
        )
