"""The figures once more, the slow way: from requests and responses, in plain Python."""

from collections import Counter, defaultdict
from math import ceil

from signoff.inbox.calendar import worked_minutes
from signoff.inbox.request import RequestStatus
from signoff.inbox.response import Source
from signoff.store.figures.counts import Decided, Rating, SlaCount, Volume
from signoff.store.figures.reading import By
from signoff.store.figures.times import Clock, Times


def is_by_person(response):
    return response is not None and response.source is not Source.TIMEOUT


def group_of(request, response, by):
    """What a request is kept apart by."""
    if by is None:
        return None
    if by is By.REVIEWER:
        return response.responder if is_by_person(response) else request.assignee
    if by is By.FLOW:
        return request.flow
    if by is By.METHOD:
        return request.ask.method
    return None if response is None else getattr(response, by.value)


class Direct:
    """All (request, response or None) of a deployment, narrowed as figures can be."""

    def __init__(self, pairs, *, now, flow=None, reviewer=None):
        self.now = now
        self.pairs = [
            (request, response)
            for request, response in pairs
            if flow in (None, request.flow)
            and reviewer in (None, group_of(request, response, By.REVIEWER))
        ]

    def closed(self, span):
        return [
            (request, response)
            for request, response in self.pairs
            if request.closed_at is not None and span.start <= request.closed_at < span.end
        ]

    def times(self, span, by, clock):
        groups = defaultdict(list)
        for request, response in self.closed(span):
            took = self._took(request, response, clock)
            if took is not None:
                groups[group_of(request, response, by)].append(took)
        return {group: _times(sorted(taken)) for group, taken in groups.items()}

    def _took(self, request, response, clock):
        if not is_by_person(response):
            return None
        if clock is Clock.WALL:
            return int((request.closed_at - request.opened_at).total_seconds())
        calendar = None if request.plan is None else request.plan.calendar
        if calendar is None:
            return None
        return 60 * worked_minutes(request.opened_at, request.closed_at, calendar)

    def volume(self, span, by):
        groups = defaultdict(Counter)
        for request, response in self.pairs:
            if span.start <= request.opened_at < span.end:
                groups[group_of(request, response, by)]["opened"] += 1
        for request, response in self.closed(span):
            how = request.status.value
            if response is not None and not is_by_person(response):
                how = "timed_out"
            groups[group_of(request, response, by)][how] += 1
        return {group: Volume(**numbers) for group, numbers in groups.items()}

    def sla(self, span, by):
        groups = defaultdict(lambda: [0, 0])
        for request, response in self.pairs:
            due_at, closed_at = request.sla_due_at, request.closed_at
            if due_at is None:
                continue
            if closed_at is None:
                if span.start <= due_at < min(span.end, self.now):
                    groups[group_of(request, response, by)][1] += 1
                continue
            is_late = closed_at > due_at
            is_needless = request.status is RequestStatus.CANCELLED and not is_late
            if not span.start <= closed_at < span.end or is_needless:
                continue
            is_met = is_by_person(response) and not is_late
            groups[group_of(request, response, by)][0 if is_met else 1] += 1
        return {group: SlaCount(*numbers) for group, numbers in groups.items()}

    def outcomes(self, span, by):
        groups = defaultdict(lambda: defaultdict(list))
        for request, response in self.closed(span):
            if response is not None:
                said = _said(response.outcome, request.ask.approving)
                groups[group_of(request, response, by)][response.outcome].append(said)
        return {
            group: {
                outcome: Decided(len(all_said), all_said.count("yes"), all_said.count("no"))
                for outcome, all_said in found.items()
            }
            for group, found in groups.items()
        }

    def mix(self, span, what, by):
        groups = defaultdict(Counter)
        for request, response in self.closed(span):
            if response is not None:
                groups[group_of(request, response, by)][getattr(response, what.value)] += 1
        return {group: dict(numbers) for group, numbers in groups.items()}

    def ratings(self, span, by):
        groups = defaultdict(list)
        for request, response in self.closed(span):
            if response is not None and response.rating is not None:
                groups[group_of(request, response, by)].append(response.rating)
        return {group: Rating(len(stars), sum(stars)) for group, stars in groups.items()}

    def ages(self, by):
        groups = defaultdict(list)
        for request, response in self.pairs:
            if request.closed_at is None:
                age = int((self.now - request.opened_at).total_seconds())
                groups[group_of(request, response, by)].append(age)
        return {group: _ranked(sorted(ages)) for group, ages in groups.items()}


def _said(outcome, approving):
    if outcome is None or (approving is None and outcome == "ship"):
        return "nothing"
    return "yes" if outcome in (approving or ("approved",)) else "no"


def _times(taken):
    n, median, p90 = _ranked(taken)
    return Times(n, sum(taken), median, p90)


def _ranked(values):
    n = len(values)
    return n, values[ceil(n / 2) - 1], values[ceil(n * 9 / 10) - 1]
