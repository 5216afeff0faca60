"""What each of our mails says.

Each gives what happened, what holds now and what to do next, one text per
cause; the sentences are those of the reader's language (words/). No outcome
ever stands alone on a line, lest a mail program that loses its quotation marks
make an answer of it. How it looks is left to the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from signoff.channels.email.choices import choices_of, request_title, spoken
from signoff.channels.email.group_wording import (
    LATE,
    asked_with,
    counted,
    done,
    late,
    opening,
    taken,
)
from signoff.channels.email.letter import Letter
from signoff.channels.email.refusals import STRANGER_REASONS
from signoff.channels.email.sentences import (
    Wording,
    about,
    gone,
    how_to_answer,
    in_round,
    needed,
    offered,
    open_page,
    page,
    reply_subject,
    settled,
    until,
    why_you,
)
from signoff.channels.email.wire import header_text
from signoff.channels.email.words.catalogue import Words
from signoff.channels.email.words.languages import words_of
from signoff.inbox.delivery import Purpose
from signoff.inbox.request import Request
from signoff.inbox.response import Response, Source

__all__ = ["Wording", "gone", "settled", "word"]

MAX_ECHO = 1000  # characters of a person's own words that a mail repeats
_TIME_TO_WRITE = timedelta(minutes=2)  # nobody answers by mail sooner
MAX_TITLE_QUESTION = 160  # a longer question is a paragraph, not a title
# What became of a mail that was read; one that was refused has worse to tell.
_RECEIPTS = frozenset({Purpose.CONFIRMATION, Purpose.COUNTED, Purpose.ASK_BACK, Purpose.DONE})
_INTERPRETERS = {Source.RULE: "read_by_rule", Source.MODEL: "read_by_model"}


def word(letter: Letter) -> Wording:
    """Return the words of a mail for its purpose, in the language it was queued with."""
    words = words_of(letter.delivery.data.get("language"))
    wording = _BY_PURPOSE[letter.delivery.purpose](letter, words)
    if letter.delivery.data.get("n_left_behind") and letter.delivery.purpose in _RECEIPTS:
        return replace(wording, lead=(*wording.lead, words.say("left_behind")))
    return wording


def _request(letter: Letter, words: Words) -> Wording:
    request = needed(letter)
    title, how, why_now = (
        request_title(request),
        how_to_answer(request, words),
        opening(letter, words),
    )
    asked = header_text(request.ask.message, limit=300)
    is_short = len(asked) <= MAX_TITLE_QUESTION and "\n" not in request.ask.message.strip()
    subject = in_round(words.say("review_subject", title=title), request, words)
    if letter.delivery.purpose is Purpose.REMINDER:
        subject = reply_subject(letter, words)  # another would begin a thread of its own
    return Wording(
        words,
        subject=subject,
        title=asked if is_short else title,
        preview=" ".join((*why_now, asked, how)),
        lead=(
            *why_now,
            *(() if is_short else (request.ask.message.strip(),)),
            *_round_before(letter, words),
        ),
        is_question=True,
        shows_content=True,
        echo=(letter.earlier.text or letter.earlier.feedback)[:MAX_ECHO] if letter.earlier else "",
        echo_of="earlier_words",
        note=" ".join(filter(None, (_adjusted(request, words), _since(letter, words)))),
        answering=(how, *until(letter, words), *asked_with(letter, words)),
        choices=choices_of(letter, words),
        link=page(letter, open_page(request, words)),
        footer=why_you(letter, words),
    )


def _round_before(letter: Letter, words: Words) -> tuple[str, ...]:
    """Say what came of the round before: it is why there is another."""
    if letter.earlier is None:
        return ()
    given = settled(letter.earlier, words, reader=letter.delivery.address)
    return (words.say("earlier", settled=given),)


def _since(letter: Letter, words: Words) -> str:
    """Say whether the content is another than in the round before."""
    if letter.earlier is None or letter.answer_url is None:
        return ""
    if not letter.is_changed:
        return words.say("unchanged")
    return words.say("since" if letter.is_comparable else "since_long")


def _adjusted(request: Request, words: Words) -> str:
    """Say which lessons changed the content before it was sent; nothing where none did."""
    before = request.ask.pre_review
    if before is None or not before.lessons:
        return ""
    texts = [lesson.text.rstrip(".") for lesson in before.lessons]
    key = "adjusted_one" if len(texts) == 1 else "adjusted_many"
    return words.say(key, n=len(texts), lessons="; ".join(texts))


def _ask_back(letter: Letter, words: Words) -> Wording:
    request, data = needed(letter), letter.delivery.data
    how = how_to_answer(request, words)
    first = Wording(
        words,
        subject=reply_subject(letter, words),
        title=words.say("unclear_title"),
        preview=words.say("unclear_preview", how=how),
        lead=(*_taken_back(letter, words), words.say("unclear")),
        is_question=True,
        echo=str(data.get("words", "")),
        facts=about(letter, words),
        answering=(how, *until(letter, words)),
        choices=choices_of(letter, words),
        link=page(letter, open_page(request, words)),
        footer=why_you(letter, words),
    )
    if request.ask.needs_form or data.get("form"):
        return _to_form(first, words)
    if not data.get("again"):
        return first
    short, meaning = _in_short(request.ask.outcomes, data.get("numbered") or (), words)
    return replace(
        first,
        title=words.say("again_title"),
        preview=short,
        lead=(*_taken_back(letter, words), words.say("again")),
        answering=(short, *meaning, words.say("again_last"), *until(letter, words)),
    )


def _taken_back(letter: Letter, words: Words) -> tuple[str, ...]:
    """Say that the answer these words were written against holds no more."""
    outcome = str(letter.delivery.data.get("taken_back", ""))
    return (words.say("taken_back", outcome=words.quoted(spoken(outcome))),) if outcome else ()


def _to_form(asked: Wording, words: Words) -> Wording:
    """Return what is said to whoever replied to a question that a reply cannot answer."""
    return replace(
        asked,
        title=words.say("form_title"),
        preview=words.say("form_how"),
        lead=(words.say("form_reply"),),
        answering=(words.say("form_how"), *asked.answering[1:]),
    )


def _in_short(
    outcomes: Sequence[str], numbered: Sequence[str], words: Words
) -> tuple[str, tuple[str, ...]]:
    """Return how to answer in one short sentence, and what the numbers in it mean."""
    if not numbered:
        return words.say("short_words", choices=offered(outcomes, words)), ()
    numbers = [str(number) for number in range(1, len(numbered) + 1)]
    means = [
        words.say("number_means", number=number, choice=words.quoted(spoken(each)))
        for number, each in zip(numbers, numbered, strict=True)
    ]
    meaning = words.say("full_stop", text=words.texts["comma"].join(means))
    return words.say("short_numbers", numbers=words.either(numbers)), (meaning,)


def _confirmation(letter: Letter, words: Words) -> Wording:
    response = letter.response
    outcome = spoken(response.outcome) if response and response.outcome else ""
    title = words.say("recorded", outcome=outcome) if outcome else words.say("recorded_words")
    return Wording(
        words,
        subject=reply_subject(letter, words),
        title=title,
        preview=words.say("recorded_preview"),
        lead=_thanks(letter, words),
        echo=(response.text or response.feedback)[:MAX_ECHO] if response else "",
        facts=(*about(letter, words), *(_recorded(response, words) if response else ())),
        link=page(letter, words.say("see_request")),
        footer=(words.say("not_you"), *_receipt(letter, words)),
    )


def _receipt(letter: Letter, words: Words) -> tuple[str, ...]:
    """Return what proves later that the record still holds this answer."""
    return (words.say("receipt", receipt=letter.receipt),) if letter.receipt else ()


def _recorded(response: Response, words: Words) -> tuple[tuple[str, str], ...]:
    by = words.say("who_by", who=response.responder, channel=words.channel(response.channel))
    what = words.say("own_words")
    if response.outcome:
        found = words.found(response.source, response.read_by)
        what = words.say("outcome_found", outcome=spoken(response.outcome), found=found)
    return (
        (words.say("fact_recorded"), what),
        (words.say("fact_by"), by),
        (words.say("fact_at"), words.moment(response.at)),
        *_rated(response, words),
    )


def _rated(response: Response, words: Words) -> tuple[tuple[str, str], ...]:
    if response.rating is None:
        return ()
    return ((words.say("fact_rating"), words.say("rating_given", n=response.rating)),)


def _thanks(letter: Letter, words: Words) -> tuple[str, ...]:
    """Return what holds now; of words that were interpreted, also how, and what can be done."""
    response, done = letter.response, words.say("done")
    if response and response.final_at and response.final_at - response.at >= _TIME_TO_WRITE:
        done = words.say("unsettled", moment=words.moment(response.final_at))
    interpreted = _INTERPRETERS.get(response.source) if response else None
    if response is None or response.outcome is None or interpreted is None:
        return (f"{done} {words.say('nothing_more')}",)
    if letter.owner == response.responder:
        objection = words.say("objection_own")
    else:
        owner = letter.owner or words.say("somebody_in_charge")
        objection = words.say("objection", owner=owner)
    outcome = words.quoted(spoken(response.outcome))
    return done, words.say(interpreted, outcome=outcome), objection


def _refusal(letter: Letter, words: Words) -> Wording:
    reason = str(letter.delivery.data.get("reason", ""))
    title, happened, holds, do_next = words.refusals.get(reason) or words.refusals[""]
    # A text of ours; what it names was written by others and is no template.
    happened = happened.format(who=_who(letter, words))
    if reason == "closed":
        title, happened, holds, do_next = _closed(letter, words)
    elif reason in LATE and letter.delivery.data.get("at"):
        happened = late(letter, words)
    knows = reason not in STRANGER_REASONS
    return Wording(
        words,
        subject=reply_subject(letter, words, names_request=knows),
        title=title,
        preview=holds,
        lead=(happened, holds, do_next),
        is_for_stranger=not knows,
        facts=about(letter, words) if knows else (),
        link=page(letter, words.say("open_request")) if knows else None,
    )


def _who(letter: Letter, words: Words) -> str:
    return header_text(str(letter.delivery.data.get("who") or words.say("somebody")), limit=254)


def _notice(letter: Letter, words: Words) -> Wording:
    title, preview, lead = _NOTICES.get(letter.delivery.data.get("reason", ""), _intruder)(
        letter, words
    )
    subject = reply_subject(letter, words)
    if letter.delivery.data.get("about") and letter.request:
        named = header_text(request_title(letter.request), limit=60)
        subject = words.say("notice_subject", title=title, request=named)
    return Wording(
        words,
        subject=subject,
        title=title,
        preview=preview,
        lead=lead,
        facts=about(letter, words),
        link=page(letter, words.say("open_request")),
    )


def _sign_in(letter: Letter, words: Words) -> Wording:
    until = (
        words.moment(letter.expires_at, letter.delivery.data.get("zone"))
        if letter.expires_at
        else ""
    )
    lead = words.say("sign_in", address=letter.delivery.address, moment=until)
    return Wording(
        words,
        subject=words.say("sign_in_subject"),
        title=words.say("sign_in_title"),
        preview=lead,
        lead=(lead, words.say("sign_in_next")),
        link=page(letter, words.say("sign_in_open")),
        footer=(words.say("sign_in_not_you"),),
    )


_Notice = tuple[str, str, tuple[str, ...]]  # title, preview, paragraphs


def _intruder(letter: Letter, words: Words) -> _Notice:
    given = letter.delivery.data.get("sender") or words.say("nobody_known")
    sender = header_text(str(given), limit=254)
    return (
        words.say("intruder_title"),
        words.say("intruder_preview"),
        (
            words.say("intruder", sender=sender),
            words.say("intruder_holds"),
            words.say("intruder_next"),
        ),
    )


def _undelivered(letter: Letter, words: Words) -> _Notice:
    data = letter.delivery.data
    address = header_text(str(data.get("about", "")), limit=254)
    why = header_text(str(data.get("why", "")), limit=400)
    happened = [words.say("undelivered", address=address)]
    happened += [words.say("undelivered_why", why=why)] if why else []
    waits = words.say("still_waits")
    title = words.say("undelivered_title", address=address)
    return title, waits, (*happened, waits, words.say("undelivered_next"))


def _away(letter: Letter, words: Words) -> _Notice:
    data = letter.delivery.data
    address = header_text(str(data.get("about", "")), limit=254)
    last_day = data.get("last_day")
    happened = words.say("away", address=address)
    if last_day:
        day = words.day(date.fromisoformat(str(last_day)))
        happened = words.say("away_until", address=address, day=day)
    waits = words.say("still_waits")
    title = words.say("away_title", address=address)
    instead = header_text(str(data.get("next") or ""), limit=254)
    then = words.say("away_asked", name=instead) if instead else words.say("away_next")
    return title, happened, (happened, waits, then)


_NOTICES: Mapping[object, Callable[[Letter, Words], _Notice]] = {
    "undelivered": _undelivered,
    "away": _away,
}
_BY_PURPOSE: Mapping[Purpose, Callable[[Letter, Words], Wording]] = {
    Purpose.REQUEST: _request,
    Purpose.REMINDER: _request,
    Purpose.ESCALATED: _request,
    Purpose.ASK_BACK: _ask_back,
    Purpose.CONFIRMATION: _confirmation,
    Purpose.REFUSAL: _refusal,
    Purpose.NOTICE: _notice,
    Purpose.COUNTED: counted,
    Purpose.TAKEN: taken,
    Purpose.DONE: done,
    Purpose.SIGN_IN: _sign_in,
}


def _closed(letter: Letter, words: Words) -> tuple[str, str, str, str]:
    """Return what was decided before, that it stands, and whether the reader is asked again."""
    title, _, _, do_next = words.refusals["closed"]
    status = letter.request.status if letter.request else None
    happened, holds = gone(status, words), words.say("not_recorded")
    if letter.response:
        reader = str(letter.delivery.data.get("person") or letter.delivery.address)
        happened, holds = settled(letter.response, words, reader=reader), words.say("stands")
    new = letter.delivery.data.get("round")
    if letter.request is None or not new:
        return title, happened, holds, do_next
    rounds = {"old": letter.request.ask.revision, "new": new}
    holds = words.say("round_holds", **rounds)
    return words.say("round_title"), happened, holds, words.say("round_next", new=new)
