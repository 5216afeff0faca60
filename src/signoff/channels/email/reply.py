# ruff: noqa: RUF001 - dashes as people type them
"""A person's own words in the plain text of a reply.

Linear and capped: whatever the mail holds, each line is looked at a bounded
number of times. Doubt gives '' rather than words that may be a quotation: a
person who is asked again loses a minute, a decision taken from quoted text
is a wrong decision. What the words mean is the business of interpret.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from signoff.channels.email import phrases
from signoff.channels.email.quotes import (
    Kind,
    Ours,
    Quotation,
    find_quotation,
    is_quoted,
    quotation_at,
)
from signoff.channels.email.signature import ends_text, part_signed

__all__ = [
    "Line",
    "Ours",
    "feedback_line",
    "normal_line",
    "own_lines",
    "own_words",
    "sure_words",
    "without_sent",
]

MAX_LINES = 2000
MAX_LINE_CHARS = 2000
CUT_LINE = " [this line goes on and was cut here]"  # words, so that no outcome is read without them
MAX_TEXT_CHARS = 400_000
WRAP_AT = 60  # a quoted line this long may have been broken by the mail program
MAX_GREETING_WORDS = 5
MAX_BARE_GREETING = 3  # without the comma that greetings end with
MIN_CONTAINED_CHARS = 24
_INVISIBLE = {
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\u00ad")),
    **dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u1427")),
    **dict.fromkeys(c for c in range(0x20) if c not in (0x00, 0x09, 0x0A)),
    **dict.fromkeys(range(0x7F, 0xA0)),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u3000"), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029"), "\n"),
}
_ATTACHED = re.compile(r"<(?:https?|mailto):[^>\s]{0,500}>|\[cid:[^\]\s]{0,200}\]", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"\w|[\u2190-\u2bff\u2e80-\U0010ffff]")
_SENT_WRAPPING = "> |\t*_"


class Line(NamedTuple):
    """A line of the person's, or where ``after`` is given, maybe the rest of that quoted line."""

    text: str
    after: str = ""


def own_words(text: str, *, ours: Ours | None = None) -> str:
    """Return what the person wrote themselves, or '' when they wrote nothing.

    Quotations, signatures, security banners and lines of the mail that we sent
    are left out; greetings stay (see ``feedback_line``).
    """
    lines, _ = own_lines(text, ours=ours)
    return sure_words(lines, ours.sent_lines if ours else frozenset())


def own_lines(
    text: str, *, ours: Ours | None = None, name: str = ""
) -> tuple[tuple[Line, ...], str]:
    """Return what may be the person's, and the lines of their signature that may be words.

    From the former ``sure_words`` makes the words that are. ``name`` is what they are called in
    the mail's From field.
    """
    lines = _lines(text)
    quotation = find_quotation(lines, ours=ours)
    top = _without_banners(lines[: quotation.line] if quotation else lines)
    words, below = _parted([Line(line) for line in top], name)
    if quotation and _may_answer_below(quotation):
        if _says_something(_texts(words)):
            words += _between(lines, quotation, ours)
        elif _ends_signed(top):
            words = []
        else:
            words, below = _parted(list(_below(lines, quotation, ours)), name)
    return tuple(words), _tidy(below)


def _parted(lines: Sequence[Line], name: str) -> tuple[list[Line], list[str]]:
    signed = part_signed(_texts(lines), name=name)
    return [lines[at] for at in signed.words], [lines[at].text for at in signed.below]


def sure_words(lines: Sequence[Line], sent_lines: frozenset[str] = frozenset()) -> str:
    """Return the words that are the person's, by what we know of the lines that we sent.

    A line directly below a long quoted one is theirs where the quoted one ends as a line of ours.
    """
    said = _tidy(_texts(_settled(lines, sent_lines)))
    return without_sent(said, sent_lines) if sent_lines else said


def feedback_line(words: str) -> str:
    """Return the first line that counts: a line that only greets is skipped if more follows."""
    lines = [line.strip() for line in words.split("\n") if _says_something([line])]
    if len(lines) > 1 and _only_greets(lines[0]):
        return lines[1]
    return lines[0] if lines else ""


def without_sent(words: str, sent_lines: frozenset[str]) -> str:
    """Return ``words`` less every line that we sent ourselves.

    One short line alone is kept: it is an answer that our mail happens to name.
    """
    long_lines = [sent for sent in sent_lines if len(sent) >= MIN_CONTAINED_CHARS]
    lines = words.split("\n")
    kept = [line for line in lines if not _was_sent(line, sent_lines, long_lines)]
    taken = [line for line in lines if line.strip() and line not in kept]
    # A whole mail of ours never comes back as one short line, but 'Option B' may be the answer.
    if len(taken) == 1 and len(normal_line(taken[0])) < MIN_CONTAINED_CHARS:
        return words
    return _tidy(kept)


