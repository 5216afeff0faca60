"""What to call a request in one line, and what to say of it in another.

Plain text only: the caller escapes it for where it goes. It reads the start of
the content, never all of it, and knows no more Markdown than it takes to lose it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

TITLE_LENGTH = 120
HEADING_LENGTH = 300  # of a page of its own
EXCERPT_LENGTH = 200
READ_LENGTH = 4_000

_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+|\|\s*)+")
_RULE = re.compile(r"^\s*(?:[-*_=|:+]\s*){3,}$|^\s*(?:```|~~~)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)|`([^`]*)`")


def headline(
    metadata: Mapping[str, Any], message: str, content: str, content_type: str
) -> tuple[str, str]:
    """Return the title and the excerpt of a request, as text of one line each.

    The author's own ``metadata["title"]`` and ``metadata["summary"]`` come
    first; then the content's first line and what follows it.
    """
    lines = _json_lines(content) if content_type == "application/json" else _text_lines(content)
    asked = " ".join(message.split())
    title = str(metadata.get("title") or "")
    summary = str(metadata.get("summary") or "")
    if not title and content_type != "application/json" and lines:
        title, lines = lines[0], lines[1:]
    if title and lines and lines[0] == title:
        lines = lines[1:]
    excerpt = summary or " ".join(lines) or asked
    return _cut(title or asked or "Untitled request", TITLE_LENGTH), _cut(excerpt, EXCERPT_LENGTH)


def whole_title(metadata: Mapping[str, Any]) -> str:
    """Return the author's title, however long; '' where they gave none."""
    return " ".join(str(metadata.get("title") or "").split())


def plain_words(text: str) -> str:
    """Return the start of a text in one line, without what marks it up."""
    return " ".join(_text_lines(text))


def _text_lines(content: str) -> list[str]:
    lines = (_plain(line) for line in content[:READ_LENGTH].splitlines() if not _RULE.match(line))
    return [line for line in lines if line]


def _plain(line: str) -> str:
    line = _LINK.sub(r"\1", _MARKS.sub("", line))
    line = _EMPHASIS.sub(lambda found: found.group(2) or found.group(3) or "", line)
    return " ".join(line.replace("|", " ").split())


def _json_lines(content: str) -> list[str]:
    try:
        value = json.loads(content)
    except ValueError:
        return _text_lines(content)
    if isinstance(value, dict):
        return [f"{key}: {_brief(item)}," for key, item in value.items()]
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return [f"{len(value)} {'row' if len(value) == 1 else 'rows'}: {', '.join(value[0])}"]
    return [f"{_brief(item)}," for item in value] if isinstance(value, list) else [_brief(value)]


def _brief(value: object) -> str:
    if isinstance(value, dict | list):
        kind = "field" if isinstance(value, dict) else "item"
        return f"{len(value)} {kind}{'' if len(value) == 1 else 's'}"
    return plain_words(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cut(text: str, length: int) -> str:
    text = " ".join(text.split()).rstrip(",")
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
