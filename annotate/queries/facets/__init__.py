"""Facets: what can be asked about, and how many cases each answer has."""

from .dimensions import dimension_facets
from .others import other_facets


def facets_for(user):
    """`{key: Facet}`, in the order they are shown: four queries."""
    facets = [*dimension_facets(user), *other_facets(user)]
    return {facet.key: facet for facet in facets}
