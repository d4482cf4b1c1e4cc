"""Who may call which address by which method: every address stands in one of these two tables.

An address that is new needs one line here. Names in braces are made by `examples`. A method that
has no line is refused to everybody; HEAD goes with GET.
"""

from copy import deepcopy
from itertools import product

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, resolve

from annotate.models import User
from annotate.permissions import ROLES
from tests.examples import examples

TABLE = """
                                             public  analyst  researcher  curator  admin
/                                  GET          x       x         x          x       x
/about/accessibility               GET          x       x         x          x       x
/about/data                        GET          x       x         x          x       x
/about/licence                     GET          x       x         x          x       x
/account                           GET,POST     .       x         x          x       x
/admin/                            GET,POST     .       .         .          x       x
/admin/annotate/                   GET,POST     .       .         .          x       x
/admin/autocomplete/{term}         GET          .       .         .          x       x
/admin/jsi18n/                     GET          .       .         .          x       x
/cases/                            GET          x       x         x          x       x
/cases.csv                         GET          x       x         x          x       x
/cases/codings.csv                 GET          .       .         x          x       x
/cases/columns                     GET          x       x         x          x       x
/cases/columns.csv                 GET          x       x         x          x       x
/cases/columns.json                GET          x       x         x          x       x
/cases/matrix                      GET          x       x         x          x       x
/cases/new                         GET,POST     .       .         x          x       x
/cases/new/derive                  POST         .       .         x          x       x
/cases/new/draft                   POST         .       .         x          x       x
/cases/new/draft/discard           POST         .       .         x          x       x
/cases/new/preview                 POST         .       .         x          x       x
/cases/similar?title=Oslo          GET          .       .         x          x       x
/cases/suggest/actors?q=PLO        GET          .       .         x          x       x
/cases/{published}                 GET          x       x         x          x       x
/cases/{published}.bib             GET          x       x         x          x       x
/cases/{published}.csv             GET          x       x         x          x       x
/cases/{published}.ris             GET          x       x         x          x       x
/cases/{published}/annotations.jsonld GET     x       x         x          x       x
/cases/{published}/documents/      GET          x       x         x          x       x
/cases/{published}/documents/add   GET,POST     .       .         .          x       x
/cases/{published}/documents/{document} GET x       x         x          x       x
/cases/{published}/documents/{document}.json GET x       x         x          x       x
/cases/{published}/edit            GET,POST     .       .         .          x       x
/cases/{published}/history         GET          .       .         x          x       x
/cases/{published}/map.svg         GET          x       x         x          x       x
/cases/{published}/places.csv      GET          x       x         x          x       x
/cases/{published}/timeline.csv    GET          x       x         x          x       x
/cases/{published}/timeline.svg    GET          x       x         x          x       x
/cases/{draft}/documents/          GET          .       .         x          x       x
/cases/{draft}/documents/add       GET,POST     .       .         x          x       x
/cases/{draft}/documents/{document_of_draft}/correct GET,POST . .        x          x       x
/cases/{draft}/derive              POST         .       .         x          x       x
/cases/{draft}/discard             GET,POST     .       .         x          x       x
/cases/{draft}/draft               POST         .       .         x          x       x
/cases/{draft}/draft/discard       POST         .       .         x          x       x
/cases/{draft}/edit                GET,POST     .       .         x          x       x
/cases/{draft}/preview             POST         .       .         x          x       x
/cases/{draft}/publish             POST         .       .         .          x       x
/cases/{draft}/return              POST         .       .         .          x       x
/cases/{draft}/submit              POST         .       .         x          x       x
/cases/{draft}/propose             GET,POST     .       .         x          x       x
/cases/{disputed}/settle           GET,POST     .       .         .          x       x
/cases/{disputed}/settle/draft     POST         .       .         .          x       x
/cases/{settled}/settle/again      POST         .       .         .          x       x
/cases/{to_code}/code              GET,POST     .       .         x          x       x
/cases/{to_code}/code/annotations  GET,POST     .       .         x          x       x
/cases/{to_code}/code/follow       POST         .       .         x          x       x
/cases/{to_code}/code/submit       GET,POST     .       .         x          x       x
/codings/{coding}                  GET          .       .         x          x       x
/codings/{coding}/annotations.jsonld GET        .       .         x          x       x
/codebook.json                     GET          x       x         x          x       x
/codebook/                         GET          x       x         x          x       x
/codebook/steps                    GET          .       .         x          x       x
/codebook/steps/{step}/undo        POST         .       .         .          x       x
/codebook/track                    GET          x       x         x          x       x
/codebook/track/4                  GET          x       x         x          x       x
/codebook/track/4/change           GET,POST     .       .         .          x       x
/codebook/versions/1.0             GET          x       x         x          x       x
/codebook/versions/1.0.json        GET          x       x         x          x       x
/codings/{coding}/assign           GET,POST     .       .         .          x       x
/codings/{coding}/reopen           GET,POST     .       .         .          x       x
/codings/{place}/take              POST         .       .         x          x       x
/disputes/                         GET          .       .         .          x       x
/invitations/                      GET,POST     .       .         .          .       x
/invitations/{invitation}/again    POST         .       .         .          .       x
/invitations/{invitation}/revoke   POST         .       .         .          .       x
/join/{secret}                     GET,POST     x       x         x          x       x
/password                          GET,POST     .       x         x          x       x
/password/reset                    GET,POST     x       x         x          x       x
/password/reset/{uid}/{token}      GET,POST     x       x         x          x       x
/people/{user}/password            GET,POST     .       .         .          .       x
/proposals/{proposal}/accept       POST         .       .         .          x       x
/proposals/{proposal}/decline      POST         .       .         .          x       x
/proposals/{proposal}/withdraw     POST         .       .         x          x       x
/q/                                POST         x       x         x          x       x
/q/{permalink}                     GET          x       x         x          x       x
/reliability.csv                   GET          .       .         x          x       x
/reliability/                      GET          .       .         x          x       x
/reliability/mine                  GET          .       .         x          x       x
/rounds/                           GET          .       .         .          x       x
/rounds/new                        GET,POST     .       .         .          x       x
/rounds/{round}                    GET          .       .         .          x       x
/rounds/{round}.csv                GET          .       .         .          x       x
/rounds/{round}/cases/{to_code}/more GET,POST   .       .         .          x       x
/recodings/                        GET          .       .         .          x       x
/recodings/{recoding}/done         POST         .       .         .          x       x
/rulings/                          GET          x       x         x          x       x
/rulings/new                       POST         .       .         .          x       x
/rulings/{ruling}/withdraw         POST         .       .         .          x       x
/saved/                            GET,POST     .       x         x          x       x
/saved/{search}/delete             POST         .       x         x          x       x
/saved/{search}/rename             POST         .       x         x          x       x
/sign-in                           GET,POST     x       x         x          x       x
/sign-out                          POST         x       x         x          x       x
"""

