"""A file of annotations, and where in it they stand."""

import json

from .annotation import passages_of
from .parts import NotUnderstood, is_a, several

EXPECTED = "an Annotation, a list of them, an AnnotationPage or an AnnotationCollection"


def read(data, *, codes=""):
    """The passages of a file (its bytes or its text), as a list of `CodedPassage`.

    `codes` is what our codes stand under, as in `write`. An annotation with several targets or
    codes is several passages. Places that do not have the length of the quote are left out, since
    some programs count otherwise. Raises NotUnderstood, with the number of the item.
    """
    found = []
    for number, passages in numbered(data, codes=codes):
        if isinstance(passages, NotUnderstood):
            raise NotUnderstood(f"Item {number}: {passages}")
        found += passages
    return found


def numbered(data, *, codes=""):
    """`(number, passages)` of each annotation of a file, from 1; of a wrong one NotUnderstood.

    Raises NotUnderstood for a file that holds no annotations at all.
    """
    try:
        top = json.loads(data)
    except (ValueError, RecursionError):
        raise NotUnderstood("The file is not JSON, or damaged.") from None
    return [(number, _passages(item, codes)) for number, item in enumerate(_items(top), 1)]


def _passages(item, codes):
    try:
        return passages_of(item, codes)
    except NotUnderstood as reason:
        return reason


def _items(top):
    if isinstance(top, list) or is_a(top, "Annotation"):
        return several(top)
    if is_a(top, "AnnotationCollection"):
        return _page(top.get("first")) if top.get("first") else []
    if is_a(top, "AnnotationPage"):
        return _page(top)
    raise NotUnderstood.instead_of(EXPECTED, top)


def _page(page):
    if not is_a(page, "AnnotationPage"):
        raise NotUnderstood.instead_of("the first page of the collection in the same file", page)
    if page.get("next"):
        raise NotUnderstood.instead_of("all annotations on one page, but there is a next", page)
    return several(page.get("items"))
