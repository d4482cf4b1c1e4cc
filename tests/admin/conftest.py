import pytest


@pytest.fixture
def sign_in(client):
    """`page = sign_in(world.cleo)`: a client that is signed in as this person."""

    def as_person(person):
        client.force_login(person)
        return client

    return as_person
