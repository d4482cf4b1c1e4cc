from django.db import models


class FrozenError(Exception):
    """Something that never changes was asked to."""


class FrozenQuerySet(models.QuerySet):
    def update(self, **fields):
        raise FrozenError(f"{self.model._meta.verbose_name_plural} never change.")

    def delete(self):
        raise FrozenError(f"{self.model._meta.verbose_name_plural} are never deleted.")


class Frozen(models.Model):
    """A row that is written once: refused on the instance and on the queryset."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        if not self._state.adding:
            raise FrozenError(f"{self} never changes; make a new one.")
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise FrozenError(f"{self} is never deleted.")