def normal_line(line: str) -> str:
    """Return the form in which a line of ours is recognised again: no marks, single spaces."""
    return " ".join(line.translate(_INVISIBLE).strip(_SENT_WRAPPING).casefold().split())


def _settled(lines: Sequence[Line], sent_lines: frozenset[str]) -> Iterator[Line]:
    """Yield the lines that are surely the person's."""
    quoted, joined, is_theirs = "", "", True
    for line in lines:
        if line.after != quoted:
            quoted, joined, is_theirs = line.after, normal_line(line.after), not line.after
        if joined and not is_theirs:
            normal = normal_line(line.text)
            longer = f"{joined} {normal}"
            if any(longer in sent for sent in sent_lines):
                joined = longer
                continue
            is_whole = any(sent.endswith(joined) for sent in sent_lines)
            is_theirs = is_whole and normal not in sent_lines
            joined = ""  # settled: all that follows is as sure, or as doubtful
        if is_theirs:
            yield line


def _texts(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines]


def _lines(text: str) -> list[str]:
    # Reading starts at the top, so a bound here loses only what nobody quotes or answers.
    head = text[:MAX_TEXT_CHARS].replace("\r\n", "\n").replace("\r", "\n")
    lines = head.translate(_INVISIBLE).split("\n")[:MAX_LINES]
    return [_bounded(line) for line in lines]


def _bounded(line: str) -> str:
    if len(line) <= MAX_LINE_CHARS:
        return line.rstrip()
    kept, rest = line[:MAX_LINE_CHARS].rstrip(), line[MAX_LINE_CHARS:]
    return kept + CUT_LINE if rest.strip() else kept


def _says_something(lines: Sequence[str]) -> bool:
    return any(_SAYS_SOMETHING.search(_ATTACHED.sub("", line)) for line in lines)


def _without_banners(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    in_banner = False
    for line in lines:
        bare = line.strip()
        if phrases.BANNER.match(bare) or (in_banner and phrases.BANNER_GOES_ON.match(bare)):
            in_banner = True
            continue
        in_banner = in_banner and not bare
        kept.append(line)
    return kept


def _ends_signed(lines: Sequence[str]) -> bool:
    """Say whether a signature above the quote shows that nothing was to follow below it."""
    return any(ends_text(lines, index) for index, line in enumerate(lines) if line.strip())


def _may_answer_below(quotation: Quotation) -> bool:
    return quotation.kind in (Kind.MARKS, Kind.ATTRIBUTION)


def _between(lines: Sequence[str], quotation: Quotation, ours: Ours | None) -> Iterator[Line]:
    """Yield what somebody who answered above the quotation also wrote between its lines.

    What stands below the last of them is left out: there a mail server adds its own words.
    """
    last = max((number for number, line in enumerate(lines) if is_quoted(line)), default=0)
    yield Line("")
    yield from _below(lines[: last + 1], quotation, ours)


def _below(lines: Sequence[str], quotation: Quotation, ours: Ours | None) -> Iterator[Line]:
    """Yield what stands between and below quoted lines, as far as it may be the person's."""
    index = quotation.line + quotation.n_lines
    while index < len(lines) and not lines[index].strip():
        index += 1
    if index >= len(lines) or not is_quoted(lines[index]):
        return  # nothing shows where the quotation ends
    previous = broken = ""  # broken: the long quoted line that may have gone on without its mark
    has_words = False
    for number in range(index, len(lines)):
        line = lines[number]
        if is_quoted(line):
            broken = ""
        elif line.strip():
            if len(previous.strip()) >= WRAP_AT and is_quoted(previous):
                broken = previous
            # A rule before any word is drawn above a signature; after words, it may be a pause.
            is_rule = not has_words and line.strip().startswith("____")
            if is_rule or quotation_at(lines, number, ours) is not None:
                return
            has_words = has_words or not broken
            yield Line(line, broken)
        else:
            broken = ""
            yield Line("")
        previous = line


def _only_greets(line: str) -> bool:
    found = phrases.GREETING.fullmatch(line.strip("*_ "))
    is_marked = line.endswith((",", "!", ":", ".", "，", "、", "。"))
    if not found or len(line.split()) > (MAX_GREETING_WORDS if is_marked else MAX_BARE_GREETING):
        return False
    rest = (found["rest"] or "").strip()
    return not re.search(r"[,:;.!–—-]\s*\w", rest)


def _was_sent(line: str, sent_lines: frozenset[str], long_lines: Sequence[str]) -> bool:
    normal = normal_line(line)
    if normal in sent_lines or (line.strip() and not normal):
        return True
    # A mail program that wraps what it quotes leaves pieces of our lines.
    return len(normal) >= MIN_CONTAINED_CHARS and any(normal in sent for sent in long_lines)


def _tidy(lines: Sequence[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1]):
            kept.append(line.rstrip())
    text = "\n".join(kept).strip("\n")
    return text if _says_something([text]) else ""
