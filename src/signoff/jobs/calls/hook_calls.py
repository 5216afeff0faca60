"""What a call to the caller of a crew is made of: the body kept with it, signed, and a proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signoff.channels.webhook.payload import octets_of, signed_headers
from signoff.errors import SealBroken
from signoff.jobs.calls.notify import Ready
from signoff.jobs.calls.signing import Opener, open_secrets
from signoff.store.calls import Call
from signoff.store.crew_hooks import about_crew_secret, about_hook
from signoff.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HookCalls:
    """Makes calls to hooks ready."""

    sealer: Opener

    def __call__(self, unit: UnitOfWork, call: Call, *, now: datetime) -> Ready | str:
        """Return the call, or why none can be made."""
        hook = unit.crew_hooks.get_hook(call.hook_id or "")
        deployment_id = unit.crew_hooks.deployment_of(hook.run_id)
        kept, about = unit.crew_hooks.get_secret(deployment_id), about_crew_secret(deployment_id)
        body = octets_of(call.data)
        headers = {"X-Event": call.kind, "X-Delivery-Id": call.id}
        try:
            secret, following = open_secrets(kept, self.sealer, about=about, now=now)
            headers |= signed_headers(body, secret=secret, next_secret=following, now=now)
            if hook.auth is not None:
                proof = self.sealer.open(hook.auth, about=about_hook(hook.id))
                headers["Authorization"] = proof.decode()
        except SealBroken as error:
            return str(error)
        return Ready(hook.url, headers, body)
