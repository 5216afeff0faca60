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
from signoff.cli.words import Commands, add_log_level, counted, visible
from signoff.errors import ConfigurationError, LessonNotFound
from signoff.interpret.lessons import Lesson, LessonBook, LessonStatus

_SHOWN_ID = 8  # signs of an id's end; UUIDv7 ids made in the same minute begin alike
_LEAST_ID = 4
_STANDING = {
    LessonStatus.CANDIDATE: "to confirm",
    LessonStatus.ACTIVE: "in use",
    LessonStatus.RETIRED: "retired",
    LessonStatus.MERGED: "merged",
}

_LOOKS = ("list", "show")
_CHANGES = ("confirm", "edit", "pin", "unpin", "merge", "retire")  # methods of LessonBook
_TAKE_MORE = {"edit": "the new text", "merge": "the id of the lesson that stays"}


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "lessons",
        help="see and change what people taught",
        description="See and change what people taught the steps of flows, on a server's database "
        "or in the file of flows that run without a server.",
    )
    parser.add_argument("action", choices=(*_LOOKS, *_CHANGES), help="what to do")
    parser.add_argument("id", nargs="?", help="the lesson's id, or its end (all but list)")
    # Too many words are taken, too, so that _check_words can say what to do about them.
    parser.add_argument("to", nargs="*", help="edit: the new text; merge: the id that stays")
    parser.add_argument("--data-dir", type=Path, help="a server's data folder (signoff-data)")
    parser.add_argument("--database", help="a server's database")
    parser.add_argument("--deployment", help="whose lessons, where a server has several")
    parser.add_argument(
        "--file",
        nargs="?",
        type=Path,
        const=Path(),
        help="the book of flows that run without a server; without a path, the one they use",
    )
    parser.add_argument("--flow", help="list: only of this flow, by its class's name")
    parser.add_argument("--step", help="list: only of this method")
    parser.add_argument(
        "--status",
        type=LessonStatus,
        choices=[status.value for status in LessonStatus],
        help="list: only those that stand so",
    )
    parser.add_argument("--json", action="store_true", help="list: one JSON object per line")
    add_log_level(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Do what was asked and print what came of it; return the exit code.

    Raises: ConfigurationError, where words are missing or there is no such book; LessonNotFound,
    LessonClosed, LessonInvalid.
    """
    _check_words(options)
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


def _check_words(options: argparse.Namespace) -> None:
    """Refuse too few words, and words that would be passed over."""
    action = options.action
    needed = {"list": 0, "edit": 2, "merge": 2}.get(action, 1)
    given = [word for word in (options.id, *options.to) if word is not None]
    if len(given) == needed:
        return
    takes = ("no id", "the id of a lesson", f"the id of a lesson and {_TAKE_MORE.get(action)}")
    raise ConfigurationError(
        f"`signoff lessons {action}` takes {takes[needed]}; {counted(len(given), 'word', 'words')} "
        "came. Nothing was changed. Put a text of several words in quotes."
    )


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
    is_merge = options.action == "merge"
    given = [find(book, to).id if is_merge else to for to in options.to]
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
