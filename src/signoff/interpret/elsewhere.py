"""Whether an order is for somebody else, for something else, or no order at all.

'Let him pay it', 'pay my invoice', 'merge both' and 'reserve him' name the deed that a question
asks leave for, and let go of nothing. Looked at is only a clause that speaks of a deed; which
deed is asked for, and what a reply means, is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from signoff.interpret.approvals import clauses_of
from signoff.interpret.languages.deed_words import ORDERS
from signoff.interpret.lexicon import likely
from signoff.interpret.normal import Sentence, tokens
from signoff.interpret.senses import Spoken, spoken_in

Words = tuple[str, ...]


def _rows(said: str) -> tuple[Words, ...]:
    return tuple(tokens(part) for part in said.split("|"))


# More than the one thing that was put.
_MORE = frozenset(tokens("both beide beiden entrambe entrambi ambas ambos yours outra"))
_MINE = frozenset(
    tokens("my mein meine meinen ma mon mes mi mis mia mio miei minha meu mijn 我 私")
)
_AFTER_MINE = frozenset(
    tokens(
        "side part behalf vote opinion view blessing approval ok okay seite sicht avis parte kant"
        " 们 这 opinión opinion opinião parecer parere meinung mening"
    )
)
_NO_VERBS = frozenset(
    tokens("in en à a por per for on with by voor mit nach aus für con com de da")
)
# Before a deed: somebody else is to do it, or the writer asks.
_OTHERS = _rows(
    "let him|let her|do we|do you|do they|do i|lass ihn|lass sie|lassen sie ihn|laat hem|laat haar"
    "|laisse le|sie zahlen|sie bezahlen|sie unterschreiben|让他|让她"
)
# What these let somebody do is what is asked for itself.
_GRANTING = frozenset(
    tokens("grant accept hire invite return keep unblock extend exchange open wait")
)
_PERSONS = frozenset(("him", "her"))
_NOT_TO_PERSONS = frozenset(
    tokens(
        "wire transfer post book reserve sign dump release print publish merge deploy ship email"
        " mail run launch of"
    )
)
# With these a verb does something else, or is none.
_PARTICLES = _rows(
    "run off|run up|run it up|run it off|run away|book up|book off|sign out|sign on|sign in"
    "|hire out|buy out|wire it up|send it up|take him out|take her out|take them out|hem weg"
    "|good sign|good buy|good pay|good run"
    "|que pague|que firme"
)
# A deed's word behind one of these is a thing: 'a wire', 'on payment', 'la firma'.
_BEFORE_THINGS = frozenset(tokens("a an the my our your his her its in on with by via la una"))
_THINGS_TOO = frozenset(
    tokens(
        "wire transfer post mail email print sign book pay payment bill order buy release ship"
        " hire firma paga compra"
    )
)
_UP_WITH = ("up", "with")
_PERSONAL = frozenset(tokens("me us"))
_SENDING = frozenset(
    tokens("send post email mail forward ship release hand deliver wire transfer pay")
)
_TOWARDS = frozenset(tokens("to"))
# With one of these a clause tells, and orders nothing.
_TELLING = frozenset(tokens("has have had is are was were"))
# What follows one of these must be known, or an everyday word.
_LINKING = frozenset(tokens("for with mit con met an"))
_EVERYDAY = frozenset(
    tokens(
        "the a an der die das den dem ein eine el la los las il lo le un una o os as de het een"
        " me us you him her them this that it all now sure today good best kind pleasure regards"
        " thanks our their your ellos ellas two three another"
    )
)
# Said to somebody who is greeted by name, these leave the decision to them.
_PLEASE_APPROVE = _rows(
    "please approve|pls approve|kindly approve|please do approve|please sign off|please authorize"
    "|please authorise|please confirm|please go ahead and approve|can you approve"
    "|can you please approve|could you approve|could you please approve|would you approve"
    "|bitte genehmigen|bitte freigeben|bitte genehmige|bitte genehmigt|bitte bestätigen"
    "|bitte gib es frei|por favor aprueba|por favor apruebe|por favor aprobar|por favor aprobad"
    "|merci d approuver|merci de valider|merci de l approuver|veuillez approuver|veuillez valider"
    "|per favore approva|per favore approvate|per favore approvare|por favor aprova"
    "|por favor aprove|por favor aprovar|graag goedkeuren|keur aub goed|请批准|请审批"
    "|承認してください|承認をお願いします"
)
_VERB_MINE_THING = 3  # tokens of 'pague minha fatura'
# How a report ends in a script that parts no words: it is done already.
_DONE = _rows("了|ました")


def leads_elsewhere(said: Sequence[Sentence], known: frozenset[str]) -> bool:
    """Return whether a clause orders a deed of somebody else, or for what is not ``known``."""
    clauses = [clause for one in said for clause in clauses_of(one.tokens)]
    spoken = [(clause, deeds) for clause in clauses if (deeds := _orders_in(clause))]
    if spoken and all(_is_a_thing(clause, deeds) for clause, deeds in spoken):
        return True
    if any(clause[-len(it) :] == it for clause in clauses for it in _PARTICLES):
        return True
    if any(len(one) == _VERB_MINE_THING and _is_mine(one, 1, known) for one in clauses):
        return True
    if any(_is_talk(clause) for clause, _ in spoken):
        return True
    return any(_leads_elsewhere(clause, deeds, known) for clause, deeds in spoken)


def _is_talk(clause: Words) -> bool:
    """Return whether a deed is talked over with somebody: 'take it up with him'."""
    return any(pair == _UP_WITH for pair in pairwise(clause))


def leaves_it_to_the_greeted(said: Sequence[Sentence]) -> bool:
    """Return whether what follows a greeting asks to approve: 'Hi Tom, please approve'."""
    opening = [clause for one in said[:1] for clause in clauses_of(one.tokens)][:1]
    return any(clause[: len(it)] == it for clause in opening for it in _PLEASE_APPROVE)


def _orders_in(clause: Words) -> list[Spoken]:
    return [
        one
        for code in [it.code for it in likely(clause)]
        for one in spoken_in(clause, (code,))
        if one.ending is None or one.ending in ORDERS.get(code, ())
    ]


def _leads_elsewhere(clause: Words, deeds: Sequence[Spoken], known: frozenset[str]) -> bool:
    granted = any(one.deed in _GRANTING for one in deeds)
    return (
        bool(_MORE & ({*clause} - known))
        or (not granted and any(clause[: len(it)] == it for it in _OTHERS))
        or any(clause[-len(it) :] == it for it in _DONE)
        or any(_is_mine(clause, end, known) for end in {1, *(one.end for one in deeds)})
        or _is_done_to_somebody(clause, known)
        or any(one.at == 0 and _links(clause, one.end, known) for one in deeds)
    )


def _is_mine(clause: Words, end: int, known: frozenset[str]) -> bool:
    """Return whether what a deed is done to is the writer's: 'pay my invoice'."""
    at = end + 1 if {*clause[end : end + 1]} & _EVERYDAY - _MINE else end
    mine = {*clause[at : at + 1]} & _MINE - known
    if clause[0] in _NO_VERBS or not mine:
        return False
    return len(clause) > at + 1 and clause[at + 1] not in _AFTER_MINE


