"""Reading what happened."""

from django.db.models import Model, QuerySet

from sparkweb.foundation.audit.models import Event


def about(thing: Model) -> QuerySet[Event]:
    """The life of one thing, oldest first."""
    return Event.objects.filter(about_model=thing._meta.label_lower, about_key=str(thing.pk)).order_by("at", "id")
