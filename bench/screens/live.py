"""Measure many open live screens on one server: what they cost, how soon they hear of an answer.

    python bench/screens/live.py [--screens 500] [--answers 10] [--idle 10]
                                 [--folder DIR] [--json FILE]

A server in a process of its own, as `signoff serve` starts it; here as many streams as screens are
opened, with a session each as a browser has. Then requests are answered, one after the other, and
each stream tells when it heard. One of the screens also fetches its list again, as a page does, and
the time until the answered request is gone from it is taken. See docs/screens-measured.md.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import re
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[2]))

from signoff import Flow, human_feedback, start
from tests.support.served import data_settings, serving

ANA = "ana@example.com"
QUIET_S = 2.0  # nothing may be heard for so long before an answer is given
PATIENCE_S = 30


class PostFlow(Flow):
    """Ask once."""

    @start()
    @human_feedback(message="Publish?", emit=["approved", "rejected"])
    def review(self):
        return "# A post\n\nOf some words."


def flows():
    return {"post": PostFlow}


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Caller:
    """A program with a token, and the cookie of a browser."""

    def __init__(self, running):
        self.host = urlsplit(running.base).netloc
        self.token = running.token
        _, answer = self.call("POST", running.link, headers={"Sec-Fetch-Site": "same-origin"})
        self.cookie = answer["Set-Cookie"].partition(";")[0]

    def call(self, method, path, body=None, headers=None):
        """Return the body and the headers of an answer."""
        line = http.client.HTTPConnection(self.host, timeout=PATIENCE_S)
        sent = None if body is None else json.dumps(body)
        line.request(method, path, sent, headers or self.headers)
        answer = line.getresponse()
        read = answer.read().decode()
        if answer.status >= http.client.BAD_REQUEST:
            raise SystemExit(f"{method} {path} answered {answer.status}: {read[:300]}")
        line.close()
        return read, answer.headers

    @property
    def headers(self):
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def page(self, path):
        return self.call("GET", path, headers={"Cookie": self.cookie, "Accept": "text/html"})[0]

    def pending(self, n):
        """Start runs; return the ids of what they ask."""
        for _ in range(n):
            self.call("POST", "/api/v1/flows/post/kickoff", {"inputs": {}})
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            listed = self.call("GET", "/api/v1/requests?status=pending&limit=100")[0]
            ids = [each["id"] for each in json.loads(listed)["items"]]
            if len(ids) >= n:
                return ids
            threading.Event().wait(0.5)
        raise SystemExit(f"Only {len(ids)} of {n} requests waited after {PATIENCE_S} s.")


class Screen:
    """One open stream: when it last heard, and of what."""

    def __init__(self):
        self.heard = {}
        self.last = 0.0

    async def hears(self, request_id):
        """Return when it heard of an answer; an event of one would not say which screen."""
        while request_id not in self.heard:  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.002)
        return self.heard[request_id]

    async def listen(self, host, cookie, is_open):
        name, _, port = host.partition(":")
        reader, writer = await asyncio.open_connection(name, int(port))
        writer.write(
            f"GET /events HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
            "Accept: text/event-stream\r\n\r\n".encode()
        )
        async for raw in reader:
            line = raw.decode()
            if "event: hello" in line:
                is_open.release()
            if not line.startswith("data: {") or "subjects" not in line:
                continue
            self.last = time.perf_counter()
            said = json.loads(line.removeprefix("data: "))
            if "request.answered" in said["kinds"]:
                for each in said["subjects"]:
                    self.heard.setdefault(each, self.last)


def used(pid):
    """Return seconds of the processor, bytes of memory and threads of a process."""
    ticks = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[11:13]
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    named = {name: int(re.search(rf"{name}:\s+(\d+)", status)[1]) for name in ("VmRSS", "Threads")}
    seconds = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return seconds, named["VmRSS"] * 1024, named["Threads"]


async def idle(pid, seconds):
    """Return the share of one processor that a server takes while nothing happens."""
    before = used(pid)[0]
    await asyncio.sleep(seconds)
    return (used(pid)[0] - before) / seconds


async def quiet(screens):
    while time.perf_counter() - max(s.last for s in screens) < QUIET_S:  # noqa: ASYNC110
        await asyncio.sleep(0.1)


async def answered(caller, screens, request_id):
    """Answer; return how long each screen took to hear (ms), and a list to be right again."""
    await quiet(screens)
    given = time.perf_counter()
    path = f"/api/v1/requests/{request_id}/respond"
    await asyncio.to_thread(caller.call, "POST", path, {"outcome": "approved"})
    recorded = 1000 * (time.perf_counter() - given)
    await screens[0].hears(request_id)
    page = await asyncio.to_thread(caller.page, "/inbox")
    shown = 1000 * (time.perf_counter() - given)
    if request_id in page:
        raise SystemExit(f"The inbox still lists {request_id} after the hint.")
    async with asyncio.timeout(PATIENCE_S):
        heard = [await screen.hears(request_id) for screen in screens]
    return [1000 * (at - given) for at in heard], recorded, shown


async def measure(caller, pid, asked):
    ids = await asyncio.to_thread(caller.pending, asked.answers)
    found = {"screens": asked.screens, "answers": asked.answers}
    found["alone"] = dict(zip(("cpu_s", "rss", "threads"), used(pid), strict=True))
    found["alone_cpu_share"] = await idle(pid, asked.idle)
    screens, is_open = [Screen() for _ in range(asked.screens)], asyncio.Semaphore(0)
    listening = [
        asyncio.create_task(screen.listen(caller.host, caller.cookie, is_open))
        for screen in screens
    ]
    began = time.perf_counter()
    for _ in screens:
        await asyncio.wait_for(is_open.acquire(), PATIENCE_S)
    found["opened_s"] = time.perf_counter() - began
    await asyncio.sleep(QUIET_S)
    found["idle_cpu_share"] = await idle(pid, asked.idle)
    _, found["rss"], found["threads"] = used(pid)
    heard, recorded, shown = [], [], []
    for request_id in ids[: asked.answers]:
        each, took, right = await answered(caller, screens, request_id)
        heard += each
        recorded.append(took)
        shown.append(right)
    for task in listening:
        task.cancel()
    found["rss_after"] = used(pid)[1]
    found["recorded_ms"] = spread(recorded)
    found["heard_ms"] = spread(heard)
    found["list_right_ms"] = spread(shown)
    return found


def spread(values):
    cuts = statistics.quantiles(values, n=20)
    rounded = (statistics.median(values), cuts[-1], max(values))
    return dict(zip(("median", "p95", "worst"), (round(one, 1) for one in rounded), strict=True))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--screens", type=int, default=500)
    parser.add_argument("--answers", type=int, default=10)
    parser.add_argument("--idle", type=float, default=10)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="signoff-live-", dir=asked.folder) as scratch,
        serving(data_settings(Path(scratch), "", creator=ANA), flows) as running,
    ):
        found = asyncio.run(measure(Caller(running), running.process.pid, asked))
    say(json.dumps(found, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    sys.exit(0 if found["list_right_ms"]["p95"] <= 1000 and found["heard_ms"]["p95"] <= 1000 else 1)


if __name__ == "__main__":
    main()
