"""Whether a reply calls for an outcome that permits nothing by that outcome's own name.

'Back to the writer please, the quotes need checking' is decided by its first
words, whatever the reasons say after them. The name must open its clause, or
follow words by which people choose ('I would say', 'put it on'), so that
'close to perfect' closes nothing. What a name means is not looked at here.
"""

from __future__ import annotations

from collections.abc import Sequence

from signoff.interpret.cues import asserts
from signoff.interpret.language import Kind
from signoff.interpret.lexicon import likely
from signoff.interpret.naming import forms_of, named_in, short_forms, shortly_said, spans_of
from signoff.interpret.normal import COMMA, Sentence, tokens
from signoff.interpret.walks import END, START, walk_of

# Before a name in its clause; only such words.
OPENING = frozenset(
    tokens(
        "please pls then so well ok okay hi hello sorry i d we would say let s lets it is this"
        " that definitely clearly sadly unfortunately certainly simply"
        " just for me my vote goes go with should must better needs need has have to be a an the"
        " put on in as make mark set call move give send pick choose take prefer suggest"
        " recommend propose think rather still stays remains am m re are ll"
        " from side best afraid choice decision verdict case one clear strong thanks thank"
        " bitte also dann ich wir wurde sage es ist das leider lieber erst mal mir fur klar besser"
        " por favor mejor creo que es yo hay esto lo pues entonces"
        " merci je nous il faut c est a mieux plutot alors pour moi ca cela"
        " melhor entao eu isso vamos acho"
    )
)
# Behind a name of one word: what it is done to, when, or why.
_FOLLOWING = frozenset(
    tokens(
        "it this that them these those him her please pls for from now until till because"
        " since as the a an our my your all one first today immediately thanks bitte bis por favor"
        " hasta porque merci jusqu s il vous svp ate 吧 请"
    )
)
_BREAKING = (Kind.CONTRAST, Kind.AWAY, Kind.MOCK)
EITHER = frozenset(tokens("or oder ou either entweder"))
_MOST_SENTENCES = 8


def called(
    said: Sequence[Sentence],
    others: Sequence[str],
    outcomes: Sequence[str],
    topic: frozenset[str],
    *,
    waits: frozenset[str],
) -> str | None:
    """Return the one of ``others`` that a sentence opens with, where no other outcome is named.

    ``waits``: the outcomes that put off, which a condition only explains: 'hold until Monday'.
    """
    named = named_in(said, outcomes, shortly=True)
    if len(named) != 1 or len(said) > _MOST_SENTENCES:
        return None
    [outcome] = named
    if outcome not in others or _turned(said, conditions=outcome not in waits):
        return None
    forms = forms_of(outcome) | shortly_said(said, short_forms(outcome, outcomes))
    if not asserts(said, forms):
        return None
    opens = any(_opens(one, form, topic) for one in said if not one.asks for form in forms)
    return outcome if opens else None


def _turned(said: Sequence[Sentence], *, conditions: bool) -> bool:
    """Return whether words stand anywhere that would leave a name undecided."""
    if any(EITHER & {*one.tokens} for one in said):
        return True
    kinds = (*_BREAKING, Kind.CONDITION) if conditions else _BREAKING
    rows = [walk_of((START, *one.tokens, END)) for one in said]
    return any(one.find(kind, row) for row in rows for one in likely(row.row) for kind in kinds)


def _opens(sentence: Sentence, form: tuple[str, ...], topic: frozenset[str]) -> bool:
    row = sentence.tokens
    return any(
        all(word in OPENING for word in _clause_before(row, at))
        and (len(form) > 1 or _stands_alone(row[end:], topic))
        for at, end in spans_of(row, form)
    )


def _clause_before(row: tuple[str, ...], at: int) -> tuple[str, ...]:
    commas = [place for place in range(at) if row[place] == COMMA]
    return row[commas[-1] + 1 : at] if commas else row[:at]


def _stands_alone(after: tuple[str, ...], topic: frozenset[str]) -> bool:
    return not after or after[0] == COMMA or after[0] in _FOLLOWING or after[0] in topic
