"""What `benchmarks.mutants` puts beside the copied tests as their `conftest.py`: the same answer every time, and soon.

Examples are drawn from a fixed seed and are few; what fails is not made smaller, because nobody reads it. Tables come
before properties: most mutants end there. A mutant that never ends, or that gathers without end, is stopped.
"""

import os
import resource
import time

import pytest
from hypothesis import HealthCheck, Phase, settings

os.environ["TZ"] = "Pacific/Chatham"
time.tzset()
_MEMORY = 4 << 30
resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

settings.register_profile(
    "mutants",
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: hasattr(getattr(item, "obj", None), "hypothesis"))
