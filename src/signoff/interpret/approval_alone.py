"""Whether words approve and say nothing else: no wish for another time and no fact to keep.

It asks what approves of the rules that read replies. What follows is not known here.
"""

from __future__ import annotations

from signoff.interpret.approvals import approval_in
from signoff.interpret.language import Kind
from signoff.interpret.letters import body_of
from signoff.interpret.lexicon import lexicons, names_in_facts
from signoff.interpret.normal import MAX_SIGNS, Sentence, sentences
from signoff.interpret.walks import walk_of

_NOTHING: frozenset[str] = frozenset()


def only_approves(words: str) -> bool:
    """Say whether every part of ``words`` is a yes, praise or a courtesy, in any language."""
    if len(words) > MAX_SIGNS:
        return False
    said = sentences(body_of(words))
    return bool(approval_in(said, _NOTHING, frozenset())) and not any(map(_tells_more, said))


def _tells_more(sentence: Sentence) -> bool:
    row = sentence.tokens
    wished = walk_of(row, _NOTHING)
    return any(
        lexicon.find(Kind.LATER, wished)
        or lexicon.facts.find(Kind.FACT, walk_of(row, _NOTHING, names_in_facts(sentence, lexicon)))
        for lexicon in lexicons()
    )
