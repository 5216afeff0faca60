"""The fields of a form, as octets: a raw mail has no character set.

Only the fields that are asked for are kept, and none is decoded before it is
asked for, since a stranger may send anything before the signature is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote_to_bytes

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from signoff.channels.email.providers.delivered import broken_call

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
FORM_TYPES = frozenset({URLENCODED, MULTIPART})
MAX_FIELDS = 500  # providers send some twenty, and one for each attachment
MAX_TEXT_OCTETS = 64_000
_SLICE = 1 << 20


class Form:
    """Fields by name; where one comes twice, the first counts."""

    def __init__(self, fields: Mapping[str, bytes], *, is_escaped: bool) -> None:
        self._fields = fields
        self._is_escaped = is_escaped

    def octets(self, name: str) -> bytes | None:
        """Return a field as it was sent, None where it was not."""
        value = self._fields.get(name)
        return _unescaped(value) if value is not None and self._is_escaped else value

    def text(self, name: str) -> str:
        """Return a short field, '' where it was not sent.

        Raises: UnreadableReply, ``reason`` 'broken', where it is long or no text.
        """
        if len(self._fields.get(name, b"")) > MAX_TEXT_OCTETS:
            raise broken_call(f"its field {name!r} is longer than {MAX_TEXT_OCTETS:,} octets")
        try:
            return (self.octets(name) or b"").decode()
        except UnicodeDecodeError as error:
            raise broken_call(f"its field {name!r} is no UTF-8") from error


def read_form(body: bytes, content_type: str, *, wanted: Iterable[str]) -> Form:
    """Return the wanted fields of a form in either of its two types.

    Raises: UnreadableReply, ``reason`` 'broken'.
    """
    kind, options = parse_options_header(content_type)
    if kind.decode("latin-1") == MULTIPART:
        return Form(_multipart(body, options.get(b"boundary", b""), wanted), is_escaped=False)
    return Form(_urlencoded(body, wanted), is_escaped=True)


def _urlencoded(body: bytes, wanted: Iterable[str]) -> dict[str, bytes]:
    if body.count(b"&") >= MAX_FIELDS:
        raise broken_call(f"it has more than {MAX_FIELDS} fields")
    names = {name.encode(): name for name in wanted}
    fields: dict[str, bytes] = {}
    for pair in body.split(b"&"):
        name, _, value = pair.partition(b"=")
        if name in names:
            fields.setdefault(names[name], value)
    return fields


def _unescaped(value: bytes) -> bytes:
    # In slices: the standard library makes an object of each escape, and mails have millions.
    value = value.replace(b"+", b" ")
    read = bytearray()
    start = 0
    while start < len(value):
        end = start + _SLICE
        cut = value.find(b"%", end - 2, end)  # an escape that would be cut in two
        end = cut if cut >= 0 else end
        read += unquote_to_bytes(value[start:end])
        start = end
    return bytes(read)


def _multipart(body: bytes, boundary: bytes, wanted: Iterable[str]) -> dict[str, bytes]:
    if not boundary:
        raise broken_call("its Content-Type names no boundary")
    parts = _Parts(frozenset(wanted))
    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": parts.begin,
                "on_part_data": parts.add,
                "on_part_end": parts.end,
                "on_header_field": parts.add_name,
                "on_header_value": parts.add_value,
                "on_header_end": parts.end_header,
                "on_end": parts.finish,
            },
        )
        parser.write(body)
    except FormParserError as error:
        raise broken_call(f"it is no form: {error}") from error
    if not parts.is_whole:
        raise broken_call("the form ends before its last boundary")
    return parts.fields


class _Parts:
    """Takes the parts of a form from the parser, a piece at a time."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.fields: dict[str, bytes] = {}
        self.is_whole = False
        self._wanted = wanted
        self._n_parts = 0
        self._field = ""
        self._value = bytearray()
        self._header = bytearray()
        self._header_value = bytearray()

    def begin(self) -> None:
        self._n_parts += 1
        if self._n_parts > MAX_FIELDS:
            raise broken_call(f"it has more than {MAX_FIELDS} fields")
        self._field = ""
        self._value = bytearray()

    def add_name(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def add_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._header_value))
            self._field = options.get(b"name", b"").decode("utf-8", "replace")
        self._header.clear()
        self._header_value.clear()

    def add(self, data: bytes, start: int, end: int) -> None:
        if self._field in self._wanted:
            self._value += data[start:end]

    def end(self) -> None:
        if self._field in self._wanted:
            self.fields.setdefault(self._field, bytes(self._value))

    def finish(self) -> None:
        self.is_whole = True
