"""The drawings beside words."""

import lucide.jinja
import pytest

from signoff.web.pages.icons import icon


class TestAnIcon:
    @pytest.mark.parametrize("name", ["play", "circle-check", "square-function"])
    def test_is_drawn_as_its_package_draws_it(self, name):
        wanted = lucide.jinja.lucide(name, size=20, stroke_width=1.75, aria_hidden="true")

        assert icon(name, 20) == wanted

    def test_is_refused_under_a_name_that_there_is_not(self):
        with pytest.raises(KeyError, match="no-such-icon"):
            icon("no-such-icon")
