"""What a mail server said as it refused, in its own words.

The libraries that talk to mail servers write octets as Python writes them; who reads a log or the
doctor's findings is no programmer. What a refusal means is not known here.
"""

from __future__ import annotations

import ast
import re
import smtplib

_LONGEST = 500  # characters
# As repr() writes octets, alone or as the one item of a list.
_OCTETS = re.compile(r"""\[?\b(b'(?:[^'\\]|\\.)*'|b"(?:[^"\\]|\\.)*")\]?""")


def said(error: Exception) -> str:
    """Return the server's words, or what happened where no server said anything."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, line = next(iter(error.recipients.values()))
        text = f"{code} {_text(line)}"
    elif isinstance(error, smtplib.SMTPResponseException):
        text = f"{error.smtp_code} {_text(error.smtp_error)}"
    else:
        text = _OCTETS.sub(_decoded, str(error)) or type(error).__name__
    return text[:_LONGEST]


def _text(line: bytes | str) -> str:
    return line.decode(errors="replace") if isinstance(line, bytes) else line


def _decoded(found: re.Match[str]) -> str:
    try:
        return _text(ast.literal_eval(found[1]))
    except (SyntaxError, ValueError):
        return found[0]  # a server's own words, which only look so
