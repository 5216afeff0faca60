"""Pictures that came inside the text, as parts of the mail.

Only what the text itself holds, as a data: address, and only kinds that every
mail program draws. Nothing is fetched, opened or scaled: a picture from
elsewhere would tell its owner who reads, so the Markdown side shows it as text.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

MAX_PICTURES = 5
MAX_OCTETS = 1_000_000  # of one picture
MAX_ALL_OCTETS = 3_000_000
_STARTS = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
}
# No part of it reaches over the next picture, so that looking takes linear time.
_PICTURE = re.compile(
    r"!\[(?P<name>[^\]\n]{0,200})\]\(\s*<?data:(?P<kind>[\w.+-]{0,40}/?[\w.+-]{0,40})"
    r"(?P<base64>(?:;[\w=-]{1,40})*;base64)?,(?P<data>[^)\s>\[]*)>?\s*(?:\"[^\"\n]{0,200}\"\s*)?\)",
    re.IGNORECASE,
)
# Stands in the text where a picture was; of a range that no text of people uses.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_PLACE = re.compile(f"{_OPEN}(\\d{{1,2}}){_CLOSE}")
_STYLE = "display:block;max-width:100%;height:auto;margin:0 0 14px;border:0"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, sound as far as its first octets say."""

    name: str
    subtype: str
    octets: bytes

    @property
    def content_id(self) -> str:
        """Return what the HTML calls it; the same picture has the same id in every mail."""
        return f"{hashlib.sha256(self.octets).hexdigest()[:24]}@signoff"


def take_pictures(text: str, label: Callable[[str], str]) -> tuple[str, tuple[Picture, ...]]:
    """Return Markdown with places instead of pictures, and the pictures.

    What cannot be shown becomes its ``label``: another kind, a broken one, one too many.
    """
    found: list[Picture] = []

    def placed(match: re.Match[str]) -> str:
        picture = _read(match)
        room = MAX_ALL_OCTETS - sum(len(each.octets) for each in found)
        if picture is None or len(found) == MAX_PICTURES or len(picture.octets) > room:
            return label(match["name"])
        found.append(picture)
        return f"{_OPEN}{len(found) - 1}{_CLOSE}"

    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    if "](" not in text or "data:" not in text.lower():
        return text, ()
    return _PICTURE.sub(placed, text), tuple(found)


def in_text(text: str, pictures: tuple[Picture, ...], label: Callable[[str], str]) -> str:
    """Return the text with the labels of its pictures."""
    return _PLACE.sub(lambda found: label(pictures[int(found[1])].name), text)


def in_html(html: Markup, pictures: tuple[Picture, ...]) -> tuple[Markup, tuple[Picture, ...]]:
    """Return the HTML with its pictures, and those that are in it."""
    used = dict.fromkeys(int(found[1]) for found in _PLACE.finditer(html))
    drawn = _PLACE.sub(lambda found: _img(pictures[int(found[1])]), html)
    drawn = drawn.replace(_OPEN, "").replace(_CLOSE, "")  # a place that was cut in two
    once = {pictures[n].content_id: pictures[n] for n in used}
    return Markup(drawn), tuple(once.values())  # noqa: S704 - cleaned before, names escaped


def _img(picture: Picture) -> str:
    return f'<img src="cid:{picture.content_id}" alt="{escape(picture.name)}" style="{_STYLE}">'


def _read(match: re.Match[str]) -> Picture | None:
    kind = match["kind"].lower().removeprefix("image/").replace("jpg", "jpeg")
    if match["base64"] is None or kind not in _STARTS or len(match["data"]) > 2 * MAX_OCTETS:
        return None
    try:
        octets = base64.b64decode(match["data"], validate=True)
    except (binascii.Error, ValueError):
        return None
    sound = octets.startswith(_STARTS[kind]) and (kind != "webp" or octets[8:12] == b"WEBP")
    return Picture(match["name"], kind, octets) if sound and len(octets) <= MAX_OCTETS else None
