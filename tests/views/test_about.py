import pytest


@pytest.mark.parametrize("page", ["data", "accessibility", "licence"])
def test_everybody_reads_what_this_is(client, db, page):
    assert client.get(f"/about/{page}").status_code == 200


def test_the_latest_codebook_is_named(world, client):
    assert "now in version 1.0" in client.get("/about/data").content.decode()
