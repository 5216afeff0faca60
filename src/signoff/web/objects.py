"""Whether a caller may do to one thing what they may do in general.

The addresses say which thing: every route with a request, a run or a
deployment in its path is checked by its gate (web/auth), so no route can
forget to. What may not be seen is answered like what is not there.
"""

from __future__ import annotations

from fastapi import Request

from signoff.errors import DeploymentNotFound, NotAllowed, RequestNotFound, RunNotFound
from signoff.inbox.access import Access, Permissions
from signoff.store.sight import Sight, deployment_of_request, deployment_of_run, is_deployment
from signoff.web.seam import app_of


def check_objects(
    request: Request, access: Access, sight: Sight, needed: Permissions
) -> str | None:
    """Check what the path of a request names; return its deployment, None where it names nothing.

    Raises: RequestNotFound, RunNotFound, DeploymentNotFound, NotAllowed.
    """
    named = request.path_params
    there: list[str] = []
    if not named.keys() & {"request_id", "run_id", "deployment_id"}:
        return None
    with app_of(request).reading() as connection:
        if "request_id" in named:
            found = deployment_of_request(connection, named["request_id"], sight=sight)
            if found is None:
                raise _no_request(request, named["request_id"])
            there.append(found)
        if "run_id" in named:
            found = deployment_of_run(connection, named["run_id"], sight=sight)
            if found is None:
                raise _no_run(request, named["run_id"])
            there.append(found)
        # One that there is not is for the route to say.
        wanted = str(named.get("deployment_id", ""))
        if wanted and not needed & access.of(wanted) and is_deployment(connection, wanted):
            raise _no_deployment(wanted)
    if not all(needed & access.of(deployment_id) for deployment_id in there):
        raise NotAllowed(
            f"No role of yours in that deployment gives you {' or '.join(sorted(needed))}, or your "
            "token is for another one. Nothing was done. Ask whoever manages people."
        )
    return there[0] if there else None


def _no_deployment(deployment_id: str) -> DeploymentNotFound:
    return DeploymentNotFound(
        f"There is no deployment {deployment_id[:60]!r} where you may do this. Nothing was done. "
        "Ask whoever manages people, or use another token."
    )


def _no_request(request: Request, request_id: str) -> RequestNotFound:
    is_api = request.url.path.startswith("/api/")
    where = "See the requests there are at /api/v1/requests."
    return RequestNotFound(
        f"There is no request {request_id[:60]!r} that you may see. Nothing was changed. "
        f"{where if is_api else 'Open the inbox to see the requests there are.'}"
    )


def _no_run(request: Request, run_id: str) -> RunNotFound:
    is_api = request.url.path.startswith("/api/")
    where = "See the runs there are at /api/v1/runs."
    return RunNotFound(
        f"There is no run {run_id[:60]!r} that you may see. Nothing was changed. "
        f"{where if is_api else 'Open the runs to see which there are.'}"
    )
