"""Ask the person at the terminal: the provider people meet first.

It shows what is to be judged, reads what is typed, and says plainly when
nobody is there. What the words mean is decided elsewhere; where they were
unclear, it asks again. What only a person at a real terminal needs is loaded
when there is one.
"""

from signoff.flow.console.provider import ConsoleProvider
from signoff.flow.console.shown import RULE

__all__ = ["RULE", "ConsoleProvider"]
