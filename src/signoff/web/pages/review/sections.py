"""The edit of a long text, section by section: a page holds one section, and what others became.

A section that is not shown travels in the form as what distinguishes it from the
original, packed; so a page stays small however long the text is, without a
script and without a draft kept on the server. Every edit names the text that it
was made from, so that nothing is ever put together with another one.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from signoff.errors import AnswerInvalid, ContentChanged
from signoff.inbox.shown import sha256_of
from signoff.jobs.forms import MAX_EDIT
from signoff.web.pages.changes import Changes, Line, compare
from signoff.web.pages.parts import Part
from signoff.web.pages.review.parts import pieces_of

SECTION_OCTETS = 18_000  # of HTML; a shorter text is edited as one
LEAST_OCTETS = 2_000
# Of the form: the number of the section, how long they are, of which text, what became of others.
SECTION, SIZE, OF, KEPT = "edit_section", "edit_size", "edit_of", "edit_kept"
TEXT = "edited_section"
_DIGITS = 7
_WINDOW = 32_768  # octets of a text that zlib looks back at


@dataclass(frozen=True, slots=True)
class Sections:
    """An edit under way: the sections as they were, and by number, from 1, what some became."""

    originals: tuple[str, ...]
    edited: Mapping[int, str]
    n: int = 1
    octets: int = SECTION_OCTETS

    @property
    def text(self) -> str:
        """The section that is shown, as it is now."""
        return self.edited.get(self.n, self.originals[self.n - 1])

    @property
    def whole(self) -> str:
        """The whole text as it is now."""
        return "".join(self.edited.get(n, said) for n, said in enumerate(self.originals, 1))

    @property
    def changed(self) -> tuple[int, ...]:
        """The sections that are not as they were."""
        return tuple(
            n for n, said in enumerate(self.originals, 1) if self.edited.get(n, said) != said
        )

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The sections that can be gone to; None where some are left out."""
        return Part(self.n, len(self.originals), 0, 0, 0, "").numbers

    @property
    def changes(self) -> Changes:
        """What was changed, section by section: to compare all of it would take too long.

        The section that is shown comes first.
        """
        found: list[Changes] = []
        n_old = n_new = 0
        for n, old in enumerate(self.originals, 1):
            new = self.edited.get(n, old)
            if new != old:
                each = _compared(n, old, new, (n_old, n_new))
                found.insert(0 if n == self.n else len(found), each)
            n_old, n_new = n_old + old.count("\n"), n_new + new.count("\n")
        return Changes(
            tuple(line for each in found for line in each.lines),
            sum(each.n_added for each in found),
            sum(each.n_removed for each in found),
        )

    @property
    def kept(self) -> str:
        """What the form carries of the sections that are not shown."""
        return " ".join(
            f"{n}:{packed(self.edited[n], self.originals[n - 1])}"
            for n in self.changed
            if n != self.n
        )

    @property
    def of(self) -> str:
        """What names the text that these are the sections of."""
        return sha256_of("".join(self.originals))


def sections_of(text: str, octets: int = SECTION_OCTETS) -> tuple[str, ...]:
    """Return the sections of a text whose lines end with a line feed, each of so many octets."""
    return tuple(piece.text for piece in pieces_of(text, escape, octets))


def read_sections(fields: Mapping[str, str], text: str, wanted: int | None = None) -> Sections:
    """Return the edit that a form holds of ``text``; ``wanted`` is shown, or what it showed.

    Raises: ContentChanged, AnswerInvalid; what was typed is in the form.
    """
    octets = _between(fields.get(SIZE, ""), LEAST_OCTETS, SECTION_OCTETS)
    made = Sections(sections_of(text, octets), {}) if octets else Sections((), {})
    if fields.get(OF) != made.of:
        raise ContentChanged(
            "The text was changed after you began to edit it. Nothing was recorded. Look at what "
            "it is now, and change it again."
        )
    shown = _number(fields.get(SECTION, ""), made)
    edited = {
        **_all_unpacked(fields.get(KEPT, ""), made),
        shown: fields[TEXT].replace("\r\n", "\n").replace("\r", "\n"),
    }
    n = shown if wanted is None else min(max(wanted, 1), len(made.originals))
    return Sections(made.originals, edited, n, octets)


def packed(text: str, original: str) -> str:
    """Return a section as what distinguishes it from the original."""
    packer = zlib.compressobj(9, zdict=_octets(original)[-_WINDOW:])
    return base64.b64encode(packer.compress(_octets(text)) + packer.flush()).decode()


def _compared(n: int, old: str, new: str, skipped: tuple[int, int]) -> Changes:
    """Return what became of a section; of one that is too long to compare, that it is."""
    found = compare(old, new, skipped)
    if not found.is_too_long:
        return found
    said = Markup("Section {} was changed, and is too long to compare here").format(n)
    return Changes((Line("gap", None, None, said),), 0, 0)


def _all_unpacked(kept: str, made: Sections) -> dict[int, str]:
    """Return by number what sections became.

    Each comes once, and all of them have so many octets: a small form can hold a thousand
    packed ones that are very long.
    """
    found: dict[int, str] = {}
    left = 8 * MAX_EDIT
    for one in kept.split():
        number, _, said = one.partition(":")
        n = _number(number, made)
        if n in found:
            raise _broken(n)
        found[n] = _unpacked(said, n, made.originals[n - 1], left)
        left -= len(_octets(found[n]))
    return found


def _unpacked(said: str, n: int, original: str, most: int) -> str:
    unpacker = zlib.decompressobj(zdict=_octets(original)[-_WINDOW:])
    try:
        # A length of 0 would stand for any.
        octets = unpacker.decompress(base64.b64decode(said, validate=True), max(most, 1))
        if not unpacker.eof:
            raise _broken(n)
        return octets.decode("utf-8", "surrogatepass")
    except (ValueError, binascii.Error, zlib.error) as error:
        raise _broken(n) from error


def _number(said: str, made: Sections) -> int:
    n = _between(said, 1, len(made.originals))
    if not n:
        raise AnswerInvalid(
            f"Section {said[:20]!r} of the edited text is none of its {len(made.originals)}. "
            "Nothing was recorded. Open the request again and repeat the change."
        )
    return n


def _between(said: str, least: int, most: int) -> int:
    """Return a number that a form holds, 0 where it is none of those allowed."""
    n = int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else 0
    return n if least <= n <= most else 0


def _broken(n: int) -> AnswerInvalid:
    return AnswerInvalid(
        f"What was changed in section {n} of the text did not arrive whole. Nothing was recorded. "
        "Open the request again and repeat the change."
    )


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
