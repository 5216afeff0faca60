"""Header fields as a person reads them: decoded, one line, nothing invisible."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

MAX_FIELD_CHARS = 4096
MAX_SHOWN_CHARS = 300
# Encoded words name their character set; codecs that are none people write in are not run.
_CHARSETS = frozenset(
    {
        *("utf-8", "us-ascii", "iso-8859-1", "iso-8859-2", "iso-8859-9", "iso-8859-15"),
        *("windows-1250", "windows-1251", "windows-1252", "windows-1254", "koi8-r", "koi8-u"),
        *("gb2312", "gbk", "gb18030", "big5", "iso-2022-jp", "shift_jis", "euc-jp", "euc-kr"),
    }
)


def raw_fields(message: Message, name: str) -> list[str]:
    """Return every value of a field, its octets read as UTF-8, encoded words left as they are."""
    wanted = name.casefold()
    return [
        str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        for key, value in message.raw_items()
        if key.casefold() == wanted
    ]


def first_field(message: Message, name: str) -> str:
    """Return the first value of a field, '' where there is none."""
    return next(iter(raw_fields(message, name)), "")


def field_text(value: object) -> str:
    """Return a raw field's value decoded, with unprintable characters as spaces."""
    field = str(value)[:MAX_FIELD_CHARS]
    try:
        pieces = decode_header(field)
    except HeaderParseError:
        return _visible(field)
    return _visible("".join(_decoded(piece, charset) for piece, charset in pieces))


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    known = charset if charset and charset.casefold() in _CHARSETS else "utf-8"
    try:
        return piece.decode(known)
    except UnicodeError:
        return piece.decode("latin-1")


def _visible(text: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(shown.split())[:MAX_SHOWN_CHARS]
