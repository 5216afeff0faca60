"""Figures over the API: how long people take, how much there is, and how it is decided."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from signoff.inbox.figures import Days, Step
from signoff.jobs.audit.export import safe_cell
from signoff.store.figures import dashboard, sheets
from signoff.store.figures.counts import Mix
from signoff.store.figures.dashboard import Overview
from signoff.store.figures.reading import By
from signoff.store.figures.sheets import Cut, ShareRow
from signoff.store.figures.times import Clock
from signoff.web.api import analytics_query
from signoff.web.api import analytics_schemas as words
from signoff.web.api.analytics_query import WaitingBy, Whose
from signoff.web.api.description import refuses
from signoff.web.api.parameters import PREFIX

router = APIRouter(prefix=f"{PREFIX}/analytics", tags=["analytics"])

_CSV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}}
}
_MAY = {**_CSV, **refuses(401, 403, 404, 422)}
_Asked = Annotated[analytics_query.Asked, Depends(analytics_query.asked)]
_Whose = Annotated[Whose, Depends(analytics_query.whose)]
_By = Annotated[By | None, Query(description="Keep apart by this.")]
_WaitingBy = Annotated[WaitingBy | None, Query(description="Keep apart by this.")]
_Each = Annotated[Step | None, Query(description="Cut the days into parts; weeks begin on Monday.")]
_Clock = Annotated[
    Clock,
    Query(
        description="wall: every hour counts. working: the hours of the calendar that a request "
        "was opened with; those without one are left out.",
    ),
]


@router.get("/summary", response_model=words.Summary, responses=_MAY)
def get_summary(asked: _Asked) -> Any:  # noqa: ANN401 - JSON or CSV
    """Get the figures of some days, of as many days before, and what waits now."""
    with asked.whose.reading() as reading:
        found = dashboard.summary(reading, asked.days)
    now, before = (_overview(one) for one in (found.now, found.before))
    if asked.whose.wants_csv:
        return _csv([now, before], words.Overview, _name("summary", asked.days))
    waits = words.BacklogRow.model_validate(found.backlog)
    return words.Summary(zone=asked.days.zone, now=now, before=before, backlog=waits)


@router.get("/response-times", response_model=words.Sheet[words.ResponseTimeRow], responses=_MAY)
def get_response_times(
    asked: _Asked, by: _By = None, each: _Each = None, clock: _Clock = Clock.WALL
) -> Any:  # noqa: ANN401
    """Get how long people took from the question to the answer."""
    cut = Cut(asked.days, by, each)
    with asked.whose.reading() as reading:
        rows = sheets.times_rows(reading, cut, clock)
    return _sheet("response-times", asked, cut, words.ResponseTimeRow, rows)


@router.get("/volume", response_model=words.Sheet[words.VolumeRow], responses=_MAY)
def get_volume(asked: _Asked, by: _By = None, each: _Each = None) -> Any:  # noqa: ANN401
    """Get how many requests were opened, and how many were closed in which way."""
    cut = Cut(asked.days, by, each)
    with asked.whose.reading() as reading:
        rows = sheets.volume_rows(reading, cut)
    return _sheet("volume", asked, cut, words.VolumeRow, rows)


@router.get("/outcomes", response_model=words.Sheet[words.OutcomeRow], responses=_MAY)
def get_outcomes(asked: _Asked, by: _By = None, each: _Each = None) -> Any:  # noqa: ANN401
    """Get how often each outcome was given, and how many of those approved."""
    cut = Cut(asked.days, by, each)
    with asked.whose.reading() as reading:
        rows = sheets.outcome_rows(reading, cut)
    return _sheet("outcomes", asked, cut, words.OutcomeRow, rows)


@router.get("/sla", response_model=words.Sheet[words.SlaRow], responses=_MAY)
def get_sla(asked: _Asked, by: _By = None, each: _Each = None) -> Any:  # noqa: ANN401
    """Get how targets were kept. Requests without a target are left out."""
    cut = Cut(asked.days, by, each)
    with asked.whose.reading() as reading:
        rows = sheets.sla_rows(reading, cut)
    return _sheet("sla", asked, cut, words.SlaRow, rows)


@router.get("/channels", response_model=words.Sheet[words.ChannelRow], responses=_MAY)
def get_channels(asked: _Asked, by: _By = None, each: _Each = None) -> Any:  # noqa: ANN401
    """Get by which ways answers came, and then how their outcomes were found."""
    cut = Cut(asked.days, by, each)
    with asked.whose.reading() as reading:
        rows = [
            _channel_row(row, what)
            for what in (Mix.CHANNEL, Mix.SOURCE)
            for row in sheets.share_rows(reading, cut, what)
        ]
    return _sheet("channels", asked, cut, words.ChannelRow, rows)


@router.get("/ratings", response_model=words.Sheet[words.RatingRow], responses=_MAY)
def get_ratings(asked: _Asked, by: _By = None, each: _Each = None) -> Any:  # noqa: ANN401
    """Get how good people found what they were shown."""
    cut = Cut(asked.days, by, each)
    with asked.whose.reading() as reading:
        rows = sheets.rating_rows(reading, cut)
    return _sheet("ratings", asked, cut, words.RatingRow, rows)


@router.get("/backlog", response_model=words.Backlog, responses=_MAY)
def get_backlog(whose: _Whose, by: _WaitingBy = None) -> Any:  # noqa: ANN401
    """Get what waits now: how much, and how long already."""
    kept_apart = None if by is None else By(by.value)
    with whose.reading() as reading:
        found = sheets.backlog_rows(reading, by=kept_apart)
    rows = [words.BacklogRow.model_validate(row) for row in found]
    if whose.wants_csv:
        return _csv(rows, words.BacklogRow, "backlog")
    return words.Backlog(at=reading.now, by=kept_apart, items=rows)


def _channel_row(row: ShareRow, what: Mix) -> words.ChannelRow:
    named = {what.value: row.value}
    return words.ChannelRow(
        start=row.start, end=row.end, group=row.group, n=row.n, share=row.share, **named
    )


def _overview(one: Overview) -> words.Overview:
    volume, wall, working = one.volume, one.times, one.working_times
    return words.Overview(
        first=one.days.first,
        last=one.days.last,
        opened=volume.opened,
        answered=volume.answered,
        timed_out=volume.timed_out,
        expired=volume.expired,
        cancelled=volume.cancelled,
        average_s=None if wall is None else wall.average_s,
        median_s=None if wall is None else wall.median_s,
        p90_s=None if wall is None else wall.p90_s,
        working_average_s=None if working is None else working.average_s,
        working_median_s=None if working is None else working.median_s,
        working_p90_s=None if working is None else working.p90_s,
        sla_met=one.sla.met,
        sla_missed=one.sla.missed,
        sla_share=one.sla.share,
        n_rated=0 if one.rating is None else one.rating.n,
        average_rating=None if one.rating is None else one.rating.average,
        approved=one.decided.approved,
        withheld=one.decided.withheld,
        approved_share=one.decided.share,
    )


def _sheet(
    what: str,
    asked: analytics_query.Asked,
    cut: Cut,
    model: type[BaseModel],
    found: Sequence[object],
) -> Response | words.Sheet[Any]:
    rows = [model.model_validate(row) for row in found]
    days = asked.days
    if asked.whose.wants_csv:
        return _csv(rows, model, _name(what, days))
    return words.Sheet(
        first=days.first, last=days.last, zone=days.zone, by=cut.by, each=cut.each, items=rows
    )


def _name(what: str, days: Days) -> str:
    return f"{what}-{days.first}-{days.last}"


def _csv(rows: Sequence[BaseModel], model: type[BaseModel], name: str) -> Response:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    columns = {n: field.serialization_alias or n for n, field in model.model_fields.items()}
    writer.writerow(columns.values())
    for row in rows:
        values = row.model_dump(mode="json", by_alias=False)
        writer.writerow(safe_cell(values[column]) for column in columns)
    return Response(
        sheet.getvalue(),
        media_type="text/csv",
        headers={"Content-Disposition": f'attachment; filename="signoff-{name}.csv"'},
    )
