"""The picture of a flow on a page."""

from markupsafe import Markup, escape

from signoff.flow.structure import Node, NodeKind
from signoff.web.graph import Mark, draw


class TestAPicture:
    def test_goes_into_a_template_as_it_is_with_its_texts_escaped(self):
        picture = draw(
            [Node("a", NodeKind.STEP, ())],
            [],
            title="<b>",
            icon=lambda kind: Markup("<path/>"),
            marks={"a": Mark("done", "<i>")},
            walked=lambda link: False,
        )

        assert escape(picture) == picture
        assert "<path/>" in picture
        assert "<b>" not in picture
        assert "<i>" not in picture
