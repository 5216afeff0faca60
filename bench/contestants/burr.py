"""Burr with its SQLite persister, on a connection in WAL mode (which it accepts).

Plain actions: the quicker of its two ways. It has no fan-out without a further
extra, so W2 is left out. Every step commits.
"""

from __future__ import annotations

import sqlite3
import uuid
from itertools import pairwise

import measure
from burr.core import ApplicationBuilder, State, action
from burr.core.graph import GraphBuilder
from burr.core.persistence import SQLitePersister


@action(reads=["x"], writes=["x"])
def step(state: State) -> State:
    return state.update(x=state["x"] + 1)


@action(reads=[], writes=["draft"])
def draft(state: State) -> State:
    return state.update(draft=measure.draft())


@action(reads=[], writes=["answer"])
def review(state: State, words: str) -> State:
    return state.update(answer=words)


@action(reads=["answer"], writes=["answer"])
def publish(state: State) -> State:
    return state.update(answer=f"done: {state['answer']}")


class Contestant:
    name = "burr"
    requires = "apache-burr"
    imports = (
        "from burr.core import ApplicationBuilder, action; "
        "from burr.core.persistence import SQLitePersister"
    )
    tables = {"burr_state": ("app_id", ())}
    review_graph = (
        GraphBuilder()
        .with_actions(draft=draft, review=review, publish=publish)
        .with_transitions(("draft", "review"), ("review", "publish"))
        .build()
    )

    def chain_graph(self, n):
        names = [f"m{i}" for i in range(n)]
        return (
            GraphBuilder()
            .with_actions(**dict.fromkeys(names, step))
            .with_transitions(*pairwise(names))
            .build()
        )

    def chain(self, n):
        graph = self.chain_graph(n)

        async def run():
            builder = ApplicationBuilder().with_graph(graph).with_state(x=0)
            app = builder.with_entrypoint("m0").build()
            return app.run(halt_after=[f"m{n - 1}"])[2]["x"]

        return run

    async def open(self, path):
        db = sqlite3.connect(path)
        db.execute("PRAGMA journal_mode = WAL")
        store = SQLitePersister(path, connection=db)
        store.initialize()
        return store

    async def close(self, store):
        store.cleanup()

    async def pause(self, store):
        run_id = str(uuid.uuid4())
        self.app(store, run_id).run(halt_before=["review"])
        return run_id

    async def resume(self, store, run_id, words):
        app = self.app(store, run_id)
        return app.run(halt_after=["publish"], inputs={"words": words})[2]["answer"]

    def app(self, store, run_id):
        return (
            ApplicationBuilder()
            .with_graph(self.review_graph)
            .initialize_from(
                store, resume_at_next_action=True, default_state={}, default_entrypoint="draft"
            )
            .with_state_persister(store)
            .with_identifiers(app_id=run_id)
            .build()
        )

    def durable(self, store, n):
        graph = self.chain_graph(n)

        async def run():
            builder = ApplicationBuilder().with_graph(graph).with_state(x=0).with_entrypoint("m0")
            builder = builder.with_state_persister(store).with_identifiers(app_id=str(uuid.uuid4()))
            return builder.build().run(halt_after=[f"m{n - 1}"])[2]["x"]

        return run
