"""What a coder is shown does not depend on how the case is tagged or what others say of it.

Every address is asked twice, with other tags and other codings of the case in between. Whatever
differs has leaked.
"""

import random
import re
from copy import deepcopy

import pytest
from coded import answer, give, submit
from django.db import transaction
from test_access import everything

from annotate.actions.change import Change
from annotate.models import Case, Coding, Evidence, Tag
from annotate.models.vocabularies import State
from tests.examples import examples

# A secret in each form, and what no address can say without knowing somebody's answers.
CANARIES = re.compile("canary[a-z]*", re.IGNORECASE)
# Random, or of the moment.
FLEETING = re.compile(
    r'name="(?:csrfmiddlewaretoken|form_key|page_key|seed)" value="[\w-]+"'
    r'|"form_key": "[\w-]+"|[?&]draft=[\w-]+|\d\d:\d\d:\d\d'
)


@pytest.fixture
def hidden(world):
    """A case in review that Ada and Cleo code blind while Ben has submitted his coding."""
    owner = world.person("gil", "curator")
    case = world.case("Aceh talks", state=State.IN_REVIEW, owner=owner, pk=7041)
    world.document(case, "Citizens came first. Churches came next.")
    tag_it(case, world["track:4"], "Citizens", "canaryone")
    codings = give(world, case, "ada", "ben", "cleo")
    answer(codings["ben"], ("track:4 lead", "Citizens"), note="canaryone")
    submit(codings["ben"])
    return case


def coding_of(coder, case):
    return Coding.objects.get(coder=coder, case=case)


def tag_it(case, code, quote, word):
    """By its owner: the case gets this one tag instead of what it had."""
    change = Change(by=case.owner, why=word)
    for tag in case.tags.all():
        change.delete(tag)
    tag = Tag(case=case, code=code, role="lead", rationale=word, confidence="high")
    tag.codebook_version = case.codebook_version
    change.save(tag)
    text = case.documents.get().text
    start = text.index(quote)
    passage = {"document": case.documents.get(), "start": start, "end": start + len(quote)}
    change.save(Evidence(tag=tag, quote=quote, **passage))


def say_otherwise(world, case):
    """Other tags, and another coding of Ben's, as if they had been so all along."""
    tag_it(case, world["track:7"], "Churches", "canarytwo")
    bens = coding_of(world.ben, case)
    when = {name: getattr(bens, name) for name in ("version", "saved_at", "submitted_at")}
    bens.judgements.all().delete()
    bens.state, bens.submitted_at = "started", None
    bens.save()
    bens.submissions.all()._raw_delete("default")
    answer(bens, ("track:7 lead", "Churches"), "type:cultural", note="canarytwo")
    submit(bens)
    Coding.objects.filter(pk=bens.pk).update(**when)


def addresses(world, case, user):
    """`(method, address)` of all that can be asked, of this case's rows as well as of others."""
    given = examples(world, owner=user)
    asked = {
        ("GET", pattern.format(**given)) for pattern, method in everything() if method == "GET"
    }
    given |= rows_of(world, case)
    asked |= {(method, pattern.format(**given)) for pattern, method in everything()}
    return sorted(one for one in asked | set(QUESTIONS) if one[1] not in LEAVES)


def rows_of(world, case):
    """What names the case, its rows and Ben's coding in an address."""
    return {
        "case": case.pk,
        "published": case.public_id,
        "draft": case.public_id,
        "document": case.documents.get().pk,
        "document_of_draft": case.documents.get().pk,
        "coding": coding_of(world.ben, case).pk,
        "to_code": case.public_id,
        "disputed": case.public_id,
        "settled": case.public_id,
        "round": case.codings.first().round_id,
        "evidence": Evidence.objects.filter(judgement__coding__case=case).first().pk,
        "historicalevidence": Evidence.history.latest("history_id").pk,
        "historicaltag": Tag.history.filter(case=case.pk).latest("history_id").pk,
    }


def body(world, case):
    """What a guess would send; Ben's coding and the case by number where a form takes one."""
    number = coding_of(world.ben, case).pk
    guess = {"coding": number, "case": case.pk, "round": case.codings.first().round_id}
    words = dict.fromkeys(("reason", "why", "title", "answer", "text"), "x")
    return guess | words | {"version": 1, "codes": world["track:4"].pk, "then": "settle"}


QUESTIONS = [
    ("GET", address)
    for address in [
        "/cases/?q=Aceh",
        "/cases/?q=canaryone",
        "/cases/?track=4",
        "/cases/?track=7&track=4",
        "/cases/?type=cultural",
        "/cases/?not.track=4",
        "/cases/?track=missing",
        "/cases/?sort=track",
        "/cases/matrix?track=4",
        "/cases.csv?track=4",
        "/cases.csv?shape=tags",
        "/codebook/track/7",
        "/codebook/type/cultural",
        "/admin/annotate/case/?track=4",
        "/admin/annotate/evidence/?q=C",
    ]
]
LEAVES = {"/sign-out"}


def read(client, asked, sent):
    """The answer's status and words. Leaves no trace."""
    random.seed(7)  # the front page draws a claim
    method, address = asked
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.post(address, sent) if method == "POST" else client.get(address)
        words = b"".join(answer).decode(errors="replace")
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code, FLEETING.sub("", words)


@pytest.mark.parametrize("name", ["ada", "cleo"])
def test_a_blind_coder_is_shown_the_same_whatever_others_say_of_the_case(
    world, client, hidden, name
):
    user = getattr(world, name)
    client.force_login(user)
    asked, sent = addresses(world, hidden, user), body(world, hidden)
    before = {one: read(client, one, sent) for one in asked}
    say_otherwise(world, hidden)
    after = {one: read(client, one, sent) for one in asked}

    leaks = {one for one in asked if before[one] != after[one] or found(after[one], one)}
    assert not leaks, "\n".join(["These tell:", *map(" ".join, sorted(leaks))])


def found(answer, asked):
    return set(CANARIES.findall(answer[1])) - set(CANARIES.findall(asked[1]))


def test_the_owner_of_the_case_is_shown_how_it_is_tagged(world, client, hidden):
    client.force_login(hidden.owner)

    assert "canaryone" in client.get("/cases/PI-7041").text


@pytest.mark.parametrize("name", ["dan", None])
def test_nobody_outside_of_the_team_is_shown_what_coders_say(world, client, hidden, name):
    user = getattr(world, name) if name else None
    if user:
        client.force_login(user)
    asked, sent = addresses(world, hidden, user or world.dan), body(world, hidden)
    Case.objects.filter(pk=hidden.pk).update(state=State.PUBLISHED)
    tag_it(hidden, world["track:4"], "Citizens", "plain")

    leaks = [one for one in asked if found(read(client, one, sent), one)]
    assert leaks == []
