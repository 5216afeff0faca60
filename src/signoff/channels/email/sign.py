"""Our own DKIM signature, for mail that no mail server of ours signs.

Most mail servers sign what they send, and then this is not needed. Reads one
key and puts one field in front of a mail; who believes it is the reader's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import dkim

from signoff.errors import ConfigurationError

# A relay may break long lines anew or drop blank ones; what is said stays signed.
_CANONICAL = (b"relaxed", b"relaxed")
_TRIED = b"From: signoff@example.com\r\nSubject: signed\r\n\r\nSigned.\r\n"


@dataclass(frozen=True, slots=True)
class DkimSigner:
    """Signs mail for a domain; ``selector`` names the DNS record that holds the public key."""

    domain: str
    selector: str
    key: bytes = field(repr=False)

    def __call__(self, octets: bytes) -> bytes:
        """Return the mail with its signature in front.

        Field names that are signed once more than they occur cannot be added on the way: From.
        """
        signature: bytes = dkim.sign(
            octets, self.selector.encode(), self.domain.encode(), self.key, canonicalize=_CANONICAL
        )
        return signature + octets


def read_signer(path: Path, *, selector: str, domain: str) -> DkimSigner:
    """Return what signs with the RSA key (PEM) in a file.

    Raises: ConfigurationError, where the file cannot be read or holds no such key.
    """
    try:
        signer = DkimSigner(domain, selector, path.read_bytes())
        signer(_TRIED)
    except OSError as error:
        raise ConfigurationError(
            f"SIGNOFF_DKIM_KEY is {str(path)!r}, which cannot be read: {error.strerror}. Nothing "
            "was started. Name a file that signoff may read."
        ) from error
    except (dkim.DKIMException, dkim.UnparsableKeyError, ValueError) as error:
        raise ConfigurationError(
            f"SIGNOFF_DKIM_KEY is {str(path)!r}, with which no mail can be signed: {error}. "
            "Nothing was started. Put an RSA private key in PEM there, and its selector into "
            "SIGNOFF_DKIM_SELECTOR."
        ) from error
    return signer
