import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture
def app() -> "AppTest":
    """The dashboard without a browser, not yet run. The first run imports everything: it gets more than 3 seconds."""
    from streamlit.testing.v1 import AppTest

    return AppTest.from_file(ROOT / "alignment" / "ui" / "main.py", default_timeout=60)
