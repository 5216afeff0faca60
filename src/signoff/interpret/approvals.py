"""Whether a reply is an approval through and through.

A closed world: every part of every sentence must be a known approval, praise,
courtesy or a wish for another time. One word more that nobody knows, and it
is no approval here. Which outcome it means is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntFlag

from signoff.interpret.deeds import Deeds
from signoff.interpret.doubt import ends_in_doubt
from signoff.interpret.language import Kind
from signoff.interpret.lexicon import Lexicon, lexicons, names_in, names_in_facts
from signoff.interpret.normal import COMMA, Sentence, tokens
from signoff.interpret.walks import END, START, Walk, walk_of

_LONGEST = 60  # tokens of a sentence
_NAME_WORDS = 3
_LONGEST_SEPARATOR = 6  # tokens
_TITLES = frozenset(
    tokens(
        "dr mr mrs ms prof phd avv dott ing sr sra herr frau mme mlle general counsel head of"
        " director manager ceo cto cfo coo editor engineer lead marketing sales legal finance"
        " team chief officer senior product group treasury treasurer accounts operations"
        " procurement compliance purchasing facilities production hr consultant partner"
    )
)
_ARTICLES = frozenset(
    tokens(
        "the a an this that these those your our my his her their der die das den dem ein eine"
        " dieser diese dieses unser unsere el la los las un una este esta nuestro nuestra le les"
        " l ce cette notre o os as um uma il lo i gli questo questa het de deze dit die onze"
    )
)
# What may say the words after it: 'they have a rule: pay it', 'the policy is clear, approved'.
_SAYINGS = frozenset(
    tokens(
        "option options choice choices rule rules policy policies motto saying slogan stamp stamps"
        " box boxes button buttons field form forms menu list lists line lines sign label labels"
        " status state states step steps answer answers reply message note notes wording word"
        " words text subject title headline instruction instructions order orders question habit"
        " command default decision verdict result ways way possibility possibilities plan idea"
        " optionen regel regeln spruch knopf stempel satz antwort optionen moglichkeiten"
        " opciones opcion regla reglas lema boton sello respuesta frase"
        " choix regle regles devise bouton tampon reponse phrase"
        " opcoes opcao regra regras lema botao carimbo resposta"
        " opzioni opzione regola regole motto pulsante timbro risposta frase"
        " opties optie regel regels knop stempel antwoord zin keuze keuzes"
    )
)
_HAVING = frozenset(
    tokens(
        "have has had got ve there hat haben gibt hay tiene tienen tenemos a ont avons ha hanno"
        " tem temos existe heeft hebben er c'e ci"
    )
)
_BEING = frozenset(tokens("is are was were s ist sind es son est sont sao e sono zijn lautet"))
_BEYOND_LATIN = "\u0250"
_SIGNS = 2  # that make a word, in a script that parts none
_LATER_BREAKS = (
    Kind.NEGATION,
    Kind.CONDITION,
    Kind.NO,
    Kind.REJECT,
    Kind.DROP,
    Kind.HOLD,
    Kind.AWAY,
)


class Evidence(IntFlag):
    """What speaks for an approval: a plain yes, words about the work itself, or the deed named."""

    NONE = 0
    YES = 1
    GOOD = 2
    DEED = 4


# A clause of harmless words with one of these in it is no plain fact.
_TURNS_A_FACT = (
    *_LATER_BREAKS,
    Kind.CHANGE,
    Kind.CONTRAST,
    Kind.MOCK,
    Kind.ESCALATE,
    Kind.DISPUTE,
    Kind.UNSURE,
    Kind.INFO,
    Kind.ROLLBACK,
)
_WEIGHT = {
    Kind.YES: Evidence.YES,
    Kind.GOOD: Evidence.GOOD,
    Kind.SUPPORT: Evidence.NONE,
    Kind.COURTESY: Evidence.NONE,
}


def approval_in(
    sentences: Sequence[Sentence],
    topic: frozenset[str],
    acts: frozenset[tuple[str, ...]],
    deeds: Deeds | None = None,
) -> Evidence | None:
    """Return the evidence of a reply that approves in every part, None where any part does not.

    ``topic`` are words of the question that name the work; ``acts`` spellings of the outcome;
    ``deeds`` other words for it, which may fill a clause.
    """
    total = Evidence.NONE
    closing = False  # the last sentence was a courtesy, so names may follow
    for sentence in sentences:
        if closing and _is_name(sentence.tokens, topic):
            continue
        if total and _is_initial(sentence.tokens):
            closing = True
            continue
        found = _covered(sentence, topic, acts, deeds, after=total)
        if found is None:
            return None
        closing = found is Evidence.NONE
        total |= Evidence.NONE if is_faint(sentence, topic) else found
    return total


def without_things(sentences: Sequence[Sentence], things: frozenset[str]) -> list[Sentence]:
    """Return what is said beside clauses about a thing of the question: 'the spreadsheet works'.

    Praise of a thing praises a part, or the other choice.
    """
    return [
        replace(one, tokens=clause)
        for one in sentences
        for clause in clauses_of(one.tokens)
        if not _speaks_of_a_thing(clause, things)
    ]


def without_clauses(
    said: Sequence[Sentence], is_left_out: Callable[[Sentence, tuple[str, ...]], bool]
) -> list[Sentence]:
    """Return the sentences less the clauses left out, and less those that have no other."""
    rest: list[Sentence] = []
    for one in said:
        clauses = clauses_of(one.tokens)
        kept = [clause for clause in clauses if not is_left_out(one, clause)]
        if len(kept) == len(clauses):
            rest.append(one)
        elif kept:
            row = tuple(word for clause in kept for word in (COMMA, *clause))[1:]
            rest.append(replace(one, tokens=row))
    return rest


def clauses_of(row: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the parts of a row between its commas."""
    found: list[list[str]] = [[]]
    for word in row:
        if word == COMMA:
            found.append([])
        else:
            found[-1].append(word)
    return [tuple(clause) for clause in found if clause]


