"""Yes or no about what a clause says is only said where the words bear it out."""

import re

import pytest

from answer.yes_no import claimed, find_verdict, is_tag


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("五年内还清，对不对", "五年内还清"),
        ("最多挂钩十户，文件是这样写的？", "最多挂钩十户"),
        ("政策当天就停掉，对不？", "政策当天就停掉"),
        ("封顶五万。对吗？", "封顶五万。对吗"),
        ("没错吧？", "没错吧"),
        ("最多挂钩十户，这话准不准", "最多挂钩十户"),
        ("政策立马就断，文件是这意思吗", "政策立马就断"),
        ("一年走访两次，是有这个要求吧", "一年走访两次"),
    ],
)
def test_the_tag_that_asks_whether_it_is_so_is_no_part_of_the_claim(question, claim):
    assert claimed(question) == claim


@pytest.mark.parametrize(
    ("question", "clause", "near", "key", "stated"),
    [
        ("贷款封顶五万，还款期五年，对不对", "26", "3年", "no_number", "3年以内"),
        ("每年搞两次专项检查，对吗", "二（三）", "检查", "no_number", "一次"),
        ("每年搞一次专项检查，对吗", "二（三）", "检查", "yes_number", ""),
        ("一脱贫，扶贫政策当天就停掉，对不？", "47", "继续", "no_so", ""),
        ("学生在校期间的利息要自己掏吗", "26", "利息", "no_so", ""),
        ("农村“三留守”信息管理系统要动态更新，对吧", "10", "动态", "yes_so", ""),
        ("县里的扶贫领导小组组长让分管副县长当就行了吧", "55", "组长", "no_so", ""),
        ("每年7月20日前报一次落实情况，对吧", "二（一）", "7月20日", "yes_number", ""),
        ("增加参与单位是报市委办公室备案么", "二（一）", "备案", "no_so", ""),
        ("增加参与单位是报市扶贫办备案么", "二（一）", "备案", "yes_so", ""),
        ("县里的扶贫领导小组组长是由党政主要负责人担任吧", "55", "组长", "yes_so", ""),
        ("扶贫干部培训每期要办三十天，是吧", "56", "培训", "", ""),
        ("所有贫困村都必须建家庭农场，对吗", "2", "家庭农", "", ""),
        ("贫困户小额贷款利息全由财政贴，对吧", "26", "给予贴息", "", ""),
    ],
)
def test_yes_is_said_only_where_every_figure_and_strict_word_is_borne_out(shipped, question, clause, near, key, stated):
    clause = shipped.clause(clause)
    assert find_verdict(question, [sentence for sentence in clause.sentences if near in sentence.text], clause) == (key, stated)


def test_nothing_is_said_to_be_provided_where_the_text_holds_none_of_what_is_asked_for(shipped):
    clause = shipped.clause("二（一）")
    question, matter = "对没按时报送的牵头单位怎么扣分处罚，文里有规定没", "按时报送的牵头单位，扣分处罚"
    assert find_verdict(question, clause.sentences, clause, matter) == ("", "")


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("往后升职的事，上头有没有这方面的照顾", "yes_related"),  # whether it is spoken of at all
        ("往后升职的事，这份分工里讲了吗", "yes_related"),
        ("往后升职，有没有列进去", "yes_related"),
        ("往后升职的事归谁", ""),
        ("往后升职就没有了，有这说法吗", ""),  # denied: nothing is said
    ],
)
def test_a_matter_told_in_quite_other_words_is_no_more_than_spoken_of(shipped, question, key):
    clause = shipped.clause("54")
    assert find_verdict(question, clause.sentences[:1], clause) == (key, "")


def test_who_pays_is_compared_before_any_figure(shipped):
    clause = shipped.clause("24")
    sentence = next(s for s in clause.sentences if "落实引导资金" in s.text)
    assert find_verdict("15个自行帮扶的相对贫困村引导资金是由市财政出的吗", [sentence], clause)[0] == "no_so"


@pytest.mark.parametrize(
    ("question", "clause", "key"),
    [
        ("贫困村那条小水渠，让我们自己找人修成不成？", "23", "yes_related"),
        ("干部干得怎样，会不会来问问我们老百姓的看法？", "53", ""),  # no word for what is offered
        ("上面对干得好的驻村干部，能不能往上提一提", "54", "yes_there"),
    ],
)
def test_what_a_text_offers_is_told_where_it_is_asked_for(shipped, question, clause, key):
    clause = shipped.clause(clause)
    near = next(s for s in clause.sentences if re.search("自建自管|满意度|优先提拔", s.text))
    assert find_verdict(question, [near], clause)[0] == key


def test_nothing_is_said_where_the_text_holds_nothing_of_what_there_is_said_to_be(shipped):
    clause = shipped.clause("38")
    assert find_verdict("驻村干部选派有没有年龄和学历要求", clause.sentences, clause) == ("", "")


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("念书那几年利息不用自己掏吧", "yes_so"),  # denied twice: nothing is denied
        ("念书那几年利息得自己掏吧", "no_so"),
        ("念书那几年利息是不是得自己掏", "no_so"),
    ],
)
def test_what_is_denied_twice_is_not_denied(shipped, question, key):
    clause = shipped.clause("26")
    sentence = next(s for s in clause.sentences if "财政补贴" in s.text)
    assert find_verdict(question, [sentence], clause)[0] == key


def test_a_figure_told_before_is_claimed_where_the_question_points_at_it():
    assert claimed("给我派了九户去联系。照规定可以派这么多吗？") == "给我派了九户去联系。照规定可以派这么多吗"


@pytest.mark.parametrize("text", ["我这么说" * 2500 + "x", "这么" * 5000 + "x"])
def test_a_long_tag_is_read_in_no_time(text):
    assert not is_tag(text)


def test_a_lesser_officer_is_not_the_one_in_charge(shipped):
    clause = shipped.clause("39")
    (held,) = [sentence for sentence in clause.sentences if "亲自驻点" in sentence.text]
    assert find_verdict("贫困村驻点，派个副镇长去就算符合要求了吗", [held], clause)[0] == "no_so"
    assert find_verdict("贫困村驻点，派镇长去就算符合要求了吗", [held], clause)[0] != "no_so"
