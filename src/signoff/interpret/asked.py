"""The deed a question asks leave for: 'Delete it?', 'Shall we order them?'.

Of a reply this says only whether it goes on with what the question would end; whether it grants the
leave is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from signoff.interpret.language import Kind
from signoff.interpret.languages.deed_words import ASKING_WORDS
from signoff.interpret.languages.deeds_of_things import THINGS_DONE
from signoff.interpret.lexicon import lexicons, likely
from signoff.interpret.normal import COMMA, Sentence, tokens
from signoff.interpret.senses import ASKED, spoken_in
from signoff.interpret.walks import walk_of

# A deed that ends something is not let go by words for going on: 'Delete it?' 'Please keep'.
ENDING = frozenset(("delete", "close", "stop", "sell", "refuse", "return", "revert"))
GOING_ON = frozenset(
    ("keep", "open", "wait", "renew", "extend", "publish", "send", "ship", "deploy")
)
# In a question these do what the next word says: 'Issue refund?'
_DOING = frozenset(tokens("issue make place process grant give do"))
# A question that begins so asks leave for nothing: 'What shall we tell them?'
_WHAT = frozenset(
    tokens(
        "what which how who when where why was wie wer wann wo welche welcher welchen que quien"
        " como cuando cual donde quel quelle quels quelles qui quand comment combien quando qual"
        " quem onde quanto chi che quale dove come wat hoe wanneer welke"
    )
)
_ASKING = frozenset(tokens(ASKING_WORDS))
_SHORTEST_VERB = 3


def asked_deeds(asked: Sequence[Sentence]) -> frozenset[str]:
    """Return the deeds a question asks leave for: 'Delete it?', 'Shall we order them?'."""
    return _asked_deeds(tuple(asked))


@lru_cache(maxsize=16)
def _asked_deeds(asked: tuple[Sentence, ...]) -> frozenset[str]:
    found: set[str] = set()
    for one in asked:
        if not one.asks or one.tokens[0] in _WHAT:
            continue
        walk = walk_of(one.tokens)
        codes = [it.code for it in likely(one.tokens)]
        starts = {0, *(at + 1 for at, word in enumerate(one.tokens) if word == COMMA)}
        starts |= {end for it in lexicons() for _, end in it.find(Kind.ASKING, walk)}
        starts |= {at + 1 for at in starts if {*one.tokens[at : at + 1]} & _DOING}
        found |= {it.deed for it in spoken_in(one.tokens, codes) if it.at in starts}
        first = one.tokens[0]
        if first.isalpha() and len(first) >= _SHORTEST_VERB and first not in _ASKING:
            found.add(ASKED + first)
    return frozenset(found)


def asks_to_end(asked: Sequence[Sentence]) -> bool:
    """Return whether a question asks leave to end something: 'Close the ticket?'."""
    return bool(asked_deeds(asked) & ENDING)


def goes_on(said: Sequence[Sentence], asked: Sequence[Sentence]) -> bool:
    """Return whether words of a reply go on with what the question asks leave to end."""
    deeds = asked_deeds(asked)
    if not deeds & ENDING:
        return False
    against = GOING_ON - deeds
    return any(
        one.deed in against
        for it in said
        for one in spoken_in(it.tokens, [lexicon.code for lexicon in likely(it.tokens)])
    )


def done_to(asked: Sequence[Sentence]) -> frozenset[str]:
    """Return what it is to approve the things that a question names: 'pay' of an invoice."""
    found: set[str] = set()
    for one in asked:
        for code in [it.code for it in likely(one.tokens)]:
            found |= {
                deed
                for deed, thing in _things(code)
                if thing[0] in one.tokens
                and any(one.tokens[at : at + len(thing)] == thing for at in range(len(one.tokens)))
            }
    return frozenset(found)


@cache
def _things(code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = (line.partition(":") for line in THINGS_DONE.get(code, "").splitlines())
    return tuple(
        (deed.strip(), tokens(thing.replace("_", " ")))
        for deed, _, things in lines
        for thing in things.split()
    )
