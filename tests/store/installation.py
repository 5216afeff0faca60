"""A database of requests that are opened, closed and reopened as their stories say."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from signoff import ids
from signoff.inbox.calendar import Calendar
from signoff.inbox.figures import Days
from signoff.inbox.plan import Plan, Stage
from signoff.inbox.request import Ask, Request, RequestStatus, Verb
from signoff.inbox.response import Response, Source, Verification
from signoff.jobs.tallies import Tallies
from signoff.store.figures.dashboard import read_dashboard
from signoff.store.figures.reading import Scope, opened_reading
from signoff.store.runs import Run
from signoff.store.tables import figure_parts, figures
from signoff.store.unit_of_work import UnitOfWork
from tests.store.direct_figures import Direct

ANA, BEN = "ana@example.com", "ben@example.com"
START = datetime(2030, 3, 29, 22, 15, 0, 250_000, tzinfo=UTC)  # before Berlin changes its clock
NOW = START + timedelta(days=5)
DAYS = Days(date(2030, 3, 29), date(2030, 4, 2), "Asia/Kathmandu")
CALENDAR = Calendar("Europe/Berlin", dict.fromkeys(range(7), ((time(9), time(17)),)))

ANY_DATABASE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
N_DEPLOYMENTS = st.sampled_from([1, 2])

SPANS = st.timedeltas(timedelta(0), timedelta(days=2))
ENDS = st.sampled_from(["pending", "answered", "timed_out", "expired", "cancelled", "reopened"])
STORIES = st.fixed_dictionaries(
    {
        "after": SPANS,
        "took": SPANS,
        "end": ENDS,
        "flow": st.sampled_from(["post", "pay"]),
        "method": st.sampled_from(["review", "check"]),
        "assignee": st.sampled_from([ANA, BEN, None]),
        "responder": st.sampled_from([ANA, BEN]),
        "outcome": st.sampled_from(["approved", "rejected", "ship", None]),
        "approving": st.sampled_from([None, ("ship",), ("ship", "approved")]),
        "channel": st.sampled_from(["email", "api"]),
        "source": st.sampled_from([Source.BUTTON, Source.MODEL]),
        "rating": st.sampled_from([None, 1, 5]),
        "sla": st.none() | SPANS,
        "calendar": st.sampled_from([None, CALENDAR]),
    }
)


class Stopped:
    """A clock that stands."""

    def __init__(self, now):
        self._now = now

    def now(self):
        return self._now


class Installation:
    """A database in which each story gets a deployment of its own."""

    def __init__(self, engine):
        self.engine = engine
        self.places = []  # each deployment that is counted, and its run

    def unit(self):
        return UnitOfWork(self.engine, lambda *_: None)

    def begin(self, n=1):
        self.places.clear()
        with self.unit() as unit:
            for _ in range(n):
                deployment = unit.deployments.put(ids.new_id(), creator=ANA, now=START)
                run = Run(ids.new_id(), deployment, "post", "waiting", {}, ANA, START)
                unit.runs.add(run)
                self.places.append((deployment, run.id))
            unit.commit()

    def tell(self, *stories):
        """Open requests, then close and reopen them as their stories say; return the last."""
        with self.unit() as unit:
            opened = [
                self._opened(unit, story, *self.places[n % len(self.places)])
                for n, story in enumerate(stories)
            ]
            unit.commit()
        with self.unit() as unit:
            for request, story in zip(opened, stories, strict=True):
                self._close(unit, request, story)
            unit.commit()
        return opened[-1] if opened else None

    def _opened(self, unit, story, deployment, run_id):
        opened_at = START + story["after"]
        request = Request(
            id=ids.new_id(),
            run_id=run_id,
            flow=story["flow"],
            ask=Ask(
                ids.new_id(),
                story["method"],
                "Well?",
                "It.",
                outcomes=("approved", "rejected", "ship"),
                approving=story["approving"],
            ),
            assignee=story["assignee"],
            opened_at=opened_at,
            deployment_id=deployment,
            plan=Plan((Stage((ANA,)),), calendar=story["calendar"]),
            sla_due_at=None if story["sla"] is None else opened_at + story["sla"],
        )
        unit.requests.add(request)
        return request

    def _close(self, unit, request, story):
        at, end = request.opened_at + story["took"], story["end"]
        if end == "pending":
            return
        verbs = {"expired": Verb.EXPIRE, "cancelled": Verb.CANCEL}
        done = request.move(verbs.get(end, Verb.ANSWER), now=at)
        assert unit.requests.close(done)
        if done.status is RequestStatus.ANSWERED:
            unit.requests.add_response(_response(request, story, at))
        if end == "reopened":
            unit.requests.reopen(replace(request, status=RequestStatus.PENDING))

    def direct(self, **narrowed):
        with self.unit() as unit:
            told = [one for _, run_id in self.places for one in unit.requests.of_run(run_id)]
            pairs = [(request, unit.requests.find_response(request.id)) for request in told]
        return Direct(pairs, now=NOW, **narrowed)

    def reading(self, *, now=NOW, **narrowed):
        return opened_reading(self.engine, self.scope(**narrowed), now=now)

    def page(self, *, least_kept=1, days=DAYS, now=NOW, **narrowed):
        scope = self.scope(**narrowed)
        return read_dashboard(self.engine, scope, days, now=now, least_kept=least_kept)

    def duty(self, *, now=NOW):
        """The clock's, to which each request is much."""
        return Tallies(self.engine, self.unit, clock=Stopped(now), least_kept=1)

    def kept(self):
        """The spans of which something is kept."""
        row = figure_parts.c
        query = select(row.flow, row.reviewer, row.start_s, row.end_s)
        with self.engine.connect() as connection:
            return {tuple(each) for each in connection.execute(query)}

    def scope(self, **narrowed):
        return Scope(tuple(place for place, _ in self.places), **narrowed)

    def n_rows(self):
        with self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(figures)).scalar_one()


def _response(request, story, at):
    is_person = story["end"] != "timed_out"
    return Response(
        request.id,
        "fine",
        story["outcome"],
        story["source"] if is_person else Source.TIMEOUT,
        story["responder"] if is_person else "clock",
        story["channel"] if is_person else "timeout",
        Verification.TOKEN,
        at,
        rating=story["rating"],
    )


def a_story(**said):
    usual = {
        "after": timedelta(0), "took": timedelta(hours=1), "end": "answered", "flow": "post",
        "method": "review", "assignee": ANA, "responder": ANA, "outcome": "approved",
        "channel": "email", "source": Source.EXACT, "rating": None, "sla": None, "calendar": None, "approving": None,
    }  # fmt: skip
    return usual | said
