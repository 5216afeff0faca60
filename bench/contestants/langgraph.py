"""LangGraph with its async SQLite checkpointer.

Pause and resume store at the end of a leg (``durability="exit"``), the durable
chain after every step (``"sync"``): each time the quickest of its settings that
keeps what the workload is about. A graph is compiled once.
"""

from __future__ import annotations

import operator
import uuid
from typing import Annotated, TypedDict

import aiosqlite
import measure
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, Send, interrupt


class Counted(TypedDict):
    x: int


class Fanned(TypedDict):
    got: Annotated[list, operator.add]
    out: int


class Reviewed(TypedDict):
    draft: dict
    answer: str


async def _step(state):
    return {"x": state["x"] + 1}


class Contestant:
    name = "langgraph"
    requires = "langgraph"
    imports = (
        "from langgraph.graph import StateGraph; from langgraph.types import Command, interrupt; "
        "from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver"
    )
    tables = {"checkpoints": ("thread_id", ()), "writes": ("thread_id", ())}

    def chain_graph(self, n, saver=None):
        graph = StateGraph(Counted)
        names = [f"m{i}" for i in range(n)]
        for name in names:
            graph.add_node(name, _step)
        for one, other in zip([START, *names], [*names, END], strict=True):
            graph.add_edge(one, other)
        return graph.compile(checkpointer=saver)

    def chain(self, n):
        graph = self.chain_graph(n)

        async def run():
            return (await graph.ainvoke({"x": 0}, {"recursion_limit": n + 5}))["x"]

        return run

    def fan(self, n):
        async def begin(state):
            return {"got": []}

        async def branch(state):
            return {"got": [1]}

        async def join(state):
            return {"out": sum(state["got"])}

        graph = StateGraph(Fanned)
        for node in (begin, branch, join):
            graph.add_node(node.__name__, node)
        graph.add_edge(START, "begin")
        graph.add_conditional_edges("begin", lambda _: [Send("branch", {})] * n, ["branch"])
        graph.add_edge("branch", "join")
        graph.add_edge("join", END)
        compiled = graph.compile()

        async def run():
            return (await compiled.ainvoke({"got": []}))["out"]

        return run

    async def open(self, path):
        db = await aiosqlite.connect(path)
        saver = AsyncSqliteSaver(db)
        await saver.setup()
        return db, saver, _review(saver)

    async def close(self, store):
        await store[0].close()

    async def pause(self, store):
        run_id = str(uuid.uuid4())
        await store[2].ainvoke({"answer": ""}, _thread(run_id), durability="exit")
        return run_id

    async def resume(self, store, run_id, words):
        command = Command(resume=words)
        return (await store[2].ainvoke(command, _thread(run_id), durability="exit"))["answer"]

    def durable(self, store, n):
        graph = self.chain_graph(n, store[1])

        async def run():
            settings = _thread(str(uuid.uuid4())) | {"recursion_limit": n + 5}
            return (await graph.ainvoke({"x": 0}, settings, durability="sync"))["x"]

        return run


def _thread(run_id):
    return {"configurable": {"thread_id": run_id}}


def _review(saver):
    async def draft(state):
        return {"draft": measure.draft()}

    async def review(state):
        return {"answer": interrupt("Good?")}

    async def publish(state):
        return {"answer": f"done: {state['answer']}"}

    graph = StateGraph(Reviewed)
    names = []
    for node in (draft, review, publish):
        graph.add_node(node.__name__, node)
        names.append(node.__name__)
    for one, other in zip([START, *names], [*names, END], strict=True):
        graph.add_edge(one, other)
    return graph.compile(checkpointer=saver)
