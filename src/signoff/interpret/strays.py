"""Whether a plain order is for something the question did not ask: 'pay a different account'.

What is harmless beside an approval ('fine, I looked on staging') is not so
behind a verb that orders: there it is an object, a place, a time or somebody
to get it. Which outcome is ordered is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from signoff.interpret.approvals import clauses_of
from signoff.interpret.language import Kind
from signoff.interpret.languages.deed_words import AROUND
from signoff.interpret.lexicon import Lexicon, lexicons
from signoff.interpret.normal import Sentence, tokens
from signoff.interpret.walks import Walk, walk_of

_AROUND = frozenset(tokens(" ".join(AROUND.values()).replace("_", " ")))
_OPENING = frozenset(
    tokens(
        "please pls just then so ok okay yes yep yeah sure right and go ahead let s us you can may"
        " we should do i d say thanks bitte ja dann oui si sim vale adelante allez ok graag"
    )
)
# What may follow the order: when, how, and the whole of it, but nothing else and nobody else.
_FOLLOWING = frozenset(
    tokens(
        "as is are it they there whenever when you ready like want planned scheduled proposed"
        " written drafted quoted requested suggested described agreed discussed one way behalf"
    )
)
_KNOWN = (Kind.YES, Kind.GOOD, Kind.COURTESY)
# Idioms that throw somebody out.
_IDIOMS = (("vire", "le"), ("vire", "la"), ("vire", "les"), ("virez", "le"), ("virez", "les"))
# 'Send a new draft' lets go of no draft, and 'send a copy to me' neither.
_INDEFINITE = frozenset(tokens("a an another ein eine einen un una une um uma een noch"))
_VERSIONS = frozenset(
    tokens(
        "draft version copy one correction entwurf fassung kopie exemplar korrektur borrador"
        " versión copia corrección brouillon copie exemplaire bozza versione rascunho versão cópia"
        " versie concept kopie exemplaar 版 稿 案"
    )
)
_NEW = frozenset(
    tokens(
        "new fresh corrected revised updated old other different neu neue neuen neues neuer"
        " korrigierte korrigierten nuevo nueva nouveau nouvelle nuovo nuova novo nova nieuw nieuwe"
        " 新"
    )
)
# Before it these praise: 'it is a good draft', 'what a version'.
_SAYING = frozenset(
    tokens("is s was be what such makes made ist wird es est era è é sei quel quelle qué che que")
)
# What these are done to is what the question put, or else something new: 'send an invoice'.
_DOING = frozenset(
    tokens("send publish post print sign release ship order pay buy submit mail share deploy")
)
_SOME = _INDEFINITE | {"one", "some"}
_ADJECTIVES = 2  # tokens between an article and what it speaks of


def asks_for_another(said: Sequence[Sentence], known: frozenset[str]) -> bool:
    """Return whether a clause wishes for another version of what the question put (``known``)."""
    return any(
        _is_another(clause, at, known)
        for one in said
        for clause in clauses_of(one.tokens)
        for at in range(1, len(clause))
    )


def _is_another(clause: tuple[str, ...], at: int, known: frozenset[str]) -> bool:
    if clause[at - 1] in _SAYING:
        return False
    rest = clause[at : at + _ADJECTIVES + 2]
    if clause[at - 1] in _DOING and rest[0] in _SOME and not known & {*rest[1:]}:
        return True
    version = next((place for place, word in enumerate(rest) if word in _VERSIONS), 0)
    fresh = _NEW - known
    if clause[at] in _INDEFINITE:
        named = not version or rest[version] in known
        return not named or bool(fresh & {*rest[1 : _ADJECTIVES + 1]})
    # 'Send the new one', and where words are not parted, 'a new version'.
    new = bool(fresh & {*rest[:version]})
    return new and (rest[version] == "one" or not clause[at].isascii())


def asks_anew(said: Sequence[Sentence]) -> bool:
    """Return whether a clause names a version that is to be made yet: 'send a new draft'."""
    return any(
        _names_new_version(clause[at : at + _ADJECTIVES + 2])
        for one in said
        for clause in clauses_of(one.tokens)
        for at, word in enumerate(clause)
        if word in _INDEFINITE
    )


def _names_new_version(rest: tuple[str, ...]) -> bool:
    version = next((place for place, word in enumerate(rest) if word in _VERSIONS), 0)
    return bool(version) and (rest[0] == "another" or bool(_NEW & {*rest[1:version]}))


def strays(said: Sequence[Sentence], verbs: frozenset[str], known: frozenset[str]) -> bool:
    """Return whether a clause orders with one of ``verbs`` what is not ``known``."""
    return any(_strays(clause, verbs, known) for one in said for clause in clauses_of(one.tokens))


def _strays(clause: tuple[str, ...], verbs: frozenset[str], known: frozenset[str]) -> bool:
    at = 0
    while at < len(clause) and clause[at] not in verbs and clause[at] in _OPENING:
        at += 1
    if at == len(clause) or clause[at] not in verbs:
        return False
    if clause[at : at + 2] in _IDIOMS:
        return True
    return not any(_leads_on(one, clause, at + 1, known | verbs) for one in lexicons())


def _leads_on(lexicon: Lexicon, clause: tuple[str, ...], start: int, known: frozenset[str]) -> bool:
    """Return whether only known words follow, up to the end or to what joins another clause."""
    walk = walk_of(clause)
    reached = {start}
    for at in range(start, len(clause)):
        if at not in reached:
            continue
        if clause[at] in known or clause[at] in _AROUND or clause[at] in _FOLLOWING:
            reached.add(at + 1)
        if lexicon.phrases.ends(Kind.SEPARATOR, walk, at) and clause[at] not in _AROUND:
            return True
        reached.update(_ends(lexicon, walk, at))
    return len(clause) in reached


def _ends(lexicon: Lexicon, walk: Walk, at: int) -> Iterable[int]:
    return (end for kind in _KNOWN for end in lexicon.phrases.ends(kind, walk, at))
