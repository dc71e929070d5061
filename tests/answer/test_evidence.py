"""From hits to the clauses that a topic is about."""

from collections import defaultdict
from types import SimpleNamespace

import pytest

from answer import evidence, relevance
from answer.evidence import MAX_CLAUSES, clauses_of_parts, is_generic, weigh
from answer.matters import MAX_PARTS, expected_number, told_by_word, topic_parts
from answer.query import Asks, Query
from answer.relevance import CANDIDATES, Found, candidates, chance_absent, outcome_features, weights
from answer.topic import TopicReader
from index import Hit

FAR = (0.0, 0.0)  # nearness of decoys
NONE = (0.0, 0.0, 0.0)  # shares of words that are of other work


def hit(clause, score=8.0, **legs):
    values = {"dense": 0.9, "sentence": 0.9, "lexical": 0.8, "phrasing": 0.9, "learned": 0.0, "sentences": ((0, 0.9),)} | legs
    return Hit("shanwei-2016-19", clause, score, **values)


class Words:
    """Knows one number for all words: in how many clauses the rarest stands. None of them names a matter."""

    def __init__(self, spread):
        self.number = spread
        self.elsewhere = SimpleNamespace(shares=lambda topic: NONE)

    def spread(self, words):
        return self.number

    def names(self, words, text):
        return False


def query(text, core=None, several=0.9, **changes):
    return Query(text, "zh", Asks.CONTENT, topic=text, core=core if core is not None else text, several=several, **changes)


@pytest.fixture
def fixed(monkeypatch):
    """Put plain numbers in place of the trained ones: a clause is about the topic while it scores within 2 of the best."""

    def weights():
        by_score, by_part = [-1.0] + [0.0] * 15, [0.0] * 9 + [2.0] + [0.0] * 6
        further = {"intercept": [2.0], "weights": [[a + b for a, b in zip(by_score, by_part)]], "mean": [0.0] * 16, "scale": [1.0] * 16}
        absent = {
            "intercept": [4.0],
            "weights": [[-2.0] + [0.0] * 15],
            "mean": [0.0] * 16,
            "scale": [1.0] * 16,
            "baseline": 0.0,
            "trees": [],
        }
        return {"absent": absent, "further": further, "thresholds": defaultdict(lambda: 0.5)}

    for module in (evidence, relevance):
        monkeypatch.setattr(module, "weights", weights)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("低保和医保写在哪两项", 2),
        ("这三件事分别归哪里", 3),
        ("这俩在哪", 2),
        ("分在哪四条", 4),
        ("光伏写在哪项", 0),
        ("", 0),
        ("两年内完成吗", 0),
        ("林下经济、护林员分属两项，请写牵头单位", 2),
        ("督查在一项，执纪在另一项，单位都报上来", 2),
    ],
)
def test_the_number_of_clauses_asked_for(text, number):
    assert expected_number(text) == number


@pytest.mark.parametrize(
    ("text", "core", "parts"),
    [
        ("光伏、宽带和饮水分别是哪几项", "光伏开发、宽带网络和饮水安全", ["光伏开发", "宽带网络", "饮水安全"]),
        ("光伏开发还有宽带网络分别归谁", "光伏开发还有宽带网络", ["光伏开发", "宽带网络"]),
        ("光伏开发怎么要求", "光伏开发", []),
        ("村里通宽带谁牵头，饮水安全又是谁牵头", "村里通宽带，饮水安全", ["村里通宽带", "饮水安全"]),
    ],
)
def test_the_things_a_topic_names(text, core, parts):
    assert topic_parts(query(text, core=core)) == parts


def test_one_thing_told_at_length_has_no_parts():
    assert topic_parts(query("墙裂了，没钱修，找谁", core="墙裂了，没钱修", several=0.01)) == []
    listed = query("先理一下找谁：民营企业帮扶、老区信贷、化解村债务", core="民营企业帮扶", several=0.01)
    assert topic_parts(listed) == ["民营企业帮扶", "老区信贷", "化解村债务"]


