"""Untrusted Markdown as safe HTML: what agents write and people judge.

Three layers, each enough alone: raw HTML is never passed on, links lead only
to http(s), mailto or a place on the page, and an allow-list goes over the
result. Images are links, since a picture fetched from elsewhere tells its
owner who reads. Looks are classes only, so that a strict CSP holds; a mail
gets its styles from ``to_mail_html``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

MAX_CHARS = 256 * 1024
MAX_CODE_CHARS = 60_000  # colouring costs ten times what the rest does
MAX_NESTING = 20
MAX_WORD_CHARS = 2000  # looking for bare links takes quadratic time in what has no space
_CUT_NOTE = (
    '<p class="note">The text is longer than can be shown here; this is its first {shown} of '
    "{total} characters. The source has all of it.</p>"
)
_TAGS = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre",
    "blockquote", "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td", "span",
    "input", "sup", "section",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "ol": {"start"},
    "li": {"id"},
    "input": {"type", "checked", "disabled"},
}
_CLASSES = {
    "th": {"align-right", "align-center"},
    "td": {"align-right", "align-center"},
    "span": {name for name in STANDARD_TYPES.values() if name},
    "li": {"task-list-item", "footnote-item"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
}
MAX_REFERENCED_CHARS = 500_000  # of addresses and titles, written once and shown wherever named
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_HREF = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_CHECKBOX = re.compile(r"<input [^>]*>")
_FOOTNOTE_ID = re.compile(r"fn(?:ref)?\d+(?::\d+)?")


@lru_cache(maxsize=256)
def to_html(text: str) -> str:
    """Return HTML for a page: classes only, safe under a strict CSP. Cached per text."""
    return _rendered(_PAGE_WITHOUT_BARE_LINKS if _has_long_word(text) else _PAGE, text)


@lru_cache(maxsize=256)
def part_to_html(text: str) -> str:
    """Return HTML of a part of a text, as ``to_html`` does, with all that was written in it.

    A footnote, or the address of a link, that another part refers to would be seen in none.
    """
    return _rendered(_PART_WITHOUT_BARE_LINKS if _has_long_word(text) else _PART, text)


@lru_cache(maxsize=64)
def to_mail_html(text: str) -> str:
    """Return HTML for a mail: no link can be clicked, addresses are shown as text.

    In a mail nobody sees which words are ours, so nothing an agent wrote may look or act like
    one of our buttons.
    """
    html = _rendered(_MAIL, text)
    # Mail programs drop form fields.
    return _CHECKBOX.sub(lambda found: "☑" if "checked" in found[0] else "☐", html)


def _has_long_word(text: str) -> bool:
    return max(map(len, text[:MAX_CHARS].split()), default=0) > MAX_WORD_CHARS


def _rendered(markdown: MarkdownIt, text: str) -> str:
    shown = text[:MAX_CHARS]
    html = _CLEANER.clean(markdown.render(shown))
    if len(shown) < len(text):
        html += _CUT_NOTE.format(shown=len(shown), total=len(text))
    return html


def _coloured(source: str, language: str, _attributes: str) -> str:
    if not language or len(source) > MAX_CODE_CHARS:
        return ""
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return ""
    coloured: str = highlight(source, lexer, HtmlFormatter(nowrap=True))
    return coloured


def _image(
    _self: RendererProtocol, tokens: Sequence[Token], index: int, _o: OptionsDict, _e: EnvType
) -> str:
    token = tokens[index]
    source = str(token.attrGet("src") or "")
    return f'<a href="{escapeHtml(source)}">{escapeHtml(token.content or "image")}</a>'


def _image_as_text(
    _self: RendererProtocol, tokens: Sequence[Token], index: int, _o: OptionsDict, _e: EnvType
) -> str:
    token = tokens[index]
    source = str(token.attrGet("src") or "")
    return escapeHtml(f"[image: {token.content or 'without a name'}, {source}]")


def _link_open_as_text(
    _self: RendererProtocol, tokens: Sequence[Token], index: int, _o: OptionsDict, env: EnvType
) -> str:
    href = str(tokens[index].attrGet("href") or "")
    label = tokens[index + 1].content if index + 1 < len(tokens) else ""
    said = label in (href, href.removeprefix("mailto:"))
    env.setdefault("open_links", []).append("" if said else href)
    return ""


def _link_close_as_text(
    _self: RendererProtocol, _t: Sequence[Token], _index: int, _o: OptionsDict, env: EnvType
) -> str:
    href = env.get("open_links", [""]).pop()
    return f" ({escapeHtml(href)})" if href else ""


def _footnote_ref_as_text(
    _self: RendererProtocol, tokens: Sequence[Token], index: int, _o: OptionsDict, _e: EnvType
) -> str:
    # As on a page, but a link to a place in a mail leads nowhere.
    meta = tokens[index].meta
    again = f":{meta['subId']}" if meta.get("subId", 0) > 0 else ""
    return f'<sup class="footnote-ref">[{meta["id"] + 1}{again}]</sup>'


def _nothing(
    _self: RendererProtocol, _t: Sequence[Token], _index: int, _o: OptionsDict, _e: EnvType
) -> str:
    return ""


def _cell(
    _self: RendererProtocol, tokens: Sequence[Token], index: int, _o: OptionsDict, _e: EnvType
) -> str:
    # The library writes style="text-align:...", which no strict CSP lets through.
    token = tokens[index]
    style = str(token.attrGet("style") or "")
    side = next((side for side in ("right", "center") if side in style), "")
    return f'<{token.tag} class="align-{side}">' if side else f"<{token.tag}>"


def _tick(state: StateCore) -> None:
    """Turn '- [x] done' into an item with a box."""
    for item, paragraph, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if (item.type, paragraph.type) != ("list_item_open", "paragraph_open"):
            continue
        found = _TASK.match(inline.content)
        if not found or not inline.children:
            continue
        first = inline.children[0]
        first.content = first.content.removeprefix(found[0])
        box = Token("html_inline", "", 0)
        checked = "" if found[1] == " " else ' checked="checked"'
        box.content = f'<input{checked} disabled="disabled" type="checkbox"> '
        inline.children.insert(0, box)
        item.attrJoin("class", "task-list-item")


def _drop_costly_references(state: StateCore) -> None:
    """Take addresses that stand once and are named often for text, where they would add up.

    30,000 characters could else become 20 million, in five seconds.
    """
    found = state.env.get("references", {}).values()
    longest = max((len(each["href"]) + len(each["title"]) for each in found), default=0)
    if longest * state.src.count("]") > MAX_REFERENCED_CHARS:
        state.env["references"].clear()


def _safe_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if _HREF.match(value) else None
    if attribute == "id":
        return value if _FOOTNOTE_ID.fullmatch(value) else None
    if tag == "input" and attribute == "type":
        return value if value == "checkbox" else None
    return value


def _reader() -> MarkdownIt:
    options = {"html": False, "linkify": True, "maxNesting": MAX_NESTING}
    markdown = MarkdownIt("commonmark", options)
    markdown.enable(["table", "strikethrough"])
    # The library's own plugin for this takes quadratic time: 9 s for 8,000 items.
    markdown.core.ruler.push("tasks", _tick)
    markdown.core.ruler.after("block", "references_limit", _drop_costly_references)
    markdown.add_render_rule("th_open", _cell)
    markdown.add_render_rule("td_open", _cell)
    return markdown


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_safe_attribute,
    allowed_classes=_CLASSES,
    clean_content_tags={"script", "style"},
    link_rel="noopener noreferrer nofollow",
)


def _page_reader() -> MarkdownIt:
    markdown = _reader().use(footnote_plugin)
    markdown.options["highlight"] = _coloured
    markdown.add_render_rule("image", _image)
    return markdown


_PAGE = _page_reader().enable("linkify")
_PAGE_WITHOUT_BARE_LINKS = _page_reader()
_REFERRED_TO = ["reference", "footnote_def"]
_PART = _page_reader().enable("linkify").disable(_REFERRED_TO)
_PART_WITHOUT_BARE_LINKS = _page_reader().disable(_REFERRED_TO)
_MAIL = _reader().use(footnote_plugin)
_MAIL.add_render_rule("footnote_ref", _footnote_ref_as_text)
_MAIL.add_render_rule("footnote_anchor", _nothing)
_MAIL.add_render_rule("image", _image_as_text)
_MAIL.add_render_rule("link_open", _link_open_as_text)
_MAIL.add_render_rule("link_close", _link_close_as_text)
