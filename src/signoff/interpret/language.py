"""The shape of a language's lexicon: phrases by what they do in a reply.

Data only. How phrases are found is the business of phrases, and what they
decide that of approvals, cues and doubt. A language is one module in
languages/ with a LANGUAGE in it; nothing else has to be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a phrase does.

    YES assents to whatever was asked; GOOD says that the work is right, or lets it go; SUPPORT
    speaks well of a part or of a check; COURTESY is politeness; LATER opens a wish for another
    time. FAINT marks what sounds like approval and is none: praise of a start or of one part, a
    receipt, somebody else's approval, leave to make changes; a sentence with it approves nothing.
    FACT is a clause of harmless words, which approves nothing and hurts no approval that
    stands beside it: it must fill a clause, and in it {name} is a number, or a name written with a
    capital inside a sentence. ACT names an approving deed.

    The cues: NO withholds an approval, REJECT ends the matter, DROP ends it or only a part of
    it, CHANGE wants the work changed or names a fault, and the others what their name says.
    NEGATION turns what follows; DOUBT takes an approval
    back; CONDITION attaches one; POLITE opens a question that is a request; ASKING
    asks for leave to do what its next word says; ANSWER says no more than yes, so it
    decides nothing where a question offers several outcomes; MACHINE speaks to a
    machine and not about the work; AWAY answers nothing; CONTRAST sets what follows against
    what went before; MOCK says the opposite of itself; TIMING may attach one; MENDED is a
    change that is wished to be done.
    """

    YES = "yes"
    GOOD = "good"
    SUPPORT = "support"
    FAINT = "faint"
    COURTESY = "courtesy"
    LATER = "later"
    SEPARATOR = "separator"
    FACT = "fact"

    NO = "no"
    REJECT = "reject"
    DROP = "drop"
    CHANGE = "change"
    HOLD = "hold"
    ESCALATE = "escalate"
    INFO = "info"
    LEAVE = "leave"
    NEGOTIATE = "negotiate"

    BUG = "bug"
    FEATURE = "feature"
    QUESTION = "question"
    URGENT = "urgent"
    NORMAL = "normal"
    LOW = "low"
    SPAM = "spam"
    FRAUD = "fraud"
    ROLLBACK = "rollback"
    DISPUTE = "dispute"
    KEEP = "keep"
    UNSURE = "unsure"

    NEGATION = "negation"
    DOUBT = "doubt"
    CONDITION = "condition"
    POLITE = "polite"
    ASKING = "asking"
    ANSWER = "answer"
    MACHINE = "machine"
    AWAY = "away"
    CONTRAST = "contrast"
    MOCK = "mock"
    MENDED = "mended"
    TIMING = "timing"


@dataclass(frozen=True, slots=True)
class Language:
    """A language's lexicon: ``slots`` by name, ``phrases`` by kind, one phrase a line (phrases.py).

    ``plain`` are frequent words with no meaning here: by them the language is
    told from others. Words that only FACT phrases know count as known to no other phrase.
    """

    code: str
    slots: Mapping[str, str]
    phrases: Mapping[Kind, str]
    plain: str = ""
    nouns_are_capital: bool = False  # so a capital makes no name of a word
