"""A flow's picture as one page that needs no other file, no host and no script.

The table under the picture says the same in words, for who cannot see it and
for what does not fit a box. How a flow ran is not known here, only how it can.
"""

from __future__ import annotations

from html import escape
from importlib import resources

from signoff.flow.conditions import And, Condition, Name
from signoff.flow.drawing.picture import Mark, draw
from signoff.flow.graph import Graph, Method
from signoff.flow.structure import Edge, FlowStructure, Node, NodeKind

# Not a name a method can have.
END = "ends here"

_KINDS = {"start": "start", "step": "step", "router": "router", "review": "asks a person"}
_NOTES = {"start": "begins the run", "router": "chooses the way", "review": "waits for a person"}
_ICONS = {
    "start": "M4 2.5L13 8L4 13.5Z",
    "step": "M3 3H13V13H3Z",
    "router": "M8 14V9L3 4M8 9L13 4M3 7V4H6M10 4H13V7",
    "review": "M8 8A2.75 2.75 0 1 0 8 2.5A2.75 2.75 0 0 0 8 8ZM2.5 14C3 11 5 10 8 10S13 11 13.5 14",
    "end": "M8 13.5A5.5 5.5 0 1 0 8 2.5A5.5 5.5 0 0 0 8 13.5ZM6 6H10V10H6Z",
}


class _End:
    name = END
    kind = "end"


def page(graph: Graph, shape: FlowStructure) -> str:
    """Return the page as HTML text."""
    n_asking = sum(node.kind is NodeKind.REVIEW for node in shape.nodes)
    said = f"{_counted(len(shape.nodes), 'step')}, {n_asking or 'none'} of them"
    said += " asks a person." if n_asking == 1 else " ask a person."
    rows = "".join(_row(graph.methods[node.name], node) for node in shape.nodes)
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(shape.name)}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{escape(shape.name)}</h1>
<p>{said}</p>
<div class="canvas" tabindex="0" role="region" aria-label="Picture">{_picture(graph, shape)}</div>
<div class="steps" tabindex="0" role="region" aria-label="Steps"><table>
<thead><tr><th scope="col">Step<th scope="col">Kind<th scope="col">Runs<th scope="col">Question
<th scope="col">Outcomes</thead>
<tbody>
{rows}</tbody>
</table></div>
</main>
</body>
</html>
"""


def ends_of(shape: FlowStructure) -> list[Edge]:
    """Return the outcomes that nothing follows, as edges to ``END``."""
    heard = {(edge.source, edge.label) for edge in shape.edges}
    return [
        Edge(node.name, END, outcome)
        for node in shape.nodes
        for outcome in node.outcomes
        if (node.name, outcome) not in heard and (node.name, None) not in heard
    ]


def in_words(tree: Condition) -> str:
    """Return a condition as a person says it: ``draft and (legal or price)``."""
    todo, said = [(tree, False)], list[str]()
    while todo:
        one, are_branches_said = todo.pop()
        if isinstance(one, Name):
            said.append(one.label)
        elif are_branches_said:
            whole = zip(one.branches, said[-len(one.branches) :], strict=True)
            words = [word if isinstance(branch, Name) else f"({word})" for branch, word in whole]
            said[-len(words) :] = [(" and " if isinstance(one, And) else " or ").join(words)]
        else:
            todo.append((one, True))
            todo.extend((branch, False) for branch in reversed(one.branches))
    return said.pop()


def _picture(graph: Graph, shape: FlowStructure) -> str:
    ends = ends_of(shape)
    return draw(
        [*shape.nodes, *([_End()] if ends else [])],
        [*shape.edges, *ends],
        title=f"{shape.name} as a graph; the table below says the same in words",
        icon=_icon,
        marks={
            END: Mark("end"),
            **{node.name: _mark(graph.methods[node.name], node) for node in shape.nodes},
        },
        walked=lambda _: False,
    )


def _mark(method: Method, node: Node) -> Mark:
    note = _NOTES.get(node.kind, "")
    if isinstance(method.condition, And) and not note:
        note = "when all are done"
    return Mark(node.kind, note)


def _icon(kind: str) -> str:
    return (
        '<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">'
        f'<path d="{_ICONS[kind]}"/></svg>'
    )


def _row(method: Method, node: Node) -> str:
    runs = "at the start" if method.is_start else ""
    if method.condition is not None:
        runs += f"{', and after' if runs else 'after'} {in_words(method.condition)}"
    question = method.review.message if method.review else ""
    outcomes = ", ".join(node.outcomes)
    if node.kind is NodeKind.ROUTER and method.outcomes is None:
        outcomes = "as its code decides"
    cells = (_KINDS[node.kind], runs, question, outcomes)
    shown = "".join(f"<td>{escape(cell)}" for cell in cells)
    return f'<tr><th scope="row">{escape(node.name)}{shown}\n'


def _counted(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
