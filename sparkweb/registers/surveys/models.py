"""Questions and answers. Knows no course, no workplace and no person: an answer points at nobody."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sparkweb.foundation.core.privacy_classes import Classified

LOWEST, HIGHEST = 1, 5


class Item(models.Model):
    """One statement, answered from 1 (do not agree at all) to 5 (agree completely)."""

    code = models.SlugField(unique=True)
    topic = models.CharField(max_length=40)
    text = models.CharField(max_length=200)

    privacy = Classified(kept="id code topic text")

    def __str__(self) -> str:
        return self.text


class QuestionSet(models.Model):
    """Items in order, in a version. A version that has been answered is never changed; a new one is made."""

    code = models.SlugField()
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    items = models.ManyToManyField(Item, through="QuestionSetItem", related_name="+")

    privacy = Classified(kept="id code version title")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="question_set_version_once", fields=["code", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class QuestionSetItem(models.Model):
    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="places")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    privacy = Classified(kept="id question_set item position")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="question_set_item_once", fields=["question_set", "item"]),
            models.UniqueConstraint(name="question_set_position_once", fields=["question_set", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.item}"


class Response(models.Model):
    """One person's answers, without time, address or name. The key is random; the table's own order is not hidden."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question_set = models.ForeignKey(QuestionSet, on_delete=models.PROTECT, related_name="+")

    privacy = Classified(kept="question_set", erased="id")

    def __str__(self) -> str:
        return str(self.id)


class Rating(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="ratings")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()

    privacy = Classified(kept="item", erased="id response value")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="rating_once_per_item", fields=["response", "item"]),
            models.CheckConstraint(name="rating_on_the_scale", condition=Q(value__gte=LOWEST) & Q(value__lte=HIGHEST)),
        ]

    def __str__(self) -> str:
        return str(self.value)
