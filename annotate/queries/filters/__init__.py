"""The one definition of what a query string may ask; list, counts, matrix and CSV share it."""

from .cases import CaseFilter
from .public import NotAnswerable, PublicFilterSet, Refusal

__all__ = ["CaseFilter", "NotAnswerable", "PublicFilterSet", "Refusal"]
