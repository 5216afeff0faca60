"""The addresses that mail providers call with a mail: one module per provider.

An address is there only where its provider's key is set.
"""

from signoff.web.hooks.registration import addresses, routers

__all__ = ["addresses", "routers"]
