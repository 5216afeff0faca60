"""`signoff lessons`: see and change what people taught, on a server's database or in a file.

Which book is meant is settled in cli/lesson_books; what a lesson may become is
interpret's business.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from signoff.cli.lesson_books import opened_book
from signoff.cli.words import Commands, add_log_level, visible
from signoff.errors import LessonNotFound
from signoff.interpret.lessons import Lesson, LessonBook, LessonStatus

_SHOWN_ID = 8  # signs of an id's end; UUIDv7 ids made in the same minute begin alike
_LEAST_ID = 4
_STANDING = {
    LessonStatus.CANDIDATE: "to confirm",
    LessonStatus.ACTIVE: "in use",
    LessonStatus.RETIRED: "retired",
    LessonStatus.MERGED: "merged",
}

# Each is a method of LessonBook, by its name, and what the help says of it.
_CHANGES = {
    "confirm": "let a candidate, or a retired lesson, be applied",
    "edit": "say it in other words",
    "pin": "have it recalled always",
    "unpin": "have it recalled where it fits",
    "merge": "let another lesson stand for it",
    "retire": "apply it no more, and do not learn it again",
}
_MORE_WORDS = {"edit": ("text", "the new text"), "merge": ("into", "id of the lesson that stays")}


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    group = commands.add_parser("lessons", help="see and change what people taught")
    actions = group.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="list lessons, step by step")
    listing.add_argument("--flow", help="only of this flow, by its class's name")
    listing.add_argument("--step", help="only of this method")
    listing.add_argument(
        "--status", type=LessonStatus, choices=list(LessonStatus), help="only those that stand so"
    )
    listing.add_argument("--json", action="store_true", help="one JSON object per line")
    showing = actions.add_parser("show", help="show all of one lesson")
    showing.add_argument("id", help="the lesson's id, or its end")
    parsers = [listing, showing]
    for action, said in _CHANGES.items():
        parser = actions.add_parser(action, help=said)
        parser.add_argument("id", help="the lesson's id, or its end")
        if action in _MORE_WORDS:
            word, meaning = _MORE_WORDS[action]
            parser.add_argument(word, help=meaning)
        parsers.append(parser)
    for parser in parsers:
        _add_places(parser)
    group.set_defaults(run=run)


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data-dir", type=Path, help="a server's data folder (signoff-data)")
    parser.add_argument("--database", help="a server's database")
    parser.add_argument("--deployment", help="which deployment's, where a server has several")
    parser.add_argument(
        "--file",
        nargs="?",
        type=Path,
        const=Path(),
        help="the book of flows that run without a server; without a path, the one they use",
    )
    add_log_level(parser)


def run(options: argparse.Namespace) -> int:
    """Do what was asked and print what came of it; return the exit code.

    Raises: ConfigurationError, where there is no such book; LessonNotFound, LessonClosed,
    LessonInvalid.
    """
    with opened_book(
        file=options.file,
        data_dir=options.data_dir,
        database=options.database,
        deployment=options.deployment,
    ) as (book, place):
        if options.action == "list":
            _list(book, place, options)
            return 0
        lesson = find(book, options.id)
        if options.action == "show":
            _print(_all_of(lesson))
        else:
            _change(book, lesson, options)
        print(f"({place})")
    return 0


def find(book: LessonBook, given: str) -> Lesson:
    """Return the one lesson whose id is ``given`` or ends in it.

    Raises: LessonNotFound.
    """
    ends = [lesson for lesson in book.lessons() if lesson.id.endswith(given.lower())]
    if len(ends) == 1 and len(given) >= _LEAST_ID:
        return ends[0]
    how = "No lesson" if not ends else f"More than one lesson ({len(ends)})"
    if len(given) < _LEAST_ID:
        how = f"{_LEAST_ID} signs at least say which lesson is meant; none is looked for that"
    raise LessonNotFound(
        f"{how} has an id that ends in {given[:60]!r}. Nothing was changed. "
        "Take the id from `signoff lessons list`."
    )


def _list(book: LessonBook, place: str, options: argparse.Namespace) -> None:
    found = sorted(
        (lesson for lesson in book.lessons(status=options.status) if _is_wanted(lesson, options)),
        key=lambda lesson: lesson.scope,
    )
    if options.json:
        for lesson in found:
            print(json.dumps(_plain(lesson), ensure_ascii=False))
        return
    print(place)
    for scope, lessons in groupby(found, key=lambda lesson: lesson.scope):
        print(f"\n{visible(scope)}")
        _print(_line(lesson) for lesson in lessons)
    if not found:
        print("\nNo lesson." if options.status is None else f"\nNo {options.status} lesson.")


def _is_wanted(lesson: Lesson, options: argparse.Namespace) -> bool:
    flow, _, step = lesson.scope.rpartition(":")
    return options.flow in (None, flow) and options.step in (None, step)


def _change(book: LessonBook, lesson: Lesson, options: argparse.Namespace) -> None:
    given = []
    if options.action == "edit":
        given = [options.text]
    if options.action == "merge":
        given = [find(book, options.into).id]
    done: Lesson = getattr(book, options.action)(lesson.id, *given)
    print(_line(done))


def _line(lesson: Lesson) -> str:
    standing = _STANDING[lesson.status] + (", pinned" if lesson.is_pinned else "")
    counted = f"shown {lesson.n_shown}, accepted {lesson.n_helped}" if lesson.n_shown else "-"
    return f"{lesson.id[-_SHOWN_ID:]}  {standing:<15} {counted:<22} {visible(lesson.text)}"


def _all_of(lesson: Lesson) -> Iterable[str]:
    for name, value in _plain(lesson).items():
        said = "yes" if value is True else "no" if value is False else value
        if said not in (None, ""):
            yield f"{name.replace('_', ' '):<13} {visible(str(said))}"


def _plain(lesson: Lesson) -> dict[str, Any]:
    at = lesson.learned_at.isoformat()
    return {**asdict(lesson), "status": lesson.status.value, "learned_at": at}


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
