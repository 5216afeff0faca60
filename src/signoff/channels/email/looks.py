"""How mails look: the dashboard's colours, written the way mail programs need them.

Many programs ignore style sheets, so that light colours are inline; those
that follow the reader's dark mode do read a style sheet, which overrides them
by class. One table, so that the two cannot drift apart.
"""

from __future__ import annotations

import re

from markupsafe import Markup

# name -> light, dark: the design guide's tokens, as the hexadecimal colours that mail needs
COLOURS = {
    "bg": ("#f5f6f8", "#0d0e11"),
    "surface": ("#ffffff", "#141518"),
    "sunken": ("#f5f6f8", "#1a1c20"),
    "line": ("#e4e5e8", "#26282c"),
    "line2": ("#d0d3d7", "#3b3d43"),
    "text": ("#1c1e24", "#ecedef"),
    "text2": ("#51545b", "#aaacb2"),
    "text3": ("#696c73", "#8d8f95"),
    "ink": ("#3042c3", "#8fa5fa"),
    "green": ("#0b743a", "#5cd38a"),
    "solid": ("#0e8142", "#208046"),
    "amber": ("#925b0c", "#f2b95a"),
    "red": ("#c2272a", "#fa8882"),
}
# Constants of ours: their quotation marks must reach the style attribute as they are.
FONT = Markup("Inter,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif")
MONO = Markup("'JetBrains Mono',ui-monospace,SFMono-Regular,Menlo,Consolas,monospace")

_LINE = f"1px solid {COLOURS['line'][0]}"
_SUNKEN = COLOURS["sunken"][0]
_TEXT2 = COLOURS["text2"][0]
_STYLES = {
    "p": "margin:0 0 14px",
    "h1": "margin:0 0 12px;font-size:18px;line-height:26px;font-weight:600",
    "h2": "margin:22px 0 10px;font-size:16px;line-height:24px;font-weight:600",
    "h3": "margin:20px 0 8px;font-size:15px;line-height:22px;font-weight:600",
    "h4": "margin:18px 0 8px;font-size:14px;line-height:21px;font-weight:600",
    "h5": "margin:18px 0 8px;font-size:13px;line-height:20px;font-weight:600",
    "h6": "margin:18px 0 8px;font-size:13px;line-height:20px;font-weight:600",
    "ul": "margin:0 0 14px;padding-left:22px",
    "ol": "margin:0 0 14px;padding-left:22px",
    "li": "margin:0 0 5px",
    "blockquote": f"margin:0 0 14px;padding:0 0 0 14px;border-left:3px solid {COLOURS['line2'][0]};"
    f"color:{_TEXT2}",
    "pre": f"margin:0 0 14px;padding:12px 14px;background:{_SUNKEN};border-radius:6px;"
    "white-space:pre-wrap;word-break:break-word;font-size:13px;line-height:20px",
    "code": f"font-family:{MONO};font-size:13px",
    "table": "margin:0 0 14px;border-collapse:collapse;font-size:13px;line-height:20px",
    "th": f"padding:7px 18px 7px 0;border-bottom:{_LINE};text-align:left;font-weight:600;"
    f"color:{_TEXT2}",
    "td": f"padding:7px 18px 7px 0;border-bottom:{_LINE};text-align:left;vertical-align:top",
    "hr": f"margin:20px 0;border:0;border-top:{_LINE}",
}
_TAG = re.compile(rf"<({'|'.join(_STYLES)})(?= |>)(?: class=\"(align-right|align-center)\")?")


def styled(html: str) -> Markup:
    """Return cleaned HTML of ours with its looks written into the tags.

    The text's own `<` is escaped by the cleaner, so every tag found here is a real one.
    """
    return Markup(_TAG.sub(_with_style, html))  # noqa: S704 - cleaned before it comes here


def _with_style(found: re.Match[str]) -> str:
    tag, side = found[1], found[2]
    style = _STYLES[tag] + (f";text-align:{side.removeprefix('align-')}" if side else "")
    return f'<{tag} style="{style}"'
