"""The text of an HTML reply, with what is quoted marked as in a plain one.

Browsers' parsing rules are applied by nh3 first, so that what is read here is
well formed whatever came in; hidden elements are dropped, since a person
cannot have meant what nobody sees. Knows how mail programs mark a quotation
in HTML, not what the words mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter

import nh3

from signoff.channels.email.quotes import CUT

MAX_HTML_CHARS = 120_000
MAX_DEPTH = 200
# Elements that close themselves when the next one begins, so that they never nest deep.
_FLAT = frozenset({"p", "li", "td", "th", "tr", "br", "hr", "img", "wbr", "meta", "link", "input"})
_ANY_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]{0,40})")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "hr",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "center",
        "dl",
        "dt",
        "dd",
        "address",
        "fieldset",
    ]
)
_VOID = frozenset({"br", "hr", "img", "wbr"})
_TAGS = set(_BLOCKS) | {
    "a",
    "span",
    "b",
    "i",
    "u",
    "s",
    "strike",
    "del",
    "em",
    "strong",
    "font",
    "small",
    "big",
    "sub",
    "sup",
    "code",
    "tt",
    "tbody",
    "thead",
    "tfoot",
    "td",
    "th",
    "img",
    "wbr",
    "caption",
}
_ATTRIBUTES = {"*": {"class", "id", "style", "hidden", "type"}}
_DROPPED = {"script", "style", "title", "head", "template", "noscript", "select", "textarea"}
_HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|font-size:0(?![.\d]*[1-9])|max-height:0(?![.\d]*[1-9])"
)
_RULE = "________"
_STRIKING = frozenset({"s", "strike", "del"})
# What is inside one of these is quoted ...
_QUOTED_CLASSES = frozenset(
    [
        "gmail_quote",
        "gmail_quote_container",
        "gmail_attr",
        "gmail_extra",
        "yahoo_quoted",
        "protonmail_quote",
        "moz-cite-prefix",
        "zmail_extra",
        "tutanota_quote",
        "qt",
        "hcs_quote",
    ]
)
# ... in these until the first blockquote in them has ended, for below it may be an answer ...
_AROUND_QUOTES = frozenset({"gmail_quote", "gmail_quote_container", "protonmail_quote"})
# ... and all that comes after one of these.
_CUT_IDS = frozenset(
    [
        "divrplyfwdmsg",
        "appendonsend",
        "replysplit",
        "olk_src_body_section",
        "mail-editor-reference-message-container",
        "isforwardcontent",
        "zwchr",
    ]
)
_BORDER = re.compile(r"border-top:(?:solid|1(?:\.0)?p[tx]solid)(?:#b5c4df|#e1e1e1|\w)")


def html_to_text(html: str) -> str:
    """Return the visible text; quoted lines begin with '> ', a hard border is a line of its own.

    What is struck out stands between '~~', as people type it.
    """
    clean = nh3.clean(
        _shallow(html[:MAX_HTML_CHARS].replace(CUT, "")),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags=_DROPPED,
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return reader.text()


def _shallow(html: str) -> str:
    """Cut at the element that nests too deep: browsers' rules take quadratic time there."""
    depth = 0
    for tag in _ANY_TAG.finditer(html):
        if tag["name"].lower() not in _FLAT:
            depth = max(0, depth + (-1 if tag["end"] else 1))
        if depth > MAX_DEPTH:
            return html[: tag.start()]
    return html


@dataclass(slots=True)
class _Element:
    """What an open element does to its words; ``is_around``: until a quotation in it ended."""

    tag: str
    quotes: bool
    is_around: bool
    hides: bool
    strikes: bool


class _Reader(HTMLParser):
    """Collects lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[tuple[bool, str]] = []  # whether it is struck out
        self._open: list[_Element] = []
        self._n_quoting = 0
        self._n_hiding = 0
        self._n_striking = 0
        self._cut = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "") for name, value in attrs}
        if tag in _BLOCKS:
            self._break()
        if self._begins_the_rest(tag, given):
            if self._lines[-1:] == [_RULE]:
                self._lines.pop()  # it was drawn above what is quoted
            self._lines.append(CUT)
            self._cut = True
        if tag == "hr":
            self._lines.append(self._marked(_RULE))
        if tag in _VOID:
            return
        element = _element(tag, given)
        self._open.append(element)
        self._n_quoting += element.quotes
        self._n_hiding += element.hides
        self._n_striking += element.strikes

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(element.tag == tag for element in self._open[-MAX_DEPTH:]):
            return
        if tag in _BLOCKS:
            self._break()
        ended = None
        while ended != tag:
            element = self._open.pop()
            ended = element.tag
            self._n_quoting -= element.quotes
            self._n_hiding -= element.hides
            self._n_striking -= element.strikes
        if tag == "p":
            self._lines.append(self._marked(""))
        if tag == "blockquote":
            self._go_on_around()

    def _go_on_around(self) -> None:
        """Let what only stands around the quotation that has ended quote no more."""
        if self._open and self._open[-1].is_around:
            self._n_quoting -= self._open[-1].quotes
            self._open[-1].quotes = False

    def handle_data(self, data: str) -> None:
        if not self._n_hiding:
            self._line.append((self._n_striking > 0, data))

    def text(self) -> str:
        self._break()
        return "\n".join(self._lines)

    def _begins_the_rest(self, tag: str, given: dict[str, str]) -> bool:
        if self._cut or self._n_quoting:
            return False
        style = re.sub(r"\s+", "", given.get("style", "").casefold())
        # 'x_' is what Outlook puts before the ids of a mail that it quotes again.
        named = given.get("id", "").casefold().removeprefix("x_")
        return named in _CUT_IDS or (tag == "div" and bool(_BORDER.search(style)))

    def _break(self) -> None:
        said = ""
        for is_struck, parts in groupby(self._line, key=itemgetter(0)):
            text = "".join(text for _, text in parts)
            said += _struck(text) if is_struck else text
        line = " ".join(said.split())
        self._line.clear()
        if line:
            self._lines.append(self._marked(line))

    def _marked(self, line: str) -> str:
        return f"> {line}" if self._n_quoting or self._cut else line


def _element(tag: str, given: dict[str, str]) -> _Element:
    classes = set(given.get("class", "").casefold().split())
    cites = tag == "blockquote" or given.get("type", "").casefold() == "cite"
    return _Element(
        tag,
        quotes=cites or not _QUOTED_CLASSES.isdisjoint(classes),
        is_around=not cites and not _AROUND_QUOTES.isdisjoint(classes),
        hides=_hides(given),
        strikes=tag in _STRIKING or "line-through" in given.get("style", "").casefold(),
    )


def _hides(given: dict[str, str]) -> bool:
    style = re.sub(r"\s+", "", given.get("style", "").casefold())
    return "hidden" in given or _HIDDEN.search(style) is not None


def _struck(text: str) -> str:
    words = " ".join(text.replace("~", "").split())
    return f" ~~{words}~~ " if words else " "
