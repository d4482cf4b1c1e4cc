"""The answers of codings in one dimension, as `stats.answers` counts them. Two queries.

One dimension at a time, whatever the number of cases, keeps in memory what one page shows.
"""

from collections import defaultdict
from itertools import groupby
from operator import itemgetter

from annotate.models import CodebookVersion, Judgement
from annotate.models.vocabularies import Certainty
from annotate.stats.answers import Answer

from .codings import readable

NOTHING = frozenset(), frozenset()


def answers(rows, dimension, user):
    """`{coding: Answer}`; a coding whose version does not ask the dimension is left out.

    Everything is a primary key. A code that a version did not ask is missing, not absent.
    """
    asked = codes_asked(dimension)
    said = dict(judgements(frozenset().union(*asked.values()), user))
    found, same = {}, {}
    for row in rows:
        if codes := asked.get(row.version):
            present, unclear = (one & codes for one in said.get(row.pk, NOTHING))
            present, unclear = same.setdefault(present, present), same.setdefault(unclear, unclear)
            found[row.pk] = Answer(row.case, row.coder, codes, present, unclear)
    return found


def codes_asked(dimension):
    """`{version: codes}`."""
    through = CodebookVersion.codes.through.objects.filter(code__dimension=dimension)
    asked = defaultdict(set)
    for version, code in through.values_list("codebookversion", "code"):
        asked[version].add(code)
    return {version: frozenset(codes) for version, codes in asked.items()}


def judgements(codes, user):
    """`(coding, (present, unclear))` of each coding that judges any. What is equal is kept once:
    coders say mostly the same few sets.
    """
    codings = readable(user).order_by().values("pk")
    rows = Judgement.objects.filter(coding__in=codings, code__in=codes).order_by("coding")
    lines = rows.values_list("coding", "code", "certainty").iterator(chunk_size=20_000)
    same = {}
    for coding, said in groupby(lines, key=itemgetter(0)):
        present, unclear = set(), set()
        for _, code, certainty in said:
            (unclear if certainty == Certainty.CANNOT_TELL else present).add(code)
        both = frozenset(present), frozenset(unclear)
        yield coding, same.setdefault(both, both)
