"""A policy as people and programs write it: JSON and TOML alike.

Reading finds all mistakes at once and says each under its path; what is
written reads back as the same policy.
"""

from signoff.inbox.policy_text.read import read_policy
from signoff.inbox.policy_text.write import policy_json

__all__ = ["policy_json", "read_policy"]
