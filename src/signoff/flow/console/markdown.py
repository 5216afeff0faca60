"""Markdown laid out for a terminal, without losing what its writer wrote.

Line breaks stay, long lines are folded, tables are aligned, a link shows where
it leads. It is for reading what will be approved, so what is not understood is
shown as it stands. It gets text that shown.visible() has been over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from signoff.flow.console.folding import cells, folded
from signoff.flow.console.tables import is_table, table
from signoff.flow.console.terminal import BOLD, DIM, END_BOLD, END_DIM

# All repeats are bounded: what is shown may have been written to keep us busy.
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_MARKED = re.compile(r"(?P<mark> *(?:[-*+]|\d{1,9}[.)]) +(?:\[[ xX]\] +)?)(?P<rest>\S.*)")
_QUOTE = re.compile(r"(?: {0,3}> ?){1,5}")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6}) +(?P<title>.*?)(?: +#+)? *$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,}) *$")
_BREAK = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
_CODE = re.compile(r"(`{1,3})(?!`)(.{1,500}?)(?<!`)\1(?!`)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(<?([^()<>\s]{1,2000})>?( \"[^\"\n]{0,200}\")?\)")
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,500})(?<=[^\s*])\*\*")
_INDENT = "    "


def rendered(text: str, width: int, *, is_styled: bool) -> list[str]:
    """Return the lines of a Markdown text; BOLD stands in them where ``is_styled``."""
    return list(_Page(text.expandtabs(4).split("\n"), width, is_styled=is_styled).lines())


class _Page:
    def __init__(self, source: list[str], width: int, *, is_styled: bool) -> None:
        self.source = source
        self.width = width
        self.is_styled = is_styled
        self.at = 0

    def lines(self) -> Iterator[str]:
        while self.at < len(self.source):
            if fence := _FENCE.match(self.source[self.at]):
                yield from self._code(fence[1])
            elif is_table(self.source[self.at : self.at + 2]):
                yield from self._table()
            elif self._is_title():
                marks = "#" if "=" in self.source[self.at + 1] else "##"
                yield from self._line(f"{marks} {self.source[self.at].strip()}", self.width)
                self.at += 2
            else:
                yield from self._line(self.source[self.at], self.width)
                self.at += 1

    def _code(self, fence: str) -> Iterator[str]:
        """Yield a block of code as it is, between its fences."""
        is_end = False
        yield self._dim(self.source[self.at])
        self.at += 1
        while self.at < len(self.source) and not is_end:
            line = self.source[self.at]
            self.at += 1
            is_end = line.strip().startswith(fence) and not line.strip(f" {fence[0]}")
            yield self._dim(line) if is_end else line

    def _table(self) -> Iterator[str]:
        rows = []
        while self.at < len(self.source) and "|" in self.source[self.at]:
            rows.append(self.source[self.at])
            self.at += 1
        yield from table(rows, self.width, inline=self._inline, bold=self._bold)

    def _is_title(self) -> bool:
        """Say whether the line is a title by the line under it."""
        line, *under = self.source[self.at : self.at + 2]
        if not under or not line.strip() or not _UNDERLINE.match(under[0]):
            return False
        before = self.source[self.at - 1] if self.at else ""
        is_text = not (line.startswith(_INDENT) or _MARKED.match(line) or _QUOTE.match(line))
        return is_text and not before.strip() and not _HEADING.match(line)

    def _line(self, line: str, width: int) -> list[str]:
        if line.startswith(_INDENT) and not _MARKED.match(line):
            return [line]  # code, or the writer's own layout
        if quote := _QUOTE.match(line):
            mark = "> " * quote[0].count(">")
            quoted = self._unquoted(line[quote.end() :], max(width - len(mark), 10))
            return [f"{mark}{shown}".rstrip() for shown in quoted]
        return self._unquoted(line, width)

    def _unquoted(self, line: str, width: int) -> list[str]:
        if heading := _HEADING.match(line):
            title = f"{heading['marks']} {self._inline(heading['title'], bold=False)}"
            return [self._bold(part) for part in folded(title, width)]
        if _BREAK.match(line):
            return ["-" * min(width, 40)]
        if item := _MARKED.match(line):
            mark = item["mark"]
            inner = self._inline(item["rest"])
            return folded(inner, width, first=mark, rest=" " * cells(mark))
        return folded(self._inline(line.rstrip()), width)

    def _inline(self, text: str, *, bold: bool = True) -> str:
        """Show links with their address; pieces of code stay as they are."""
        shown, begin = "", 0
        for code in _CODE.finditer(text):
            shown += self._spoken(text[begin : code.start()], bold=bold) + code[0]
            begin = code.end()
        return shown + self._spoken(text[begin:], bold=bold)

    def _spoken(self, text: str, *, bold: bool) -> str:
        text = _LINK.sub(_link, text)
        if not self.is_styled:
            return text  # the stars say what bold would
        return _STRONG.sub(rf"{BOLD}\1{END_BOLD}" if bold else r"\1", text)

    def _bold(self, text: str) -> str:
        return f"{BOLD}{text}{END_BOLD}" if self.is_styled else text

    def _dim(self, text: str) -> str:
        return f"{DIM}{text}{END_DIM}" if self.is_styled else text


def _link(link: re.Match[str]) -> str:
    words, address = link[1].strip(), link[2]
    if link[0].startswith("!"):
        words = f"picture: {words}" if words else "picture"
    title = link[3] or ""
    is_bare = words in {"", address} and not title
    return address if is_bare else f"{words} ({address}{title})"
