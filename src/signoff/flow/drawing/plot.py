"""Put a flow's picture where its author can look at it: into a file, and before their eyes.

What the page holds is page.py's business.
"""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from os import PathLike
from pathlib import Path

from signoff.errors import FolderNotWritable
from signoff.flow.drawing.page import page
from signoff.flow.graph import Graph
from signoff.flow.structure import FlowStructure


def plot(
    graph: Graph,
    shape: FlowStructure,
    filename: str | PathLike[str],
    *,
    show: bool,
    browse: Callable[[str], bool] = webbrowser.open,
) -> Path:
    """Write the flow's page and return where it is; with ``show``, open it in the browser.

    ``.html`` is added to the name where it is missing; folders are made.
    Raises: FolderNotWritable.
    """
    path = Path(filename).absolute()
    if path.suffix.lower() != ".html":
        path = path.with_name(f"{path.name}.html")
    text = page(graph, shape)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise FolderNotWritable(
            f"The picture of {graph.name} cannot be written to {path}: {error.strerror}. "
            "Nothing was drawn. Give plot() a filename in a folder that can be written."
        ) from error
    if show:
        browse(path.as_uri())
    return path
