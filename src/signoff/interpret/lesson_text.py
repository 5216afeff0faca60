"""What can be said about the words of feedback and of lessons, by rules alone.

Which words are mere approval, which speak to the machine, and when two
lessons say the same. Where a rule is unsure, it learns less: a lesson that is
missed is taught again, a wrong one changes every output to come.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from signoff.interpret.normal import one_form

MAX_LENGTH = 300  # characters of a lesson's text: a rule that needs more is several
_JOINERS = "\u200c\u200d"
_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019")
# Scripts that put no space between words; two signs at a time serve as words there.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")

# Words that say nothing a later output could be made better by.
_APPROVAL = frozenset(
    """
    a absolutely accept accepted agree agreed ahead all alright amazing and approve approved are as
    awesome best brilliant by cheers cool correct done everything excellent exactly fantastic
    fine for from get go good great happy here i im in is it its job like lgtm looks look love
    lot lovely me much my nice now ok okay okey on perfect please publish ready right seems send
    ship so sounds splendid super sure thank thanks that thats the this to top very we well with
    wonderful work works wow yeah yep yes you your
    approuvé approuve bien bon bonne c est merci oui parfait tout très tres ça ca va
    bueno bien está esta gracias muy perfecto sí si todo vale aprobado excelente
    alles danke freigegeben genehmigt gut in ja ordnung passt perfekt prima schön schoen sehr sieht
    so super toll vielen das ist
    aprovado bom está muito obrigado obrigada ótimo otimo perfeito sim tudo certo
    """.split()  # noqa: SIM905 - read as text, by language
)
_DENSE_APPROVAL = frozenset(
    """
    好 好的 很好 可以 没问题 同意 批准 通过 谢谢 不错
    はい いいです いいですね 良いです 問題ありません 承認 承認します ありがとう ありがとうございます
    了解 了解です 大丈夫 大丈夫です
    """.split()  # noqa: SIM905 - read as text, by language
)
# Words a lesson never needs and an attack does: about prompts, about deciding, about the machine.
_COMMANDS = re.compile(
    r"\b(?:ignor|disregard|forget|overrid|bypass|vergiss|oubli|olvid|esque)\w*\s+(?:\w+\s+){0,4}"
    r"(?:instruc|instruk|instrucc|instruç|anweis|regel|regl|règl|rule|prompt|above|previous|lesson"
    r"|guid|consign|everything|anterior|précéd)"
    r"|\b(?:respond|reply|answer|output) (?:only|with)\b|\breveal\w* (?:your|the)\b"
    r"|\b(?:system|assistant|developer)\s*:|\b(?:administrator|admin|i order you)\b"
    r"|\b(?:system|developer|hidden)\s+(?:prompt|message|instruction)"
    r"|\b(?:jailbreak|language model|llm|chatbot|as an ai|you are now|pretend)\b"
    r"|\b(?:auto|always|automatically|just|must|never|without|immer|toujours|siempre|sempre)\W+"
    r"(?:\w+\W+)?(?:approv|approuv|aprob|aprov|genehmig|freigeb|reject|accept|sign(?:ing|ed)? off)"
    r"|\b(?:skip|bypass|without|no need for|ohne|sans|sin|sem)\W+(?:\w+\W+)?"
    r"(?:human|asking|approv|the reviewer|a reviewer|sign-?off|pr[üu]fung)"
    r"|\boutcomes?\b|无视|忽略|無視|批准所有|必ず承認"
    r"|```|<\s*/?\s*(?:system|user|assistant|data|instruction\w*|output|lessons?)\s*>|\{\s*\"",
    re.IGNORECASE,
)
# What a lesson of a better output hardly needs, and a lesson that steals a decision does.
_OF_DECIDING = re.compile(
    r"\b(?:dis)?(?:approv|accept|reject|authori|sign(?:ed|s|ing)?[ -]?off|permit|lesson|prompt"
    r"|reviewers?\b|pr[üu]fer(?:in|innen)?\b|relect(?:eur|rice)s?\b|revisor(?:a|es|as)?\b"
    r"|approuv|aprob|aprov|genehmig|freig)|批准|承認|https?:|<\w",
    re.IGNORECASE,
)
# Words that carry none of a lesson's meaning. Every other one does, "not" and "never" first.
_LIGHT = frozenset(
    """a an always and are be it its of please that the this to you your make sure should
    must""".split()  # noqa: SIM905 - read as text
)


def one_line(text: str) -> str:
    """Return ``text`` as one line of visible signs, single spaces between its words."""
    shown = "".join(sign if _is_visible(sign) else " " for sign in text)
    return " ".join(shown.split())


def _is_visible(sign: str) -> bool:
    # Scripts of Persia and India need the joiners within words.
    return unicodedata.category(sign)[0] != "C" or sign in _JOINERS


def words(text: str) -> list[str]:
    """Return the words of a text, folded; of scripts without spaces, every two signs."""
    folded = one_form(text).casefold().translate(_APOSTROPHES)
    found: list[str] = []
    for word in _WORD.findall(folded.replace("_", " ")):
        if _DENSE.search(word) and len(word) > 1:
            found.extend(word[i : i + 2] for i in range(len(word) - 1))
        else:
            found.append(word)
    return found


def is_worth_learning(feedback: str, outcomes: Iterable[str] = ()) -> bool:
    """Return False for empty words, mere approval, and an outcome's name alone."""
    folded = one_form(feedback).casefold()
    dense = [part for part in _WORD.findall(folded) if _DENSE.search(part)]
    if dense and all(part in _DENSE_APPROVAL for part in dense):
        return False
    idle = _APPROVAL.union(*(words(outcome) for outcome in outcomes))
    if all(word in idle for word in words(feedback)):
        return False
    from signoff.interpret.approval_alone import only_approves  # noqa: PLC0415 - it loads every language

    return not only_approves(feedback)


