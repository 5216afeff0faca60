"""A deadline that comes while a server runs, jobs done as in production."""

from datetime import timedelta

import httpx2
from sqlalchemy import update

from signoff.channels.email.mailbox import LocalMailbox
from signoff.clock import SystemClock
from signoff.inbox.plan import Act, LadderStep, Plan, Stage
from signoff.inbox.plan_text import plan_json
from signoff.store.database import make_engine
from signoff.store.tables import requests
from tests.support.databases import SqliteDatabases
from tests.support.served import data_settings, serving
from tests.way.cast import ANA, all_flows
from tests.way.stage import prepare_for_jobs, until

PLAN = Plan((Stage((ANA,)),), ladder=(LadderStep(1, Act.FAIL),))


def make_overdue(database, request_id):
    """Let a request have been opened yesterday, to expire after a minute."""
    yesterday = SystemClock().now() - timedelta(days=1)
    engine = make_engine(database)
    with engine.begin() as connection:
        change = update(requests).where(requests.c.id == request_id)
        connection.execute(
            change.values(plan=plan_json(PLAN), opened_at=yesterday, due_at=yesterday)
        )
    engine.dispose()


class TestARequestWhoseTimeIsOver:
    def test_fails_its_run_and_says_so_to_whom_it_asked(self, tmp_path, sqlite_models):
        database = SqliteDatabases(tmp_path, sqlite_models).prepared(prepare_for_jobs)
        settings = data_settings(tmp_path / "data", database, creator=ANA)
        with serving(settings, all_flows) as server:
            token = {"Authorization": f"Bearer {server.token}"}
            with httpx2.Client(base_url=f"{server.base}/api/v1", headers=token) as http:
                run = http.post("/flows/post/kickoff", json={"inputs": {}}).json()["id"]
                [asked] = until(
                    lambda: http.get("/requests", params={"run_id": run}).json()["items"]
                )

                make_overdue(database, asked["id"])

                until(lambda: http.get(f"/runs/{run}").json()["status"] == "failed")
                assert "was not answered within" in http.get(f"/runs/{run}").json()["error"]
            mailbox = LocalMailbox(settings.data_dir / "mailbox")
            until(lambda: len(mailbox.list()) == 2)
