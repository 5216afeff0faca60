"""The parts of a record as JSON trees, and back.

Head: ``{"v": 1, "id", "flow", "status", "seq", "next", "state", "agenda",
"pauses", "seen", "fired", "resting", "nested"}``; empty parts are left out. Log
entry: ``["done", method, value]``, ``["asked", method, value, key]``,
``["answered", method, asked, key, {...}]`` or ``["handed", method, key]``. A
question whose output lessons were held against is one item longer:
``{"original": value, "lessons": [[id, text], ...], "note": str}``, the
original only where it was changed.
Paused runs live long, so this shape is a promise: a change needs a new version
number and a reader for the old.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from signoff.flow.codec import decode, encode
from signoff.flow.human_feedback import HumanFeedbackResult
from signoff.flow.persistence.protocol import StoredRun
from signoff.flow.record_parts import (
    ANSWERS,
    Answered,
    Asked,
    Done,
    Entry,
    Handed,
    Nested,
    Pause,
    PreReviewed,
    Source,
    Step,
)

VERSION = 1

_as_utf8 = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_as_ascii = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), check_circular=False)


def dumps(tree: Any) -> str:  # noqa: ANN401 - a JSON tree
    """Return ``tree`` as compact JSON that any database can keep.

    Half a surrogate pair, which Python allows in a text, has no UTF-8: such a
    tree is written with escapes.
    """
    text = _as_utf8.encode(tree)
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _as_ascii.encode(tree)
    return text


def head_text(parts: dict[str, Any], state: object) -> str:
    """Return a record's changing part as text."""
    return dumps({"v": VERSION, **parts, "state": encode(state, "state")})


def entry_text(entry: Entry) -> str:
    """Return one log entry as text."""
    return dumps(entry_tree(entry))


def entry_tree(entry: Entry) -> list[Any]:
    """Return a log entry as its tree.

    Raises: FlowStorageError, naming the method whose output cannot be kept.
    """
    where = f"the output of {entry.method}"
    if isinstance(entry, Done):
        return ["done", entry.method, encode(entry.value, where)]
    if isinstance(entry, Asked):
        asked = ["asked", entry.method, encode(entry.value, where), entry.key]
        return asked if entry.pre_review is None else [*asked, _pre_review_tree(entry, where)]
    if isinstance(entry, Handed):
        return ["handed", entry.method, entry.key]
    result = entry.result
    said = {
        "feedback": result.feedback,
        "outcome": result.outcome,
        "at": result.timestamp.isoformat(),
        "metadata": encode(result.metadata, f"the metadata of {entry.method}"),
        "request": result.request_id,
        "by": result.responder,
        "channel": result.channel,
        "source": result.outcome_source,
    }
    if result.text != result.feedback:
        said["text"] = result.text
    if result.edited_output is not None:
        said["edited"] = encode(result.edited_output, f"the edited output of {entry.method}")
    if result.response is not None:
        said["response"] = encode(result.response, f"the response to {entry.method}")
    return ["answered", entry.method, entry.asked, entry.key, said]


def entry(log: list[Entry], tree: list[Any]) -> Entry:
    """Return the entry of a tree; ``log`` holds what came before it."""
    kind = tree[0]
    if kind == "done":
        return Done(tree[1], decode(tree[2]))
    if kind == "asked":
        value = decode(tree[2])
        return Asked(tree[1], value, tree[3], _pre_review(tree[4], value) if tree[4:] else None)
    if kind == "handed":
        return Handed(tree[1], tree[2])
    _, method, asked, key, said = tree
    shown = log[asked]
    before = shown.pre_review if isinstance(shown, Asked) else None
    result = HumanFeedbackResult(
        output=None if isinstance(shown, ANSWERS) else shown.value,
        feedback=said["feedback"],
        outcome=said["outcome"],
        timestamp=datetime.fromisoformat(said["at"]),
        method_name=method,
        metadata=decode(said["metadata"]),
        request_id=said["request"],
        responder=said["by"],
        channel=said["channel"],
        outcome_source=said["source"],
        edited_output=decode(said.get("edited")),
        response=decode(said.get("response")),
        text=said.get("text", said["feedback"]),
        original_output=before.original if before and before.lessons else None,
        lessons=before.lessons if before else (),
    )
    return Answered(method, asked, key, result)


def _pre_review_tree(asked: Asked, where: str) -> dict[str, Any]:
    before = asked.pre_review or PreReviewed(asked.value)
    told = [[lesson.id, lesson.text] for lesson in before.lessons]
    tree = {"lessons": told, "note": before.note}
    return {**tree, "original": encode(before.original, where)} if told else tree


def _pre_review(tree: dict[str, Any], value: Any) -> PreReviewed:  # noqa: ANN401 - the author's
    from signoff.inbox.pre_review import AppliedLesson  # noqa: PLC0415 - see asks.py

    lessons = tuple(AppliedLesson(lesson_id, text) for lesson_id, text in tree["lessons"])
    return PreReviewed(decode(tree["original"]) if lessons else value, lessons, tree["note"])


def step(tree: list[Any]) -> Step:
    """Return the due step of a tree."""
    number, method, trigger, source, chain = tree
    return Step(number, method, trigger, None if source is None else Source(*source), chain)


def pause_tree(pause: Pause) -> list[Any]:
    """Return an open question as its tree; that of a nested flow is two items longer."""
    return [
        *pause[:7],
        encode(pause.metadata, f"the metadata of {pause.method}"),
        pause.model,
        pause.at.isoformat(),
        *(() if pause.child is None else (pause.child, pause.asker)),
    ]


def pause(tree: list[Any]) -> Pause:
    """Return the open question of a tree."""
    key, method, asked, chain, message, outcomes, default, metadata, model, at = tree[:10]
    child, asker = tree[10:] or (None, None)
    return Pause(
        key, method, asked, chain, message, tuple(outcomes), default,
        decode(metadata), model, datetime.fromisoformat(at),
        None if child is None else (child[0], child[1]), asker,
    )  # fmt: skip


def nested_trees(nested: Mapping[str, Nested]) -> dict[str, Any]:
    """Return the flows that steps have started: ``{slot: [stored run or null, answers, digest]}``.

    The digest of what each began with is left out where there is none.
    """
    # Copies: the thread of a step may write to them in this moment.
    return {
        slot: [child.run, dict(child.answers), *filter(None, [child.begun_with])]
        for slot, child in dict(nested).items()
    }


def nested(tree: list[Any]) -> Nested:
    """Return a nested flow of its tree."""
    run, answers, *digest = tree
    return Nested(None if run is None else StoredRun(*run), answers, *digest)
