"""Models, where an author names one: what a reply means, and forms filled from texts.

The only door to them. Importing it loads no model library; asking does, in
client.py alone. No answer of a model is believed further than its form.
"""

from signoff.interpret.model.asking import can_ask, classify, fill
from signoff.interpret.model.kinds import check_llm

__all__ = ["can_ask", "check_llm", "classify", "fill"]
