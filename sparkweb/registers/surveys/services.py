"""Writes on answers."""

from collections.abc import Mapping

from django.db import transaction

from sparkweb.registers.surveys.models import QuestionSet, Rating, Response


@transaction.atomic
def store_response(*, question_set: QuestionSet, ratings: Mapping[int, int]) -> Response:
    """Keep one set of ratings by item id. Nothing says who, when or from where."""
    response = Response.objects.create(question_set=question_set)
    Rating.objects.bulk_create(
        Rating(response=response, item_id=item_id, value=value) for item_id, value in ratings.items()
    )
    return response
