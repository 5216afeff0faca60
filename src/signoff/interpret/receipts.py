"""Whether a reply only says that the question arrived: 'OK, received, thanks' approves nothing.

An approval that stands beside a receipt must do so without the OK that closes
the receipt. What approves is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from signoff.interpret.approvals import clauses_of
from signoff.interpret.languages.receipts import CLOSING, RECEIVED
from signoff.interpret.normal import Sentence, tokens
from signoff.interpret.spans import Phrasing, Words, ends_at, phrasing_of

# Around a receipt these say no more: 'I have received it, thank you all'.
_SMALL = frozenset(
    tokens(
        "i we it this that them have has ve just also now all so you your the mail email message"
        " file document and well ich wir es das habe haben hab und die mail lo la los he hemos el"
        " todo y je j ai nous avons l le c est et tout o a eu ja nos temos tudo e ho abbiamo tutto"
        " ik heb het we hebben en alles を は 、 で すべて 我 已 们 都 到 的 邮件"
    )
)


def beside_receipt(said: Sequence[Sentence]) -> list[Sentence] | None:
    """Return the clauses beside a receipt and the OK around it; None where none is given."""
    places = ((one.tokens, at) for one in said for at in range(len(one.tokens)))
    if not any(ends_at(_received(), row, at) for row, at in places):
        return None
    return [
        replace(one, tokens=clause)
        for one in said
        for clause in clauses_of(one.tokens)
        if not _says_nothing(clause)
    ]


def _says_nothing(clause: Words) -> bool:
    at = 0
    while at < len(clause):
        end = max((*ends_at(_received(), clause, at), *ends_at(_closing(), clause, at)), default=0)
        if not end and clause[at] not in _SMALL:
            return False
        at = end or at + 1
    return True


@cache
def _received() -> Phrasing:
    return phrasing_of(RECEIVED.values())


@cache
def _closing() -> Phrasing:
    return phrasing_of(CLOSING.values())
