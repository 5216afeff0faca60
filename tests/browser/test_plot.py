"""A plotted flow as an author's browser shows it: from a file, in light and dark, wide and narrow."""

import pytest

from tests.flow.test_plot import Shipping
from tests.support.axe import EVERY_RULE, findings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def plotted(tmp_path_factory):
    return Shipping.plot(tmp_path_factory.mktemp("plot") / "shipping", show=False).as_uri()


@pytest.fixture
def shown(new_context, browser_watch, plotted):
    """Open the page, and say what it asked for."""
    browser_watch.allow(plotted)  # a file is of no machine

    def show(**looks):
        # axe is a script, and the page allows none: that rule is put aside for it alone.
        page = new_context(bypass_csp=True, **looks).new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(plotted)
        return page, asked

    return show


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_has_no_finding_of_axe_and_asks_for_no_other_file(shown, plotted, scheme):
    page, asked = shown(color_scheme=scheme)

    assert findings(page, EVERY_RULE) == ""
    assert asked == [plotted]


def test_fits_a_telephone(shown):
    page, _ = shown(viewport={"width": 390, "height": 844})

    assert page.evaluate("document.documentElement.scrollWidth") == 390
