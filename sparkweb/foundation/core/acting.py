"""Who did it, to those who only need to write it down."""

from typing import Protocol


class HasKey(Protocol):
    @property
    def key(self) -> str:
        """Stable and opaque: 'user:7', 'seat:…', 'system'. Never a name or an address."""
