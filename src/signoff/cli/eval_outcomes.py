"""`signoff eval outcomes`: judge how well replies are read, so users can try their own.

Reading is interpret's business and so is judging; here replies are read by one
or the other reader, the time is taken, and limits are held against the figures.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from signoff.cli.eval_report import SHOWN, Report
from signoff.cli.labelled_replies import read_cases
from signoff.cli.words import Commands, add_log_level, counted, visible
from signoff.errors import ConfigurationError, FlowDefinitionError
from signoff.interpret import match_outcome, read_outcome
from signoff.interpret.evaluation import Case, Figures, Judged, figures

_FIELDS = ("lang", "kind", "outcomes")
_Read = Callable[[Case], str | None]


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    group = commands.add_parser("eval", help="judge signoff on data of your own")
    parser = group.add_subparsers(dest="subject", required=True).add_parser(
        "outcomes",
        help="judge how well replies are read",
        description="Read each reply of the files and hold it against its label: how many get the "
        "right outcome, how many a wrong one, and how many an approval they do not give.",
    )
    parser.add_argument(
        "files", type=Path, nargs="+", help="labelled replies, one JSON object per line"
    )
    parser.add_argument("--model", help="ask this model where the rules find nothing")
    parser.add_argument("--by", type=_fields, default=(), help="tables by lang, kind, outcomes")
    parser.add_argument(
        "--show", choices=SHOWN, default="wrong", help="whose words are shown (wrong)"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--max-wrong-approvals", type=_count, help="exit with 1 above this number")
    parser.add_argument("--max-wrong", type=_percent, help="exit with 1 above this percentage")
    parser.add_argument("--min-coverage", type=_percent, help="exit with 1 below this percentage")
    add_log_level(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Judge the files and print what was found; return 1 where a limit is not kept.

    Raises: RepliesInvalid, ConfigurationError, before any reply was read.
    """
    cases = [case for path in options.files for case in read_cases(path)]
    read = _read_by_rules if options.model is None else _reader_with_model(options.model)
    judged = [_judge(case, read) for case in cases]
    reader = "by the rules alone" if options.model is None else f"by the rules and {options.model}"
    names = ", ".join(visible(path.name) for path in options.files)
    title = f"{names}: {counted(len(cases), 'reply', 'replies')}, read {reader}"
    report = Report(title, judged, options.by, options.show)
    for line in report.lines():
        print(line)
    if options.json is not None:
        _write(options.json, report)
    broken = list(_broken_limits(options, figures(judged)))
    for sentence in broken:
        print(f"signoff: {sentence}", file=sys.stderr)
    return 1 if broken else 0


def _judge(case: Case, read: _Read) -> Judged:
    begun = time.perf_counter()
    got = read(case)
    return Judged(case, got, (time.perf_counter() - begun) * 1000)


def _read_by_rules(case: Case) -> str | None:
    return match_outcome(case.feedback, case.outcomes, case.message, approving=case.approving)


def _reader_with_model(name: str) -> _Read:
    from signoff.interpret import model  # noqa: PLC0415 - only where a model is asked

    try:
        model.check_llm(name)
    except FlowDefinitionError as error:
        raise ConfigurationError(str(error)) from error
    if not model.can_ask(name):
        raise ConfigurationError(
            f"{name} cannot be asked; what is missing is logged above. Nothing was judged. "
            "Set it up, or leave --model out to judge the rules alone."
        )
    return partial(_read_by_ladder, partial(model.classify, name))


def _read_by_ladder(
    classify: Callable[[str, Sequence[str], str], str | None], case: Case
) -> str | None:
    reading = read_outcome(
        case.feedback,
        case.outcomes,
        message=case.message,
        approving=case.approving,
        classify=classify,
    )
    return reading.outcome


def _broken_limits(options: argparse.Namespace, found: Figures) -> Iterator[str]:
    most = options.max_wrong_approvals
    if most is not None and found.n_wrong_approvals > most:
        yield f"Wrong approvals: {found.n_wrong_approvals}; allowed: {most}."
    if options.max_wrong is not None and (found.wrong or 0.0) > options.max_wrong:
        yield f"Wrong commits: {found.wrong:.2f} %; allowed: {options.max_wrong:g} %."
    if options.min_coverage is not None and (found.coverage or 0.0) < options.min_coverage:
        reached = "no reply is decidable" if found.coverage is None else f"{found.coverage:.2f} %"
        yield f"Coverage: {reached}; wanted: {options.min_coverage:g} %."


def _write(path: Path, report: Report) -> None:
    text = json.dumps(report.values(), indent=2)
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"{str(path)!r} cannot be written: {error.strerror}. The figures above hold, no file "
            "was made. Name a file in a folder that you can write."
        ) from error


def _fields(text: str) -> tuple[str, ...]:
    fields = tuple(dict.fromkeys(text.split(",")))
    for field in fields:
        if field not in _FIELDS:
            raise argparse.ArgumentTypeError(f"{field!r} is none of {', '.join(_FIELDS)}")
    return fields


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0")
    return int(text)


def _percent(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:  # noqa: PLR2004 - percent
        raise argparse.ArgumentTypeError(f"{text!r} is no percentage from 0 to 100")
    return value
