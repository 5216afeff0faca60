"""Where the steps of a flow stand in its picture.

Names and pairs of names go in, middles of boxes come out; what the picture
looks like is the business of picture.py. The way is the classic one for layered
graphs: take the edges that close a loop aside, give each step the layer after
its last predecessor, sort each layer so that few edges cross, then choose
heights so that edges run straight.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

WIDTH, HEIGHT = 152, 48
GAP_X, GAP_X_LABELLED, GAP_Y = 52, 116, 28
BEND_HEIGHT = 12  # what an edge takes where it passes a layer
SWEEPS = 12

Edge = tuple[str, str]
Bend = tuple[int, int]  # the number of an edge, the layer it passes
Spot = str | Bend


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a step, or of a bend."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A finished arrangement.

    ``ways`` holds, per forward edge, the places it passes, both ends included;
    ``loops`` the edges that run back, in the order of their lanes. Steps in
    ``lowest`` have nothing between them and the lanes.
    """

    steps: Mapping[str, Place]
    ways: Mapping[int, Sequence[Place]]
    loops: Sequence[int]
    lowest: Collection[Spot]
    width: float
    height: float


@dataclass(slots=True)
class _Layers:
    rows: list[list[Spot]]
    chains: dict[int, list[Spot]] = field(default_factory=dict)

    def joined(self, *, to_left: bool) -> dict[Spot, list[Spot]]:
        """Return for each spot those it is joined to in the layer beside it."""
        found: dict[Spot, list[Spot]] = {spot: [] for row in self.rows for spot in row}
        for chain in self.chains.values():
            for left, right in pairwise(chain):
                if to_left:
                    found[right].append(left)
                else:
                    found[left].append(right)
        return found


def arrange(names: Sequence[str], edges: Sequence[Edge], labelled: Sequence[bool]) -> Layout:
    """Return where everything stands; ``labelled`` says which edges need room for a label."""
    if not names:
        return Layout({}, {}, (), (), 0.0, 0.0)
    loops = _loops(names, edges)
    layers = _layers(names, edges, loops)
    _sort(layers, {edges[number][0] for number in loops})
    ys = _heights(layers)
    xs = _widths(layers, edges, labelled)
    places = {spot: Place(xs[at], ys[spot]) for at, row in enumerate(layers.rows) for spot in row}
    return Layout(
        steps={name: places[name] for name in names},
        ways={number: [places[s] for s in chain] for number, chain in layers.chains.items()},
        loops=sorted(loops, key=lambda number: _reach(edges[number], places)),
        lowest={row[-1] for row in layers.rows},
        width=xs[-1] + WIDTH / 2,
        height=max(y + _size(spot) / 2 for spot, y in ys.items()),
    )


def _reach(edge: Edge, places: Mapping[Spot, Place]) -> float:
    """Short loops take the inner lanes, so that lanes cross least."""
    return abs(places[edge[0]].x - places[edge[1]].x)


def _loops(names: Sequence[str], edges: Sequence[Edge]) -> set[int]:
    """Return the edges that lead back to a step still being explored: the rest has no loop."""
    leaving: dict[str, list[int]] = {name: [] for name in names}
    for number, (source, _) in enumerate(edges):
        leaving[source].append(number)
    loops: set[int] = set()
    seen: set[str] = set()
    path: list[str] = []
    todo = [(name, False) for name in reversed(names)]
    while todo:
        name, is_done = todo.pop()
        if is_done:
            path.remove(name)
        elif name not in seen:
            seen.add(name)
            path.append(name)
            todo.append((name, True))
            loops.update(number for number in leaving[name] if edges[number][1] in path)
            todo.extend((edges[number][1], False) for number in reversed(leaving[name]))
    return loops


def _layers(names: Sequence[str], edges: Sequence[Edge], loops: set[int]) -> _Layers:
    depth = dict.fromkeys(names, 0)
    forward = [number for number in range(len(edges)) if number not in loops]
    for _ in names:  # the longest way passes each step once
        for number in forward:
            source, target = edges[number]
            depth[target] = max(depth[target], depth[source] + 1)
    layers = _Layers([[] for _ in range(max(depth.values()) + 1)])
    for name in names:
        layers.rows[depth[name]].append(name)
    for number in forward:
        source, target = edges[number]
        bends = [(number, at) for at in range(depth[source] + 1, depth[target])]
        for bend in bends:
            layers.rows[bend[1]].append(bend)
        layers.chains[number] = [source, *bends, target]
    return layers


