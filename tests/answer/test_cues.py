"""Cue words beyond doubt find what they are for and leave alone what only looks like it."""

import pytest

from answer import cues


@pytest.mark.parametrize(
    ("name", "text", "holds"),
    [
        ("write_for_me", "帮忙写一篇表彰会上的主持词", True),
        ("write_for_me", "麻烦起草一份扶贫工作总结", True),
        ("write_for_me", "哪些任务要写一份工作总结", False),
        ("write_for_me", "帮我弄清楚及时总结推广经验归谁", False),
        ("write_for_me", "帮我列一下要写年度报告的是哪一项", False),
        ("sole", "责任单位就\ue000一家，对吧", True),
        ("sole", "责任单位只有\ue000和\ue000，对吗", True),
        ("sole", "是不是由\ue000一家包办", True),
        ("sole", "牵头单位就是\ue000，没记错吧", False),
        ("sole", "\ue000只是参加单位，对吗", False),
        ("same_one", "牵头的是不是同一家", True),
        ("same_one", "牵头单位一样吗", True),
        ("same_one", "是不是都归一个局管", True),
        ("same_one", "牵头的是哪一家", False),
        ("is_there_any", "\ue000有任务没有，在第几项", True),
        ("is_there_any", "\ue000有没有任务", True),
        ("is_there_any", "\ue000没有任务的有哪些", False),
        ("front_fields.issuer", "这份方案是哪两家办公室联合印的", True),
        ("front_fields.issuer", "哪个部门发放养老金", False),
        ("front_fields.addressees", "收件单位里有没有我们", True),
    ],
)
def test_a_cue_is_found_where_it_is_meant(name, text, holds):
    assert cues.has(name, text) is holds
