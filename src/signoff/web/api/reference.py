"""The API's reference pages, made from the same document that programs read.

Rendered on the server, so they need no script and no other host, and cannot
say anything the document does not. One page leads to a chapter for each tag,
so that none is long. They know no route.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from signoff.web.api.description import SCHEMA_PATH, describe
from signoff.web.pages.render import page
from signoff.web.problems import KINDS, TYPES
from signoff.web.seam import app_of

router = APIRouter(include_in_schema=False)

Schema = Mapping[str, Any]
_Call = tuple[str, str, Schema]  # path, method, what is said of it
ADDRESS = "/api/reference"
_REF = "#/components/schemas/"
_MOST_VALUES = 16  # of an enumeration that is written out
_PROBLEM = "Problem"  # every call may answer it, so it stands where all begin


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter or member: what it is called, what fits, what it means."""

    name: str
    type: str
    description: str
    note: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way a call can end."""

    status: str
    description: str
    type: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One call."""

    anchor: str
    method: str
    path: str
    description: str
    is_open: bool
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    curl: str
    example: str
    outcomes: tuple[Outcome, ...]

    @property
    def brief(self) -> str:
        """The first sentence of what it does."""
        return " ".join(self.description.split()).partition(". ")[0].removesuffix(".")


@dataclass(frozen=True, slots=True)
class Model:
    """One kind of object that goes over the wire."""

    name: str
    description: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The calls of one tag."""

    name: str
    operations: tuple[Operation, ...]

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"{ADDRESS}/{self.name}"


@router.get(ADDRESS)
def show_reference(request: Request) -> Response:
    """Show which calls there are, and every problem of the API."""
    document = describe(request.app)
    base = app_of(request).settings.base_url
    return page(
        request,
        "reference.html",
        about=document["info"]["description"],
        version=document["info"]["version"],
        schema_path=SCHEMA_PATH,
        chapters=[_chapter(document, base, *each) for each in _tagged(document).items()],
        problem=_model(document, _PROBLEM),
        kinds=sorted(KINDS, key=attrgetter("status")),
        types=TYPES,
    )


@router.get(ADDRESS + "/{chapter}")
def show_chapter(request: Request, chapter: str) -> Response:
    """Show the calls of one tag, and the objects that they take and send."""
    document = describe(request.app)
    tagged = _tagged(document)
    if chapter not in tagged:
        raise HTTPException(404)
    models = tuple(_models(document, tagged[chapter]))
    return page(
        request,
        "reference_chapter.html",
        chapter=_chapter(document, app_of(request).settings.base_url, chapter, tagged[chapter]),
        models=models,
        names=tuple(tagged),
        address=ADDRESS,
        objects=frozenset(model.name for model in models),
        schema_path=SCHEMA_PATH,
    )


@router.get(TYPES + "{slug}")
def explain_problem(slug: str) -> Response:
    """Lead from a problem's ``type`` to where it is explained."""
    known = any(kind.slug == slug for kind in KINDS)
    return RedirectResponse(f"{ADDRESS}#problem-{slug}" if known else ADDRESS, 303)


def _tagged(document: Schema) -> dict[str, list[_Call]]:
    """Return the calls of each tag, in the order in which they stand."""
    tagged: dict[str, list[_Call]] = {}
    for path, methods in document["paths"].items():
        for method, found in methods.items():
            tagged.setdefault(found["tags"][0], []).append((path, method.upper(), found))
    return tagged


def _chapter(document: Schema, base: str, name: str, calls: list[_Call]) -> Chapter:
    return Chapter(name, tuple(_operation(document, base, *call) for call in calls))


def _models(document: Schema, calls: list[_Call]) -> Iterator[Model]:
    names = _names_in(document, [found for _, _, found in calls]) - {_PROBLEM}
    models = (_model(document, name) for name in sorted(names))
    return (model for model in models if model.fields)


def _operation(document: Schema, base: str, path: str, method: str, found: Schema) -> Operation:
    return Operation(
        anchor=found["operationId"],
        method=method,
        path=path,
        description=found.get("description", ""),
        is_open=found.get("security") == [],
        parameters=tuple(_parameters(document, found)),
        body=tuple(_fields(document, _body(document, found))),
        curl=_curl(document, base, path, method, found),
        example=_answer_example(document, found),
        outcomes=tuple(_outcomes(document, found)),
    )


def _model(document: Schema, name: str) -> Model:
    schema = document["components"]["schemas"][name]
    return Model(name, schema.get("description", ""), tuple(_fields(document, schema)))