def _is_done_to_somebody(clause: Words, known: frozenset[str]) -> bool:
    """'Reserve him', and what is sent to the writer: 'send us the newsletter', 'post it to me'."""
    if clause[-1] in _PERSONS and {*clause[-2:-1]} & _NOT_TO_PERSONS - known:
        return True
    sent = next((at for at, word in enumerate(clause) if word in _SENDING), len(clause))
    return any(
        clause[at] in _PERSONAL and (clause[at - 1] in _TOWARDS or at == sent + 1)
        for at in range(sent + 1, len(clause))
    )


def _is_a_thing(clause: Words, deeds: Sequence[Spoken]) -> bool:
    """Return whether all that could be a deed's verb is a noun here."""
    return all(
        one.at == 1 and clause[0] in _BEFORE_THINGS and clause[1] in _THINGS_TOO for one in deeds
    )


def _links(clause: Words, start: int, known: frozenset[str]) -> bool:
    """Return whether the deed is for, or with, what nobody spoke of: 'print it for the zoo'."""
    for at in range(start, 0 if _TELLING & {*clause} else len(clause) - 1):
        if clause[at] in _LINKING:
            rest = [word for word in clause[at + 1 : at + 3] if word not in _EVERYDAY]
            if rest and rest[0] not in known:
                return True
    return False
