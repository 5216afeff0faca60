"""What a server works out at its first run and pages, worked out where servers are forked from.

Templates and statements are compiled when they are first needed. A server does
that once; a suite forks a hundred servers, and each would do it anew: half of
what a short story costs. Imported by the process that is forked, and by it alone.
"""

from __future__ import annotations

import gc
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi.testclient import TestClient

from signoff.store.people import new_sign_in_link, replace_token
from signoff.testing import Workbench, open_workbench
from signoff.web.pages.render import environment
from signoff.web.server import create_web
from tests.support.statements import leave_the_disk_alone, share_compiled_statements
from tests.way.cast import ANA, PostFlow
from tests.way.mails import reply_address, reply_to


def warm() -> None:
    """Tell one short story; whatever is forked from here then knows how it goes."""
    share_compiled_statements()
    leave_the_disk_alone()
    pages = environment()
    for name in pages.list_templates(extensions=["html"]):
        pages.get_template(name)
    with TemporaryDirectory() as folder:
        bench = open_workbench(Path(folder), {"post": PostFlow}, creator=ANA)
        _tell(bench)
        bench.app.engine.dispose()
    gc.collect()
    gc.freeze()  # a collection that visits what is shared would have each fork copy it


def _tell(bench: Workbench) -> None:
    app, now, life = bench.app, bench.clock.now(), timedelta(hours=1)
    with app.unit() as unit:
        link = new_sign_in_link(unit, ANA, now=now, valid_for=life)
        token = replace_token(unit, "warm", ANA, now=now, expires_at=now + life)
        unit.commit()
    own_page = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    web = TestClient(create_web(app), base_url=app.settings.base_url)
    bearer = {"Authorization": f"Bearer {token}"}
    started = web.post("/api/v1/flows/post/kickoff", json={"inputs": {}}, headers=bearer)
    bench.drain()
    waiting = web.get("/api/v1/requests?status=pending", headers=bearer).json()["items"]
    web.get(f"/sign-in/{link}", headers=own_page)
    web.post(f"/sign-in/{link}", headers=own_page)
    for page in ("/", "/runs", f"/runs/{started.json()['id']}", f"/requests/{waiting[0]['id']}"):
        web.get(page, headers=own_page)
    [asked] = bench.posted
    raw = reply_to(asked, "approved")
    bench.receive(raw, sender=ANA, recipient=reply_address(asked))


warm()