def without_label(feedback: str, outcomes: Iterable[str]) -> str:
    """Return feedback without the outcome it begins with: "needs revision: cite sources"."""
    head, _, rest = feedback.partition(":")
    is_label = any(words(head) == words(outcome) for outcome in outcomes)
    return rest if is_label and rest.strip() else feedback


def commands_the_machine(text: str) -> bool:
    """Return whether words speak to the machine or about deciding, not about the work.

    What they teach is a candidate at most: a person must confirm it.
    """
    shown = one_form(text)
    # Invisible signs may stand between words, or hide one by standing within it.
    joined = "".join(sign for sign in shown if unicodedata.category(sign) != "Cf")
    return any(_COMMANDS.search(one_line(form)) for form in (shown, joined))


def must_be_confirmed(lesson: str) -> bool:
    """Return whether a lesson may be applied only once a person has confirmed it.

    That is one that commands the machine, and one about decisions, other
    lessons, or addresses to be led to.
    """
    return commands_the_machine(lesson) or _OF_DECIDING.search(lesson) is not None


def says_the_same(text: str, other: str) -> bool:
    """Return whether two lessons differ in nothing but case, marks and words of no weight.

    "Never use X" and "Always use X" are different, and so is another order.
    """
    return _weighty(text) == _weighty(other)


def _weighty(text: str) -> Sequence[str]:
    found = words(text)
    return [word for word in found if word not in _LIGHT] or found


def new_lessons(texts: Iterable[object], known: Sequence[str], *, most: int = 5) -> list[str]:
    """Return the texts that are lessons and that say nothing known, each once.

    What is not text, empty, or too long for a lesson is left out.
    """
    fresh: list[str] = []
    for text in texts:
        line = one_line(text) if isinstance(text, str) else ""
        if not 0 < len(line) <= MAX_LENGTH or not is_worth_learning(line):
            continue
        if not any(says_the_same(line, other) for other in (*known, *fresh)):
            fresh.append(line)
    return fresh[:most]
