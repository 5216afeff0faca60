"""LlamaIndex Workflows: a step per event type, each instance made once.

The library keeps a context in memory and gives it as a dict for its user to
store; here the user stores it in a table like the floor's, synced. It commits
nothing between steps, so W6 is left out.
"""

from __future__ import annotations

import json
import uuid

import measure
from workflows import Context, Workflow, step
from workflows.events import Event, HumanResponseEvent, InputRequiredEvent, StartEvent, StopEvent

from contestants import floor


class Begun(Event):
    x: int


class Done(Event):
    x: int


class Review(Workflow):
    @step
    async def draft(self, ctx: Context, ev: StartEvent) -> InputRequiredEvent:
        await ctx.store.set("draft", measure.draft())
        return InputRequiredEvent(prefix="Good?")

    @step
    async def publish(self, ev: HumanResponseEvent) -> StopEvent:
        return StopEvent(result=f"done: {ev.response}")


class Contestant:
    name = "workflows"
    requires = "llama-index-workflows"
    imports = "from workflows import Context, Workflow, step; import sqlite3"
    tables = {"run": ("id", ("n",))}

    def chain(self, n):
        flow = _chain_class(n)(timeout=None)

        async def run():
            return await flow.run()

        return run

    def fan(self, n):
        class Fan(Workflow):
            @step
            async def begin(self, ev: StartEvent) -> list[Begun]:
                return [Begun(x=0) for _ in range(n)]

            @step(num_workers=n)
            async def branch(self, ev: Begun) -> Done:
                return Done(x=ev.x + 1)

            @step
            async def join(self, found: list[Done]) -> StopEvent:
                return StopEvent(result=sum(one.x for one in found))

        flow = Fan(timeout=None)

        async def run():
            return await flow.run()

        return run

    async def open(self, path):
        return await floor.Contestant().open(path), Review(timeout=None)

    async def close(self, store):
        store[0].close()

    async def pause(self, store):
        db, flow = store
        run_id = str(uuid.uuid4())
        handler = flow.run()
        async for event in handler.stream_events():
            if isinstance(event, InputRequiredEvent):
                break
        kept = json.dumps(handler.ctx.to_dict())
        db.execute("INSERT INTO run (id, status, state) VALUES (?, 'paused', ?)", (run_id, kept))
        await handler.cancel_run()
        return run_id

    async def resume(self, store, run_id, words):
        db, flow = store
        (kept,) = db.execute("SELECT state FROM run WHERE id = ?", (run_id,)).fetchone()
        handler = flow.run(ctx=Context.from_dict(flow, json.loads(kept)))
        handler.ctx.send_event(HumanResponseEvent(response=words))
        result = await handler
        db.execute("UPDATE run SET status = 'done', state = NULL WHERE id = ?", (run_id,))
        return result


def _chain_class(n):
    """Return a workflow of ``n`` steps; an event type of its own leads to each."""
    kinds = [
        StartEvent,
        *(type(f"To{i}", (Event,), {"__annotations__": {"x": int}}) for i in range(1, n)),
    ]
    members = {f"m{i}": _step(i, kinds[i], kinds[i + 1] if i + 1 < n else None) for i in range(n)}
    return type(f"Chain{n}", (Workflow,), members)


def _step(i, kind, following):
    async def method(self, ev):
        x = (ev.x if i else 0) + 1
        return following(x=x) if following else StopEvent(result=x)

    method.__name__ = f"m{i}"
    method.__qualname__ = f"Chain.m{i}"
    method.__annotations__ = {"ev": kind, "return": following or StopEvent}
    return step(method)
