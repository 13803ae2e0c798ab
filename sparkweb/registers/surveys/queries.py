"""Reads on question sets. Answers are read only by the release that sums them up."""

from django.db.models import QuerySet

from sparkweb.registers.surveys.models import Item, QuestionSet


def newest(code: str) -> QuestionSet:
    return QuestionSet.objects.filter(code=code).order_by("-version")[0]


def items_of(question_set: QuestionSet) -> QuerySet[Item]:
    return question_set.items.order_by("questionsetitem__position")
