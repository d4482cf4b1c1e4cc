"""What enters agreement, and what may be asked of it."""

import pytest
from coded import answer, coded, dimension, give, submit
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stats.examples import expected, sets

from annotate.actions import codebook
from annotate.models import Coding
from annotate.models.vocabularies import Seen, State
from annotate.queries.reliability.of_code import agreement_of
from annotate.queries.reliability.question import ReliabilityQuestion
from annotate.queries.reliability.report import DimensionReport
from annotate.queries.reliability.rows import COLUMNS, lines

NINE = "nine_track_12x3"


def ask(world, text="", by=None):
    question = ReliabilityQuestion(QueryDict(text), by or world.cleo)
    assert question.refusals == []
    return question


def report(world, text="", key="track", by=None):
    question = ask(world, text, by)
    options = {option.value: option for option in question.options("dimension")}
    return DimensionReport(question, options[key])


def of(found, number):
    return next(row for row in found.code_rows if row.code.number == number)


def values(found):
    """`{number of the track: alpha}`."""
    return {row.code.number: row.alpha.value for row in found.code_rows}


@pytest.fixture
def nine(world):
    """The twelve cases of the published example; who coded none left it unfinished."""
    for number, unit in enumerate(sets(NINE)):
        case = world.case(f"Case {number}", state=State.IN_REVIEW, owner=world.edda)
        codings = give(world, case, "ada", "ben", "cleo", title="Nine")
        for name, tracks in zip(("ada", "ben", "cleo"), unit, strict=True):
            if tracks is not None:
                answer(codings[name], *(f"track:{track} lead" for track in sorted(tracks)))
                submit(codings[name])
    return world


def test_the_figures_of_nine_tracks_are_those_computed_by_hand(nine):
    # Cleo has yet to submit two of the cases, and reads none of their codings; Edda reads all.
    found, known = report(nine, by=nine.edda), expected(NINE)
    per_code = known["per_code"]

    assert values(found) == pytest.approx({int(n): per_code[n]["alpha"] for n in per_code})
    assert [of(found, n).report.figures["ac1"].value for n in range(1, 10)] == pytest.approx(
        [per_code[str(n)]["ac1"] for n in range(1, 10)]
    )
    whole = {key: figure.value for key, figure in found.whole.figures.items()}
    assert whole["set_masi"] == pytest.approx(known["masi_passonneau2006"]["alpha"])
    assert whole["set_jaccard"] == pytest.approx(known["jaccard"]["alpha"])
    assert whole["set_exact"] == pytest.approx(known["exact"]["alpha"])
    assert whole["set_multi_valued"] == pytest.approx(known["mvalpha_nominal"]["alpha"])
    assert kappas(found) == pytest.approx(published_kappas(known))


def kappas(found):
    return {
        f"{code.number} {one.value}-{other.value}": pair.figures["cohen"].value
        for one, other, by_code in found.pairs
        for code, pair in by_code
        if pair.figures["cohen"].value is not None
    }


def published_kappas(known):
    names = {"1-2": "ada-ben", "1-3": "ada-cleo", "2-3": "ben-cleo"}
    return {
        f"{number} {names[pair]}": kappa
        for number, code in known["per_code"].items()
        for pair, kappa in code["cohen"].items()
        if kappa is not None
    }


def test_a_coder_reads_no_figure_of_a_case_they_have_yet_to_submit(nine):
    assert report(nine, by=nine.edda).cases == 12
    assert report(nine, by=nine.cleo).cases == 10
    assert report(nine, by=nine.ben).cases == 11


def test_an_unsubmitted_coding_is_missing(world):
    codings = give(world, world.case(), "ada", "ben", "cleo")
    for name in ("ada", "ben"):
        answer(codings[name], "track:4 lead")
        submit(codings[name])
    answer(codings["cleo"], "track:1 lead")

    assert of(report(world, by=world.edda), 4).report.basis == (1, 2, 2)


def test_a_code_that_cannot_be_told_is_missing_for_that_code_alone(world):
    coded(world, world.case(), ada=["track:4 ?", "track:6 lead"], ben=["track:4 lead"])
    found = report(world)

    assert of(found, 4).report.basis.cases == 0
    assert (of(found, 4).unclear, of(found, 4).asked) == (1, 2)
    assert of(found, 6).report.basis.cases == 1
    assert found.whole.basis.cases == 0


def test_that_nothing_applies_is_an_answer(world):
    coded(world, world.case(), ada=[], ben=[])
    found = report(world, key="outcome")

    assert found.whole.basis == (1, 2, 0)
    assert found.whole.figures["nominal"].why.startswith("Every answer is the same")


