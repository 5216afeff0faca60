"""`python -m signoff` is the same door as the `signoff` command."""

import sys

from signoff.cli import main

sys.exit(main())
