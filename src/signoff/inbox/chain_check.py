"""Whether a chain is whole, and where it first is not.

It reads links one by one, in the order they are given, and keeps only what it
needs of those behind: a trail of any length is checked in little memory. What
it cannot know is said, not guessed: an excerpt may leave out facts, and only
an anchor (a receipt somebody kept, a signed checkpoint) shows that the end was
cut off or that all of it was written anew. It knows no file and no signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from signoff.inbox import chain
from signoff.inbox.chain import GENESIS, Closed, Link, Receipt

_SHOWN = 20  # breaks that are kept: after the first ones, the rest tell nothing new


class BreakKind(StrEnum):
    """What is wrong with a chain."""

    CHANGED = "changed"  # a fact is not what was sealed
    MISSING = "missing"  # numbers are left out
    REORDERED = "reordered"  # facts stand in another order, or twice
    CUT = "cut"  # facts at the end are gone that an anchor vouches for
    REWRITTEN = "rewritten"  # the chain holds, but an anchor shows it was another
    UNSAID = "unsaid"  # words were taken out, and no fact says so
    ALTERED = "altered"  # what is stored beside the chain is not what its facts say
    FORGED = "forged"  # an anchor's signature is not that of the key


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that is wrong, from number ``seq`` on; ``says`` is a sentence for people."""

    seq: int
    kind: BreakKind
    says: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A receipt and where it comes from, as its finder calls it: ``checkpoint 12``."""

    receipt: Receipt
    source: str
    is_outside: bool = True  # not the head that the trail gives itself


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. ``first_break`` is None where the chain is whole.

    ``n_links`` counts facts, ``n_closed`` places of others; ``last`` is the last number seen and
    ``head`` its receipt; ``n_anchors`` were met and agree.
    """

    n_links: int = 0
    n_closed: int = 0
    n_redacted: int = 0
    n_anchors: int = 0
    vouched: int = 0  # the highest number that a checkpoint or receipt was met at
    first: int = 0
    last: int = 0
    head: Receipt | None = None
    breaks: tuple[Break, ...] = ()

    @property
    def first_break(self) -> Break | None:
        """The break with the lowest number."""
        return min(self.breaks, key=lambda found: found.seq, default=None)


def check(
    lines: Iterable[Link | Closed],
    *,
    anchors: Iterable[Anchor] = (),
    begins_at: int = 1,
    is_excerpt: bool = False,
) -> Report:
    """Return what is wrong with these links, in the order they are given.

    They begin at number ``begins_at`` and leave out none. An excerpt may leave out any; anchors
    beyond its end prove nothing then.
    """
    walk = _Walk(begins_at, is_excerpt=is_excerpt, anchors=_by_seq(anchors))
    for line in lines:
        walk.take(line)
    return walk.end()


