"""As much of a content as a page loads at once, counted in octets of the HTML that goes out."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from signoff.web.pages.octets import octets_in, octets_of

FIRST_OCTETS = 22_000  # of HTML; a link shows the rest
_NAME_OCTETS, _LEAF_OCTETS, _FOLD_OCTETS = 30, 30, 120  # of the markup around each
_SPARE = 0.95  # the markup is not spread evenly: rather a little less than once more


def beginning(
    text: str, drawn: Callable[[str], Markup] = escape, octets: int = FIRST_OCTETS
) -> tuple[str, Markup]:
    """Return the first part of a text whose HTML a page loads at once, and that HTML.

    It ends between two paragraphs, or else at the end of a line, if there is one in its second
    half.
    """
    part = text if len(text) <= octets else _to_a_border(text[:octets])
    html = drawn(part)
    while (n := octets_in(html)) > octets and len(part) > 1:
        part = _to_a_border(part[: max(1, int(len(part) * _SPARE * octets / n))])
        html = drawn(part)
    return part, html


def _to_a_border(text: str) -> str:
    for border in ("\n\n", "\n"):
        end = text.rfind(border) + len(border)
        # A heading goes with what it is the heading of.
        if border == "\n\n" and text[:end].rstrip().rpartition("\n")[2].startswith("#"):
            end = text[: end - len(border)].rstrip().rfind(border) + len(border)
        if end > len(text) // 2:
            return text[:end]
    return text


def as_block(text: str) -> Markup:
    """Return a text as it was written."""
    return Markup("<pre>{}</pre>").format(text)


def drawn_octets(value: object) -> int:
    """Return about how many octets of HTML a JSON value takes where it is unfolded."""
    n, left = 0, [value]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            n += _FOLD_OCTETS + sum(_NAME_OCTETS + octets_of(name) for name in item)
            left += item.values()
        elif isinstance(item, list):
            n += _FOLD_OCTETS
            left += item
        else:
            n += _LEAF_OCTETS + octets_in(escape(item))
    return n
