"""A deployment's policy over the API: read it, replace it, change a part of it.

Who changes it says which version they had before them (`If-Match`), so that
nobody's change is lost to a faster one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Path, Request
from starlette.responses import JSONResponse, Response

from signoff.app import App
from signoff.errors import DeploymentNotFound, PolicyChanged, VersionMissing
from signoff.inbox.access import Permission
from signoff.inbox.policy import Policy
from signoff.inbox.policy_changes import merged
from signoff.inbox.policy_text import policy_json, read_policy
from signoff.inbox.storable import is_deeper
from signoff.jobs.policy_setup import change_policy
from signoff.store.policies import StoredPolicy
from signoff.store.unit_of_work import UnitOfWork
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX
from signoff.web.auth import Caller, Managing
from signoff.web.problems import policy_tag
from signoff.web.seam import app_of

router = APIRouter(prefix=f"{PREFIX}/deployments", tags=["deployments"])

_EXAMPLE = {
    "sla_target_minutes": 240,
    "groups": {"finance": {"members": ["ana@example.com"], "choose": "round_robin"}},
    "routing_rules": [
        {
            "name": "Payments",
            "match": {"method_name": "approve_*", "state": "amount > 500"},
            "assign_to_group": "finance",
        }
    ],
}
_DEEPEST = 20  # as policies may be: what is merged is no deeper than its parts
_MERGE_PATCH = "application/merge-patch+json"
_SHAPE = {"type": "object", "additionalProperties": True, "examples": [_EXAMPLE]}
_TAG = {
    "ETag": {
        "description": "The version; send it as `If-Match` with a change.",
        "schema": {"type": "string", "examples": ['"7"']},
    }
}
_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The policy as it is kept, without what is as usual.",
        "headers": _TAG,
        "content": {"application/json": {"schema": _SHAPE}},
    }
}
_Name = Annotated[str, Path(description="The deployment's name or id.", examples=["content_flows"])]
_IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The `ETag` of the policy that the change was made from; `*` for any.",
        examples=['"7"'],
    ),
]
_IfNoneMatch = Annotated[
    str | None,
    Header(alias="If-None-Match", description="Answer 304 where the policy has this `ETag`."),
]
_Written = Annotated[dict[str, Any], Body(examples=[_EXAMPLE])]
_Patch = Annotated[
    dict[str, Any], Body(media_type=_MERGE_PATCH, examples=[{"sla_target_minutes": None}])
]
_CHANGES = {**_ANSWER, **refuses(401, 403, 404, 412, 413, 422, 428)}


@router.get(
    "/{deployment}/policy",
    response_class=JSONResponse,
    responses={
        **_ANSWER,
        304: {"description": "The policy still has the `ETag` that was sent."},
        **refuses(401, 403, 404),
    },
)
def get_policy(
    request: Request, deployment: _Name, caller: Managing, if_none_match: _IfNoneMatch = None
) -> Response:
    """Get the policy of a deployment. Its fields are those of `signoff.toml`."""
    app = app_of(request)
    with app.unit() as unit:
        found = unit.policies.get(_deployment_id(unit, caller, deployment))
    tag = policy_tag(found.version)
    if if_none_match is not None and tag in _tags(if_none_match, is_strong=False):
        return Response(status_code=304, headers={"ETag": tag})
    return _sent(found)


@router.put("/{deployment}/policy", response_class=JSONResponse, responses=_CHANGES)
def put_policy(
    request: Request,
    deployment: _Name,
    caller: Managing,
    given: _Written,
    if_match: _IfMatch = None,
) -> Response:
    """Replace the policy of a deployment. What is left out is as usual from then on."""
    return _changed(app_of(request), caller, deployment, if_match, lambda _: read_policy(given))


@router.patch("/{deployment}/policy", response_class=JSONResponse, responses=_CHANGES)
def patch_policy(
    request: Request,
    deployment: _Name,
    caller: Managing,
    given: _Patch,
    if_match: _IfMatch = None,
) -> Response:
    """Change a part of a policy by a merge patch (RFC 7396): null takes a field away.

    Lists are replaced as a whole, `routing_rules` too.
    """
    if is_deeper(given, _DEEPEST):
        read_policy(given)  # says so

    def patched(before: Policy) -> Policy:
        return read_policy(merged(policy_json(before), given))

    return _changed(app_of(request), caller, deployment, if_match, patched)


def _changed(
    app: App,
    caller: Caller,
    deployment: str,
    if_match: str | None,
    change: Callable[[Policy], Policy],
) -> Response:
    if if_match is None:
        raise VersionMissing(
            "The change does not say which version of the policy it was made from. Nothing was "
            "changed. Get the policy and send its `ETag` as `If-Match`; `*` stands for any."
        )
    with app.unit() as unit:
        deployment_id = _deployment_id(unit, caller, deployment)
        before = unit.policies.get(deployment_id)
        _check_version(before.version, if_match)
        after = change_policy(
            unit,
            deployment_id,
            change(before.policy),
            expected_version=before.version,
            by=caller.person,
            now=app.clock.now(),
        )
        unit.commit()
    return _sent(after)


def _check_version(version: int, if_match: str) -> None:
    if if_match.strip() == "*" or policy_tag(version) in _tags(if_match, is_strong=True):
        return
    raise PolicyChanged(
        f"The policy is at version {policy_tag(version)}; the change was made from "
        f"{if_match[:60]}. Nothing was changed. Get the policy, make the change again and send it "
        "with the new `ETag`.",
        version=version,
    )


def _tags(header: str, *, is_strong: bool) -> set[str]:
    """Return the entity tags a header lists; a weak one (`W/`) never says which version it was."""
    listed = {part.strip() for part in header.split(",")}
    return listed if is_strong else {tag.removeprefix("W/") for tag in listed}


def _deployment_id(unit: UnitOfWork, caller: Caller, deployment: str) -> str:
    """Return the id of a deployment that the caller manages; another's is as good as none."""
    found = unit.deployments.names().get(deployment, deployment)
    if caller.access.may(Permission.MANAGE, found):
        return found
    raise DeploymentNotFound(
        f"There is no deployment {deployment[:120]!r} whose requests you manage. Nothing was "
        f"changed. See those of yours at {PREFIX}/deployments."
    )


def _sent(found: StoredPolicy) -> Response:
    return JSONResponse(policy_json(found.policy), headers={"ETag": policy_tag(found.version)})
