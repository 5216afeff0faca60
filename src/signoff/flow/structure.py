"""A flow's graph as plain nodes and edges, for whoever draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from signoff.flow.conditions import labels
from signoff.flow.graph import Graph, Method


class NodeKind(StrEnum):
    """What a node is, for its shape. A review that begins a flow is a review."""

    START = "start"
    STEP = "step"
    ROUTER = "router"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Node:
    """One method. ``outcomes`` are those it declares; a router may declare none."""

    name: str
    kind: NodeKind
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """``target`` runs after ``source``; ``label`` is the outcome it waits for, if any."""

    source: str
    target: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class FlowStructure:
    """All nodes and edges, in order of definition."""

    name: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class Drawn(Protocol):
    """A flow class, as far as it is drawn."""

    signoff_graph: Graph


def structure(flow_class: Drawn | type) -> FlowStructure:
    """Return the flow's nodes and edges: as its class says itself, or as its methods are."""
    own: Callable[[], FlowStructure] | None = getattr(flow_class, "signoff_shape", None)
    if own is not None:
        return own()
    graph: Graph = flow_class.signoff_graph  # type: ignore[union-attr]
    methods = graph.methods.values()
    nodes = tuple(Node(m.name, _kind(m), m.outcomes or ()) for m in methods)
    edges = tuple(dict.fromkeys(edge for m in methods for edge in _edges_to(graph, m)))
    return FlowStructure(graph.name, nodes, edges)


def _kind(method: Method) -> NodeKind:
    if method.review is not None:
        return NodeKind.REVIEW
    if method.is_router:
        return NodeKind.ROUTER
    return NodeKind.START if method.is_start else NodeKind.STEP


def _edges_to(graph: Graph, target: Method) -> list[Edge]:
    heard = () if target.condition is None else labels(target.condition)
    edges = []
    for label in heard:
        if label in graph.methods:
            edges.append(Edge(label, target.name))
        edges.extend(Edge(source, target.name, label) for source in _sources(graph, label))
    return edges


def _sources(graph: Graph, label: str) -> list[str]:
    """Return who produces an outcome: as declared, as their code says, or whoever is free to."""
    methods = graph.methods.values()
    named = [m.name for m in methods if label in (m.outcomes or ()) or label in m.hints]
    if named or label in graph.methods:
        return named
    return [m.name for m in methods if m.outcomes is None]
