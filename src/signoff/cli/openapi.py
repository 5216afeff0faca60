"""`signoff openapi`: print the API's description, without starting a server."""

from __future__ import annotations

import argparse
import json

from signoff.cli.words import Commands, add_log_level
from signoff.errors import ConfigurationError


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "openapi",
        help="print the API's OpenAPI document",
        description="Print the OpenAPI 3.1 document of the API as JSON: the same that a server "
        "gives at /api/v1/openapi.json. Nothing is started.",
    )
    add_log_level(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the document; return the exit code. Raises: ConfigurationError and its kinds."""
    del options
    try:
        from fastapi import FastAPI  # noqa: PLC0415 - the extra may be missing

        from signoff.settings import read_settings  # noqa: PLC0415
        from signoff.web import crew_api  # noqa: PLC0415
        from signoff.web.api import router  # noqa: PLC0415
        from signoff.web.api.description import document_of, operation_name  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{error.name} is not installed, and the API needs it. Nothing was printed. "
            'Run: pip install "signoff[server]"'
        ) from error
    web = FastAPI(generate_unique_id_function=operation_name)
    web.include_router(router)
    web.include_router(crew_api.router)
    print(json.dumps(document_of(web, read_settings()), indent=2, ensure_ascii=False))
    return 0
