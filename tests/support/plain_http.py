"""For clients of servers on this machine, which speak plain HTTP."""

import ssl

# Reading whom to trust takes longer than all that a test asks; by TLS, this trusts nobody.
NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