def test_one_answer_of_several_is_compared_as_one(world):
    for outcome in ("ceasefire", "no-agreement"):
        case = world.case(outcome)
        coded(world, case, ada=[f"outcome:{outcome}"], ben=["outcome:ceasefire"])
    figures = report(world, key="outcome").whole.figures

    assert set(figures) == {"nominal", "nominal_percent"}
    assert figures["nominal"].value == 0  # Do = 1/2; De = 2·3·1 / (4·3)
    assert figures["nominal_percent"].value == 0.5


def test_of_two_codings_of_a_case_by_one_coder_the_last_submitted_stands(world):
    case = world.case()
    coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"])
    coded(world, case, ada=["track:6 lead"])

    found = report(world)
    assert of(found, 6).report.basis == (1, 2, 1)
    assert [part.whole.basis.cases for part in found.by_round] == [1, 0]


def test_each_round_keeps_the_coding_that_was_given_in_it(world):
    case = world.case()
    first = coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"])
    coded(world, case, ada=["track:6 lead"], ben=["track:4 lead"])

    assert of(report(world, f"round={first.pk}"), 4).report.basis == (1, 2, 2)


def test_a_code_that_a_version_did_not_ask_is_missing_and_not_absent(world):
    case = world.case()
    coded(world, case, ada=["track:4 lead"])
    world.code(dimension("track"), "tenth", position=9)
    codebook.publish(number="1.1", notes="", by=world.cleo)
    coded(world, case, ben=["track:4 lead", "track:tenth lead"])

    found = report(world)
    assert of(found, 10).report.basis.cases == 0
    assert of(found, 10).asked == 1
    assert of(found, 4).report.basis.cases == 1
    assert [code.number for code in found.unshared] == [10]
    assert found.whole.figures["set_percent"].value == 1


def test_codings_that_were_not_blind_can_be_left_out(world):
    case = world.case(state=State.IN_REVIEW, owner=world.ada)
    coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"])

    assert set(Coding.objects.values_list("coder__username", "seen")) == {
        ("ada", Seen.OWN),
        ("ben", Seen.NOTHING),
    }
    assert report(world).codings == 2
    assert report(world, "blind=only").codings == 1


def test_a_coder_can_be_left_out(world):
    coded(world, world.case(), ada=["track:4 lead"], ben=["track:4 lead"], cleo=["track:6 lead"])
    whole, without = report(world), report(world, "not.coder=cleo")

    assert (whole.coders, without.coders) == (3, 2)
    assert of(without, 6).report.basis.positives == 0
    assert [str(part.option) for part in whole.without_coder] == ["ada", "ben", "cleo"]
    assert without.without_coder == []


def test_codes_that_coders_swap_are_found_with_their_cases(world):
    for number in range(3):
        case = world.case(f"Swapped {number}")
        coded(world, case, ada=["track:4 lead"], ben=["track:6 lead"])
    for number in range(3):
        case = world.case(f"Agreed {number}")
        coded(world, case, ada=["track:1 lead"], ben=["track:1 lead"])
    [pair] = report(world).confused

    assert {pair.one.number, pair.other.number} == {4, 6}
    assert (pair.swaps, pair.cases) == (3, 3)
    assert pair.expected == 0.75  # 6 pairs × 3/6 × 3/6 ÷ 2
    assert {case.title for case in pair.examples} == {f"Swapped {n}" for n in range(3)}


def called(question):
    return [(option.value, option.label) for option in question.options("not.coder")]


def test_only_those_who_settle_are_told_who_the_coders_are(world):
    coded(world, world.case(), ada=["track:4 lead"], ben=["track:4 lead"])
    ben = f"coder-{world.ben.pk}"

    assert called(ask(world)) == [("ada", "ada"), ("ben", "ben")]
    assert called(ask(world, by=world.ada)) == [("ada", "ada"), (ben, ben)]
    file = [str(cell) for line in lines(ask(world, by=world.ada)) for cell in line]
    assert any(f"ada and {ben}" in cell for cell in file)
    assert "ben" not in " ".join(file).split()


