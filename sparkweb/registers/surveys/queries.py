"""Reads on question sets. Answers are read only by the release that sums them up."""

from sparkweb.registers.surveys.models import Item, QuestionSet


def newest(code: str) -> QuestionSet:
    return QuestionSet.objects.filter(code=code).order_by("-version")[0]


def items_of(question_set: QuestionSet) -> list[Item]:
    """In the order they are asked."""
    return [place.item for place in question_set.places.select_related("item")]