def test_parts_are_few_and_not_too_short():
    many = "、".join(f"事情{n}号" for n in "甲乙丙丁戊己庚")
    assert len(topic_parts(query("分别是哪几项", core=many))) == MAX_PARTS
    assert topic_parts(query("分别是哪几项", core="甲、乙")) == []
    assert topic_parts(query("分别是哪几项", core="光伏开发")) == []


def test_no_hits_are_no_evidence(shipped):
    found = weigh(shipped, query("光伏开发"), Words(1), Found([], [], FAR))
    assert (found.outcome, found.clauses, found.hits) == ("absent", (), ())


def test_near_clauses_are_taken_and_far_ones_left(shipped, fixed):
    hits = [hit("20", 8.0), hit("32", 7.5), hit("24", 5.9), hit("1", 1.0)]
    found = weigh(shipped, query("光伏开发分别是哪些"), Words(1), Found(hits, [], FAR))
    assert found.outcome == "found" and [c.id for c in found.clauses] == ["20", "32"]
    assert found.sentences["20"] == ((0, 0.9),) and found.hits == tuple(hits)


def test_a_number_asked_for_is_given(shipped, fixed):
    hits = [hit("20", 8.0), hit("32", 7.5), hit("24", 7.0), hit("1", 1.0)]
    assert [c.id for c in weigh(shipped, query("光伏写在哪两项"), Words(1), Found(hits, [], FAR)).clauses] == ["20", "32"]
    assert [c.id for c in weigh(shipped, query("光伏写在哪四项"), Words(1), Found(hits, [], FAR)).clauses] == ["20", "32", "24", "1"]


def test_a_number_of_things_within_a_clause_asks_for_no_more_clauses(shipped, fixed):
    hits = [hit("20", 9.0), hit("32", 6.4), hit("24", 6.0), hit("1", 1.0)]
    assert [c.id for c in weigh(shipped, query("农网要编哪三份方案"), Words(1), Found(hits, [], FAR)).clauses] == ["20"]
    near = [hit("20", 7.0), *hits[1:]]
    assert len(weigh(shipped, query("农网要编哪三份方案"), Words(1), Found(near, [], FAR)).clauses) > 1  # none stands out


def test_the_best_clause_of_each_part_counts_where_it_is_good(shipped, fixed):
    hits, parts = [hit("20", 9.0), hit("60", 1.0)], [[hit("21", 9.0), hit("20", 1.0)], [hit("50", 0.1), hit("20", 0.0)]]
    found = weigh(shipped, query("光伏、宽带分别是哪几项"), Words(1), Found(hits, parts, FAR))
    assert [c.id for c in found.clauses] == ["20", "21"]


def test_clauses_are_never_too_many(shipped, fixed):
    hits = [hit(str(n), 8.0) for n in range(1, 10)]
    assert len(weigh(shipped, query("光伏开发分别是哪些"), Words(1), Found(hits, [], FAR)).clauses) == MAX_CLAUSES


def test_a_poor_best_hit_is_absence_with_the_nearest(shipped, fixed):
    found = weigh(shipped, query("光伏开发"), Words(1), Found([hit("20", 0.5), hit("32", 0.4)], [], FAR))
    assert found.outcome == "absent" and [c.id for c in found.clauses] == ["20", "32"] and found.chance_absent > 0.5


def test_a_short_common_topic_is_asked_back(shipped):
    hits = [hit("11", 4.0), hit("12", 3.9), hit("17", 3.8)]
    assert is_generic(query("补贴"), 9, hits) and not is_generic(query("补贴"), 1, hits)
    assert not is_generic(query("危房改造工程"), 9, hits)
    ahead = [hit("1", 9.0), hit("11", 4.0)]
    assert is_generic(query("方案呢", "方案"), 9, ahead) and not is_generic(query("方案经市委同意后印发的", "方案"), 9, ahead)
    found = weigh(shipped, query("补贴"), Words(9), Found(hits, [], FAR))
    assert found.outcome == "vague" and [c.id for c in found.clauses] == ["11", "12", "17"]