def test_a_pseudonym_asks_for_the_same_whoever_sends_it_and_a_name_is_no_way_to_it(world):
    coded(world, world.case(), ada=["track:4 lead"], ben=["track:4 lead"])
    by_pseudonym = f"not.coder=coder-{world.ben.pk}"

    assert str(ask(world, by_pseudonym).address) == "not.coder=ben"
    assert str(ask(world, by_pseudonym, by=world.ada).address) == by_pseudonym
    [refusal] = ReliabilityQuestion(QueryDict("not.coder=ben"), world.ada).refusals
    assert "“ben” is no value of coder" in refusal.sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rond=1", "There is no filter “rond”. Did you mean round?"),
        ("coder=ada", "There is no filter “coder”. Did you mean not.coder?"),
        ("version=9.9", "“9.9” is no value of version of the codebook. There are 1.0."),
        ("round=x", "“x” is no value of round."),
        ("dimension=trak", "“trak” is no value of dimension. Did you mean Track?"),
        ("not.coder=zed", "“zed” is no value of coder. There are ada, ben."),
        ("blind=yes", "“yes” is not understood. There are only."),
        ("seed=-1", "“-1” should be a whole number from 0 to 999999999."),
        ("seed=1&seed=2", "“seed” is given more than once; give it once."),
    ],
)
def test_what_is_not_known_is_refused_by_name(world, text, sentence):
    coded(world, world.case(), ada=[], ben=[])
    question = ReliabilityQuestion(QueryDict(text), world.cleo)

    assert not question.is_valid
    assert question.refusals[0].sentence.startswith(sentence)


def test_where_nothing_is_coded_no_round_can_be_named(world):
    [refusal] = ReliabilityQuestion(QueryDict("round=1"), world.cleo).refusals

    assert refusal.sentence == "“1” is no value of round. There is none."


def test_the_sentence_says_what_was_asked(world):
    round_ = coded(world, world.case(), ada=[], ben=[])
    text = f"dimension=track&round={round_.pk}&version=1.0&not.coder=ada&blind=only&seed=7"
    question = ask(world, text)

    assert str(question.sentence) == (
        "Agreement of submitted codings in Track of round Pilot under codebook 1.0 without ada,"
        " only blind ones."
    )
    assert str(question.address) == text


def test_nobody_reads_a_figure_of_codings_they_may_not_read(world):
    coded(world, world.case(), ada=["track:4 lead"], ben=["track:4 lead"])
    world.person("fay", "researcher")

    assert report(world, by=world.ada).cases == 1
    assert not ask(world, by=type(world.ada).objects.get(username="fay")).has_codings
    assert not ask(world, by=world.dan).has_codings


def test_every_figure_is_a_row_with_its_formula(nine):
    rows = [dict(zip(COLUMNS, line, strict=True)) for line in lines(ask(nine, by=nine.edda))]
    alphas = {
        row["code"]: row["value"] for row in rows if row["measure"] == "alpha" and not row["among"]
    }

    assert alphas["track:private-citizen"] == pytest.approx(19 / 27)
    assert all(row["formula"] and row["version"] and row["paper"] for row in rows)
    assert all((row["value"] == "") == (row["status"] == "undefined") for row in rows)
    assert {row["dimension"] for row in rows} == {"track", "type", "officialness", "outcome"}
    assert {row["status"] for row in rows} == {"ok", "too few", "undefined"}


def test_the_page_of_a_code_knows_agreement_under_each_version(world):
    case = world.case()
    coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"])
    world.code(dimension("track"), "tenth", position=9)
    codebook.publish(number="1.1", notes="", by=world.cleo)
    coded(world, world.case(), ada=["track:4 lead"], ben=[])
    coded(world, world.case(), ada=[], ben=[])

    first, second = agreement_of(world["track:4"], world.cleo)
    assert (first.version.number, first.alpha.value) == ("1.0", None)
    assert (second.version.number, second.alpha.value) == ("1.1", 0)
    assert agreement_of(world["track:4"], world.dan) == []


QUERIES = [
    "the role of who asks",
    "the codings",
    "rounds",
    "versions",
    "coders",
    "dimensions",
    "the dimension",
    "which codes each version asks",
    "judgements",
    "codes",
]


@pytest.mark.parametrize("cases", [2, 6])
def test_it_takes_these_queries_however_many_the_cases(world, django_assert_num_queries, cases):
    for _ in range(cases):
        coded(world, world.case(), ada=["track:4 lead"], ben=["track:4 lead"])

    with django_assert_num_queries(len(QUERIES)):
        found = report(world)
        assert found.by_round
        assert found.by_version
        assert found.code_rows
        assert found.confused == []


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sets(st.sampled_from(["track:1 lead", "track:4 lead", "track:6 ?"])))
def test_a_case_coded_once_changes_no_alpha(world, said):
    if not Coding.objects.exists():
        coded(world, world.case(), ada=["track:4 lead"], ben=["track:4 lead"])
        coded(world, world.case(), ada=["track:4 lead"], ben=["track:1 lead"])
    before = report(world)
    coded(world, world.case(), ada=sorted(said))
    after = report(world)

    assert values(after) == values(before)
    assert after.whole == before.whole
