"""pydantic-graph 2 with its typed steps. It keeps nothing, so only W1, W2 and W5 are measured.

Plain edges make the chain, ``map`` and a join that collects make the fan. A
graph is built once.
"""

from __future__ import annotations

from itertools import pairwise

from pydantic_graph import GraphBuilder, StepContext, reduce_list_append


async def _next(ctx: StepContext[None, None, int]) -> int:
    return ctx.inputs + 1


async def _total(ctx: StepContext[None, None, list[int]]) -> int:
    return sum(ctx.inputs)


class Contestant:
    name = "pydantic_graph"
    requires = "pydantic-graph"
    imports = "from pydantic_graph import GraphBuilder, StepContext, reduce_list_append"

    def chain(self, n):
        build = GraphBuilder(input_type=int, output_type=int)
        steps = [build.step(_next, node_id=f"m{i}") for i in range(n)]
        for one, other in pairwise([build.start_node, *steps, build.end_node]):
            build.add(build.edge_from(one).to(other))
        graph = build.build()
        return lambda: graph.run(inputs=0)

    def fan(self, n):
        async def spread(ctx: StepContext[None, None, int]) -> list[int]:
            return [ctx.inputs] * n

        build = GraphBuilder(input_type=int, output_type=int)
        begin = build.step(spread, node_id="begin")
        branch = build.step(_next, node_id="branch")
        total = build.step(_total, node_id="total")
        join = build.join(reduce_list_append, initial_factory=list[int])
        build.add(
            build.edge_from(build.start_node).to(begin),
            build.edge_from(begin).map().to(branch),
            build.edge_from(branch).to(join),
            build.edge_from(join).to(total),
            build.edge_from(total).to(build.end_node),
        )
        graph = build.build()
        return lambda: graph.run(inputs=0)
