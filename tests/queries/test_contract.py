"""Every view of a question agrees to the last row: list, counts, matrix, CSV.

Hundreds of random questions over a crowd of cases, each asked by somebody else. The facets' rule:
in *any* mode a value counts the question that asks for it alone, in *all* mode the one that asks
for it too; an excluded value counts what would come back.
"""

import csv
import io
from random import Random
from urllib.parse import parse_qsl, urlencode

import pytest
from crowd import Crowd
from django.contrib.auth.models import AnonymousUser

from annotate.actions.indexing import index_all
from annotate.models import Case
from annotate.queries.listing import Listing
from annotate.queries.matrix import matrix
from annotate.queries.question import Question

QUESTIONS = 300
CHECKED_VALUES = 8  # of the facets of each question


@pytest.fixture
def crowd(world):
    crowd = Crowd(world)
    index_all(Case.objects.all())
    return crowd


@pytest.fixture
def people(world):
    return [AnonymousUser(), world.dan, world.ada, world.cleo]


def test_list_and_counts_agree_on_hundreds_of_questions(crowd, people):
    random = Random(2)
    for number in range(QUESTIONS):
        query, user = crowd.question(), people[number % len(people)]
        question = Question(query, user)
        assert question.is_valid, (query, question.refusals)

        expected = crowd.answer(query, user)
        found = list(question.cases.values_list("pk", flat=True))
        assert sorted(found) == sorted(expected), query
        assert question.counts.whole.tally("total") == len(expected), query
        assert_facets_keep_their_rule(crowd, question, user, random)


def assert_facets_keep_their_rule(crowd, question, user, random):
    values = [
        (facet, option) for facet in question.shown_facets for option in question.counts.of(facet)
    ]
    for facet, option in random.sample(values, CHECKED_VALUES):
        alone = question.address.but(asking_for(question, facet, option))
        expected = len(crowd.answer(plain(alone), user))
        assert question.counts.of(facet)[option] == expected, (question.query, facet.key, option)


def asking_for(question, facet, option):
    """What a value's count promises: the question that asks for it."""
    key, asked = facet.key, question.asked
    chosen = [option] if asked.mode(key) == "any" else [*asked.value(key), option]
    denied = [] if option in asked.value(f"not.{key}") else asked.value(f"not.{key}")
    return {key: [o.value for o in chosen], f"not.{key}": [o.value for o in denied]}


def plain(address):
    """As the crowd reads it: conflicts by number."""
    return urlencode(
        [
            (name, value.partition("-")[0] if name.endswith("conflict") else value)
            for name, value in parse_qsl(str(address))
        ]
    )


@pytest.mark.parametrize("sort", ["start", "-end", "title", "outcome", "id"])
def test_pages_together_hold_each_case_once_in_the_order_asked_for(crowd, world, sort):
    found, pages, number = [], 1, 1
    while number <= pages:
        listing = Listing(Question(f"sort={sort}&size=40&page={number}", world.cleo))
        found += [row.case.pk for row in listing.rows]
        pages, number = listing.paginator.num_pages, number + 1
    assert found == [case.pk for case in Question(f"sort={sort}", world.cleo).cases]
    assert len(found) == len(set(found)) == len(crowd.facts)


def test_every_cell_of_the_matrix_is_the_question_it_leads_to(crowd, people):
    for number in range(60):
        query, user = crowd.question(), people[number % len(people)]
        table = matrix(Question(query, user))
        cells = [*table.totals, table.total]
        cells += [cell for row in table.rows for cell in [*row.cells, row.total]]
        for cell in Random(number).sample(cells, 10):
            if cell.address is not None:
                assert len(crowd.answer(plain(cell.address), user)) == cell.count, query


def test_the_file_has_the_rows_of_the_list(crowd, people, client):
    for number in range(60):
        query, user = crowd.question(), people[number % len(people)]
        if user.is_authenticated:
            client.force_login(user)
        else:
            client.logout()
        body = b"".join(client.get(f"/cases.csv?{query}").streaming_content).decode()
        rows = csv.DictReader(io.StringIO(body, newline=""))
        listed = [case.public_id for case in Question(query, user).cases]
        assert [row["id"] for row in rows] == listed, query
