from hypothesis import given
from hypothesis import strategies as st

from annotate.stats.consensus import agreed, majority

answers = st.lists(st.sampled_from(["present", "absent", "cannot-tell"]))


@given(answers, st.randoms())
def test_the_order_of_coders_changes_nothing(said, random):
    shuffled = random.sample(said, len(said))

    assert agreed(shuffled) == agreed(said)
    assert majority(shuffled) == majority(said)


@given(answers)
def test_what_all_agree_on_has_a_majority(said):
    assert agreed(said) is None or majority(said) == agreed(said)


def test_half_is_no_majority():
    assert majority(["present", "absent"]) is None
    assert majority(["present", "present", "absent", "absent"]) is None


def test_one_coder_alone_agrees_with_nobody():
    assert agreed(["present"]) is None
    assert majority(["present"]) is None
    assert majority([]) is None
