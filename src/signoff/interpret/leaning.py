"""Which outcome that permits nothing a reply leans to, by the deeds it speaks of.

Open vocabulary: 'we are looking for somebody else' means look_for_other_coach
whatever stands around it. So this never approves, and where a reply speaks of
two outcomes it says nothing. What the words of a deed are is known to senses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from signoff.interpret.called import OPENING
from signoff.interpret.cues import is_negated
from signoff.interpret.language import Kind
from signoff.interpret.languages.deed_words import AROUND
from signoff.interpret.languages.deeds_wider import THINGS
from signoff.interpret.lexicon import likely
from signoff.interpret.normal import COMMA, Sentence, tokens
from signoff.interpret.senses import ASKED, OWN, Spoken, named_words, said_words, spoken_in
from signoff.interpret.walks import END, START, walk_of

_SHORTEST_NAME = 5  # of its own words, with their mark
# What comes behind these is for another time: 'correct it before you send it'.
_LATER = frozenset(
    tokens(
        "before then after antes luego despues avant apres ensuite bevor vor dann danach depois"
        " prima poi voordat daarna"
    )
)
_TAG = 2  # tokens: a comma and a word
_AT_THE_START = frozenset(("not",))
_LONGEST = 25
# At the end of a wish these ask for nothing: 'Let's wait, ok?'
_TAGS = frozenset(
    tokens("ok okay right please alright no ja oder vale bitte d_accord tá né va 吧 ね")
)
_UNDECIDED = (Kind.AWAY, Kind.MOCK, Kind.UNSURE)
# In a sentence with one of these nothing is wished, in a clause with one of those it is told.
_SUPPOSING = frozenset(
    tokens(
        "maybe perhaps possibly vielleicht quizas talvez forse misschien"
        " if wether whether who why when would could might may hate wish said says told"
        " ob wenn falls wer warum sagt si quien cuando dijo dice qui quand pourquoi dit se"
        " quem quando disse diz"
        " chi perche als wie zei"
    )
)
_TELLING = {
    code: frozenset(tokens(said))
    for code, said in {
        "en": "did already was were had has",
        "de": "hat habe haben wurde hatte war waren",
        "es": "ha han he hemos fue ya",
        "fr": "ont avons etait",
        "pt": "foi",
        "it": "ha ho hanno abbiamo",
        "nl": "heeft heb hebben was",
    }.items()
}
# What the writer will do next leaves the answer open: 'I'll ask Sam'.
_MYSELF = frozenset(tokens("i ich je j vou voy ik io eu yo me mi 我 私"))
_NEXT_STEPS = frozenset(
    ("ask", "inspect", "consult", "compare", "wait", "negotiate", "fix", "redo")
)
_TALKING = frozenset(("ask", "call", "consult"))
_WANTING = frozenset(
    tokens("d like want prefer rather say vote suggest think möchte würde prefiero")
)
# 'No travel this quarter'.
_NONE = frozenset(tokens("no kein keine keinen pas sin sem geen zero nessun nessuna"))
# Who does what is told and not wished, unless such a word comes between: 'they must send'.
_OTHERS = frozenset(tokens("they he she it this who nobody everybody somebody tom"))
_MUST = frozenset(tokens("should must need needs have has ought let better please can cannot will"))
# 'Can't', 'won't', 'don't' and 'shouldn't'.
_FORBIDDING = frozenset(
    tokens("can cant cannot won wont will don dont do should shouldn must mustn shall going")
)
_OTHERS_DOING = frozenset(
    tokens("they he she who nobody everybody somebody someone you know see find think did didn")
)
_BEING = frozenset(tokens("be is are being get gets s re it them this him her"))
_LOOKING = frozenset(("look", "looking"))
_LETTING = frozenset(tokens("i we they he she"))
_AM = frozenset(tokens("be is are being s re was"))
# Deeds of everyday words, which count only where they are done to the work.
_EVERYDAY = frozenset(("keep", "close", "stop", "open", "delete", "wait", "pay", "send", "ship"))
_ITS = frozenset(
    tokens(
        "it this that them these those him her please pls for from now until till because since as"
        " our my your all one first today immediately altogether completely entirely thanks on"
        " with and right down up off there everything instead after before until at over"
    )
)
_ARTICLES = frozenset(tokens("the a an this that these those our your"))
_AWAITED = frozenset(tokens("until till before bis bevor hasta antes avant jusqu ate tot voordat"))
_AROUND = frozenset(tokens(" ".join(AROUND.values()).replace("_", " "))) | OPENING


def leaning(
    said: Sequence[Sentence],
    others: Sequence[str],
    apart: Mapping[str, frozenset[str]],
    topic: frozenset[str],
) -> str | None:
    """Return the one of ``others`` that the sentences speak of, where they speak of no other.

    ``apart``: what tells each outcome from the others (deeds.told_apart).
    """
    said = [_untagged(one) for one in said]
    n_tokens = sum(len(one.tokens) for one in said)
    if not said or said[-1].asks or not 1 < n_tokens <= _LONGEST:
        return None
    if _has(said, _UNDECIDED):
        return None
    wished, denied = _spoken(said, apart, topic)
    if len(wished) != 1 or denied & wished or not wished <= {*others}:
        return None
    [outcome] = wished
    waits = "wait" in apart[outcome]
    return outcome if waits or not _has(said, (Kind.CONDITION,)) else None


def wishes(
    said: Sequence[Sentence], senses: frozenset[str], topic: frozenset[str]
) -> tuple[bool, bool]:
    """Return whether one of these deeds is spoken of, and whether behind a negation."""
    wished, denied = _spoken(said, {"": senses}, topic)
    return bool(wished), bool(denied)


def _is_forbidden(row: Sequence[str], at: int) -> bool:
    """Return whether a deed is what the writer or everybody shall not do: 'we can't issue it'."""
    before = row[_start_of(row, at) : at]
    return bool(_FORBIDDING & {*before}) and not _OTHERS_DOING & {*before}


