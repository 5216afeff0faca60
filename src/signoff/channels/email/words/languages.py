"""The languages there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from signoff.channels.email.words.catalogue import Words
from signoff.channels.email.words.contents import CONTENT_TEXTS
from signoff.channels.email.words.de import DE
from signoff.channels.email.words.en import EN
from signoff.channels.email.words.es import ES
from signoff.channels.email.words.forms import FORM_TEXTS
from signoff.channels.email.words.fr import FR
from signoff.channels.email.words.ja import JA
from signoff.channels.email.words.pages import PAGE_TEXTS
from signoff.channels.email.words.ratings import RATING_TEXTS
from signoff.channels.email.words.remarks import REMARK_TEXTS


def _texts(words: Words) -> dict[str, str]:
    own = words.language
    beside = (CONTENT_TEXTS, FORM_TEXTS, PAGE_TEXTS, RATING_TEXTS, REMARK_TEXTS)
    return {**words.texts, **{key: said for each in beside for key, said in each[own].items()}}


LANGUAGES: Mapping[str, Words] = {
    words.language: replace(words, texts=_texts(words)) for words in (EN, DE, ES, FR, JA)
}


def words_of(language: object) -> Words:
    """Return the words of a language by its code, 'de' or 'de-AT'; English where we have none."""
    code = str(language or "").replace("_", "-").partition("-")[0].lower()
    return LANGUAGES.get(code, LANGUAGES[EN.language])
