"""What planning tells those above it without knowing them. Sent inside the transaction."""

from django.dispatch import Signal

assigned = Signal()
"""assignment, by, at: somebody will travel out; the course can open."""

visit_booked = Signal()
"""visit, by, at: the workplace picked a date."""