# The pages of a model in upkeep. C: curators and admins, by GET and POST; A: admins alone.
# Small letters: by GET alone. A dot: nobody.
UPKEEP = """
                     list  add  change  delete  history
actor                  C    C     C       C        c
case                   C    .     c       .        c
code                   C    C     C       C        c
codebookversion        C    C     c       .        .
conflict               C    C     C       C        c
country                C    C     C       C        c
dimension              C    C     C       C        c
evidence               C    .     c       .        c
historicalcase         C    .     c       .        .
historicalcode         C    .     c       .        .
historicaldimension    C    .     c       .        .
historicalevidence     C    .     c       .        .
historicaltag          C    .     c       .        .
historicaluser         A    .     a       .        .
invitation             A    A     a       .        a
source                 C    C     C       C        c
user                   A    .     A       .        a
"""

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
REFUSED = {"sign in", 403, 404, 405}
SIGN_IN = "/sign-in"


def rows_of_table():
    """`(address, method): roles that may`."""
    head, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return {
        (address, method): {role for role, mark in zip(head, marks, strict=True) if mark == "x"}
        for address, methods, *marks in rows
        for method in methods.split(",")
    }


def rows_of_upkeep():
    pages, *rows = [line.split() for line in UPKEEP.strip().splitlines()]
    for model, *marks in rows:
        for method in ["GET", "POST"]:  # sends on to the page for changes
            yield f"/admin/annotate/{model}/{{{model}}}/", method, roles_for("c")
        for page, mark in zip(pages, marks, strict=True):
            middle = {"list": "", "add": "add/"}.get(page, f"{{{model}}}/{page}/")
            address = f"/admin/annotate/{model}/{middle}"
            yield address, "GET", roles_for(mark)
            yield address, "POST", roles_for(mark if mark.isupper() else ".")


def roles_for(mark):
    return {".": set(), "c": {"curator", "admin"}, "a": {"admin"}}[mark.lower()]


def everything():
    upkeep = {(address, method): roles for address, method, roles in rows_of_upkeep()}
    return rows_of_table() | upkeep


def routes(patterns=None, before=""):
    for pattern in patterns or get_resolver().url_patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def test_every_address_stands_in_a_table(world):
    given = examples(world, owner=world.ada)
    addresses = {address.format(**given).partition("?")[0] for address, _ in everything()}
    missing = set(routes()) - {resolve(address).route for address in addresses}

    assert not missing, (
        "Say who may call it, with one line in TABLE in tests/test_access.py (or, for a model in"
        f" upkeep, in UPKEEP), for: {', '.join(sorted(missing))}"
    )


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_the_tables_say_and_nothing_else(world, client, role):
    person = User.objects.in_group(role).first()
    given, allowed = examples(world, owner=person or world.ada), everything()
    if person:
        client.force_login(person)
    wrong = []
    for address, method in product(dict.fromkeys(address for address, _ in allowed), METHODS):
        row = allowed.get((address, "GET" if method == "HEAD" else method), set())
        status = status_of(client, method, address.format(**given))
        if (role in row) != (status not in REFUSED):
            wrong.append(f"{method} {address} as {role}: {status}")

    assert not wrong, "\n".join(["Not as the tables in tests/test_access.py say:", *wrong])


def status_of(client, method, address):
    """The answer's status; "sign in" for a way to the sign-in page. Leaves no trace."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.generic(method, address)
        list(answer)  # a file is closed once it is read
        transaction.set_rollback(True)
    client.cookies = cookies
    asked_to_sign_in = answer.headers.get("Location", "").startswith(f"{SIGN_IN}?next=")
    return "sign in" if asked_to_sign_in else answer.status_code
