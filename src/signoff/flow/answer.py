"""One answer, as a provider returns it or resume is given it; unjudged."""

# No __future__.annotations: NamedTuple compiles annotations that are texts, at each start.
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """What a person said, where words are not all of it.

    A provider returns it in place of words, and ``resume`` takes it.
    ``outcome``: the choice they made, if not by words. ``response``: the typed
    answer, as the response_model or as a mapping of its fields. ``text``: all
    they wrote, where ``feedback`` is a part of it.
    """

    feedback: str = ""
    outcome: str | None = None
    responder: str = ""
    edited_output: Any = None
    response: Any = None
    text: str = ""
