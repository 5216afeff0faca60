"""Sessions are told apart by the names that people have for their browsers."""

import pytest

from signoff.web.pages.browsers import browser_of

MOZILLA = "Mozilla/5.0"


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (
            f"{MOZILLA} (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36",
            "Chrome on Linux",
        ),
        (
            f"{MOZILLA} (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0",
            "Edge on Windows",
        ),
        (
            f"{MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1",
            "Safari on iPhone",
        ),
        (f"{MOZILLA} (Android 15; Mobile; rv:132.0) Firefox/132.0", "Firefox on Android"),
        ("Firefox/132.0", "Firefox"),
        ("curl/8.5.0", "curl"),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_people_call_it(named, said):
    assert browser_of(named) == said
