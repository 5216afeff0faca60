"""Whether a server keeps an API: suites that are data, for ours and for anybody's.

A suite is calls (method, path, body) with what must come back. It is run
against a base address; nothing of the server behind it is known here.
"""

from signoff.client.conformance.running import Checked, check_crews
from signoff.client.conformance.suite import Case, Suite, crews_suite

__all__ = ["Case", "Checked", "Suite", "check_crews", "crews_suite"]
