"""Something to put into each address that names a row."""

from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from annotate.actions import people, settlement
from annotate.actions.pool import add_place
from annotate.actions.proposals import propose
from annotate.actions.rulings import make_ruling
from annotate.admin import site
from annotate.models import Permalink, Place, Proposal, SavedSearch
from annotate.models.comparison import Comparison
from annotate.models.vocabularies import ProposalKind, State
from annotate.permissions import allowed
from tests.coded import answer, coded, give
from tests.stepped import redefine


def examples(world, *, owner):
    """An example for each name in braces; the private ones belong to `owner`."""
    case = world.case("Oslo channel", "track:4 lead", conflict=world.conflict(), start="1993")
    draft = world.case("Bergen channel", state=State.DRAFT, owner=world.ada)
    minutes = world.document(draft, "They met in Bergen.", title="Minutes")
    coding = given_to(owner, world)
    world.country("NOR")
    world.party(case, "PLO")
    world.change.save(Place(case=case, name="Oslo", latitude=59.91, longitude=10.75))
    world.source(case)
    world.document(case, "Norway hosted the talks.")
    evidence = world.evidence(case.tags.get(), "Norway hosted")
    step = redefine(world, "track:4", definition="Citizens.", look_again=True)
    invitation, secret = people.invite(email="fay@example.org", role="analyst", by=world.edda)
    search = SavedSearch.objects.create(user=owner, name="Track 4", query="track=4")
    permalink = Permalink.objects.create(key="0123456789ab", query="track=4")
    models = {model._meta.model_name: model for model in site._registry}
    return {name: model.objects.first().pk for name, model in models.items()} | {
        "published": case.public_id,
        "draft": draft.public_id,
        "code": world["track:4"].pk,
        "coding": coding.pk,
        "to_code": coding.case.public_id,
        "disputed": disputed(world).public_id,
        "invitation": invitation.pk,
        "document": case.documents.get().pk,
        "evidence": evidence.pk,
        "document_of_draft": minutes.pk,
        "permalink": permalink.key,
        "place": place_in_pool(coding).pk,
        "round": coding.round_id,
        "recoding": step.recodings.first().pk,
        "proposal": proposed(world, case).pk,
        "ruling": make_ruling("Elders count.", [world["track:4"]], by=world.cleo).pk,
        "search": search.pk,
        "secret": secret,
        "step": step.pk,
        "settled": settled(world).public_id,
        "term": "?app_label=annotate&model_name=code&field_name=parent&term=x",
        "token": default_token_generator.make_token(world.ada),
        "uid": urlsafe_base64_encode(force_bytes(world.ada.pk)),
    }


def place_in_pool(coding):
    """Nobody is at it; neither is whoever codes the case, so they could not take it either."""
    return add_place(coding.round, coding.case, None, expected=1, by=coding.round.opened_by)


def given_to(owner, world):
    """A coding of a case of its own; Ada's where the owner may not code."""
    coder = owner if allowed(owner, "coding.answer") else world.ada
    case = world.case("Camp David", state=State.DRAFT)
    world.source(case, "Camp David Days")
    world.document(case, "Two presidents met. Citizens prayed.")
    coding = give(world, case, coder.username)[coder.username]
    return answer(coding, ("track:1 lead", "Two presidents met"), "track:7 ?", note="Look at 7.")


def proposed(world, case):
    """Ada would take the first tag of the case away."""
    code = case.tags.first().code
    proposal = Proposal(case=case, code=code, kind=ProposalKind.REMOVE, reason="Nobody says so.")
    return propose(proposal, by=world.ada)


def disputed(world):
    """A case on which Ada and Ben differ."""
    case = world.case("Camp Darby", state=State.DRAFT, owner=world.edda)
    world.document(case, "Citizens came first.")
    coded(world, case, ada=[("track:4 lead", "Citizens"), "track:7 ?"], ben=["track:6 lead"])
    return case


def settled(world):
    """A case on which they agree, as Cleo has settled."""
    case = world.case("Camp Zeist", state=State.DRAFT, owner=world.edda)
    round_ = coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"])
    seen = Comparison.of(round_.codings.order_by("pk")).seen
    kept = settlement.save_decisions(case, round_, [], seen=seen, version=0, by=world.cleo)
    settlement.settle(kept, seen=seen, version=kept.version, by=world.cleo)
    return case
