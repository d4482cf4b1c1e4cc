"""A date known to the year, the month or the day, in one column with its bounds beside it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import Lookup

from annotate.dates import PartialDate

from .vocabularies import Precision

BOUNDS = ("earliest", "latest", "precision", "year")


class PartialDateField(models.Field):
    """ "1993", "1993-05" or "1993-05-13", as a `PartialDate`; NULL where it is not known.

    On saving it fills the columns `NAME_earliest`, `NAME_latest` (dates), `NAME_precision` and
    `NAME_year`, which the model declares below it. `NAME__overlaps` asks
    whether the date may fall in a `DateRange`.
    """

    description = "A date known to the year, the month or the day"

    def __init__(self, *args, **kwargs):
        kwargs.update(max_length=10, null=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["null"]
        return name, path, args, kwargs

    def get_internal_type(self):
        return "CharField"

    def from_db_value(self, value, expression, connection):
        return PartialDate.parse(value) if value else None

    def to_python(self, value):
        if not value or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value):
        date = self.to_python(value)
        return str(date) if date else None

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def pre_save(self, model_instance, add):
        date = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, date)
        for bound in BOUNDS:
            setattr(model_instance, f"{self.name}_{bound}", getattr(date, bound, None))
        return date

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": forms.CharField, "empty_value": None} | kwargs)


def earliest():
    return models.DateField(null=True, editable=False)


def latest():
    return models.DateField(null=True, editable=False)


def precision():
    return models.CharField(max_length=5, null=True, editable=False, choices=Precision.choices)


def year():
    """A column of its own: asking a date for its year is a Python call per row on SQLite."""
    return models.SmallIntegerField(null=True, editable=False, db_index=True)


@PartialDateField.register_lookup
class Overlaps(Lookup):
    """May lie in a `DateRange`, as far as the bounds tell; an open side asks nothing."""

    lookup_name = "overlaps"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        quote = compiler.quote_name_unless_alias  # a quoted alias is another one on PostgreSQL
        column = self.lhs.target.column
        tests, params = [f"{quote(self.lhs.alias)}.{quote(column)} IS NOT NULL"], []
        for bound, operator, date in (
            ("latest", ">=", self.rhs.earliest),
            ("earliest", "<=", self.rhs.latest),
        ):
            if date is not None:
                tests.append(f"{quote(self.lhs.alias)}.{quote(f'{column}_{bound}')} {operator} %s")
                params.append(connection.ops.adapt_datefield_value(date))
        return f"({' AND '.join(tests)})", params
