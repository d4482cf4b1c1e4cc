"""The sources of a case in the form: their years, and two people who correct one at once."""

from datetime import date

import pytest
from filled import Page

from annotate.actions import upkeep
from annotate.models import Citation, Document, Source, Verification
from annotate.models.vocabularies import State, Visibility


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


def described(ada, **source):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    page.row("citations", kind="book", title="Gaza First", **source)
    page.save()
    return page


def test_a_year_of_twenty_digits_is_refused_with_what_is_allowed(ada):
    page = described(ada, year="9" * 20)

    assert f"“{'9' * 20}” is no year. Write four digits" in page.html
    assert not Source.objects.exists()


def test_a_year_with_a_letter_is_kept_as_written(ada):
    described(ada, year="1998a")

    assert Source.objects.get().year == "1998a"


def test_a_stored_source_with_an_odd_year_can_be_cited_and_corrected_elsewhere(world, ada):
    case = world.case("Oslo", state=State.DRAFT)
    world.source(case, "Gaza Frist", year="Spring")
    page = Page(ada, f"/cases/{case.public_id}/edit")
    page["citations-0-title"] = "Gaza First"

    assert page.save().status_code == 302

    assert Source.objects.get().title == "Gaza First"


def use(world, how, case, source):
    """The case cites the source, has a text of it, or was checked against it."""
    row = {
        "citation": Citation(case=case, source=source),
        "text": Document(case=case, source=source, title="T", text="abc", sha256="0" * 64),
        "check": Verification(
            case=case,
            source=source,
            facts="dates",
            checked_by="Jo",
            checked_on=date(2020, 1, 1),
        ),
    }[how]
    row.save()


@pytest.mark.parametrize("how", ["citation", "text", "check"])
def test_what_another_case_uses_in_any_way_is_corrected_by_a_curator(world, ada, how):
    mine = world.case("Oslo", state=State.DRAFT)
    source = world.source(mine, "Gaza First").source
    use(world, how, world.case("Published"), source)
    page = Page(ada, f"/cases/{mine.public_id}/edit")
    page["citations-0-title"] = "False title"

    page.save()

    assert "Other cases use this source too; ask a curator" in page.html
    assert Source.objects.get().title == "Gaza First"


@pytest.mark.parametrize("how", ["text", "check"])
def test_what_a_hidden_case_uses_is_corrected_for_the_visible_one_alone(world, ada, how):
    mine = world.case("Oslo", state=State.DRAFT)
    source = world.source(mine, "Gaza First").source
    hidden = world.case("Secret", visibility=Visibility.RESTRICTED, owner=world.cleo)
    use(world, how, hidden, source)
    page = Page(ada, f"/cases/{mine.public_id}/edit")
    page["citations-0-title"] = "Gaza Last"

    assert page.save().status_code == 302

    source.refresh_from_db()
    assert source.title == "Gaza First"
    assert mine.citations.get().source.title == "Gaza Last"


# Two people at one source


@pytest.fixture
def opened(world, ada):
    """Ada has the case open with a source, of which Cleo then changes year and publisher."""
    case = world.case("Oslo", state=State.DRAFT)
    source = world.source(case, "Gaza Frist", year="1993", publisher="Cass", author="Corbin").source
    page = Page(ada, f"/cases/{case.public_id}/edit")
    source.year, source.publisher = "1994", "Bloomsbury"
    upkeep.save(source, version=1, by=world.cleo)
    return source, page


def test_saving_again_replaces_only_what_one_changed_oneself(opened):
    source, ada = opened
    ada["citations-0-title"], ada["citations-0-year"] = "Gaza First", "1995"

    ada.save()
    assert "here it now reads “1994”. Saving again puts yours in its place." in ada.html
    assert "here it now reads “Bloomsbury”. You left this as it was, so it follows." in ada.html
    assert (ada["citations-0-year"], ada["citations-0-publisher"]) == ("1995", "Bloomsbury")

    ada.save()
    source.refresh_from_db()
    assert (source.title, source.year, source.publisher) == ("Gaza First", "1995", "Bloomsbury")
    assert (source.author, source.version) == ("Corbin", 3)


def test_a_third_change_in_between_is_shown_again(world, opened):
    source, ada = opened
    ada["citations-0-year"] = "1995"
    ada.save()
    source.author = "Jane Corbin"
    upkeep.save(source, version=2, by=world.cleo)

    ada.save()
    assert "here it now reads “Jane Corbin”" in ada.html

    ada.save()
    source.refresh_from_db()
    assert (source.author, source.year) == ("Jane Corbin", "1995")
