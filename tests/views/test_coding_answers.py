"""Whose coding one reads."""

import re

import pytest
from coded import coded

from annotate.models import Coding


def heading(client, coding):
    page = client.get(f"/codings/{coding.pk}").text
    return re.sub(r"<[^>]+>", "", re.search("<h1>(.*?)</h1>", page)[1])


@pytest.mark.parametrize(
    ("reader", "called"), [("cleo", "ada"), ("ada", "ada"), ("ben", "coder-{pk}")]
)
def test_only_those_who_settle_are_told_whose_coding_it_is(world, client, reader, called):
    coded(world, world.case("Oslo channel"), ada=["track:4 lead"], ben=["track:4 lead"])
    client.force_login(getattr(world, reader))
    called = called.format(pk=world.ada.pk)

    assert (
        heading(client, Coding.objects.get(coder=world.ada)) == f"Oslo channel, coded by {called}"
    )
