"""Makes errors of what a server refuses.

A problem's type is the name of our error with dashes; where there is no such
error, or it cannot be made of a problem document, it is an ApiProblem.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signoff import errors
from signoff.errors import ApiProblem, SignoffError

# Kinds of problems that are not called like the error they stand for.
_OTHERWISE = {"value-not-storable": "FlowStorageError"}


def error_of(document: Mapping[str, Any], *, retry_after_s: int = 1) -> SignoffError:
    """Return the error that a problem document stands for.

    All that the document says is in the error's ``__cause__``, an ApiProblem.
    """
    problem = ApiProblem(document)
    kind = _kind(problem.type.rpartition("/")[2])
    if kind is None:
        return problem
    made = _made(kind, problem, retry_after_s)
    made.__cause__ = problem
    return made


def _kind(slug: str) -> type[SignoffError] | None:
    name = _OTHERWISE.get(slug) or "".join(word.capitalize() for word in slug.split("-"))
    found = getattr(errors, name, None)
    is_ours = isinstance(found, type) and issubclass(found, SignoffError)
    return found if is_ours else None


def _made(kind: type[SignoffError], problem: ApiProblem, retry_after_s: int) -> SignoffError:
    said = problem.detail or problem.title
    if issubclass(kind, errors.PolicyInvalid | errors.AnswerInvalid):
        return kind(said, problems=problem.fields)
    if issubclass(kind, errors.TooManyTries):
        return kind(said, retry_after_s=retry_after_s)
    if issubclass(kind, errors.WebhookInvalid):
        return kind(said, field=next(iter(problem.fields), ""))
    if issubclass(kind, errors.CallNotProved):
        return kind(said, reason=str(problem.facts.get("reason", "")))
    return kind(said)
