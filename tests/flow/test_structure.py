"""A flow as nodes and edges."""

from __future__ import annotations

from signoff import Flow, and_, human_feedback, listen, or_, router, start
from signoff.flow.structure import Edge, Node, NodeKind, structure


class Drawn(Flow):
    @start()
    def draft(self):
        """Begin."""

    @human_feedback(message="ok?", emit=["yes", "again"])
    @listen(or_(draft, "again"))
    def review(self):
        """Ask."""

    @router("yes")
    def route(self):
        return "ship"

    @listen(and_("ship", review))
    def end(self):
        """End."""


class TestAStructure:
    def test_names_every_method_with_its_kind_and_outcomes(self):
        assert structure(Drawn).nodes == (
            Node("draft", NodeKind.START, ()),
            Node("review", NodeKind.REVIEW, ("yes", "again")),
            Node("route", NodeKind.ROUTER, ()),
            Node("end", NodeKind.STEP, ()),
        )

    def test_draws_an_edge_for_every_way_to_a_method(self):
        assert structure(Drawn).edges == (
            Edge("draft", "review"),
            Edge("review", "review", "again"),
            Edge("review", "route", "yes"),
            Edge("route", "end", "ship"),
            Edge("review", "end"),
        )
