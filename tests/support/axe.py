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
    return _report(page.evaluate(f"axe.run(document, {options})"))


class Contrasts:
    """Holds the rules of colours against pages, passing over what was seen to be right.

    Contrast comes of the letters' colour, size and weight and of what the elements they
    stand in paint behind them (not of what else may lie there). Where all of that is as it was in a place that passed, on whatever
    page, axe would say the same again. What it can say nothing about (covered,
    disabled, out of sight) is asked about again wherever it stands in another place.
    """

    def __init__(self) -> None:
        self._passed: set[str] = set()
        self._asked: set[str] = set()

    def findings(self, page: Page) -> str:
        """Return what is hard to read on the page as it stands now; empty where nothing is."""
        known = [list(self._passed), list(self._asked)]
        if not page.evaluate(_MARK_NEW, known):
            return ""
        _put_in(page)
        told = page.evaluate(_LOOK_AT_NEW, [_RULES_OF_COLOURS, known])
        self._passed.update(told["passed"])
        self._asked.update(told["undecided"])
        return _report(told["found"])


def _put_in(page: Page) -> None:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)


def _report(found: dict[str, Any]) -> str:
    results = AxeResults(found)
    return str(results.generate_report()) if results.violations_count else ""


# Marks the elements with letters whose colours no passed one had, and returns how many.
_MARK_NEW = """
([passed, asked]) => {
  const isPassed = new Set(passed), isAsked = new Set(asked), known = new Map();
  const CLEAR = "rgba(0, 0, 0, 0)", PLAIN = new Set(["none", "normal", "1", "auto", "static"]);
  const PAINTED = ["backgroundImage", "opacity", "filter", "mixBlendMode", "clipPath", "position"];
  const behind = (element) => {
    if (!element) return { paint: "", place: "" };
    if (known.has(element)) return known.get(element);
    const style = getComputedStyle(element), outer = behind(element.parentElement);
    const ground = style.backgroundColor === CLEAR ? "" : style.backgroundColor;
    const special = PAINTED.map((of) => style[of]).filter((value) => !PLAIN.has(value)).join();
    const can = element.matches(":disabled, [aria-disabled=true], [inert]") ? "!" : "";
    const found = {
      paint: ground || special ? `${outer.paint}>${ground} ${special}` : outer.paint,
      place: `${outer.place}>${element.localName}.${element.getAttribute("class") ?? ""}${can}`,
    };
    known.set(element, found);
    return found;
  };
  const around = (link) => {  // a link among words must be told from them
    let block = link.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const { color, fontWeight } = getComputedStyle(block);
    const isAmongWords = block.textContent.trim() !== link.textContent.trim();
    return [color, fontWeight, isAmongWords, behind(link).place].join();
  };
  const hasLetters = (element) => element.matches("input, select, textarea")
    || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  let nNew = 0;
  for (const element of document.body.querySelectorAll("*")) {
    element.removeAttribute("data-look-at");
    if (!hasLetters(element) || !element.checkVisibility()) continue;
    const style = getComputedStyle(element), { paint, place } = behind(element);
    const colours = [
      style.color, style.fontSize, style.fontWeight, style.textShadow, style.textDecorationLine,
      element.matches("a, [role=link]") ? around(element) : "", paint,
    ].join("|");
    const where = `${colours} @ ${place}`;
    if (isPassed.has(colours) || isAsked.has(where)) continue;
    element.dataset.lookAt = where;
    nNew += 1;
  }
  return nNew;
}
"""
_LOOK_AT_MARKED = """
async (rules) => {
  axe.configure({ rules: [
    { id: "color-contrast", selector: "[data-look-at]" },
    { id: "link-in-text-block", selector: "a[href][data-look-at], [role=link][data-look-at]" },
  ] });
  const found = await axe.run(document, {
    runOnly: { type: "rule", values: rules }, preload: false, elementRef: true,
    resultTypes: ["violations", "passes"],
  });
  axe.reset();
  const of = ({ element }) => element.dataset.lookAt;
  const places = (results) => results.flatMap(({ nodes }) => nodes).map(of).filter(Boolean);
  const colours = (where) => where.split(" @ ")[0];
  const wrong = new Set(places(found.violations).map(colours));
  const right = new Set(places(found.passes.filter(({ id }) => id === "color-contrast")).map(colours));
  const asked = [...document.querySelectorAll("[data-look-at]")].map((e) => e.dataset.lookAt);
  document.querySelectorAll("[data-look-at]").forEach((e) => e.removeAttribute("data-look-at"));
  for (const { nodes } of found.violations) nodes.forEach((node) => delete node.element);
  return {
    passed: [...right].filter((each) => !wrong.has(each)),
    undecided: asked.filter((each) => !wrong.has(colours(each)) && !right.has(colours(each))),
    found: { violations: found.violations },
    nMarked: asked.length,
  };
}
"""
# A live page may draw a part anew meanwhile, without its marks: then it is looked at again.
_LOOK_AT_NEW = f"""
async ([rules, known]) => {{
  const mark = {_MARK_NEW}, look = {_LOOK_AT_MARKED};
  for (let left = 5; left; left -= 1) {{
    const nMarked = mark(known), told = await look(rules);
    if (told.nMarked >= nMarked) return told;
  }}
  throw new Error("the page changed five times while it was looked at");
}}
"""
