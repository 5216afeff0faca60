"""What of a mail is form: who is greeted, who signs, and what a mail program adds.

It is left out before the rest is read, and only where it cannot be anything
else: names are known by their capitals, so 'thanks anyway' stays, and so does
whatever says more than a name and a title.
"""

from __future__ import annotations

import re

from signoff.interpret.doubt import takes_back
from signoff.interpret.lexicon import names_in
from signoff.interpret.normal import Sentence, tokens

_LONGEST_END = 400  # signs that a signature may fill, or a greeting


def _either(said: str) -> str:
    """Return a pattern for one of some phrases, parted by |, in any case."""
    phrases = sorted({" ".join(part.split()) for part in said.split("|")}, key=len, reverse=True)
    return "(?i:" + "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in phrases) + ")"


# Written with a capital these are answers all the same.
_NO_NAMES = (
    "No|Not|Nope|Yes|Yep|Ok|Okay|Stop|Hold|Wait|But|Never|Please|Only|If|Reject|Decline|Cancel|And"
    "|Sike|Psych|Jk|Kidding|Ha|Haha|PS|P\\.S|NB|N\\.B|Edit|Update"
    "|Nein|Nicht|Ja|Aber|Warten|Non|Oui|Mais|Pero|Espera|Mas|Espere|Ma|Maar|Nee|Later|Tomorrow"
)
_NAME = rf"(?!(?:{_NO_NAMES})\b)[A-Z\u00c0-\u00d6\u00d8-\u00de][\w.'\u2019-]*"
_JOINED = "van von der den de da di del la le and und et y e"
_JOINING = f"(?:{_JOINED.replace(' ', '|')}|&)"
_NAMES = rf"{_NAME}(?:[ \t]+(?:{_JOINING}[ \t]+)*{_NAME}){{0,3}}"
_ALL = (
    "all | team | everyone | everybody | both | folks | there | zusammen | alle | \u00e0 tous"
    " | a todos | todos | pessoal | equipo | allen | tutti"
)
_EVERYBODY = _either(_ALL)
_EVERYBODY_WORDS = frozenset(tokens(_ALL.replace("|", " ")))
_WHO = rf"(?:{_EVERYBODY}|(?:(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Mme|M|Sr|Sra|Dra)\.?[ \t]+)*{_NAMES})"
_HELLO = _either(
    "hi | hello | hey | hiya | good morning | good afternoon | good evening | hola | buenas"
    " | buenos d\u00edas | buenos dias | buenas tardes | bonjour | bonsoir | salut | hallo | moin"
    " | servus | guten tag | guten morgen | guten abend | ol\u00e1 | ola | oi | bom dia | boa tarde"
    " | boa noite | ciao | buongiorno | goedemorgen"
)
# Words of their own where no name follows: 'cher', 'lieber'.
_DEAR = _either(
    "dear | querido | querida | estimado | estimada | estimados | cher | ch\u00e8re | chers"
    " | sehr geehrte | sehr geehrter | prezado | prezada | beste"
)
_LIEBE = rf"Liebe[rs]?[ \t]+(?:Frau|Herr|Kolleg)\w*(?:[ \t]+{_NAMES})?"
_GREETING = re.compile(
    rf"^\s*(?:{_HELLO}(?:,?[ \t]+(?P<who>{_WHO})(?=[ \t]*[,!:.\n\u2013]))?"
    rf"|{_DEAR}[ \t]+(?P<dear>{_WHO})|{_LIEBE})"
    r"[ \t]*(?:[,!:.\u2013-][ \t]*\n?|\n)"
)
_CLOSING = _either(
    "best | best regards | kind regards | kindest regards | warm regards | many thanks | regards"
    " | best wishes | with best wishes | with kind regards | rgds | brgds | kr | thanks | thank you"
    " | thanks a lot | thanks so much | thanks again | thx | ta | tnx | cheers | all the best"
    " | yours | yours sincerely | sincerely | greetings | lg | vg | mfg | bg"
    " | viele gr\u00fc\u00dfe"
    " | beste gr\u00fc\u00dfe | liebe gr\u00fc\u00dfe | sch\u00f6ne gr\u00fc\u00dfe | gru\u00df"
    " | viele gruesse | liebe gruesse | mit freundlichen gr\u00fc\u00dfen | danke | besten dank"
    " | vielen dank | saludos | un saludo | saludo | un cordial saludo | un abrazo | atentamente"
    " | gracias | muchas gracias | cordialement | bien cordialement | bien \u00e0 vous"
    " | bien \u00e0 toi | bonne journ\u00e9e | bonne soir\u00e9e | merci | merci beaucoup"
    " | abra\u00e7o | abra\u00e7os | atenciosamente | att | obrigado | obrigada | saluti"
    " | cordiali saluti | grazie | groet | groeten | groetjes | met vriendelijke groet | mvg"
    " | bedankt"
)
_OFFICES = (
    "of | for | the | and | de | du | des | van | von | general | counsel | head | director"
    " | manager | ward | chief | officer | consultant | engineer | editor | lead | partner | clerk"
    " | secretary | assistant | responsable | client | relation | surgeon | nurse | teacher"
    " | principal | treasurer | chair | founder | owner"
)
_TITLE = _either(_OFFICES)
_FIRMS = frozenset(tokens("llp llc ltd inc plc gmbh ag sarl srl ltda"))
_TITLES = frozenset(tokens("dr mr mrs ms prof herr frau mme sr sra dra st")) | frozenset(
    tokens(_OFFICES.replace("|", " "))
)
_OFFICIAL = _TITLES | _FIRMS
_BESIDE = _TITLES | frozenset(_JOINED.split())
_OFFICE = re.compile(r"[\d@]")
# A word of a signature, looked at by itself: a pattern for a whole row of them would try every way
# to part it, and never end.
_SIGN = re.compile(rf"(?:{_NAME}|[A-Z]|[\d(+][\d().+/-]*|{_TITLE}|[|/&]+|[^\s@]+@[^\s@]+)\.*")
_SIGNER = re.compile(rf"(?:{_NAME}|[A-Z]\b)")
_BETWEEN = re.compile(r"[ \t\n,]+")
_CLOSED = re.compile(
    rf"(?:^|(?<=[.!?,;\n)\u2013-]))[ \t\n]*{_CLOSING}\b"
    r"(?:[ \t]*[,!]*[ \t]*\n+[ \t]*|[,!]?[ \t]+)"
)
# Of a device or a program alone: 'sent from the wrong account' is no form.
_SENT = _either("sent from | gesendet von | enviado desde | enviado do | envoy\u00e9 de")
_PHONE = r"my\s+(?:phone|mobile|mobile\s+phone|mobile\s+device|tablet)"
_DEVICE = r"(?:(?i:my|meinem|mi|meu|mon)\s+)?i?[A-Z\d][\w-]*(?:\s+(?:i?[A-Z\d][\w-]*|for))*"
_ADDED = re.compile(
    rf"\n\s*{_SENT}\s+(?:(?i:{_PHONE})|{_DEVICE})[.!]?\s*$|\n\s*Get Outlook for \w+\s*$"
)
# Of others only: where somebody speaks of what they do themselves, it is no form either.
_DISCLAIMER = re.compile(
    r"\n\s*This (?:e-?mail|message)\b(?=[^\n]*\brecipient)"
    r"(?!.*\b(?:I|my|sorry|oops|was|reject\w*|approv\w*|hold|wait|stop|cancel\w*)\b)"
    r"(?:(?!\n\s*\n).)*$",
    re.IGNORECASE | re.DOTALL,
)


