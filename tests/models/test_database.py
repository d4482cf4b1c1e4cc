"""What the databases keep true by themselves, whatever migrations did to their tables."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from annotate.actions.indexing import index
from annotate.models import Case, CaseText, Document, Evidence, database
from annotate.queries.search import cases_with_words
from annotate.text import search_terms


@pytest.fixture
def quoted(world):
    case = world.case("Oslo channel", "track:1")
    world.document(case, "Norwegian 🕊 go-betweens hosted the talks.")
    return world.evidence(case.tags.get(), "go-betweens")


def test_a_quote_that_is_not_at_its_offsets_is_refused(quoted):
    with pytest.raises(IntegrityError, match="evidence_quote"), transaction.atomic():
        Evidence.objects.filter(pk=quoted.pk).update(quote="go-between")

    with pytest.raises(IntegrityError, match="evidence_quote"), transaction.atomic():
        Evidence.objects.create(
            tag=quoted.tag, document=quoted.document, start=0, end=4, quote="Sweden"
        )


def test_offsets_count_code_points_not_bytes(quoted):
    assert quoted.document.text[quoted.start : quoted.end] == quoted.quote
    assert quoted.start == 12


def test_a_text_under_quotes_never_changes(quoted):
    with pytest.raises(IntegrityError, match="never_changes"), transaction.atomic():
        models.QuerySet(Document).filter(pk=quoted.document_id).update(text="Other words.")


def test_the_index_follows_every_write_to_the_stored_words(world):
    case = world.case("Oslo channel")
    index(case)
    assert found("oslo") == [case]

    CaseText.objects.filter(case=case).update(title=" geneva ")
    assert (found("oslo"), found("geneva")) == ([], [case])

    CaseText.objects.filter(case=case).delete()
    assert found("geneva") == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_rebuilds_tables_loses_neither_triggers_nor_words(world):
    case = world.case("Oslo channel", "track:1")
    document = world.document(case, "Norway hosted the talks.")
    index(case)

    migrate_as_if([(Document, "title"), (Evidence, "prefix"), (CaseText, "title")])

    assert found("oslo") == [case]
    CaseText.objects.filter(case=case).update(title=" geneva ")
    assert (found("oslo"), found("geneva")) == ([], [case])
    with pytest.raises(IntegrityError, match="evidence_quote"):
        Evidence.objects.create(
            tag=case.tags.get(), document=document, start=0, end=6, quote="Sweden"
        )


def test_setting_up_twice_changes_nothing(world):
    index(world.case("Oslo channel"))
    database.set_up("default")
    assert len(found("oslo")) == 1


def found(query):
    return list(cases_with_words(Case.objects.all(), search_terms(query)))


def migrate_as_if(altered):
    """What `migrate` does around a migration that alters these columns: on SQLite, a rebuild."""
    config = apps.get_app_config("annotate")
    models.signals.pre_migrate.send(config, app_config=config, using="default", plan=["some"])
    with connection.schema_editor() as editor:
        for model, name in altered:
            field = model._meta.get_field(name)
            other = field.clone()
            other.null = True
            other.set_attributes_from_name(name)
            editor.alter_field(model, field, other)
            editor.alter_field(model, other, field)
    models.signals.post_migrate.send(config, app_config=config, using="default", plan=["some"])