def test_of_clauses_that_fit_alike_the_one_spoken_of_is_meant(shipped, fixed):
    hits = [hit("11", 4.0), hit("12", 3.5), hit("17", 2.0)]
    found = weigh(shipped, query("补贴", several=0.0, nearby=("12",)), Words(9), Found(hits, [], FAR))
    assert found.outcome == "found" and [c.id for c in found.clauses] == ["12"]


def test_what_comes_from_the_conversation_is_not_asked_back(shipped, fixed):
    hits = [hit("11", 4.0), hit("12", 3.9)]
    assert weigh(shipped, query("补贴", from_conversation=("沿用问法",)), Words(9), Found(hits, [], FAR)).outcome == "found"


def test_a_better_hit_makes_absence_less_likely():
    good, poor = [hit("20", 10.0)], [hit("20", 0.2, lexical=0.0, phrasing=0.7, sentence=0.7)]
    assert 0 <= chance_absent(good, (0.7, 0.7), NONE) < chance_absent(poor, (0.95, 0.95), NONE) <= 1


def test_words_of_other_work_make_absence_likelier():
    middling = [hit("16", 4.0, lexical=0.3, phrasing=0.75, sentence=0.75), hit("15", 3.5, lexical=0.2)]
    chances = [chance_absent(middling, (0.75, 0.7), (share, share, share)) for share in (0.0, 0.3, 0.6, 0.9)]
    assert chances == sorted(chances) and chances[-1] - chances[0] > 0.1


def test_trees_go_left_up_to_the_threshold():
    trees = [[[0, 3.0, 1, 2], [2.0], [-2.0]], [[2, 1.0, 1, 2], [0.5], [0, 9.0, 3, 4], [0.25], [0.0]]]
    model = {"baseline": 1.0, "trees": trees}
    assert relevance._boosted(model, [3.0, 3.0, 0.0]) == 1.0 + 2.0 + 0.5
    assert relevance._boosted(model, [9.5, 3.0, 2.0]) == 1.0 - 2.0 + 0.0


@pytest.mark.parametrize("number", [1, 2, 3, CANDIDATES, 30])
def test_features_are_as_many_as_the_models_weigh(number):
    hits = [hit(str(n + 1), 8.0 - n / 10) for n in range(number)]
    model = weights()
    assert (
        len(outcome_features(hits, FAR, NONE))
        == len(model["absent"]["mean"])
        == len(model["absent"]["scale"])
        == len(model["absent"]["weights"][0])
    )
    found = candidates(query("题"), Found(hits, [[hits[-1]]], FAR))
    assert [c.clause for c in found] == [h.clause for h in hits[1:]]
    assert all(len(c.features) == len(model["further"]["mean"]) == len(model["further"]["weights"][0]) for c in found)


def test_a_notice_without_phrasings_has_models_of_its_own():
    good = [hit("17", 9.0, phrasing=0.0), hit("23", 3.0, phrasing=0.0)]
    assert chance_absent(good, (0.7, 0.7), NONE) < 0.5  # a missing phrasing is no sign of a missing topic


def test_what_is_found_elsewhere_than_in_a_clause():
    found = Found([hit("文首"), hit("17")], [[hit("文首")], [hit("3")]], FAR).where(lambda clause: clause != "文首")
    assert [h.clause for h in found.hits] == ["17"] and [[h.clause for h in part] for part in found.parts] == [["3"]]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("老区那几条里，管信贷的、管“五老”定补的、管捐赠的，各自牵头", ["老区信贷", "老区“五老”定补", "老区捐赠"]),
        ("讲水利的、讲公路的，分别是第几项", ["水利", "公路"]),
    ],
)
def test_a_list_of_one_verb_names_its_matters_with_the_head_they_share(text, parts):
    assert topic_parts(query(text, core="别的，东西")) == parts


