"""Who listens, and that their mistakes stay theirs.

A listener is called at once, in the thread that has something to tell. One
that raises is logged and passed over: a run never fails for who watches it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import UnionType
from typing import Any, TypeVar

Listener = Callable[[Any, Any], object]
ListenerT = TypeVar("ListenerT", bound=Listener)


class EventBus:
    """Brings events to listeners, in the order they subscribed.

    A listener is called as ``listener(source, event)``; ``source`` is the flow.
    Who subscribes to a class hears its subclasses too: FlowEvent is everything.
    ``listeners`` is empty while nobody listens, so that asking costs nothing.
    """

    __slots__ = ("listeners",)

    def __init__(self) -> None:
        self.listeners: list[tuple[type, Listener]] = []

    def on(self, *kinds: type | UnionType) -> Callable[[ListenerT], ListenerT]:
        """Subscribe the function below to these classes of events; ``A | B`` is both.

        Raises: TypeError, where one is no class, or none is named.
        """
        if not kinds:
            raise TypeError(
                "bus.on() was given no class of events. Nothing was subscribed. Name one: "
                "@bus.on(FlowFinishedEvent), or FlowEvent for every event."
            )
        each = [one for kind in kinds for one in _classes(kind)]

        def mark(listener: ListenerT) -> ListenerT:
            for kind in each:
                self.subscribe(kind, listener)
            return listener

        return mark

    def subscribe(self, kind: type, listener: Listener) -> None:
        """Call ``listener(source, event)`` for every event of this class from now on.

        Raises: TypeError, for what is no class of events, and for a coroutine function: nobody
        would wait for it.
        """
        _check_kind(kind)
        import inspect  # noqa: PLC0415 - only where somebody listens

        if inspect.iscoroutinefunction(listener):
            raise TypeError(
                f"{listener!r} is a coroutine function, and no listener is waited for. "
                f"It was not subscribed to {kind.__name__}. Subscribe a plain function that puts "
                "the event on a queue of yours."
            )
        self.listeners.append((kind, listener))

    def unsubscribe(self, kind: type, listener: Listener) -> None:
        """Stop calling ``listener`` for this class; nothing happens where it was not subscribed."""
        if (kind, listener) in self.listeners:
            self.listeners.remove((kind, listener))

    def emit(self, source: object, event: object) -> None:
        """Call every listener of this event's class."""
        for kind, listener in tuple(self.listeners):
            if isinstance(event, kind):
                _call(listener, source, event)


def _classes(kind: object) -> Iterator[type]:
    for one in kind.__args__ if isinstance(kind, UnionType) else (kind,):
        _check_kind(one)
        yield one


def _check_kind(kind: object) -> None:
    # Found here, or every run of the process would fail at its first event.
    if isinstance(kind, type):
        return
    raise TypeError(
        f"The bus was given {kind!r}, which is no class of events. Nothing was subscribed. Name a "
        "class of signoff.events, or several: @bus.on(FlowFinishedEvent, FlowFailedEvent). "
        "FlowEvent is every event."
    )


def _call(listener: Listener, source: object, event: object) -> None:
    try:
        listener(source, event)
    except Exception:
        import logging  # noqa: PLC0415 - `import signoff` stays light

        logging.getLogger(__name__).exception(
            "listener failed",
            extra={"event": type(event).__name__, "listener": repr(listener)},
        )


bus = EventBus()
