"""The workloads written once against the Flow API that signoff and CrewAI share."""

from __future__ import annotations

import types

import measure


class FlowContestant:
    """``api``: the names used below, from the library that is measured."""

    api: types.SimpleNamespace

    def chain_class(self, n):
        """Return a flow of ``n`` methods in a row."""
        api = self.api

        def members(space):
            space["m0"] = api.start()(_first("m0"))
            for i in range(1, n):
                space[f"m{i}"] = api.listen(f"m{i - 1}")(_next(f"m{i}"))

        return types.new_class(f"Chain{n}", (api.Flow,), {}, members)

    def chain(self, n):
        flow_class = self.chain_class(n)
        return lambda: flow_class().kickoff_async()

    def fan(self, n):
        api = self.api

        async def join(self):
            return n

        def members(space):
            space["m0"] = api.start()(_first("m0"))
            for i in range(n):
                space[f"b{i}"] = api.listen("m0")(_next(f"b{i}"))
            space["join"] = api.listen(api.and_(*(f"b{i}" for i in range(n))))(join)

        flow_class = types.new_class(f"Fan{n}", (api.Flow,), {}, members)
        return lambda: flow_class().kickoff_async()

    async def open(self, path):
        return self.api.SQLiteFlowPersistence(path)

    async def close(self, store):
        if hasattr(store, "close"):
            store.close()

    async def pause(self, store):
        pending = await self.review_class()(persistence=store).kickoff_async()
        return pending.context.flow_id

    async def resume(self, store, run_id, words):
        return await self.review_class().from_pending(run_id, store).resume_async(words)

    def durable(self, store, n):
        flow_class = self.api.persist(store)(self.chain_class(n))
        return lambda: flow_class().kickoff_async()

    def provider(self):
        """Return what leaves a question waiting: a plain object, as both libraries take it."""
        return _Later(self.api)

    def review_class(self):
        """Return a flow that asks once; made once, as a program would have it."""
        if "_review" not in vars(self):
            self._review = _review(self.api, self.provider())
        return self._review


def _first(name):
    async def method(self):
        return 1

    method.__name__ = method.__qualname__ = name
    return method


def _next(name):
    async def method(self, x):
        return x + 1

    method.__name__ = method.__qualname__ = name
    return method


class _Later:
    def __init__(self, api):
        self.api = api

    def request_feedback(self, context, flow):
        raise self.api.HumanFeedbackPending(context=context)


def _review(api, provider):
    class Review(api.Flow):
        @api.start()
        async def draft(self):
            self.state.update(measure.draft())
            return "a draft"

        @api.listen("draft")
        @api.human_feedback(message="Good?", provider=provider)
        async def review(self, text):
            return text

        @api.listen("review")
        async def publish(self, result):
            return f"done: {result.feedback}"

    return Review
