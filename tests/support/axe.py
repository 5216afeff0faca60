"""The rules of WCAG 2.2 AA, held against a page that is open, in each view of it.

axe is half a megabyte of script: it is put into a page once, and asked once for
each view. Only what it finds comes back, not the thousand nodes that passed.
What costs most is contrast, node by node; `Contrasts` asks for each pair of
colours once, on the first screen that shows it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RULES_OF_COLOURS = ["color-contrast", "link-in-text-block"]

EVERY_RULE: Mapping[str, Any] = {"runOnly": _TAGS}
# Dark is the same page in other colours: only the others can tell it from light.
ALL_BUT_COLOURS: Mapping[str, Any] = {
    "runOnly": _TAGS,
    "rules": {rule: {"enabled": False} for rule in _RULES_OF_COLOURS},
}
_ONLY_FOUND = {"resultTypes": ["violations"], "preload": False}


def findings(page: Page, rules: Mapping[str, Any]) -> str:
    """Return what breaks ``rules`` on the page as it stands now; empty where nothing does."""
    _put_in(page)
    options = json.dumps({**rules, **_ONLY_FOUND})
    found = page.evaluate(
        f"axe.run(document, {options}).then(({{ violations }}) => ({{ violations }}))"
    )
    return _report(found)


class Contrasts:
    """Holds the rules of colours against pages, passing over what was seen to be right.

    Contrast comes of the letters' colour and size and of what the elements they stand in
    paint behind them (not of what else may lie there). Where all of that is as it was in a
    place that passed, on whatever page, axe would say the same again. What it can say nothing
    about (covered, disabled, out of sight) is asked about again wherever it stands in another
    place.
    """

    def __init__(self) -> None:
        self._passed: set[str] = set()
        self._asked: set[str] = set()

    def findings(self, page: Page) -> str:
        """Return what is hard to read on the page as it stands now; empty where nothing is."""
        # A live page may draw a part anew meanwhile, without its marks: then it is looked at again.
        for _ in range(5):
            new = [each for each in page.evaluate(_MARK, []) if not self._is_known(each)]
            if not new:
                return ""
            _put_in(page)
            if told := page.evaluate(_LOOK_AT, [_RULES_OF_COLOURS, new]):
                self._passed.update(told["passed"])
                self._asked.update(told["undecided"])
                return _report(told["found"])
        raise AssertionError("The page changed five times while it was looked at.")

    def _is_known(self, where: str) -> bool:
        return where in self._asked or where.partition(_AT)[0] in self._passed


def _put_in(page: Page) -> None:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)


def _report(found: dict[str, Any]) -> str:
    results = AxeResults(found)
    return str(results.generate_report()) if results.violations_count else ""


_AT = " @ "
# Returns the colours and places of all elements with letters; marks the first of each that is asked for.
_MARK = """
(wanted) => {
  const found = new Set(), known = new Map(), CLEAR = "rgba(0, 0, 0, 0)";
  const PLAIN = new Set(["none", "normal", "1", "auto", "static"]);
  const SEEN_THROUGH = /rgba|\\//;  // a colour with an alpha
  const special = (style, of) => of.map((each) => style[each]).filter((value) => !PLAIN.has(value)).join();
  const behind = (element) => {
    if (!element) return { paint: "", effects: "", place: "" };
    if (known.has(element)) return known.get(element);
    const style = getComputedStyle(element), outer = behind(element.parentElement);
    const ground = style.backgroundColor === CLEAR ? "" : style.backgroundColor;
    const covers = ground && !SEEN_THROUGH.test(ground);  // then it does not matter what is behind
    const painted = special(style, covers ? ["backgroundImage"] : ["backgroundImage", "position"]);
    const can = element.matches(":disabled, [aria-disabled=true], [inert]") ? "!" : "";
    const its = {
      paint: `${covers ? "" : outer.paint}${ground || painted ? `>${ground} ${painted}` : ""}`,
      effects: outer.effects + special(style, ["opacity", "filter", "mixBlendMode", "clipPath"]),
      place: `${outer.place}>${element.localName}.${element.getAttribute("class") ?? ""}${can}`,
    };
    known.set(element, its);
    return its;
  };
  const around = (link) => {  // a link among words must be told from them
    let block = link.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const { color, fontWeight } = getComputedStyle(block), { fontSize, fontWeight: its } = getComputedStyle(link);
    const isAmongWords = block.textContent.trim() !== link.textContent.trim();
    return [fontSize, its, color, fontWeight, isAmongWords, behind(link).place].join();
  };
  const isLarge = ({ fontSize, fontWeight }) =>  // as the rule counts it, in points
    Math.ceil(Number.parseFloat(fontSize) * 72) / 96 >= (fontWeight >= 700 ? 14 : 18);
  const hasLetters = (element) => element.matches("input, select, textarea")
    || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  for (const element of document.body.querySelectorAll("*")) {
    element.removeAttribute("data-look-at");
    if (!hasLetters(element) || !element.checkVisibility()) continue;
    const style = getComputedStyle(element), { paint, effects, place } = behind(element);
    const colours = [
      style.color, isLarge(style), style.textShadow, style.textDecorationLine,
      element.matches("a, [role=link]") ? around(element) : "", effects, paint,
    ].join("|");
    const where = `${colours} @ ${place}`;
    if (!found.has(where) && wanted.includes(where)) element.dataset.lookAt = where;
    found.add(where);
  }
  return [...found];
}
"""
# Returns nothing where a mark was lost before axe looked.
_LOOK_AT = f"""
async ([rules, wanted]) => {{
  ({_MARK})(wanted);
  axe.configure({{ rules: [
    {{ id: "color-contrast", selector: "[data-look-at]" }},
    {{ id: "link-in-text-block", selector: "a[href][data-look-at], [role=link][data-look-at]" }},
  ] }});
  const found = await axe.run(document, {{
    runOnly: {{ type: "rule", values: rules }}, preload: false, elementRef: true,
    resultTypes: ["violations", "passes"],
  }});
  axe.reset();
  const marked = [...document.querySelectorAll("[data-look-at]")];
  const asked = marked.map((each) => each.dataset.lookAt);
  const of = ({{ element }}) => element.dataset.lookAt;
  const places = (results) => results.flatMap(({{ nodes }}) => nodes).map(of).filter(Boolean);
  const colours = (where) => where.split("{_AT}")[0];
  const wrong = new Set(places(found.violations).map(colours));
  const right = new Set(places(found.passes.filter(({{ id }}) => id === "color-contrast")).map(colours));
  marked.forEach((each) => each.removeAttribute("data-look-at"));
  for (const {{ nodes }} of found.violations) nodes.forEach((node) => delete node.element);
  return asked.length < wanted.length ? null : {{
    passed: [...right].filter((each) => !wrong.has(each)),
    undecided: asked.filter((each) => !wrong.has(colours(each)) && !right.has(colours(each))),
    found: {{ violations: found.violations }},
  }};
}}
"""
