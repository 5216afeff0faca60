# ruff: noqa: RUF001 - letters and dashes of several languages
"""Whether an automatic mail says that its owner is away, and until when.

English, German, Spanish, French, Portuguese, Japanese and ISO dates. A date
that can be read in two ways, or two dates that contradict each other, are no
date: somebody who is thought to be back too early costs a request its time.
Knows nothing of requests; today's date is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MAX_NOTICE = 2000  # characters that are looked at
LONGEST_ABSENCE = timedelta(days=400)
_AWAY = re.compile(
    r"\b(?:out of (?:the )?office|ooo|on (?:annual |parental |maternity |sick )?(?:leave|holidays?|"
    r"vacation)|away (?:from|until|on|till|this|and|for)|(?:am|be|is) away|vacation|annual leave|"
    r"automatic reply|autoreply|auto-?reply|not in the office|limited access to (?:my )?e-?mail|"
    r"abwesen\w*|außer haus|ausser haus|nicht im (?:büro|hause?)|urlaub\w*|im ausland|"
    r"automatische antwort|"
    r"fuera de (?:la )?oficina|de vacaciones|ausente|respuesta automática|"
    r"absent\w*|absence|en (?:congés?|vacances|déplacement)|réponse automatique|"
    r"fora do escritório|de férias|em férias|ausência|resposta automática|"
    r"fuori ufficio|in ferie|assente|risposta automatica|"
    r"afwezig\w*|vakantie|automatisch antwoord)\b|"
    r"不在|休暇|休業|自動応答|自動返信|外出中|休假|不在办公室|自动回复",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner enero ene janvier janv janeiro",
            "february feb februar febrero février févr fév fevereiro fev",
            "march mar märz mär marzo mars março",
            "april apr abril abr avril avr",
            "may mai mayo maio",
            "june jun juni junio juin junho",
            "july jul juli julio juillet juil julho",
            "august aug agosto ago août aout",
            "september sep sept septiembre septembre setembro set",
            "october oct oktober okt octubre octobre outubro out",
            "november nov noviembre novembre novembro",
            "december dec dezember dez diciembre dic décembre déc dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_N_MONTHS = 12
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(
        r"(?:(?P<year>20\d\d)\s?年\s?)?(?<!\d)(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
    ),
    re.compile(
        r"(?<![\d.])(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s?(?:de\s|of\s)?"
        rf"(?P<name>{_NAMES})(?!\w)\.?(?:,?\s(?:de\s|del\s)?(?P<year>20\d\d))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?P<name>{_NAMES})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\w)"
        r"(?:,?\s(?P<year>20\d\d))?",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d|\d\d)?(?![\d.])"),
    # Of 03/12/2026 nobody can say what it means, unless one of the two is no month.
    re.compile(r"(?<![\d/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>20\d\d)(?![\d/])"),
)
_BETWEEN = r"(?:[\s,:(]+[^\W\d_]{1,16}\.?){0,%d}[\s,:(]*$"
_UNTIL = re.compile(
    r"(?:\b(?:until|till|through|thru|bis|hasta|jusqu['’]?(?:au|à)?|até|fino al?|t/m|tot)"
    + _BETWEEN % 3
    + r")",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:\b(?:back|return\w*|resume|again|wieder|zurück|ab|vuelvo|regres\w+|de vuelta|"
    r"reincorpor\w+|a partir|"
    r"de retour|reviens|reviendrai|à partir|retorn\w+|volto|voltarei|regresso)"
    + _BETWEEN % 6
    + r")",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s*(?:-|–|—|to|au|al|a|à|ao|～|〜|~)(?:\s[^\W\d_]{2,12}\.?,?)?\s*", re.IGNORECASE
)
_UNTIL_AFTER = re.compile(r"\s*(?:\(.\)|（.）)?\s*まで")
_BACK_AFTER = re.compile(
    r"\s*(?:\(.\)|（.）)?\s*(?:に(?:戻|復帰|出社)|より(?:出社|復帰)|から(?:出社|復帰|勤務|通常))"
)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    year: int | None
    month: int
    day: int


def says_away(notice: str) -> bool:
    """Say whether an automatic mail (subject and text) speaks of somebody who is away."""
    return _AWAY.search(notice[:MAX_NOTICE]) is not None


def find_last_day(notice: str, *, today: date) -> date | None:
    """Return the last day of the absence that a notice tells of, where it is clear.

    'Until 3 Dec' counts that day; 'back on 4 Dec' means the day before. A day without a year is
    the next one after ``today``.
    """
    text = notice[:MAX_NOTICE]
    found = sorted(_find_dates(text), key=lambda each: each.start)
    ends, returns = set[date](), set[date]()
    for index, each in enumerate(found):
        day = _day(each, today)
        if day is None:
            continue
        before, after = text[max(0, each.start - 80) : each.start], text[each.end : each.end + 12]
        gap = text[found[index - 1].end : each.start] if index else ""
        if _UNTIL.search(before) or _UNTIL_AFTER.match(after) or (gap and _RANGE.fullmatch(gap)):
            ends.add(day)
        elif _BACK.search(before) or _BACK_AFTER.match(after):
            returns.add(day - timedelta(days=1))
    told = ends or returns
    last = next(iter(told)) if len(told) == 1 else None
    return last if last and today <= last <= today + LONGEST_ABSENCE else None


def find_day(text: str, *, today: date) -> date | None:
    """Return the day that a text is and nothing more, the next one where it names no year."""
    text = text[:MAX_NOTICE].strip()
    found = list(_find_dates(text))
    is_whole = len(found) == 1 and text[: found[0].start] + text[found[0].end :].strip(". ") == ""
    return _day(found[0], today) if is_whole else None


def _find_dates(text: str) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            read = _read(match)
            if read:
                yield read


def _read(match: re.Match[str]) -> _Found | None:
    parts = match.groupdict()
    if parts.get("one"):
        one, two = int(parts["one"]), int(parts["two"])
        readings = {(month, day) for month, day in ((one, two), (two, one)) if month <= _N_MONTHS}
        if len(readings) != 1:
            return None
        month, day = readings.pop()
    else:
        name = parts.get("name")
        month = _MONTHS[name.casefold()] if name else int(parts["month"])
        day = int(parts["day"])
    year = int(parts["year"]) if parts.get("year") else None
    if year is not None and year < 100:  # noqa: PLR2004 - two figures are of this century
        year += 2000
    return _Found(match.start(), match.end(), year, month, day)


def _day(found: _Found, today: date) -> date | None:
    years = [found.year] if found.year else [today.year, today.year + 1]
    for year in years:
        try:
            day = date(year, found.month, found.day)
        except ValueError:
            continue
        if found.year or day >= today:
            return day
    return None
