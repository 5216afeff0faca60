"""What may be kept of a person: a name that can be read, a language of our mails, a time zone.

Who may change it is not known here.
"""

from __future__ import annotations

from signoff.channels.email.words.languages import LANGUAGES
from signoff.errors import PersonInvalid
from signoff.inbox.zones import find_zone

_LONGEST_NAME = 200


def checked_name(name: str) -> str:
    """Return a name with single blanks. Raises: PersonInvalid."""
    text = " ".join(name.split())
    if len(text) > _LONGEST_NAME or not text.isprintable():
        raise PersonInvalid(
            f"The name {text[:60]!r} has {len(text)} characters, or some that cannot be seen. "
            f"Nothing was changed. Write at most {_LONGEST_NAME}.",
            field="name",
        )
    return text


def check_language(language: str) -> None:
    """Raise PersonInvalid for a language that our mails do not speak."""
    if language not in LANGUAGES:
        raise PersonInvalid(
            f"language is {language[:60]!r}, which our mails do not speak. Nothing was changed. "
            f"Choose from: {', '.join(LANGUAGES)}.",
            field="language",
        )


def check_zone(zone: str) -> None:
    """Raise PersonInvalid for what is no time zone."""
    if find_zone(zone) is None:
        raise PersonInvalid(
            f"zone is {zone[:60]!r}, which is no time zone. Nothing was changed. "
            "Write one like Europe/Berlin.",
            field="zone",
        )
