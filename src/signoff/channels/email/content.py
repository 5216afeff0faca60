"""What of a request's content a mail shows: as text, as HTML, and which pictures go with it.

A mail is read on telephones and cut by mail programs, so it shows what fits
and says where the rest is. The content was written by others: it stands apart
from our own words in both parts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from signoff.channels.email.flat_json import Table, read_table
from signoff.channels.email.looks import styled
from signoff.channels.email.pictures import Picture, in_html, in_text, take_pictures
from signoff.channels.email.words.catalogue import Words
from signoff.channels.markdown import to_mail_html
from signoff.inbox.request import Request

MAX_CONTENT_CHARS = 30_000
MAX_CONTENT_HTML = 70_000  # Gmail cuts a mail at 102 KB
MAX_SOURCE_CHARS = 8_000_000  # looked at; the pictures of a text are in it


@dataclass(frozen=True, slots=True)
class Content:
    """Content as a mail shows it; ``source`` is what the HTML is made from."""

    text: str
    is_cut: bool
    source: str = ""
    is_markdown: bool = False
    table: Table | None = None
    pictures: tuple[Picture, ...] = ()

    def html(self) -> tuple[Markup, bool, tuple[Picture, ...]]:
        """Return the HTML, whether it is shorter than the text, and the pictures in it."""
        if not self.text:
            return Markup(""), False, ()
        if self.table is not None:
            drawn = styled(self.table.as_html())
            if len(drawn.encode()) <= MAX_CONTENT_HTML:
                return drawn, False, ()
        if not self.is_markdown:
            return *_shortened(self.text, _plain), ()
        html, is_cut = _shortened(self.source, lambda text: styled(to_mail_html(text)))
        drawn, used = in_html(html, self.pictures)
        return drawn, is_cut, used


def content_of(request: Request | None, words: Words) -> Content:
    """Return the content of a request, empty where there is none."""
    if request is None or not request.ask.content:
        return Content("", is_cut=False)
    ask, label = request.ask, partial(_label, words)
    given = ask.content[:MAX_SOURCE_CHARS]
    if ask.content_type == "application/json":
        table = read_table(given)
        text, is_cut = _cut(_clean((table and table.as_text()) or _indented(given)))
        return Content(text, is_cut, table=None if is_cut else table)
    if ask.content_type != "text/markdown":
        return Content(*_cut(_clean(given)))
    source, pictures = take_pictures(_clean(given), label)
    source, is_cut = _cut(source)
    text = in_text(source, pictures, label)
    return Content(text, is_cut, source=source, is_markdown=True, pictures=pictures)


def _label(words: Words, name: str) -> str:
    return words.say("image", name=" ".join(name.split()) or words.say("image_unnamed"))


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n")
    return text.encode("utf-8", "replace").decode()


def _cut(text: str) -> tuple[str, bool]:
    if len(text) <= MAX_CONTENT_CHARS:
        return text, False
    return text[:MAX_CONTENT_CHARS].rpartition("\n")[0] or text[:MAX_CONTENT_CHARS], True


def _indented(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return text


def _plain(text: str) -> Markup:
    return styled(Markup("<pre><code>{}</code></pre>").format(text))


def _shortened(text: str, draw: Callable[[str], Markup]) -> tuple[Markup, bool]:
    """Return text as HTML, shortened until mail programs show all of it."""
    html, shown = draw(text), text
    while len(html.encode()) > MAX_CONTENT_HTML:
        shown = shown[: len(shown) // 2]
        html = draw(shown)
    return html, shown is not text
