"""The main menu of every page offers each what they may do, and says where one is."""

import re

import pytest
from django.urls import reverse

MENU = re.compile(r'<nav aria-label="Main">(.*?)</nav>', re.DOTALL)
LINE = re.compile(r'<a href="([^"]*)"( aria-current="page")?[^>]*>([^<]*)</a>')


def menu(client, address):
    answer = client.get(address)
    assert answer.status_code in {200, 404}
    return LINE.findall(MENU.search(answer.content.decode())[1])


@pytest.mark.parametrize(
    ("name", "more"),
    [
        (None, []),
        ("dan", []),
        ("ada", ["Reliability", "New case"]),
        ("cleo", ["Reliability", "New case", "Rounds", "Upkeep"]),
        ("edda", ["Reliability", "New case", "Rounds", "Upkeep", "Invite"]),
    ],
)
@pytest.mark.parametrize("address", ["/cases/", "/codebook/", "/no/such/page"])
def test_the_menu_of_every_page_offers_each_what_they_may_do(world, client, name, more, address):
    if name:
        client.force_login(getattr(world, name))

    assert [label for _, _, label in menu(client, address)] == ["Cases", "Codebook", *more]


@pytest.mark.parametrize(
    ("name", "here"),
    [("cases", "Cases"), ("case_new", "New case"), ("codebook", "Codebook"), ("invite", "Invite")],
)
def test_the_menu_says_in_one_line_where_one_is(world, client, name, here):
    client.force_login(world.edda)

    lines = menu(client, reverse(f"annotate:{name}"))
    assert [label for _, current, label in lines if current] == [here]
