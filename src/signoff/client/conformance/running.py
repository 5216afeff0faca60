"""A suite, run against a base address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from json import JSONDecodeError
from threading import Event
from typing import Any

import httpx2

from signoff.client.conformance.suite import Case, Suite, crews_suite, filled, misfits
from signoff.errors import ApiUnreachable

PATIENCE_S = 120.0  # for one case that waits
_REST_S = 0.2
_MUCH = 20  # misfits of one case


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one case: ``wrong`` is empty where it is kept.

    ``skipped`` says why it was not tried.
    """

    case: Case
    wrong: tuple[str, ...] = ()
    skipped: str = ""


def check_crews(
    base_url: str,
    token: str,
    *,
    answers: bool = False,
    patience_s: float = PATIENCE_S,
    http: httpx2.Client | None = None,
    rest: Callable[[float], object] | None = None,
) -> Iterator[Checked]:
    """Run the suite of a crew's API and yield what came of each case.

    A run of the crew is started. With ``answers`` its outputs are judged, too: no, then yes.
    Raises: ApiUnreachable.
    """
    client = http or httpx2.Client(timeout=30.0)
    wait = rest or Event().wait
    run = _Run(crews_suite(), base_url.rstrip("/"), token, client, patience_s, wait)
    try:
        for case in run.suite.cases:
            yield run.checked(case, answers=answers)
    finally:
        if http is None:
            client.close()


@dataclass(slots=True)
class _Run:
    suite: Suite
    base_url: str
    token: str
    http: httpx2.Client
    patience_s: float
    rest: Callable[[float], object]
    kept: dict[str, Any] = field(default_factory=dict)

    def checked(self, case: Case, *, answers: bool) -> Checked:
        if case.answers and not answers:
            return Checked(case, skipped="it answers")
        if case.needs and not self.kept.get(case.needs):
            return Checked(case, skipped=f"there is no {case.needs}")
        answer, body = self._awaited(case) if case.until else self._called(case)
        wrong = list(self._wrong(case, answer.status_code, body))
        if isinstance(body, dict):
            self.kept |= {name: body.get(member) for name, member in case.keep.items()}
        return Checked(case, tuple(wrong[:_MUCH]))

    def _wrong(self, case: Case, status: int, body: Any) -> Iterator[str]:  # noqa: ANN401
        if status not in case.status:
            yield f"status is {status}, not {' or '.join(map(str, case.status))}"
        if case.came is not None:
            yield from misfits(filled(case.came, self.kept), body)
        any_of = case.came_any or case.until
        if any_of and not any(self._is(name, body) for name in any_of):
            found = [list(misfits(self.suite.shapes[name], body)) for name in any_of]
            yield f"body is none of {', '.join(any_of)}: {min(found, key=len)[0]}"

    def _is(self, name: str, body: Any) -> bool:  # noqa: ANN401 - any JSON
        return not any(True for _ in misfits(self.suite.shapes[name], body))

    def _awaited(self, case: Case) -> tuple[httpx2.Response, Any]:
        """Call until what is waited for comes, or patience ends."""
        left = self.patience_s
        while True:
            answer, body = self._called(case)
            if left <= 0 or any(self._is(name, body) for name in case.until):
                return answer, body
            if case.approve and self._is("pending", body):
                kept = {**self.kept, "pending_task": body["task_id"]}
                self._send("POST", "/resume", filled(self.suite.approval, kept), self.token)
            self.rest(_REST_S)
            left -= _REST_S

    def _called(self, case: Case) -> tuple[httpx2.Response, Any]:
        method, path = case.call
        token = {"ours": self.token, "wrong": f"{self.token[:4]}-not-one", "none": ""}[case.token]
        return self._send(method, filled(path, self.kept), filled(case.body, self.kept), token)

    def _send(
        self, method: str, path: str, body: object, token: str
    ) -> tuple[httpx2.Response, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            answer = self.http.request(method, self.base_url + path, json=body, headers=headers)
        except (httpx2.TransportError, httpx2.InvalidURL) as error:
            raise ApiUnreachable(
                f"{self.base_url[:200]} cannot be called: {error}. What was tried before stays as "
                "it is. Check the address, and that the server runs."
            ) from error
        try:
            return answer, answer.json()
        except (JSONDecodeError, UnicodeDecodeError):
            return answer, None
