"""A server on loopback that speaks the OpenAI chat API and answers as a test says.

It is no model: each test gives it the replies in their order (the last one
again and again), or a function from what was asked to a reply. It counts what
it was asked and keeps it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def mode(self) -> str:
        """How the answer was to be given: tool, schema or words."""
        if self.body.get("tools"):
            return "tool"
        return "schema" if self.body.get("response_format") else "words"

    @property
    def instructions(self) -> str:
        return "\n".join(m["content"] for m in self.body["messages"] if m["role"] == "system")

    @property
    def data(self) -> str:
        return "\n".join(m["content"] for m in self.body["messages"] if m["role"] == "user")

    @property
    def form(self) -> dict[str, Any]:
        """The JSON Schema that a tool or a response format was to fit."""
        if self.mode == "tool":
            found: dict[str, Any] = self.body["tools"][0]["function"]["parameters"]
        else:
            found = self.body["response_format"]["json_schema"]["schema"]
        return found


@dataclass(frozen=True)
class Reply:
    """What goes back. ``never``: nothing does, until the server closes; ``cut``: half of it."""

    status: int = 200
    body: bytes = b""
    never: bool = False
    cut: bool = False


Play = Callable[[Asked], Reply]


def by_tool(**arguments: object) -> Reply:
    """Call the tool that was offered, once."""
    return calls(json.dumps(arguments))


def calls(*arguments: str, name: str = "record_answer") -> Reply:
    """Call the tool with these texts as arguments, once for each."""
    made = [
        {
            "id": f"call-{n}",
            "type": "function",
            "function": {"name": name, "arguments": text},
        }
        for n, text in enumerate(arguments)
    ]
    return _completion({"content": None, "tool_calls": made}, "tool_calls")


def words(text: str, *, finish: str = "stop") -> Reply:
    """Answer in words."""
    return _completion({"content": text}, finish)


def as_json(**answer: object) -> Reply:
    """Answer with a JSON object as text."""
    return words(json.dumps(answer))


def refusal() -> Reply:
    """Decline, as the API says it."""
    return _completion({"content": None, "refusal": "I can't help with that."}, "stop")


def error(status: int) -> Reply:
    """Fail, as the API says it."""
    problem = {"error": {"message": "no", "type": "invalid_request_error", "code": None}}
    return Reply(status, json.dumps(problem).encode())


def page(text: str = "<html>Welcome to the hotel's network</html>") -> Reply:
    """Answer with what is no JSON."""
    return Reply(body=text.encode())


def _completion(message: dict[str, Any], finish: str) -> Reply:
    answer = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "m",
        "choices": [
            {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
        ],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return Reply(body=json.dumps(answer).encode())


@dataclass
class OpenAIServer:
    """Serves while it is entered; ``url`` is its base URL, ``model`` a name for ``llm=``."""

    play: Play
    asked: list[Asked] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def playing(cls, *replies: Reply) -> OpenAIServer:
        """Return one that gives these replies in their order, the last one again and again."""
        left = list(replies)
        return cls(lambda _: left.pop(0) if len(left) > 1 else left[0])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http.server_port}/v1"

    @property
    def model(self) -> str:
        return f"{self.url}#m"

    @property
    def n_asked(self) -> int:
        return len(self.asked)

    def __enter__(self) -> Self:
        door = type("Door", (_Door,), {"told": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), door)
        self.http.daemon_threads = False  # closing waits for each, so that no test leaves one
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.is_over.set()
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


class _Door(BaseHTTPRequestHandler):
    told: OpenAIServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, headers, json.loads(body))
        self.told.asked.append(asked)
        reply = self.told.play(asked)
        if reply.never:
            self.told.is_over.wait()
            return
        try:
            self._send(reply)
        except ConnectionError:
            return  # who asked has gone, which is what some tests are about

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body[: len(reply.body) // 2] if reply.cut else reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""
