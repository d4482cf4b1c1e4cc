"""Cases that several coders answer, through the same verbs as the product."""

from annotate.actions import coding as verbs
from annotate.actions.rounds import open_round
from annotate.actions.tags import passage
from annotate.models import Code, Coding, Dimension, Judgement, Round
from annotate.models.answer_sheet import AnswerSheet
from annotate.models.vocabularies import Certainty


def give(world, case, *names, title="Pilot", **fields):
    """`{name: coding}`: a round in which each of these people codes the case."""
    coders = [getattr(world, name) for name in names]
    fields = {"codings_per_case": len(names)} | fields
    round_ = open_round(Round(title=title, **fields), [case], coders, by=world.cleo)
    return {coding.coder.username: coding for coding in round_.codings.select_related("coder")}


def answer(coding, *answers, note="", none_apply=()):
    """`answers`: full keys, with a role or “?” after a space: `"track:2 lead"`, `"track:7 ?"`.

    A pair adds the quote that it rests on, of the newest document: `("track:2 lead", "Norway")`.
    """
    said = [_answer(coding, *([one] if isinstance(one, str) else one)) for one in answers]
    coding = Coding.objects.get(pk=coding.pk)
    return verbs.save_answers(
        coding,
        said,
        note=note,
        none_apply=none_apply,
        version=coding.version,
        by=coding.coder,
    )


def _answer(coding, key, *quotes, **fields):
    full_key, _, role = key.partition(" ")
    dimension, code = full_key.split(":")
    found = Code.objects.select_related("dimension").get(
        **{"number" if code.isdigit() else "key": code}, dimension__key=dimension
    )
    fields |= {"certainty": Certainty.CANNOT_TELL} if role == "?" else {"role": role}
    fields = {"confidence": "high", "rationale": f"{coding.coder} says so."} | fields
    marked = [_marked(coding.case.documents.latest("pk"), quote) for quote in quotes]
    return verbs.Answer(Judgement(code=found, **fields), marked)


def _marked(document, quote):
    start = document.text.index(quote)
    return passage(document, start, start + len(quote))


def submit(coding):
    """Confirming that nothing applies wherever nothing was answered."""
    coding = Coding.objects.get(pk=coding.pk)
    none = AnswerSheet.of(coding).unanswered
    return verbs.submit(coding, none_apply=none, version=coding.version, by=coding.coder)


def coded(world, case, **answers):
    """A round in which everybody named has submitted these answers: `ada=["track:4 lead"]`."""
    codings = give(world, case, *answers)
    for name, said in answers.items():
        answer(codings[name], *said)
        submit(codings[name])
    return Round.objects.get(codings__pk=codings[name].pk)


def dimension(key):
    return Dimension.objects.get(key=key)
