"""Why a mail was not recorded, in the words of the person who sent it: one text per cause.

The causes are constants that jobs and incoming.py give; a cause nobody wrote a
text for gets the general one, never silence.
"""

from __future__ import annotations

from collections.abc import Mapping

# Causes of which the reader may not be the person who was asked: they learn nothing of it.
STRANGER_REASONS = frozenset(
    {"wrong_sender", "forged", "forged_sender", "malformed", "unknown_ticket", "not_authenticated"}
)
_OPEN = "Nothing was recorded. The request is still open."
_OTHER_WAY = "Answer the latest mail about it, or open its page and answer there."
# reason -> title, what happened, what holds now, what to do next
REFUSALS: Mapping[str, tuple[str, str, str, str]] = {
    "closed": (
        "Too late: this is already settled",
        "",
        "",
        "If it has to change, ask the people who run this flow to start it again.",
    ),
    "expired": (
        "The time to answer by mail is over",
        "Your mail arrived after the time given in the request.",
        "Nothing was recorded.",
        "Open the request's page to see whether it is still open, and answer there.",
    ),
    "unknown_key": (
        "This mail can no longer be answered",
        "The mail you answered is too old: its reply address is no longer in use.",
        "Nothing was recorded.",
        _OTHER_WAY,
    ),
    "revoked": (
        "This request is no longer yours",
        "Since the mail was sent, the request was withdrawn or given to somebody else.",
        "Nothing was recorded.",
        "There is nothing for you to do. The page shows where it stands.",
    ),
    "wrong_sender": (
        "This request was sent to another address",
        "You answered a request from an address it was not sent to.",
        "Nothing was recorded; whoever was asked can still answer.",
        ("If it was sent to you, answer from the address that received it. If it was forwarded to "
        "you, ask the person who forwarded it to answer."),
    ),
    "forged": (
        "The reply address does not fit",
        "The address your mail went to was changed, or belongs to another person.",
        "Nothing was recorded.",
        ("Use 'Reply' on the mail that asked, from the address that received it, and leave the "
        "reply address as it is."),
    ),
    "unknown_ticket": (
        "We know no such request",
        "The address your mail went to belongs to no request here.",
        "Nothing was recorded.",
        "Use 'Reply' on the mail that asked, and leave the reply address as it is.",
    ),
    "not_authenticated": (
        "We could not verify who sent this",
        "Your mail server did not prove that the mail came from your domain.",
        "Nothing was recorded.",
        "Open the request's page and answer there, or ask your mail administrator about DKIM.",
    ),
    "empty": (
        "We found no answer in your mail",
        "Your mail arrived, but above the quoted text there were no words of your own.",
        _OPEN,
        "Reply again and write your answer in the first line, above everything quoted.",
    ),
    "encrypted": (
        "We cannot read encrypted mail",
        "Your mail arrived encrypted, and we have no key for it.",
        _OPEN,
        "Reply again without encryption, or answer on the request's page.",
    ),
    "attachment_only": (
        "We read text, not attachments",
        "Your mail arrived with an attachment and without any text.",
        _OPEN,
        "Reply again and write your answer in the first line.",
    ),
}  # fmt: skip
REFUSED = (
    "Your mail was not recorded",
    "Your mail arrived, but it could not be taken as an answer.",
    "Nothing was recorded.",
    _OTHER_WAY,
)
