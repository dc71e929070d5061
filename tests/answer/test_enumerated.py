"""Matters told one by one are found, with what is asked of all of them."""

import pytest

from answer.enumerated import told_one_by_one
from answer.normalise import normalise


@pytest.mark.parametrize(
    ("text", "matters", "asked"),
    [
        ("卫生分了两处写：一处讲医保报销，一处讲卫生站建设。两处都挂名的单位是哪几家？", (), ""),
        ("一条讲医保报销，一条讲卫生站建设，两条里都挂名的是谁", ("医保报销", "卫生站建设"), "两条里都挂名的是谁"),
        (
            "来了三拨人：要学电焊的、想开网店的、还有家里房子漏雨的。各归哪家管？",
            ("要学电焊的", "想开网店的", "家里房子漏雨的"),
            "各归哪家管？",
        ),
        ("饮水安全和农网改造两项都有谁参加", ("饮水安全", "农网改造"), "两项都有谁参加"),
        ("志愿者下乡，还有电商进村，这两项总共牵涉哪些单位", ("志愿者下乡", "电商进村"), "这两项总共牵涉哪些单位"),
        ("水库那项和公路那项，各要出什么方案", ("水库那项", "公路那项"), "各要出什么方案"),
        ("危房改造和移民搬迁谁牵头", (), ""),
        ("一边种地一边打工的，找谁领补贴", (), ""),
        ("饮水和农网两项，责任单位各有哪些？一样不一样", (), ""),
    ],
)
def test_matters_told_one_by_one(text, matters, asked):
    listing = told_one_by_one(normalise(text).text)
    assert (listing.matters, listing.asked) == (matters, asked) if matters else listing is None


@pytest.mark.parametrize("text", ["一条讲" * 4000, "甲乙丙、" * 4000 + "谁", "来了三拨人：" + "甲、" * 3000])
def test_a_long_message_without_matters_is_read_to_its_end(text):
    assert told_one_by_one(text) is None


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("文化惠民下乡和传统村落保护，哪些部门两项里都排着名？", ("文化惠民下乡", "传统村落保护")),
        ("红色旅游培育和精品景点线路打造，请列出同时出现在这两项里的所有单位（含牵头的）", ("红色旅游培育", "精品景点线路打造")),
        ("书记问，派第一书记、镇领导驻点、选配村支书，这三项责任单位有没有交集", ("派第一书记", "镇领导驻点", "选配村支书")),
        ("扶贫车间、公益岗那条，和劳动力技能培训那条，两条都参与的单位全列出来", ("扶贫车间、公益岗", "劳动力技能培训")),
    ],
)
def test_matters_whose_common_units_are_asked_for_are_told_apart(text, matters):
    assert told_one_by_one(normalise(text).text).matters == matters


@pytest.mark.parametrize("text", ["危房改造，住建局和财政局两家都在吗", "第3项和第34项，两项都有的单位是谁", "培训和就业谁牵头"])
def test_what_shares_nothing_is_no_listing_of_matters(text):
    listing = told_one_by_one(text)
    assert listing is None or listing.matters[0].startswith("第3项")
