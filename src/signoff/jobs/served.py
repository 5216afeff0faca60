"""Whose code a run is advanced by, and its words are read by: that of its own deployment.

Several deployments may keep their runs in one database, and two of them may serve a flow of the
same name. Whatever needs a flow's code asks here first; a job of another deployment is handed
over to it, and waits until it is served.
"""

from __future__ import annotations

from signoff.jobs.trial import BUILT_IN


class Elsewhere(Exception):
    """A job needs the code of another deployment; the queue hands it over."""

    def __init__(self, deployment_id: str) -> None:
        super().__init__(f"The code of deployment {deployment_id} is needed.")
        self.deployment_id = deployment_id


def is_elsewhere(own: str, deployment_id: str, flow: str) -> bool:
    """Say whether a flow of this name is another deployment's; our own flows are everywhere."""
    return bool(own and deployment_id) and own != deployment_id and flow not in BUILT_IN
