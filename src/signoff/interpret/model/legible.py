"""Whether our last gate can read the words at all.

The gate finds doubt by the words it knows. In a language it has no words for
it would find none, and a model that errs or obeys would have the last word.
"""

from __future__ import annotations

from signoff.interpret.lexicon import lexicons
from signoff.interpret.normal import tokens


def is_legible(text: str) -> bool:
    """Return whether more than half of the words are known to one of the languages we read."""
    row = [word for word in tokens(text) if any(map(str.isalpha, word))]
    known = (sum(word in lexicon.words for word in row) for lexicon in lexicons())
    return 2 * max(known, default=0) > len(row)
