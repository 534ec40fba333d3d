"""The one door to private rows: `Model.objects` offers `visible_to(person)` and nothing else."""

from typing import Any, NoReturn, TypeVar

from django.db import models

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class DoorClosed(Exception):
    """Private rows were asked for without saying for whom."""


class Door(models.Manager[M_co]):
    """Answers only `visible_to`. The plain manager is called `unscoped`, and a test says who may use it."""

    def get_queryset(self) -> NoReturn:
        raise DoorClosed(f"{self.model.__name__}.objects offers only visible_to(person).")

    def visible_to(self, person: Any) -> models.QuerySet[M_co]:
        """The rows of this model that `person` may see: what `Model.visibility(person)` says."""
        rows: models.QuerySet[M_co] = models.QuerySet(self.model, using=self._db)
        return rows.filter(self.model.visibility(person))  # type: ignore[attr-defined]
