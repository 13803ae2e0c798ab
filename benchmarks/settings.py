"""Production exactly, but with a folder of its own for the collected files."""

import os
from pathlib import Path

from sparkweb.config.settings.production import *  # noqa: F403 – settings modules build on each other

STATIC_ROOT = Path(os.environ["BENCHMARK_STATIC"])