def _untagged(sentence: Sentence) -> Sentence:
    row = sentence.tokens
    tagged = sentence.asks and len(row) > _TAG and row[-1] in _TAGS and row[-2] == COMMA
    return replace(sentence, tokens=row[:-2], asks=False) if tagged else sentence


def _has(said: Sequence[Sentence], kinds: Sequence[Kind]) -> bool:
    rows = [walk_of((START, *one.tokens, END)) for one in said]
    return any(one.find(kind, row) for row in rows for one in likely(row.row) for kind in kinds)


def _spoken(
    said: Sequence[Sentence], own: Mapping[str, frozenset[str]], topic: frozenset[str]
) -> tuple[set[str], set[str]]:
    """Return which outcomes are spoken of, and which behind a negation."""
    wished: set[str] = set()
    denied: set[str] = set()
    for one in said:
        languages = likely(one.tokens)
        if one.asks or _SUPPOSING & {*one.tokens}:
            continue
        walk = walk_of(one.tokens)
        negations = [place for it in languages for place in it.find(Kind.NEGATION, walk)]
        spoken = list(_of(one.tokens, [it.code for it in languages], topic, own.values()))
        forbidden = {
            place.deed
            for place in spoken_in(one.tokens, [it.code for it in languages])
            if is_negated(walk, place.at, negations) and _is_forbidden(one.tokens, place.at)
        }
        forbidden |= {
            place.deed
            for sense in frozenset[str]().union(*own.values())
            if sense[0] == ASKED
            for place in said_words(one.tokens, sense)
            if is_negated(walk, place.at, negations) and _is_forbidden(one.tokens, place.at)
        }
        denied |= {outcome for outcome, senses in own.items() if senses & forbidden}
        for outcome, senses in own.items():
            for place in spoken:
                if place.deed in senses:
                    against = is_negated(walk, place.at, negations)
                    (denied if against else wished).add(outcome)
    return wished, denied


