# ruff: noqa: RUF001 - a full-width colon is what some mail programs write
"""Where somebody else's words begin in a mail.

A mail program marks what it quotes with `>`, with a line like 'On Monday Ana
wrote:', with a block of header lines or with a rule. One thing no general
rule knows: what is quoted here is most often a mail that we sent, so a line
that carries our address is never the person's own. What the own words mean,
and which of them count, is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from signoff.channels.email import phrases

QUOTE_MARKS = ">|"
CUT = "\x00"  # a border that the HTML reader found; cannot come from outside, NULs are stripped
MAX_ATTRIBUTION_LINES = 5
MAX_ATTRIBUTION_CHARS = 400
MAX_BARE_DATE_CHARS = 90
ENOUGH_LABELS = 2  # below the first line of a header block
_DECORATION = "> \t*_"
_RULE = re.compile(r"\s*(?:[_=─]{4,}|-{10,})\s*")
_DASHED = re.compile(
    r"\W{0,2}[-_=*─]{3,}[ *]*(?P<words>[^\s\-_=*─].{1,120}?)[ *]*[-_=*─]{2,}\W{0,3}"
)
_CLOSED_COLON = re.compile(r"[>)\"\]]\s*[:：]$")
_LONE_VERB = re.compile(rf"(?:{phrases.WROTE.pattern})\s?:", re.IGNORECASE)
_YOU_WROTE = re.compile(r"(?:on|le|am) .{6,60}\byou (?:wrote|write)", re.IGNORECASE)


class Kind(StrEnum):
    """By what sign a quotation was recognised."""

    MARKER = "marker"
    MARKS = "marks"
    ATTRIBUTION = "attribution"
    HEADERS = "headers"
    SEPARATOR = "separator"


@dataclass(frozen=True, slots=True)
class Ours:
    """Who we are in a mail that quotes us.

    ``domain`` is the reply domain, ``address`` and ``name`` what stands in our
    From field; ``sent_lines`` are normalised lines of the mail that was sent
    (see compose.sent_lines), where the caller knows which one it was.
    ``mailbox`` is what stands before the plus of our reply addresses, '' where
    all of the reply domain is ours.
    """

    domain: str
    address: str
    name: str
    sent_lines: frozenset[str] = frozenset()
    mailbox: str = ""

    def owns(self, address: str) -> bool:
        """Say whether mail to this address is for us."""
        local, _, domain = address.casefold().rpartition("@")
        box = self.mailbox.casefold()
        is_our_box = not box or local == box or local.startswith(f"{box}+")
        return is_our_box and domain == self.domain.casefold()


@dataclass(frozen=True, slots=True)
class Quotation:
    """The first line that is not the person's own, and how many lines introduce the quote."""

    line: int
    n_lines: int
    kind: Kind


def find_quotation(lines: Sequence[str], *, ours: Ours | None, start: int = 0) -> Quotation | None:
    """Return where the first quotation at or below ``start`` begins, or None."""
    for index in range(start, len(lines)):
        found = quotation_at(lines, index, ours)
        if found:
            return found
    return None


def is_quoted(line: str) -> bool:
    """Return whether the line carries a quotation mark of its own."""
    return line.lstrip()[:1] in tuple(QUOTE_MARKS)


def quotation_at(lines: Sequence[str], index: int, ours: Ours | None) -> Quotation | None:
    """Return the quotation whose first line is this one, or None."""
    line = lines[index]
    bare = line.strip()
    folded = bare.casefold()
    if any(core in folded for core in phrases.MARKER_CORES):
        return Quotation(index, 1, Kind.MARKER)
    if is_quoted(line):
        return Quotation(index, 0, Kind.MARKS)
    if line.startswith(CUT) or _is_separator(lines, index, ours):
        return Quotation(index, 1, Kind.SEPARATOR)
    if is_header_block(lines, index, ours):
        return Quotation(index, 1, Kind.HEADERS)
    n_lines = attribution_length(lines, index, ours) if bare else 0
    return Quotation(index, n_lines, Kind.ATTRIBUTION) if n_lines else None


def _is_separator(lines: Sequence[str], index: int, ours: Ours | None) -> bool:
    bare = lines[index].strip()
    if phrases.BEGIN_FORWARDED.fullmatch(bare.strip("*-_ ")):
        return True
    if _RULE.fullmatch(lines[index]):
        below = next(
            (i for i in range(index + 1, min(index + 4, len(lines))) if lines[i].strip()), 0
        )
        return bool(below) and (
            is_header_block(lines, below, ours) or attribution_length(lines, below, ours) > 0
        )
    dashed = _DASHED.fullmatch(bare)
    if not dashed:
        return False
    words = dashed["words"]
    if phrases.SEPARATOR_WORDS.search(words) or _names_us(words, ours):
        return True
    # '-------- Isvestnost --------' in a language we have no word for, then its header lines.
    return any(phrases.LABELLED.match(_plain(line)) for line in lines[index + 1 : index + 4])


