"""A number in place of an outcome, as an answer to the one mail that gave the numbers.

What a number means is kept with the mail that showed it (its delivery), so it
means that whatever order the outcomes have elsewhere. In an answer to any
other mail a number is a number. A number is put into words here and then read
like any other words; what takes them back is the business of interpret.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from signoff.interpret import permits

MAX_NUMBERED = 20  # outcomes; a longer list is no help to anybody
# Neither '-1' nor 'no 1' is a choice.
_LEADING = re.compile(
    r"[\s#(\[*'\"]*(?:number\s+|option\s+|choice\s+)?(\d{1,2})(?!\w)(.*)", re.IGNORECASE
)
# Possessive (`*+`): a long run of blanks is not tried again from each of its places.
_COMMENT = re.compile(r"[\s.)\]*'\"]*+(?::|(?<=\s)[-\u2013\u2014]\s)\s*+(\S.*)")
_NOTHING_MORE = re.compile(
    r"[\s.!)\]*'\"\ufe0f\u20e3]*+(?:,?\s*+(?:please|thanks|thank you|thx)[.!]*+)?", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<!\w)\d{1,2}(?!\w)")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The outcomes as a mail numbered them, from 1; ``approving`` as the request has it."""

    outcomes: tuple[str, ...]
    approving: tuple[str, ...] | None = None

    def in_words(self, line: str) -> str:
        """Return ``line`` with the number it begins with as its outcome; any other as it is."""
        found = _LEADING.fullmatch(unicodedata.normalize("NFKC", line.strip()))
        if found is None:
            return line
        outcome = self._outcome(found[1])
        if outcome is None:
            return line
        if _NOTHING_MORE.fullmatch(found[2]):
            return outcome
        comment = _COMMENT.fullmatch(found[2])
        if comment is None or self._may_be_another(outcome, comment[1]):
            return line
        return f"{outcome}: {comment[1]}"

    def all_in_words(self, text: str) -> str:
        """Return a text with each of its lines ``in_words``."""
        return "\n".join(map(self.in_words, text.split("\n")))

    def _outcome(self, digits: str) -> str | None:
        number = int(digits)
        return self.outcomes[number - 1] if 1 <= number <= len(self.outcomes) else None

    def _may_be_another(self, outcome: str, comment: str) -> bool:
        """Say whether a second number may be a second choice; only an approval is so delicate."""
        if not permits(outcome, self.approving):
            return False
        return any(self._outcome(number) for number in _NUMBER.findall(comment))


def numberable(outcomes: Sequence[str]) -> tuple[str, ...]:
    """Return the outcomes in the order to number them; none where a number may be an outcome."""
    has_digits = any(character.isdigit() for outcome in outcomes for character in outcome)
    return () if has_digits or len(outcomes) > MAX_NUMBERED else tuple(outcomes)