@dataclass
class _Walk:
    begins_at: int
    is_excerpt: bool
    anchors: dict[int, list[Anchor]]
    seq: int = 0  # of the line before
    hash: str | None = None  # of the line before; None where it cannot be known
    first: int = 0
    n_links: int = 0
    n_closed: int = 0
    n_anchors: int = 0
    vouched: int = 0
    is_torn: bool = False  # nothing signed reaches over what an excerpt leaves out
    breaks: list[Break] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    redacted: list[int] = field(default_factory=list)
    said: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seq = self.begins_at - 1
        self.hash = GENESIS if self.begins_at == 1 else None

    def take(self, line: Link | Closed) -> None:
        self.first = self.first or line.seq
        follows = self._follows(line.seq)
        before = self.hash if follows else None
        found = self._open(line, before) if isinstance(line, Link) else self._closed(line, before)
        if follows or line.seq > self.seq:
            self.seq, self.hash = line.seq, found
        self._meet(line.seq, found)

    def _follows(self, seq: int) -> bool:
        """Say whether this line stands right behind the one before it."""
        if seq == self.seq + 1:
            return True
        if seq <= self.seq:
            self._say(seq, BreakKind.REORDERED, f"Fact {seq} stands behind fact {self.seq}.")
            self.gaps = [gap for gap in self.gaps if not gap[0] <= seq <= gap[1]]
        elif self.is_excerpt:
            self.is_torn = True
        else:
            self.gaps.append((self.seq + 1, seq - 1))
        return False

    def _open(self, link: Link, before: str | None) -> str:
        self.n_links += 1
        self._check_words(link)
        if before not in (None, link.prev_hash):
            # Its own hash may still be right: then the one before was sealed anew.
            says = f"Fact {link.seq} was sealed onto another than the one before it."
            self._say(max(self.seq, 1), BreakKind.CHANGED, says)
        found = chain.hash_of(link.seq, chain.body_of(link), link.prev_hash)
        if found != link.hash:
            self._say(link.seq, BreakKind.CHANGED, f"Fact {link.seq} is not what was sealed.")
        if link.kind == "audit.redacted":
            self.said += ranges(link.data.get("seqs"))
        return link.hash

    def _check_words(self, link: Link) -> None:
        if link.salt is not None:
            if chain.digest_of(link.salt, link.actor, link.data) != link.digest:
                says = f"Who did fact {link.seq}, or its data, is not what was sealed."
                self._say(link.seq, BreakKind.CHANGED, says)
            return
        self.redacted.append(link.seq)
        if not chain.is_redacted_form(link):
            says = f"Fact {link.seq} has no salt, and words that nothing vouches for."
            self._say(link.seq, BreakKind.CHANGED, says)

    def _closed(self, line: Closed, before: str | None) -> str | None:
        self.n_closed += 1
        return None if before is None else chain.hash_of(line.seq, line.body, before)

    def _meet(self, seq: int, found: str | None) -> None:
        for anchor in self.anchors.pop(seq, []):
            if found is None:
                continue
            if anchor.receipt.hash == found:
                if anchor.is_outside:
                    self.n_anchors, self.vouched = self.n_anchors + 1, max(self.vouched, seq)
                continue
            says = f"Fact {seq} is another than {anchor.source} vouches for: {found[:12]}..."
            self._say(seq, BreakKind.REWRITTEN, says)

    def end(self) -> Report:
        for start, last in self.gaps:
            numbers = f"Fact {start} is" if start == last else f"Facts {start} to {last} are"
            self._say(start, BreakKind.MISSING, f"{numbers} missing.")
        if not self.is_excerpt:
            self._check_end()
        head = None if self.hash is None or not self.first else Receipt(self.seq, self.hash)
        return Report(
            n_links=self.n_links,
            n_closed=self.n_closed,
            n_redacted=len(self.redacted),
            n_anchors=self.n_anchors,
            vouched=0 if self.is_torn else self.vouched,
            first=self.first,
            last=self.seq,
            head=head,
            breaks=tuple(self.breaks),
        )

    def _check_end(self) -> None:
        beyond = sorted(seq for seq in self.anchors if seq > self.seq)
        if beyond:
            source = self.anchors[beyond[-1]][0].source
            says = f"The trail ends at fact {self.seq}; {source} vouches for fact {beyond[-1]}."
            self._say(self.seq + 1, BreakKind.CUT, says)
        sees_all = self.begins_at == 1 and not self.n_closed
        unsaid = _outside(self.redacted, self.said)
        if sees_all and unsaid is not None:
            says = f"The words of fact {unsaid} were taken out, and no later fact says so."
            self._say(unsaid, BreakKind.UNSAID, says)

    def _say(self, seq: int, kind: BreakKind, says: str) -> None:
        lowest = min((found.seq for found in self.breaks), default=seq + 1)
        if len(self.breaks) < _SHOWN or seq < lowest:
            self.breaks.append(Break(seq, kind, says))


def ranges(text: object) -> list[tuple[int, int]]:
    """Return the numbers that ``1-4,9`` names, as pairs of first and last; none for other text."""
    found = []
    for part in text.split(",") if isinstance(text, str) else ():
        first, _, last = part.partition("-")
        if first.isdecimal() and (last or first).isdecimal():
            found.append((int(first), int(last or first)))
    return found


def ranges_text(seqs: Iterable[int]) -> str:
    """Return numbers, in rising order, as ``1-4,9``."""
    return ",".join(
        f"{first}" if first == last else f"{first}-{last}" for first, last in _pairs(seqs)
    )


def _pairs(seqs: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for seq in seqs:
        if first is None or last is None:
            first = last = seq
        elif seq == last + 1:
            last = seq
        else:
            yield first, last
            first = last = seq
    if first is not None and last is not None:
        yield first, last


def _outside(seqs: list[int], said: list[tuple[int, int]]) -> int | None:
    """Return the lowest number that no range holds."""
    spans = iter(sorted(said))
    reach, span = 0, next(spans, None)
    for seq in sorted(seqs):
        while span is not None and span[0] <= seq:
            reach, span = max(reach, span[1]), next(spans, None)
        if seq > reach:
            return seq
    return None


def _by_seq(anchors: Iterable[Anchor]) -> dict[int, list[Anchor]]:
    found: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        found.setdefault(anchor.receipt.seq, []).append(anchor)
    return found