def _sort(layers: _Layers, looping: Collection[Spot]) -> None:
    """Sort each layer by the mean place of its neighbours, to and fro.

    Where that decides nothing, a step that leads back goes below: its lane is there.
    """
    last = len(layers.rows)
    for sweep in range(SWEEPS):
        to_left = sweep % 2 == 0
        joined = layers.joined(to_left=to_left)
        for at in range(1, last) if to_left else reversed(range(last - 1)):
            beside = layers.rows[at - 1 if to_left else at + 1]
            rank = {spot: float(number) for number, spot in enumerate(beside)}
            here = {spot: float(number) for number, spot in enumerate(layers.rows[at])}
            wanted = [
                (_mean(joined[spot], rank, here[spot]), spot in looping, here[spot], spot)
                for spot in here
            ]
            layers.rows[at] = [spot for *_, spot in sorted(wanted)]


def _mean(spots: Sequence[Spot], known: Mapping[Spot, float], otherwise: float) -> float:
    return sum(known[spot] for spot in spots) / len(spots) if spots else otherwise


def _heights(layers: _Layers) -> dict[Spot, float]:
    """Pull each spot towards its neighbours' height, from both sides in turn, none overlapping.

    The last word has the left side, so that a line of steps runs straight from where it began.
    """
    ys: dict[Spot, float] = {}
    for row in layers.rows:
        ys.update(zip(row, _offsets(row), strict=True))
    left, right = layers.joined(to_left=True), layers.joined(to_left=False)
    for joined in (left, right) * SWEEPS + (left,):
        for row in reversed(layers.rows) if joined is right else layers.rows:
            ys.update(_settled(row, [_mean(joined[spot], ys, ys[spot]) for spot in row]))
    top = min(y - _size(spot) / 2 for spot, y in ys.items())
    return {spot: y - top for spot, y in ys.items()}


def _settled(row: Sequence[Spot], wanted: Sequence[float]) -> dict[Spot, float]:
    """Return heights as near to the wanted ones as order and distances allow.

    Spots that would overlap join to a block that moves as one to the mean of its wishes.
    """
    offsets = _offsets(row)
    blocks: list[tuple[float, float, int]] = []  # weight, mean of wishes, how many spots
    for spot, wish, offset in zip(row, wanted, offsets, strict=True):
        # A bend weighs more: a crooked long edge is what the eye stumbles over.
        block = (1.0 if isinstance(spot, str) else 4.0, wish - offset, 1)
        while blocks and blocks[-1][1] > block[1]:
            weight, mean, n_spots = blocks.pop()
            total = weight + block[0]
            mean = (weight * mean + block[0] * block[1]) / total
            block = (total, mean, n_spots + block[2])
        blocks.append(block)
    means = [mean for _, mean, n_spots in blocks for _ in range(n_spots)]
    return {spot: mean + offset for spot, mean, offset in zip(row, means, offsets, strict=True)}


def _offsets(row: Sequence[Spot]) -> list[float]:
    """Return the middles of spots that stand as close below each other as they may."""
    found, below = [], 0.0
    for spot in row:
        found.append(below + _size(spot) / 2)
        below += _size(spot) + GAP_Y
    return found


def _size(spot: Spot) -> float:
    return HEIGHT if isinstance(spot, str) else BEND_HEIGHT


def _widths(layers: _Layers, edges: Sequence[Edge], labelled: Sequence[bool]) -> list[float]:
    """Return the middle of each layer; labels stand in the gap after their edge's source."""
    layer_of = {spot: at for at, row in enumerate(layers.rows) for spot in row}
    wide = {layer_of[edges[number][0]] for number in layers.chains if labelled[number]}
    xs = [WIDTH / 2]
    for at in range(len(layers.rows) - 1):
        xs.append(xs[-1] + WIDTH + (GAP_X_LABELLED if at in wide else GAP_X))
    return xs