def _speaks_of_a_thing(clause: Sequence[str], things: frozenset[str]) -> bool:
    start = 0
    while start < len(clause) and clause[start] in _ARTICLES:
        start += 1
    end = start
    while end < len(clause) and clause[end] in things:
        end += 1
    least = 1 if clause[start:] and clause[start][0] < _BEYOND_LATIN else _SIGNS
    return end - start >= least and end < len(clause)


def is_faint(sentence: Sentence, topic: frozenset[str]) -> bool:
    """Return whether a sentence only sounds like an approval: 'envoie-le promener'."""
    names = names_in(sentence.tokens)
    walk = walk_of((START, *sentence.tokens, END), topic, names)
    return any(lexicon.faint.find(Kind.FAINT, walk) for lexicon in lexicons())


def _is_initial(row: Sequence[str]) -> bool:
    """Return whether a row is a letter that signs a mail: 'Happy with that. J'."""
    return len(row) == 1 and len(row[0]) == 1 and "a" < row[0] <= "z"


def _is_name(row: Sequence[str], topic: frozenset[str]) -> bool:
    words = tuple(token for token in row if token != COMMA)
    names = names_in(words) - topic
    return len(words) <= _NAME_WORDS and all(
        word in names or word in _TITLES or _is_letter(word) for word in words
    )


def _is_letter(word: str) -> bool:
    """Return whether a word is an initial; a sign of a script that parts no words is a word."""
    return len(word) == 1 and word.isalpha() and word < _BEYOND_LATIN


def _covered(
    sentence: Sentence,
    topic: frozenset[str],
    acts: frozenset[tuple[str, ...]],
    deeds: Deeds | None,
    *,
    after: Evidence,
) -> Evidence | None:
    row = sentence.tokens
    if len(row) > _LONGEST:
        return None
    names = names_in(row) - topic
    act_words = {word for act in acts for word in act}
    numbers = {word for word in row if word[:1].isdigit()}
    open_words = names | topic | act_words | numbers | {COMMA}
    found: list[Evidence] = []
    walk = walk_of(row, topic, names, acts)
    states = not (sentence.asks or ends_in_doubt(row))
    for lexicon in lexicons():
        if states:
            strange = walk.words.difference(open_words, lexicon.words, lexicon.facts.words)
            wished = deeds.in_row(row, lexicon.code) if deeds else {}
            own = {row[at] for start, end in wished.items() for at in range(start, end)}
            if strange <= own:
                facts = walk_of(row, topic, names_in_facts(sentence, lexicon), acts)
                found += _ends_of(lexicon, walk, facts, wished)
        if not found and after and _is_later_wish(lexicon, walk):
            found.append(Evidence.NONE)
    return max(found) if found else None