def _of(
    row: tuple[str, ...],
    codes: Sequence[str],
    topic: frozenset[str],
    senses: Iterable[frozenset[str]],
) -> Iterator[Spoken]:
    yield from (one for one in spoken_in(row, codes) if _is_wish(row, one, codes, topic))
    yield from _refused_work(row, topic)
    for one in frozenset().union(*senses):
        if one[0] == ASKED:
            asked = named_words(row, one)
            yield from (
                it for it in asked if OPENING.issuperset(row[_start_of(row, it.at) : it.at])
            )
        if one[0] == OWN and len(one) > _SHORTEST_NAME:
            yield from named_words([word if word not in topic else "" for word in row], one)


def _is_wish(
    row: Sequence[str], spoken: Spoken, codes: Sequence[str], topic: frozenset[str]
) -> bool:
    """Return whether a deed is wished here, and not told of somebody or for another time."""
    at = spoken.at
    if spoken.deed in _AT_THE_START and at and row[at - 1] != COMMA:
        return False
    clause = _clause_of(row, at)
    if spoken.deed in THINGS and not _AWAITED & {*row[:at]}:
        # 'Monday is a holiday' moves nothing to Monday; 'before legal has seen it' waits for them.
        return _AROUND.issuperset({*clause} - {*row[at : spoken.end]})
    told = frozenset[str]().union(*(_TELLING.get(code, frozenset()) for code in codes))
    if _LATER & {*row[:at]} or told & {*clause}:
        return False
    if spoken.deed in _NEXT_STEPS and _MYSELF & {*row[:at]} and not _WANTING & {*row[:at]}:
        return False
    return "en" not in codes or _is_english_wish(row, spoken, topic)


def _is_english_wish(row: Sequence[str], spoken: Spoken, topic: frozenset[str]) -> bool:
    """English verbs are nouns too, so one is a wish only where words of wishing lead up to it."""
    at, end = spoken.at, spoken.end
    word, before = row[at], row[at - 1] if at else COMMA
    if end - at > 1:
        return _is_said_as_wish(row, at, end)
    if spoken.deed in _TALKING and {"you", "me", "us"} & {*row[end : end + 1]}:
        return False  # 'call you back in 10', 'please call me'
    opens = (OPENING | _MUST).issuperset(row[_start_of(row, at) : at])
    if not opens or (word.endswith("ed") and before not in _BEING):
        return False
    if spoken.ending is None and before in _AM:
        return False  # 'it is close to perfect'
    if before in _OTHERS and not (_MUST | {"it", "this"}) & {*row[:at]}:
        return False
    return spoken.deed not in _EVERYDAY or _is_done_to_it(row[end:], topic)


def _is_said_as_wish(row: Sequence[str], at: int, end: int) -> bool:
    """Return whether several words that mean a deed do so here."""
    word, before = row[at], row[at - 1] if at else COMMA
    lacks = row[end - 1] == "out" and "of" in row[end : end + 1] and bool(_AM & {*row[at:end]})
    if before in _LOOKING or lacks:
        return False  # 'looking forward to it', 'we are out of flour'
    if word == "let" and before in _LETTING:
        return False  # 'I let it go last time' tells
    # 'I am no longer her manager' tells of the writer, 'I no longer handle this' too.
    return before != "am" and not (before == "i" and word == "no")


def _is_done_to_it(after: Sequence[str], topic: frozenset[str]) -> bool:
    rest = [word for word in after[:2] if word not in _ARTICLES]
    return not rest or rest[0] == COMMA or rest[0] in _ITS or rest[0] in topic


def _clause_of(row: Sequence[str], at: int) -> Sequence[str]:
    end = next((place for place in range(at, len(row)) if row[place] == COMMA), len(row))
    return row[_start_of(row, at) : end]


def _start_of(row: Sequence[str], at: int) -> int:
    return max((place + 1 for place in range(at) if row[place] == COMMA), default=0)


def _refused_work(row: Sequence[str], topic: frozenset[str]) -> Iterator[Spoken]:
    """Return where a clause begins with no and the work itself: 'no trips this term'."""
    for at in range(len(row) - 1):
        begins = at == 0 or row[at - 1] == COMMA
        if begins and row[at] in _NONE and {row[at + 1], row[at + 1].removesuffix("s")} & topic:
            yield Spoken(at, at + 2, "refuse")
