"""What a course tells those above it without knowing them. Sent inside the transaction."""

from django.dispatch import Signal

closed = Signal()
"""course, by, at: wrapped up and closed; the evaluation can open."""
