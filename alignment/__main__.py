"""`python -m alignment`: the command line."""

import gc
import os
import sys

# A command ends soon: no collecting while it loads, and no search for pydantic plugins, which nothing here uses.
gc.disable()
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from alignment.cli import main  # noqa: E402

sys.exit(main())
