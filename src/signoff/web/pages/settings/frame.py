"""What every section needs to show itself: its form as it is or as it was typed, and the people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import Request
from starlette.responses import Response

from signoff.inbox.plan import Act
from signoff.inbox.policy_text.rules import LEVELS
from signoff.inbox.response import Verification
from signoff.web.pages.render import page
from signoff.web.pages.settings.keeping import Held, Refused
from signoff.web.pages.settings.typed import spoken_span

ACTS = (
    ("", "Choose"),
    (Act.REMIND.value, "Remind"),
    (Act.ADD.value, "Ask one more"),
    (Act.REASSIGN.value, "Ask somebody else"),
    (Act.ESCALATE.value, "Escalate"),
    (Act.ANSWER.value, "Answer with an outcome"),
    (Act.APPROVE.value, "Approve"),
    (Act.FAIL.value, "Expire: the run fails"),
)
STRATEGIES = tuple(
    (key, said) for key, said in ACTS if key in ("answer", "approve", "escalate", "fail")
)
_LEVEL_WORDS = {
    Verification.NONE: "None: whoever has the mail may answer",
    Verification.MATCHED: "Matched: the reply address was theirs alone",
    Verification.ALIGNED: "Aligned: the mail was proved to come from them",
}
VERIFICATIONS = tuple((level.value, _LEVEL_WORDS[level]) for level in LEVELS)
LANGUAGES = (
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ja", "日本語"),
)


def section(
    request: Request,
    template: str,
    now: Held | Refused,
    **values: Any,  # noqa: ANN401
) -> Response:
    """Return a section that is a form of the policy, with its faults if it was refused."""
    refused = now if isinstance(now, Refused) else None
    problems = refused.problems if refused else {}
    return page(
        request,
        f"settings/{template}",
        status=refused.status if refused else 200,
        text=opened(now.text),
        version=now.version,
        refused=refused,
        wrong=by_path(problems),
        within=partial(first_within, problems),
        spoken_span=spoken_span,
        acts=ACTS,
        strategies=STRATEGIES,
        levels=VERIFICATIONS,
        languages=LANGUAGES,
        **values,
    )


def by_path(problems: Mapping[str, str]) -> Mapping[str, str | None]:
    """Return sentences by path; None for a field with which nothing is wrong."""
    found: defaultdict[str, str | None] = defaultdict(lambda: None)
    found.update(problems)
    return found


def first_within(problems: Mapping[str, str], path: str) -> str | None:
    """Return what is wrong first with a field or with anything in it."""
    inside = (said for at, said in problems.items() if at.startswith((f"{path}[", f"{path}.")))
    return problems.get(path) or next(inside, None)


class Row(dict[str, Any]):
    """A table of fields by name, as a form shows it: None where nothing is said."""

    def __missing__(self, name: str) -> None:
        return None


def opened(table: object) -> Row:
    """Return a table for a form, whatever was typed in its place."""
    return Row(table) if isinstance(table, Mapping) else Row()


def filled(rows: object, n_blank: int) -> list[Row]:
    """Return the tables of a list for a form, with blank ones to write into."""
    there = rows if isinstance(rows, list) else []
    return [*map(opened, there), *(Row() for _ in range(n_blank))]
