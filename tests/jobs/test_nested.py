"""Flows inside of a step, on a server: each asks by a mail of its own, all at the same time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from signoff import Flow, human_feedback, start
from signoff.jobs.start import retry_blocked
from signoff.testing import open_workbench


class Part(Flow):
    @start()
    @human_feedback(message="Fine?", emit=["approved", "rejected"])
    def review(self):
        return self.state["text"]

    def said(self):
        return self.last_human_feedback.outcome


class Whole(Flow):
    @start()
    async def review_parts(self):
        parts = [Part() for _ in "ab"]
        kickoffs = [
            part.kickoff_async({"text": text}) for part, text in zip(parts, "ab", strict=True)
        ]
        came = await asyncio.gather(*kickoffs, return_exceptions=True)
        return [(text, part.said()) for text, part in zip(came, parts, strict=True)]


class TestFlowsThatAStepGathers:
    def test_are_all_asked_for_and_each_gets_its_own_answer(self, tmp_path):
        bench = open_workbench(tmp_path, {"whole": Whole}, creator="ana@example.com")
        run_id = bench.start("whole")
        first, second = bench.posted

        bench.reply(second, "rejected")
        assert bench.get_record(run_id).status == "waiting"
        bench.reply(first, "approved")

        assert bench.get_record(run_id).last_output() == [("a", "approved"), ("b", "rejected")]


@dataclass
class Clause:
    text: str = "clause"


def flows(base):
    """Return a flow with a step that starts another, made anew: as if by the code of a deploy."""

    class Inner(base):
        @start()
        @human_feedback(message="Fine?", emit=["approved", "rejected"])
        def review(self):
            return "text"

    class Outer(Flow):
        @start()
        def step(self):
            return Inner().kickoff()

    return {"outer": Outer}


def deploy(bench, base):
    bench.app = replace(bench.app, flows=flows(base))
    del bench.jobs


class TestAFlowInsideOfARunThatChanged:
    def test_leaves_the_run_as_it_is_until_the_code_fits(self, tmp_path):
        bench = open_workbench(tmp_path, flows(Flow[Clause]), creator="ana@example.com")
        run_id = bench.start("outer")
        deploy(bench, Flow)

        bench.reply(bench.posted[0], "approved")

        assert bench.get_record(run_id).status == "waiting"
        deploy(bench, Flow[Clause])
        with bench.app.unit() as unit:
            retry_blocked(unit, now=bench.clock.now())
            unit.commit()
        bench.drain()
        assert bench.get_record(run_id).status == "ended"
