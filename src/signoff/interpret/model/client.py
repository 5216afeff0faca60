"""The one module that knows the model library (pydantic-ai); imported when a model is asked.

It makes a model of a name, puts one question in one mode, and says in our
words how that failed. Each question has its own connection, closed after it,
so that no loop and no thread outlives the question.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from ipaddress import ip_address
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2
from openai import AsyncOpenAI
from pydantic_ai import messages
from pydantic_ai.agent import AbstractAgent
from pydantic_ai.direct import model_request
from pydantic_ai.exceptions import ModelAPIError, ModelHTTPError, UnexpectedModelBehavior, UserError
from pydantic_ai.models import Model, ModelRequestParameters, infer_model
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings
from pydantic_ai.tools import ToolDefinition

from signoff.interpret.model.forms import read_object
from signoff.interpret.model.names import ModelName, parse_name
from signoff.interpret.model.speakers import Mode, ModeRefused, NoUse, Prompt, TryAgain

MAX_ANSWER = 4_000_000  # octets of one answer that are read
_TOOL = "record_answer"
_ASKED = "The answer to the question above."
_NO_KEY = "none"  # the SDK wants a key, local servers do not
_OPENAI = "https://api.openai.com/v1"
_OLLAMA = "http://127.0.0.1:11434/v1"
# What says 'not in this form' or 'not this model', as far as servers agree on it.
_REFUSALS = frozenset({400, 404, 405, 406, 413, 415, 422, 501})
_FIRST_SERVER_ERROR = 500
_objects = threading.Lock()
_UNFINISHED = {"length", "content_filter", "error"}


class LibraryModel:
    """A model of the library for the length of one question, with an event loop of its own.

    Use it as a context manager, in a thread that has no loop. ``n_seconds`` is
    the time for the whole question.
    """

    modes = (Mode.TOOL, Mode.SCHEMA, Mode.JSON, Mode.TEXT)

    def __init__(self, llm: object, n_seconds: float) -> None:
        self.llm = llm.model if isinstance(llm, AbstractAgent) else llm
        self.n_seconds = n_seconds
        self.ends_at = 0.0  # on the loop's clock, which is the monotonic one
        self.leaving = ExitStack()

    def __enter__(self) -> Self:
        self.ends_at = time.monotonic() + self.n_seconds
        with ExitStack() as entered:
            if isinstance(self.llm, Model):
                entered.enter_context(_shared(self.n_seconds))
            self.runner = entered.enter_context(asyncio.Runner())
            opened = AsyncExitStack()
            self.model = self.runner.run(opened.enter_async_context(_opened(self.llm)))
            entered.callback(lambda: self.runner.run(opened.aclose()))
            self.leaving = entered.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leaving.close()

    def say(self, mode: Mode, prompt: Prompt) -> dict[str, Any] | str:
        """Return what the model answers.

        Raises: ModeRefused, TryAgain, NoUse; see speakers.py.
        """
        return self.runner.run(self._asked(mode, prompt))

    async def _asked(self, mode: Mode, prompt: Prompt) -> dict[str, Any] | str:
        try:
            async with asyncio.timeout_at(self.ends_at):
                response = await model_request(
                    self.model,
                    [_request(prompt)],
                    model_settings=_settings(self.model),
                    model_request_parameters=_parameters(mode, prompt),
                )
        except TimeoutError as late:
            raise NoUse(f"no answer within {self.n_seconds:g} seconds") from late
        except Exception as error:
            raise _in_our_words(error) from error
        return _said(response)


@contextmanager
def _shared(n_seconds: float) -> Iterator[None]:
    """Hold the author's model objects: their connections bear one event loop at a time."""
    if not _objects.acquire(timeout=n_seconds):
        raise NoUse(f"others were asking it for {n_seconds:g} seconds")
    try:
        yield
    finally:
        _objects.release()


@asynccontextmanager
async def _opened(llm: object) -> AsyncIterator[Model]:
    if isinstance(llm, Model):
        async with llm:
            yield llm
        return
    if not isinstance(llm, str):
        raise NoUse("the agent has no model of its own")
    named = parse_name(llm)
    if named.provider.name not in {"openai", "ollama"}:
        async with _found(named) as model:
            yield model
        return
    base_url, key = _place(named)
    async with httpx2.AsyncClient(
        trust_env=not _is_here(base_url),
        verify=_who_vouches(base_url),
        event_hooks={"response": [_keep_short]},
    ) as http:
        client = AsyncOpenAI(base_url=base_url, api_key=key, http_client=http, max_retries=0)
        yield OpenAIChatModel(named.model, provider=OpenAIProvider(openai_client=client))


