"""What takes an approval back: the last gate before an outcome that permits something.

It looks at words only, never at the outcome: whoever found an approval, a
rule or a model, it stands only where nothing written here denies, attaches a
condition, asks, puts off, or speaks to the machine instead of about the work.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[^\w\s]")
_QUESTION = re.compile(r"[?\uff1f\u061f]")
# Words that deny, put off or attach a condition: rather one question too many than one too few.
_DOUBT = re.compile(
    r" (no|not|nope|never|none|nothing|dont|don t|cannot|cant|can t|wont|won t|isnt|isn t|doesnt"
    r"|doesn t|wait|hold|stop|until|unless|(?<!at )once|if|except|without|only|after|before|when"
    r"|later|pending|provided|subject to|unsure|maybe|perhaps|nicht|kein|keine|erst|wenn|non|pas|ne"
    r"|sauf|si|nao|sin|hasta) "
)
_TO_THE_MACHINE = re.compile(
    r" (ignore|disregard|forget|override|instructions?|prompt|system|assistant|output|json"
    r"|outcome|pretend|act as|you are now|you must) "
)


def may_approve(text: str) -> bool:
    """Return whether nothing in ``text`` takes an approval back; only all of it will do."""
    return not (_QUESTION.search(text) or takes_back(text) or _TO_THE_MACHINE.search(words(text)))


def takes_back(text: str) -> bool:
    """Return whether a word of ``text`` denies, puts off or attaches a condition."""
    return _DOUBT.search(words(text)) is not None


def words(text: str) -> str:
    """Return the folded words of a text between single spaces, one at each end."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    return f" {' '.join(_SIGNS.sub(' ', folded).split())} "
