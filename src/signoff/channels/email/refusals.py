"""For which causes a mail is refused without a word about the request.

The causes are constants that jobs and incoming.py give; what each says is in
words/, and a cause nobody wrote a text for gets the general one, never silence.
"""

from __future__ import annotations

# Causes of which the reader may not be the person who was asked: they learn nothing of it.
STRANGER_REASONS = frozenset(
    {"wrong_sender", "forged", "forged_sender", "malformed", "unknown_ticket", "not_authenticated"}
)
