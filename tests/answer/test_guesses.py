"""A guess held against an answer is the question before it, with the guess in the place of what it left open."""

import pytest

from answer.guesses import held_against


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("不是8万吗？", "最多能借几万", "最多能借8万吗"),
        ("你再查查，不是老李吗", "陆河是谁联系的", "陆河是老李联系的吗"),
        ("难道不是2020年？", "路哪一年修完呢", "路2020年修完吗"),
        ("不是五年吗", "那期限呢", "期限是五年吗"),
        ("我怎么记得是十五年", "最长能借几年", "最长能借十五年吗"),
        ("2021吧？我们镇里是这么传达的", "路哪年修完", "路2021年修完吗"),
        ("也就是说最少六成喽", "比例多少", "比例最少六成吗"),
    ],
)
def test_the_guess_stands_where_the_question_left_off(text, last, expected):
    assert held_against(text, last) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("不是8万吗？", "谁牵头，能借几万"),  # two things were left open
        ("不是8万吗？", "危房改造的内容"),  # nothing was
        ("不是说谁都可以吗", "最多能借几万"),
        ("最多能借几万", "谁牵头"),
        ("不是要备案吗", "这项谁牵头"),  # says what is to be done, and guesses at nobody
        ("不是老李吗", "最多能借几万"),
    ],
)
def test_what_is_no_guess_or_fits_nowhere_stays_as_it_is(text, last):
    assert held_against(text, last) == text
