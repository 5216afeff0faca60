"""What cannot be a crew is found when it is made, and said with its name."""

from __future__ import annotations

import pytest

from signoff.crew import Agent, Crew, Task
from signoff.errors import FlowDefinitionError
from signoff.flow.structure import Edge, structure
from tests.crew.cast import Article


def work(call):
    return "done"


AGENT = Agent("Worker", run=work)


def task(name="one", **kwargs):
    return Task("Do it", "text", kwargs.pop("agent", AGENT), name=name, **kwargs)


def crew(*tasks, **kwargs):
    return Crew([AGENT], list(tasks) or [task()], **kwargs)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Agent("  ", run=work), "role='  '.*Say in a few words"),
        (lambda: Agent("Worker", 7, run=work), "'Worker' was given goal=7"),
        (lambda: Agent("Worker"), "run=None, which cannot be called"),
        (lambda: Agent("Worker", run="gpt"), "run='gpt', which cannot be called"),
        (lambda: Task("", "text", AGENT), "description=''.*text that is not empty"),
        (lambda: Task("Do it", None, AGENT), "expected_output=None"),
        (lambda: Task("Do it", "text", work), "agent=.*Give an Agent"),
        (lambda: task(human_input="yes"), "human_input='yes'. .*True or False"),
        (lambda: task(context="one"), "context='one'.*a list of Tasks"),
        (lambda: task(output_json=str), "output_json=.*a pydantic model, or dict"),
        (lambda: task(output_pydantic=dict), "output_pydantic=.*Give a pydantic model[.]"),
        (lambda: task(output_json=dict, output_pydantic=Article), "Keep one"),
        (lambda: task("a/b"), "name='a/b'.*it is the task's id"),
        (lambda: Task("...", "text", AGENT), "at least one word; or give the task a name"),
        (lambda: Crew([], [task()]), r"agents=\[\].*at least one Agent"),
        (lambda: Crew([AGENT], AGENT), "tasks=.*at least one Task"),
        (lambda: crew(task(), task()), "'one' has the id of another task"),
        (lambda: crew(task("approved")), "'approved' is called like a part of every crew"),
        (lambda: crew(task("state")), "'state' is called like a part of every crew"),
        (lambda: crew(task(agent=Agent("Other", run=work))), "for 'Other', who is not in agents"),
        (lambda: crew(task("b", context=[task("a")])), "'b' has 'a' as context, which is not done"),
        (lambda: crew(process="hierarchical"), "process='hierarchical'.*one after the other"),
        (lambda: crew(name="a/b"), "name='a/b', which cannot be part of an address"),
        (lambda: crew(Task("{crew_work}", "text", AGENT)), "kept for the crew itself"),
        (lambda: crew(task(human_input=True), provider=7), "provider"),
    ],
)
def test_a_mistake_is_named(make, message):
    with pytest.raises(FlowDefinitionError, match=message):
        make()


def test_crews_without_a_name_are_told_apart_by_their_tasks():
    names = {
        made.flow.__qualname__
        for made in (crew(task("a")), crew(task("b")), crew(task("a", human_input=True)))
    }

    assert len(names) == 3
    assert crew(task("a")).flow.__qualname__ in names


def test_the_picture_shows_tasks_and_the_way_back():
    shape = structure(crew(task("draft", human_input=True), task("check")).flow)

    assert [(node.name, node.kind) for node in shape.nodes] == [
        ("draft", "review"), ("check", "step"), ("crew result", "step"),
    ]  # fmt: skip
    assert set(shape.edges) == {
        Edge("draft", "draft", "needs_revision"),
        Edge("draft", "check", "approved"),
        Edge("check", "crew result"),
    }
