"""Plain words lead to the terms of the notice, and to none that it does not use."""

from answer.lexicon import Lexicon


def test_an_abbreviation_is_followed_by_the_notice_s_term(shipped):
    assert Lexicon(shipped).with_terms("危改谁牵头") == "危改谁牵头，危房改造"


def test_a_term_that_is_said_is_not_said_again(shipped):
    assert Lexicon(shipped).with_terms("危改就是危房改造") == "危改就是危房改造"


def test_words_of_a_matter_that_the_notice_lacks_stay_alone(other):
    assert Lexicon(other).with_terms("危改谁牵头") == "危改谁牵头"