def _names_in(document: Schema, part: object) -> set[str]:
    """Return the names of all objects that a part of the document leads to."""
    names: set[str] = set()
    todo = [part]
    while todo:
        match todo.pop():
            case {"$ref": str(target)} if target.startswith(_REF):
                name = target.removeprefix(_REF)
                if name not in names:
                    names.add(name)
                    todo.append(document["components"]["schemas"][name])
            case dict() as members:
                todo.extend(members.values())
            case list() as items:
                todo.extend(items)
            case _:
                pass  # a word or a number leads nowhere
    return names


def _parameters(document: Schema, found: Schema) -> Iterator[Field]:
    for item in found.get("parameters", ()):
        is_required = item.get("required", False)
        note = f"{item['in']}, required" if is_required else item["in"]
        # Null in an address is the parameter left out, which `required` says already.
        kind = _type(document, item["schema"]).removesuffix(" or null")
        yield Field(item["name"], kind, item.get("description", ""), note)


def _fields(document: Schema, schema: Schema) -> Iterator[Field]:
    # Of what we send every member is there, so only a mix of both is worth a word.
    members, required = schema.get("properties", {}), set(schema.get("required", ()))
    for name, member in members.items():
        note = "" if name in required else "may be left out"
        yield Field(name, _type(document, member), member.get("description", ""), note)


def _outcomes(document: Schema, found: Schema) -> Iterator[Outcome]:
    for status, response in found["responses"].items():
        content: Schema = next(iter(response.get("content", {}).values()), {})
        said = "Done." if status.startswith("2") else response["description"]
        kind = _type(document, content["schema"]) if "schema" in content else ""
        yield Outcome(status, said, kind)


def _type(document: Schema, schema: Schema) -> str:
    """Return a type in words: ``text or null``, ``list of Run``, ``waiting | ended``."""
    target = _resolved(document, schema)
    if "enum" in target:
        values = [str(value) for value in target["enum"]]
        return " | ".join(values) if len(values) <= _MOST_VALUES else "text"
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REF)
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(document, part) for part in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_type(document, schema.get('items', {}))}"
    if "const" in schema:
        return str(schema["const"])
    words = {"string": "text", "integer": "whole number", "object": "object", "null": "null"}
    plain = words.get(str(schema.get("type")), "any JSON")
    return {"date-time": "instant"}.get(str(schema.get("format")), plain)


def _body(document: Schema, found: Schema) -> Schema:
    content = found.get("requestBody", {}).get("content", {})
    taken: Schema = next(iter(content.values()), {})
    schema: Schema = taken.get("schema", {})
    refs = [part for part in (schema, *schema.get("anyOf", ())) if "$ref" in part]
    return _resolved(document, refs[0]) if refs else {}


def _resolved(document: Schema, schema: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    name = str(schema["$ref"]).removeprefix(_REF)
    resolved: Schema = document["components"]["schemas"][name]
    return resolved


def _curl(document: Schema, base: str, path: str, method: str, found: Schema) -> str:
    address = base + path
    for item in found.get("parameters", ()):
        examples = item["schema"].get("examples") or item.get("examples") or ["ID"]
        address = address.replace(f"{{{item['name']}}}", str(examples[0]))
    parts = ["curl"] if method == "GET" else ["curl -X", method]
    parts.append(shlex.quote(address))
    if found.get("security") != []:
        parts.append("\\\n  -H 'Authorization: Bearer sgn_...'")
    body = _body(document, found)
    if body:
        given = json.dumps(_example(document, body), ensure_ascii=False)
        parts.append("\\\n  -H 'Content-Type: application/json'")
        parts.append(f"\\\n  -d {shlex.quote(given)}")
    return " ".join(parts)


def _answer_example(document: Schema, found: Schema) -> str:
    success = next(value for key, value in found["responses"].items() if key.startswith("2"))
    sent = success.get("content", {}).get("application/json")
    if sent is None:
        return ""  # a file, or nothing at all
    schema = sent["schema"]
    return json.dumps(_example(document, schema), ensure_ascii=False, indent=2)


def _example(document: Schema, schema: Schema) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value that fits, made of the members' examples."""
    schema = _resolved(document, schema)
    if schema.get("examples"):
        return schema["examples"][0]
    if schema.get("type") == "array":
        return [_example(document, schema["items"])]
    members = schema.get("properties", {})
    return {name: _example(document, member) for name, member in members.items()}