def _ends_of(
    lexicon: Lexicon, walk: Walk, facts: Walk, wished: Mapping[int, int]
) -> list[Evidence]:
    """Walk from piece to piece; an empty list where no way leads through the sentence.

    ``wished``: where clauses that say the deed begin and end.
    """
    size = len(walk.row)
    reached = {0: Evidence.NONE}
    plain = {0}  # places before which no fact stands: 'he has two options: pay it'
    for at in range(size):
        so_far = reached.get(at)
        if so_far is None:
            continue
        for end, weight, tells in _steps(lexicon, walk, at):
            if tells and _may_quote(walk.row, at, end):
                continue
            reached[end] = reached.get(end, Evidence.NONE) | so_far | weight
            plain |= {end} if at in plain and not tells else set()
        if at in wished and at in plain:
            end = wished[at]
            reached[end] = reached.get(end, Evidence.NONE) | so_far | Evidence.DEED
        for end in _facts(lexicon, facts, at):
            reached[end] = reached.get(end, Evidence.NONE) | so_far
        later = so_far and lexicon.phrases.ends(Kind.LATER, walk, at)
        if later and _is_harmless(lexicon, walk, at):
            reached[size] = reached.get(size, Evidence.NONE) | so_far
    return [reached[size]] if size in reached else []


def _steps(lexicon: Lexicon, walk: Walk, at: int) -> Iterable[tuple[int, Evidence, bool]]:
    """Return where known pieces that begin here end, what each speaks for, and if it tells much."""
    for kind, weight in _WEIGHT.items():
        for end in lexicon.phrases.ends(kind, walk, at):
            yield end, weight, kind is Kind.SUPPORT
            if kind is Kind.COURTESY and _is_name(walk.row[end:], walk.topic):
                yield len(walk.row), weight, False
    for end in lexicon.phrases.ends(Kind.SEPARATOR, walk, at):
        yield end, Evidence.NONE, False
    if walk.row[at] == COMMA:
        yield at + 1, Evidence.NONE, False


def _facts(lexicon: Lexicon, walk: Walk, at: int) -> list[int]:
    """Return where a plain fact ends that begins here; it fills a clause from end to end."""
    if at and walk.row[at - 1] != COMMA and not _follows_separator(lexicon, walk, at):
        return []
    ends = [
        end
        for end in lexicon.facts.ends(Kind.FACT, walk, at)
        if end == len(walk.row)
        or walk.row[end] == COMMA
        or lexicon.phrases.ends(Kind.SEPARATOR, walk, end)
    ]
    return [
        end
        for end in ends
        if not _turns(lexicon, walk, at, end) and not _may_quote(walk.row, at, end)
    ]


def _may_quote(row: Sequence[str], at: int, end: int) -> bool:
    """Return whether a clause may say what follows it: 'he has two options: pay it'."""
    if end < len(row) and row[end] != COMMA:
        return False
    clause = row[at:end]
    sayings = [place for place, word in enumerate(clause) if word in _SAYINGS]
    if not sayings:
        return False
    return any(
        _has_one(clause[max(0, place - _NAME_WORDS) : place])
        or _BEING & {*clause[place + 1 : place + 2]}
        for place in sayings
    )


def _has_one(before: Sequence[str]) -> bool:
    return bool(_HAVING & {*before}) and not {"the", "your", "this", "that"} & {*before}


def _follows_separator(lexicon: Lexicon, walk: Walk, at: int) -> bool:
    starts = range(max(0, at - _LONGEST_SEPARATOR), at)
    return any(at in lexicon.phrases.ends(Kind.SEPARATOR, walk, start) for start in starts)


def _turns(lexicon: Lexicon, walk: Walk, at: int, end: int) -> bool:
    clause = walk_of((START, *walk.row[at:end], END), walk.topic)
    return any(lexicon.find(kind, clause) for kind in _TURNS_A_FACT)


def _is_later_wish(lexicon: Lexicon, walk: Walk) -> bool:
    places = lexicon.find(Kind.LATER, walk)
    if not places or COMMA in walk.row[1:-1]:
        return bool(places) and _begins(lexicon, walk, places) and _is_harmless(lexicon, walk, 0)
    ends = any(end == len(walk.row) for _, end in places) or _begins(lexicon, walk, places)
    return ends and _is_harmless(lexicon, walk, 0)


def _begins(lexicon: Lexicon, walk: Walk, places: Sequence[tuple[int, int]]) -> bool:
    starts = {0, *lexicon.phrases.ends(Kind.SEPARATOR, walk, 0)}
    return any(start in starts for start, _ in places)


def _is_harmless(lexicon: Lexicon, walk: Walk, at: int) -> bool:
    rest = walk_of((START, *walk.row[at:], END), walk.topic)
    return not any(lexicon.find(kind, rest) for kind in _LATER_BREAKS)