def is_header_block(lines: Sequence[str], index: int, ours: Ours | None) -> bool:
    """Return whether a quoted mail's header lines ('From: ... Sent: ...') begin here."""
    label = _label(lines[index])
    if label is None:
        return False
    if label not in phrases.HEADER_LABELS:
        return _is_our_header_block(lines, index, ours)
    if _names_us(lines[index], ours):
        return True
    following = [line for line in lines[index + 1 : index + 9] if line.strip(_DECORATION)][:6]
    labels = [found for found in map(_label, following) if found in phrases.HEADER_LABELS]
    if label in phrases.FROM_LABELS:
        addressed = "@" in lines[index] or "[" in lines[index]
        return len(labels) >= (1 if addressed else ENOUGH_LABELS)
    return len(labels) >= ENOUGH_LABELS and any(found in phrases.FROM_LABELS for found in labels)


def _is_our_header_block(lines: Sequence[str], index: int, ours: Ours | None) -> bool:
    """Say whether labels in a language we do not know introduce a mail of ours."""
    found = phrases.LABELLED.match(_plain(lines[index]))
    if ours is None or found is None or not ours.name:
        return False
    value = _plain(lines[index])[found.end() :].strip().casefold()
    following = lines[index + 1 : index + 1 + ENOUGH_LABELS]
    return value.startswith(ours.name.casefold()) and all(map(_label, following))


def attribution_length(lines: Sequence[str], index: int, ours: Ours | None) -> int:
    """Return how many lines an attribution ('On ... wrote:') that begins here takes, or 0."""
    n_lines = _window(lines, index, ours)
    # 'Approved for 10:30' directly above 'On Monday Ana wrote:' is an answer, not its beginning.
    if n_lines > 1 and not phrases.OPENER.match(_plain(lines[index])):
        below = _plain(lines[index + 1])
        if phrases.OPENER.match(below) and _window(lines, index + 1, ours):
            return 0
    return n_lines


def _window(lines: Sequence[str], index: int, ours: Ours | None) -> int:
    first = _plain(lines[index])
    if _LONE_VERB.fullmatch(first):
        return int(any(is_quoted(line) for line in lines[index + 1 : index + 3]))
    if not (phrases.DATE.search(first) or "@" in first or _names_us(first, ours)):
        return 0
    joined = ""
    for n_lines, line in enumerate(lines[index : index + MAX_ATTRIBUTION_LINES], start=1):
        bare = _plain(line)
        if not line.strip() or len(joined) + len(bare) > MAX_ATTRIBUTION_CHARS:
            break
        if n_lines > 1 and is_quoted(line) and not is_quoted(lines[index]) and len(bare) > 1:
            break
        joined = f"{joined} {bare}".strip()
        if _is_attribution(joined, ours):
            return n_lines
    return 1 if _introduces_by_date(lines, index, first) else 0


def _is_attribution(text: str, ours: Ours | None) -> bool:
    dated = phrases.DATE.search(text) is not None
    wrote = phrases.WROTE.search(text) is not None
    addressed = "@" in text
    ends = text.endswith((":", "：", "----")) or bool(phrases.ENDS_WITH_WROTE.search(text))
    if _names_us(text, ours) and not text.endswith((".", "!", "?")):
        return dated or wrote or (ends and addressed)
    if not ends:
        return False
    if wrote and (dated or (addressed and len(text) < MAX_ATTRIBUTION_CHARS // 2)):
        return True
    if dated and addressed and (_CLOSED_COLON.search(text) or phrases.OPENER.match(text)):
        return True
    return _YOU_WROTE.match(text) is not None


def _introduces_by_date(lines: Sequence[str], index: int, first: str) -> bool:
    """Say whether a line is an attribution without a verb: '2013/7/20 Ana <ana@example.com>'."""
    if len(first) > MAX_BARE_DATE_CHARS or first.endswith((".", "!", "?")):
        return False
    below = next((line for line in lines[index + 1 : index + 3] if line.strip()), "")
    if is_quoted(below) and "@" in first and phrases.DATE.match(first):
        return True
    stands_alone = index + 1 >= len(lines) or not lines[index + 1].strip(_DECORATION)
    return stands_alone and phrases.FULL_DATE_FIRST.match(first) is not None


def _names_us(text: str, ours: Ours | None) -> bool:
    """Say whether text holds our address or domain, or our name as the one who wrote it."""
    if ours is None:
        return False
    folded = text.casefold()
    place = f"{ours.mailbox}+" if ours.mailbox else f"@{ours.domain}"
    if ours.address.casefold() in folded or place.casefold() in folded:
        return True
    # A name alone may be an ordinary word ('signoff on 12 March is fine').
    return bool(ours.name) and ours.name.casefold() in folded and text.endswith((":", "："))


def _label(line: str) -> str | None:
    found = phrases.LABELLED.match(_plain(line))
    return found["label"].strip().casefold() if found else None


def _plain(line: str) -> str:
    return line[:2000].strip(_DECORATION)