def test_a_matter_stands_for_its_clause_where_it_leads_clearly():
    hits = [hit("48", 9.0), hit("8", 7.0)]
    parts = [[hit("48", 14.0), hit("10", 6.0)], [hit("8", 17.0), hit("24", 12.0)], [hit("10", 12.0), hit("48", 5.0)]]
    assert clauses_of_parts(Found(hits, parts, FAR), ["扶贫大数据平台", "低保", "三留守人员信息系统"]) == ["48", "8", "10"]
    assert clauses_of_parts(Found(hits, parts, FAR), ["扶贫大数据平台", "低保", "待遇"]) == ["48", "8"], "a short word leads elsewhere"


def test_a_matter_takes_the_second_clause_where_another_fits_the_first_better():
    parts = [[hit("29", 14.0), hit("6", 12.6), hit("56", 7.8)], [hit("29", 19.6), hit("44", 5.1)]]
    assert clauses_of_parts(Found([hit("29"), hit("6")], parts, FAR), ["科技扶贫培训", "科技特派员"]) == ["6", "29"]
    close = [[hit("25", 17.1), hit("24", 16.2), hit("32", 15.7)], [hit("25", 17.2), hit("32", 6.3)]]
    assert clauses_of_parts(Found([hit("25"), hit("32")], close, FAR), ["扶贫资金", "专项资金审计"]) == ["25"]


def test_a_claim_is_judged_by_the_clause_that_leads_though_its_words_are_common(shipped, fixed):
    hits = [hit("17", 6.0), hit("8", 4.2), hit("28", 4.0), hit("51", 3.9)]
    asked = query("农村危改", core="农村")
    assert weigh(shipped, asked, Words(9), Found(hits, [], FAR)).outcome == "vague"
    assert weigh(shipped, asked.but(asks=Asks.VERIFY), Words(9), Found(hits, [], FAR)).outcome == "found"


@pytest.mark.parametrize(
    ("text", "core", "told"),
    [
        ("文件里哪几条说到了旅游", "旅游", {"3", "32", "34"}),
        ("养老保险写在哪几项", "养老保险", {"9", "16"}),
        ("待遇和提拔看哪几条", "待遇和提拔", set()),  # two matters, each a word of many things
        ("哪几项资金", "资金", set()),  # two characters, and nothing says that the word is sought
    ],
)
def test_a_word_that_is_sought_is_told_in_all_tasks_that_hold_it(shipped, text, core, told):
    asked = Query(text, "zh", Asks.TASKS, topic=text, core=core, several=0.9)
    assert set(told_by_word(shipped, asked)) == told


@pytest.mark.parametrize(("masked", "clause"), [("生活费怎么发", "12"), ("那残疾人补贴那项怎么发", "11")])
def test_the_clause_spoken_of_stays_where_no_other_matter_is_named(shipped, fixed, masked, clause):
    hits = [hit("11", 8.0), hit("12", 6.0), hit("36", 3.0)]
    found = weigh(shipped, query("怎么发补贴", several=0.0, nearby=("12",), masked=masked), Words(9), Found(hits, [], FAR))
    assert [c.id for c in found.clauses] == [clause]


@pytest.mark.parametrize(("ahead", "outcome"), [(3.0, "found"), (1.0, "absent")])
def test_a_matter_named_in_the_notice_s_own_words_is_there_where_its_clause_leads(shipped, fixed, ahead, outcome):
    hits = [hit("19", -1.0), hit("20", -1.0 - ahead)]
    assert weigh(shipped, query("农村水利谁牵头", "农村水利", several=0.0), TopicReader(shipped), Found(hits, [], FAR)).outcome == outcome


@pytest.mark.parametrize(("words", "named"), [("农村水利", True), ("水利工程监理", False), ("海上风电", False)])
def test_words_that_the_notice_does_not_know_name_nothing_in_it(shipped, words, named):
    assert TopicReader(shipped).names(words, shipped.clause("19").text) is named


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("班车一天才一趟，找谁反映", "班车一天才一趟"),
        ("找谁反映", "找谁反映"),  # nothing else is there
        ("想再拉一个单位进来，报哪里备案", "想再拉一个单位进来，报哪里备案"),  # 备案 is of the notice
    ],
)
def test_stretches_that_only_ask_are_not_searched_for(understanding, topic, told):
    assert understanding.topics.what_is_told(topic) == told
