"""Flows inside of a step, on a server: each asks by a mail of its own, all at the same time."""

from __future__ import annotations

import asyncio

from signoff import Flow, human_feedback, start
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
