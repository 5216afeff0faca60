"""What a server works out at its first run and pages, worked out where servers are forked from.

Templates and statements are compiled when they are first needed, for each kind of
database anew. A server does that once; a suite forks a hundred servers, and each would
do it for itself: half of what a short story costs. Called in the process that is
forked, and in it alone.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi.testclient import TestClient

from signoff.app import App
from signoff.jobs.engine import JobEngine, new_worker_id
from signoff.store.people import new_sign_in_link, replace_token
from signoff.testing import Workbench, open_workbench
from signoff.web.pages.render import environment
from signoff.web.server import create_web, fixed_routes
from tests.support.databases import PostgresDatabases
from tests.support.forks import RUN_FOLDER
from tests.support.postgres import join_cluster
from tests.support.statements import leave_the_disk_alone, share_compiled_statements
from tests.support.templates import share_compiled_templates
from tests.way.cast import ANA, PostFlow
from tests.way.mails import reply_address, reply_to

_PATIENCE_S = 60


@cache
def warm(kind: str) -> None:
    """Tell one short story on a database of that kind; what is forked from here knows how it goes."""
    run = Path(os.environ[RUN_FOLDER])
    _prepare(run)
    with TemporaryDirectory() as folder, _database(kind, run) as url:
        bench = open_workbench(Path(folder), {"post": PostFlow}, database=url, creator=ANA)
        _tell(bench)
        _work(bench.app)
        bench.app.engine.dispose()
    _end_all_threads()
    gc.collect()


@cache
def _prepare(run: Path) -> None:
    share_compiled_statements()
    leave_the_disk_alone()
    share_compiled_templates(run)
    fixed_routes()
    pages = environment()
    for name in pages.list_templates(extensions=["html"]):
        pages.get_template(name)


@contextmanager
def _database(kind: str, run: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield ""
        return
    databases = PostgresDatabases(join_cluster(run))
    try:
        yield databases.empty()
    finally:
        databases.drop_all()
        databases.close()


def _work(app: App) -> None:
    """Do one job as a server does, and each of its duties once."""
    is_begun = threading.Event()

    def advance(subject: str, *, job: str) -> None:
        is_begun.set()

    engine = JobEngine(app.engine, worker=new_worker_id(), clock=app.clock)
    engine.start(
        {"advance": advance},
        unit=app.unit,
        give_up=lambda *_: None,
        deployment_id=app.deployment_id,
    )
    with app.engine.begin() as connection:
        engine.enqueue(connection, "advance", "warm", key="warm", delay=timedelta())
    is_begun.wait(_PATIENCE_S)
    for duty in (*app.ticks(), *engine.ticks()):
        duty.tick()
    engine.stop()


def _end_all_threads() -> None:
    """A fork has none of them, and would wait for what they hold."""
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(_PATIENCE_S)
    assert threading.active_count() == 1, threading.enumerate()


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
