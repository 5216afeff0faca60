"""Find the flows in an author's module, and what says of itself which flow it is: a crew.

A paused run names its types by module, so a file is imported under its own
plain name and its folder is importable, as if it had been run there.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from signoff.errors import FlowsNotLoaded
from signoff.flow.flow import Flow


def load_flows(target: str) -> Mapping[str, type[Flow[Any]]]:
    """Return the flows of a file (``my_flows.py``) or module (``team.flows``), by name.

    Crews are among them: as the flows they are, called as the crew or its variable is.
    Raises: FlowsNotLoaded, saying what is wrong and in which line of the file.
    """
    module = _import(target)
    _check_origin(module, target)
    flows: dict[str, type[Flow[Any]]] = {}
    for value in _flows_in(module):
        _check_start(value, target)
        name = flow_name(value)
        if not re.fullmatch(r"[\w.-]{1,100}", name):
            raise FlowsNotLoaded(
                f"{value.__name__} in {target!r} is called {name[:120]!r}, which cannot be part of "
                "an address. Nothing was started. Name it with letters, digits, '_', '-' and '.'."
            )
        if name in flows:
            raise FlowsNotLoaded(
                f"{flows[name].__name__} and {value.__name__} in {target!r} are both called "
                f'{name!r}. Nothing was started. Rename one, or give it `name = "..."`.'
            )
        flows[name] = value
    if not flows:
        raise FlowsNotLoaded(
            f"There is no flow in {target!r}. Nothing was started. "
            "Define a class that derives from signoff.Flow in it, or a signoff.crew.Crew."
        )
    return flows


def _flows_in(module: ModuleType) -> Iterator[type[Flow[Any]]]:
    """Yield the flows that are served from ``module``; one with two names, once."""
    crews: set[int] = set()
    for name, value in vars(module).items():
        if inspect.isclass(value):
            # What was imported into the module is served by the one that defines it.
            if (
                issubclass(value, Flow)
                and value is not Flow
                and value.__module__ == module.__name__
                and not _is_part(value)
            ):
                yield value
        elif hasattr(type(value), "signoff_served_as") and id(value) not in crews:
            crews.add(id(value))
            yield value.signoff_served_as(name)


def _is_part(flow_class: type[Flow[Any]]) -> bool:
    """Say whether a class only has what others in its module, derived from it, begin with."""
    same = [
        each for each in flow_class.__subclasses__() if each.__module__ == flow_class.__module__
    ]
    return bool(same) and not flow_class.signoff_graph.starts


def _check_start(flow_class: type[Flow[Any]], target: str) -> None:
    called = f"{flow_class.__name__} in {target!r}"
    holds = "Nothing was started; runs that wait still wait."
    if why := flow_class.signoff_graph.why_no_start(called, holds):
        raise FlowsNotLoaded(f"{why} If others derive from it, keep it in their module.")


def flow_name(flow_class: type[Flow[Any]]) -> str:
    """Return the name a flow is served under: its ``name``, or ContentFlow as ``content``."""
    given = getattr(flow_class, "name", None)
    if isinstance(given, str) and given:
        return given
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", flow_class.__name__)
    return words.lower().removesuffix("_flow")


def _import(target: str) -> ModuleType:
    path = Path(target)
    is_file = path.suffix == ".py" or "/" in target
    if is_file and not path.is_file():
        raise FlowsNotLoaded(
            f"There is no file {target!r} here ({Path.cwd().name}/). Nothing was started. "
            "Give the path of the Python file that holds your flows."
        )
    folder = str(path.resolve().parent) if is_file else str(Path.cwd())
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        return importlib.import_module(path.stem if is_file else target)
    except (Exception, SystemExit) as error:
        raise FlowsNotLoaded(
            f"{target!r} does not import: {_where(error, path if is_file else None)}"
            f"{type(error).__name__}: {str(error).rstrip('.')}. Nothing was started; runs that "
            f"wait still wait. {_way_on(error, path if is_file else None)}"
        ) from error


def _way_on(error: BaseException, path: Path | None) -> str:
    if path is None or "relative import" not in str(error) or path.is_absolute():
        return "Mend the file, then start again."
    module = ".".join(path.with_suffix("").parts)
    return f"A file that imports from its own package is named as a module: {module}."


def _check_origin(module: ModuleType, target: str) -> None:
    """Raise FlowsNotLoaded where Python has another module under the file's name: email.py."""
    path, origin = Path(target), getattr(module, "__file__", None)
    if not path.is_file() or (origin and Path(origin).resolve() == path.resolve()):
        return
    raise FlowsNotLoaded(
        f"{target!r} cannot be loaded: Python has a module {module.__name__!r} already, from "
        f"{origin or 'within itself'}. Nothing was started; runs that wait still wait. Rename the "
        "file."
    )


def _where(error: BaseException, path: Path | None) -> str:
    if isinstance(error, SyntaxError) and error.lineno:
        return f"line {error.lineno}: "
    if path is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if Path(frame.filename).name == path.name]
    return f"line {lines[-1]}: " if lines else ""
