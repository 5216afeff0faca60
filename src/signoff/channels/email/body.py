"""The readable text of a mail: which part, in which character set.

Attachments are never opened, encrypted mail is said to be so, and only the
character sets people write in are decoded: the standard library would also
run codecs that are none ('unicode_escape', 'zip').
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from signoff.channels.email.attached import is_left_behind
from signoff.channels.email.html_text import html_to_text
from signoff.errors import UnreadableReply

MAX_DEPTH = 20
MAX_PARTS = 100
MAX_TEXT_OCTETS = 1_000_000  # of each part; a person answers at the top
_CHARSETS = frozenset(
    [
        "utf-8",
        "ascii",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "iso8859-1",
        "iso8859-2",
        "iso8859-3",
        "iso8859-4",
        "iso8859-5",
        "iso8859-6",
        "iso8859-7",
        "iso8859-8",
        "iso8859-9",
        "iso8859-10",
        "iso8859-11",
        "iso8859-13",
        "iso8859-14",
        "iso8859-15",
        "iso8859-16",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "cp437",
        "cp850",
        "cp852",
        "cp866",
        "cp874",
        "cp932",
        "cp949",
        "cp950",
        "koi8-r",
        "koi8-u",
        "iso2022_jp",
        "iso2022_jp_1",
        "iso2022_jp_2",
        "iso2022_jp_3",
        "iso2022_kr",
        "shift_jis",
        "shift_jis_2004",
        "shift_jisx0213",
        "euc_jp",
        "euc_kr",
        "gb2312",
        "gbk",
        "gb18030",
        "hz",
        "big5",
        "big5hkscs",
        "tis-620",
        "mac-roman",
        "mac-cyrillic",
        "johab",
    ]
)
_ARMOURED = re.compile(r"^[^\S\n]*-----BEGIN PGP MESSAGE[-,]", re.MULTILINE)
_SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[^\n]+\n){0,9}\n", re.MULTILINE
)
_SIGNATURE = re.compile(r"^-----BEGIN PGP SIGNATURE-----[ \t]*$", re.MULTILINE)
_SIGNATURE_END = re.compile(r"^-----END PGP SIGNATURE-----[ \t]*$", re.MULTILINE)
_ENCRYPTED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)


@dataclass(frozen=True, slots=True)
class Body:
    """The text parts as decoded text ('' where there is none), and why there may be none.

    ``n_left_behind`` of the attachments are a person's own, not their mail program's.
    ``is_twice``: plain text and HTML are offered as one and the same, for a reader to choose.
    ``is_armoured``: there are encrypted words among those of the text, or of the HTML.
    """

    text: str
    html: str
    encrypted: bool
    n_attachments: int
    is_twice: bool = False
    n_left_behind: int = 0
    is_armoured: bool = False


def read_body(message: Message) -> Body:
    """Return what can be read in a parsed mail.

    Raises: UnreadableReply, ``reason`` 'charset_refused', for a character set that hides text.
    """
    plain: list[str] = []
    html: list[str] = []
    n_attachments = n_left_behind = 0
    encrypted = False
    for part in _leaves(message):
        kind = part.get_content_type()
        encrypted = encrypted or kind in _ENCRYPTED
        if _is_attachment(part) or kind not in ("text/plain", "text/html"):
            n_attachments += 1
            n_left_behind += is_left_behind(part)
        elif kind == "text/plain":
            plain.append(_unarmoured(_flowed(part, _decoded(part))))
        else:
            html.append(_decoded(part))
    text, marked_up = "\n".join(plain), "\n".join(html)
    is_armoured = _is_armoured(text, marked_up)
    return Body(
        text,
        marked_up,
        encrypted or is_armoured,
        n_attachments,
        _offers_both(message),
        n_left_behind,
        is_armoured,
    )


def _leaves(message: Message) -> Iterator[Message]:
    """Yield parts without children, in order; a mail inside the mail counts as one part."""
    stack: list[tuple[Message, int]] = [(message, 0)]
    n_parts = 0
    while stack and n_parts < MAX_PARTS:
        part, depth = stack.pop()
        children = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if not isinstance(children, list) or depth >= MAX_DEPTH:
            n_parts += 1
            yield part
            continue
        if part.get_content_type() == "multipart/encrypted":
            yield part
            continue
        inner = [child for child in children if isinstance(child, Message)]
        stack.extend((child, depth + 1) for child in reversed(inner))


def _offers_both(message: Message) -> bool:
    part = message
    for _ in range(MAX_DEPTH):
        if part.get_content_type() == "multipart/alternative":
            return True
        children = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if not isinstance(children, list) or not children or not isinstance(children[0], Message):
            return False
        part = children[0]
    return False


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    octets = payload[:MAX_TEXT_OCTETS]
    for charset in (_charset(part), "utf-8"):
        # Incremental, since the bound may have cut a character in two.
        decoder = codecs.getincrementaldecoder(charset)()
        try:
            return decoder.decode(octets, final=octets is payload).replace("\0", "")
        except UnicodeError:
            continue
    # Half of the world's mis-declared mail is Windows Western; nothing in it can fail.
    return octets.decode("cp1252", "replace").replace("\0", "")


def _charset(part: Message) -> str:
    declared = part.get_param("charset", "utf-8")
    name = declared[2] if isinstance(declared, tuple) else str(declared)
    name = name.strip("\"' ").casefold()
    if name.replace("_", "-") in ("utf-7", "unicode-1-1-utf-7", "csunicode11utf7"):
        raise UnreadableReply(
            f"The mail is written in {name[:40]!r}, which can hide text from filters. It is kept "
            "unread and nothing was recorded. Answer again in UTF-8.",
            reason="charset_refused",
        )
    try:
        known = codecs.lookup(name).name if name.isascii() and "\0" not in name else "utf-8"
    except LookupError:
        return "utf-8"
    return known if known in _CHARSETS else "utf-8"


def _is_armoured(text: str, html: str) -> bool:
    if _ARMOURED.search(text):
        return True
    return "PGP" in html and _ARMOURED.search(html_to_text(html)) is not None


def _unarmoured(text: str) -> str:
    """Return what stands within a signature made in the text itself (RFC 9580, 7) and around."""
    plain = text.replace("\r\n", "\n")
    opened = _SIGNED.search(plain)
    closed = _SIGNATURE.search(plain, opened.end()) if opened else None
    if opened is None or closed is None:
        return text
    inner = plain[opened.end() : closed.start()].split("\n")
    ended = _SIGNATURE_END.search(plain, closed.end())
    below = plain[ended.end() :] if ended else ""
    return plain[: opened.start()] + "\n".join(line.removeprefix("- ") for line in inner) + below


def _flowed(part: Message, text: str) -> str:
    """Join the soft-wrapped lines of format=flowed (RFC 3676), own lines only."""
    if str(part.get_param("format", "")).casefold() != "flowed":
        return text
    delete_space = str(part.get_param("delsp", "")).casefold() == "yes"
    lines: list[str] = []
    goes_on = False
    for raw_line in text.replace("\r\n", "\n").split("\n"):
        line = raw_line.removeprefix(" ")
        soft = line.endswith(" ") and line != "-- " and not line.startswith(">")
        kept = line[:-1] if soft and delete_space else line
        if goes_on and not line.startswith(">") and line != "-- ":
            lines[-1] += kept
        else:
            lines.append(kept)
        goes_on = soft
    return "\n".join(lines)
