"""The questions are there from the start, and a rating outside the scale is impossible."""

import pytest
from django.db import IntegrityError, transaction

from sparkweb.registers.surveys import services
from sparkweb.registers.surveys.models import QuestionSet, Rating, Response
from sparkweb.registers.surveys.queries import items_of, newest

pytestmark = pytest.mark.django_db

RIGHT_AFTER = "evaluering-efter"


def test_the_evaluation_asks_about_wellbeing_cooperation_and_the_core_task_first() -> None:
    topics = [item.topic for item in items_of(newest(RIGHT_AFTER))]

    assert topics[:3] == ["Trivsel", "Samarbejde", "Kerneopgaven"]
    assert len(topics) == 6


def test_the_same_three_topics_are_asked_three_months_later() -> None:
    topics = [item.topic for item in items_of(newest("evaluering-tre-maaneder"))]

    assert topics[:3] == ["Trivsel", "Samarbejde", "Kerneopgaven"]
    assert len(topics) == 5


def test_the_newest_version_is_asked() -> None:
    QuestionSet.objects.create(code=RIGHT_AFTER, version=2, title="Ny")

    assert newest(RIGHT_AFTER).version == 2


def test_a_response_is_kept_as_one() -> None:
    question_set = newest(RIGHT_AFTER)
    ratings = {item.pk: 3 for item in items_of(question_set)}

    response = services.store_response(question_set=question_set, ratings=ratings)

    assert dict(response.ratings.values_list("item", "value")) == ratings


@pytest.mark.parametrize("value", [0, 6])
def test_the_database_refuses_a_rating_off_the_scale(value: int) -> None:
    question_set = newest(RIGHT_AFTER)
    item = items_of(question_set)[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        services.store_response(question_set=question_set, ratings={item.pk: value})

    assert (Response.objects.count(), Rating.objects.count()) == (0, 0)
