"""The registers as a new installation finds them."""

from datetime import UTC, datetime

import pytest

from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.registers.programme.services import load_reference_data


@pytest.fixture
def reference_data(db: None) -> None:
    load_reference_data(by=SYSTEM, at=datetime(2026, 11, 22, 9, tzinfo=UTC))