def body_of(text: str) -> str:
    """Return a text without greeting and signature; all of it, where nothing else is left."""
    start = max(0, len(text) - _LONGEST_END)
    end = _DISCLAIMER.sub("", _ADDED.sub("", text[start:]))
    body = text[:start] + _unsigned(end)
    body = _GREETING.sub(_unless_said, body[:_LONGEST_END]) + body[_LONGEST_END:]
    return body if re.search(r"\w", body) else text


def greets_somebody(text: str) -> bool:
    """Return whether a text begins with a greeting that says to whom."""
    form = _GREETING.match(text[:_LONGEST_END])
    return bool(form and (form["who"] or form["dear"]))


def _unsigned(end: str) -> str:
    """Return the end of a text without the signature that it closes with."""
    closed = _CLOSED.search(end)
    while closed:
        named = end[closed.end() :].rstrip()
        if _is_signature(named) and _names(named):
            return end[: closed.start()]
        closed = _CLOSED.search(end, closed.start() + 1)
    return end


def _is_signature(named: str) -> bool:
    """Return whether it begins with a name, and has nothing but names, offices and numbers.

    A line below the name says an office, a firm or a number: 'Withdrawn' is unknown like a name.
    """
    below = named.splitlines()[1:]
    return (
        bool(_SIGNER.match(named))
        and all(map(_SIGN.fullmatch, _BETWEEN.split(named)))
        and all(_OFFICE.search(line) or not _OFFICIAL.isdisjoint(tokens(line)) for line in below)
    )


def _unless_said(form: re.Match[str]) -> str:
    """Return nothing for a greeting, and the greeting where its words may say something."""
    return "" if _names(form["who"] or form["dear"] or "") else form.group()


def _names(said: str) -> bool:
    """Return whether each part names somebody."""
    return all(map(_is_who, re.split(r"[,|/\n]", said)))


def _is_who(part: str) -> bool:
    """Return whether a part names somebody: 'Ask Tom' and 'Postponed' do not."""
    row = tokens(part)
    if not row or row[0] in _EVERYBODY_WORDS:
        return True
    if takes_back(Sentence(row)):
        return False
    if not _FIRMS.isdisjoint(row):
        return True
    return all(
        len(word) == 1 or word in _BESIDE or _OFFICE.search(word) or names_in((word,))
        for word in row
    )
