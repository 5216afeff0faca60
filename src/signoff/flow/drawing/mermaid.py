"""A flow's picture as Mermaid text, for a README or a pull request that draws it itself."""

from __future__ import annotations

from signoff.flow.drawing.page import END, ends_of
from signoff.flow.structure import Edge, FlowStructure, NodeKind

_SHAPES = {
    NodeKind.START: ("([", "])"),
    NodeKind.STEP: ("[", "]"),
    NodeKind.ROUTER: ("{", "}"),
    NodeKind.REVIEW: ("{{", "}}"),
}


def mermaid(shape: FlowStructure) -> str:
    """Return the flow as a Mermaid flowchart: hexagons wait for a person, diamonds route."""
    # Numbers for names: a step may be called like a word of Mermaid's own ("end").
    keys = {node.name: f"s{number}" for number, node in enumerate(shape.nodes)}
    lines = ["flowchart LR"]
    for node in shape.nodes:
        opened, closed = _SHAPES[node.kind]
        lines.append(f"  {keys[node.name]}{opened}{_quoted(node.name)}{closed}")
    ends = ends_of(shape)
    if ends:
        keys[END] = "ends"
        lines.append(f"  ends(({_quoted(END)}))")
    lines.extend(f"  {_arrow(edge, keys)}" for edge in [*shape.edges, *ends])
    waiting = [keys[node.name] for node in shape.nodes if node.kind is NodeKind.REVIEW]
    if waiting:
        lines.append("  classDef waits stroke-width:3px")
        lines.append(f"  class {','.join(waiting)} waits")
    return "\n".join(lines) + "\n"


def _arrow(edge: Edge, keys: dict[str, str]) -> str:
    label = f"|{_quoted(edge.label)}|" if edge.label else ""
    return f"{keys[edge.source]} -->{label} {keys[edge.target]}"


def _quoted(text: str) -> str:
    # Mermaid's own escapes; "#" first, since the others begin with it.
    shown = text.replace("#", "#35;").replace('"', "#quot;").replace("\n", " ")
    return f'"{shown}"'
