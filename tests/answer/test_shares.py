"""Who pays how much."""

import pytest

from answer.shares import clause_of_share


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("深圳掏多少钱？", "深圳承担"),
        ("省里出多少亿", "省承担"),
        ("那我们市财政总共要扛多少", "市财政承担"),
        ("省里那份是多少", "省承担"),
        ("省、深圳跟我们市各出多少", "省承担"),
    ],
)
def test_the_clause_that_states_what_a_payer_gives_is_found(shipped, question, said):
    clause, words = clause_of_share(question, shipped)
    assert (clause.id, words) == ("24", said) and words in clause.text


@pytest.mark.parametrize(
    "question",
    [
        "危房改造省里补多少",  # of a matter, which is searched for
        "国家拿多少钱",  # stated nowhere
        "市财政局承担多少任务",
        "省里出多少人",
    ],
)
def test_what_asks_for_something_else_is_left_to_the_search(shipped, question):
    assert clause_of_share(question, shipped) is None