def _found(named: ModelName) -> Model:
    try:
        return infer_model(f"{named.provider.name}:{named.model}")
    except UserError as lacking:  # it says which variable is missing
        raise NoUse(str(lacking)) from lacking


def _place(named: ModelName) -> tuple[str, str]:
    """Return the address and the key; OpenAI's key goes to no address the author wrote."""
    if named.base_url:
        return named.base_url, os.environ.get("SIGNOFF_LLM_API_KEY") or _NO_KEY
    if named.provider.name == "ollama":
        return os.environ.get("OLLAMA_BASE_URL") or _OLLAMA, _NO_KEY
    return (
        os.environ.get("OPENAI_BASE_URL") or _OPENAI,
        os.environ.get("OPENAI_API_KEY") or _NO_KEY,
    )


def _is_here(base_url: str) -> bool:
    """Say whether an address is this machine's own, which no proxy can reach."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _who_vouches(base_url: str) -> ssl.SSLContext:
    """Return who says whether a server is the one it says: nobody, where it is not asked by TLS.

    To read all who may takes 20 ms of a processor, for each question. SSL_CERT_FILE counts for
    this machine's own addresses, too, where no proxy of the environment does.
    """
    is_plain = urlsplit(base_url).scheme == "http"
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if is_plain else httpx2.create_ssl_context()


async def _keep_short(response: httpx2.Response) -> None:
    response.stream = _Short(response.stream)


class _Short(httpx2.AsyncByteStream):
    """The body of an answer, read as far as an answer may go."""

    def __init__(self, whole: Any) -> None:  # noqa: ANN401 - the client's stream
        self.whole = whole

    async def __aiter__(self) -> AsyncIterator[bytes]:
        n_octets = 0
        async for piece in self.whole:
            n_octets += len(piece)
            if n_octets > MAX_ANSWER:
                raise NoUse(f"the answer is longer than {MAX_ANSWER} octets")
            yield piece

    async def aclose(self) -> None:
        await self.whole.aclose()


def _request(prompt: Prompt) -> messages.ModelRequest:
    return messages.ModelRequest(
        parts=[
            messages.SystemPromptPart(prompt.instructions),
            messages.UserPromptPart(prompt.data),
        ]
    )


def _parameters(mode: Mode, prompt: Prompt) -> ModelRequestParameters:
    form = dict(prompt.form)
    if mode is Mode.TOOL:
        tool = ToolDefinition(name=_TOOL, parameters_json_schema=form, description=_ASKED)
        return ModelRequestParameters(
            output_mode="tool", output_tools=[tool], allow_text_output=False
        )
    if mode is Mode.SCHEMA:
        wanted = OutputObjectDefinition(form, name=_TOOL, description=_ASKED)
        return ModelRequestParameters(
            output_mode="native", output_object=wanted, allow_text_output=True
        )
    return ModelRequestParameters()


def _settings(model: Model) -> ModelSettings:
    settings = ModelSettings()
    if "max_retries" not in model.unsupported_settings:  # the library warns where it is ignored
        settings["max_retries"] = 0
    # The same reply is to be read the same way twice; models that reason refuse to be told so.
    if type(model) is OpenAIChatModel and not model.profile.get("openai_supports_reasoning"):
        settings["temperature"] = 0.0
    return settings


def _said(response: messages.ModelResponse) -> dict[str, Any] | str:
    if response.finish_reason in _UNFINISHED:
        raise ModeRefused(f"the answer ended with {response.finish_reason}")
    calls = [part for part in response.parts if isinstance(part, messages.ToolCallPart)]
    if not calls:
        texts = [part.content for part in response.parts if isinstance(part, messages.TextPart)]
        return "".join(texts)
    if len(calls) > 1:
        raise ModeRefused("it answered more than once")
    # As the server sent it: the library's own reading takes the last of two keys that are the same.
    given: Any = calls[0].args
    found = read_object(given) if isinstance(given, str) else given
    return dict(found) if found and calls[0].tool_name == _TOOL else {}


def _in_our_words(error: Exception) -> Exception:
    """Return the failure as the ladder knows it; what a server wrote is not passed on."""
    if isinstance(error, ModelHTTPError):
        code = error.status_code
        if code in _REFUSALS:
            return ModeRefused(f"HTTP {code}")
        return (TryAgain if code >= _FIRST_SERVER_ERROR else NoUse)(f"HTTP {code}")
    if isinstance(error, ModelAPIError):
        return TryAgain("no connection, or an answer that broke")
    if isinstance(error, UserError | UnexpectedModelBehavior):
        return ModeRefused(f"an answer that cannot be read ({type(error).__name__})")
    return error if isinstance(error, NoUse) else NoUse(f"{type(error).__name__}")
