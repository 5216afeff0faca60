"""Mails as mail programs with and without dark mode show them, on a screen and on a phone."""

import base64
from dataclasses import replace

import pytest

from signoff.channels.email.compose import compose
from signoff.inbox.delivery import Purpose
from signoff.inbox.response import Source
from tests.channels.email.conftest import Given
from tests.channels.email.test_compose import html, response
from tests.channels.email.test_words import PART
from tests.support.axe import ALL_BUT_COLOURS, Contrasts, findings

pytestmark = pytest.mark.browser

# A mail has no landmarks of its own: it is shown within a page of somebody else's.
OF_MAILS = {
    **ALL_BUT_COLOURS,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
CONTENT = f"""# Offer

Text with **weight**, `code` and a {"very" * 40}long word.

| plan | {" | ".join("abcdefgh")} |
|---|{"---|" * 8}
| Team | {" | ".join("12345678")} |

> quoted

```
{"wide " * 60}
```

![a dot](data:image/png;base64,{base64.b64encode(DOT).decode()})
"""


def letters():
    given = Given()
    known = {"request": given.request(content=CONTENT), "owner": "bo@corp.test"}
    recorded = response(given, source=Source.RULE)
    many = replace(
        known["request"],
        ask=replace(known["request"].ask, outcomes=tuple(f"choice_number_{n}" for n in range(12))),
    )
    record = given.request(
        content='{"to": "Halden", "amount": 48200}', content_type="application/json"
    )
    long_word = replace(
        known["request"], ask=replace(known["request"].ask, message=f"Use {'very' * 30}long word?")
    )
    about = {"about": "ana@example.com", "why": "550 no such user"}
    return {
        "asks": given.letter(**known),
        "asks in a long word": given.letter(request=long_word),
        "asks with many choices": given.letter(request=many),
        "asks about a record": given.letter(request=record, data={"language": "de"}),
        "asks back": given.letter(
            Purpose.ASK_BACK, data={"words": "hm", "language": "fr"}, **known
        ),
        "confirms": given.letter(Purpose.CONFIRMATION, response=recorded, **known),
        "refuses": given.letter(Purpose.REFUSAL, data={"reason": "empty"}, **known),
        "asks several": given.letter(data={"part": PART}, **known),
        "takes": given.letter(
            Purpose.TAKEN, data={"cause": "claimed", "by": "bo"}, response=recorded, **known
        ),
        "tells": given.letter(Purpose.NOTICE, data={"reason": "undelivered", **about}, **known),
    }


LETTERS = letters()


def shown(letter):
    """The HTML as a mail program shows it, with its pictures."""
    message = compose(letter, sender=Given.sender)
    source = html(message)
    for part in message.walk():
        if part.get_content_maintype() == "image":
            data = base64.b64encode(part.get_content()).decode()
            source = source.replace(
                f"cid:{part['Content-ID'].strip('<>')}", f"data:image/png;base64,{data}"
            )
    return source


class TestEveryMail:
    def test_can_be_read_by_everybody_and_fits_the_screen(self, new_context):
        page, contrasts = new_context().new_page(), Contrasts()

        found = {name: _look(page, letter, contrasts) for name, letter in LETTERS.items()}

        assert {name: wrong for name, wrong in found.items() if wrong} == {}


def _look(page, letter, contrasts):
    """What is wrong with a mail, by the view it is seen in."""
    page.set_content(shown(letter))
    wrong = {}
    for width in (1024, 390):
        page.set_viewport_size({"width": width, "height": 700})
        page.emulate_media(color_scheme="light")
        wrong[f"{width} light"] = findings(page, OF_MAILS) + contrasts.findings(page)
        page.emulate_media(color_scheme="dark")
        wrong[f"{width} dark"] = contrasts.findings(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong[f"{width}"] = "" if wide == width else f"is {wide} wide"
    return {view: what for view, what in wrong.items() if what}
