"""Wrong characters are taken for what they sound like, names of other organs are not."""

import pytest

from answer.slips import SoundIndex, is_slip, nearest_name, sound
from knowledge import load_knowledge


@pytest.mark.parametrize(("one", "other"), [("平", "贫"), ("正", "政"), ("玉", "育"), ("按", "案"), ("森", "生"), ("联", "连")])
def test_like_sounds_are_one(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("商", "科"), ("局", "办"), ("农", "林")])
def test_unlike_sounds_stay_apart(one, other):
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("word", "name", "slip"),
    [
        ("民正局", "民政局", True),
        ("教玉局", "教育局", True),
        ("农夜局", "农业局", True),
        ("市科技局局", "市科技局", True),  # doubled
        ("市民局政", "市民政局", True),  # swapped
        ("市交运输局", "市交运运输局", True),  # dropped
        ("民政局", "民政局", False),
        ("工商局", "工商联", False),
        ("林业局", "农业局", False),
        ("教局", "教育局", False),  # too short to drop from
        ("市新科技局", "市科技局", False),  # another character makes another name
    ],
)
def test_a_slip_changes_one_character(word, name, slip):
    assert is_slip(word, name) is slip


@pytest.mark.parametrize(
    ("word", "unit"),
    [("民正局", "市民政局"), ("市教玉局", "市教育局"), ("审记局", "市审计局"), ("扶贫扮", "市扶贫办"), ("市林业局局", "市林业局")],
)
def test_a_slip_is_mended(names, word, unit):
    name = nearest_name(word, names)
    assert name is not None and names.aliases[name].units == (unit,)


@pytest.mark.parametrize("word", ["市工商局", "市民政局", "气象局", "居", "市飞碟局", "危房改造办"])
def test_a_name_of_its_own_is_no_slip(names, word):
    assert nearest_name(word, names) is None


@pytest.fixture(scope="module")
def words(shipped):
    return SoundIndex(clause.text for clause in shipped.clauses)


@pytest.mark.parametrize(
    ("written", "understood", "mended"),
    [
        ("光服开发谁牵头", "光伏开发谁牵头", True),
        ("危房改造谁牵头", "危房改造谁牵头", False),
        ("今天天气怎么样", "今天天气怎么样", False),
        ("", "", False),
    ],
)
def test_a_word_of_the_notice_is_mended_by_its_sound(words, written, understood, mended):
    text, changes = words.mend(written)
    assert text == understood and bool(changes) is mended


def test_what_is_kept_is_not_mended(words):
    assert words.mend("光服开发谁牵头", keep=[(0, 4)])[0] == "光服开发谁牵头"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("配和的单位有哪些", "配合的单位有哪些"),
        ("谁签头，参家的又是谁", "谁牵头，参加的又是谁"),
        ("前头说的那项谁牵头", "前头说的那项谁牵头"),  # 前头 is a word
        ("陪同的有谁", "陪同的有谁"),
    ],
)
def test_the_words_that_ask_are_mended_whatever_the_notice(text, mended):
    assert SoundIndex([]).mend(text)[0] == mended


def test_a_frame_word_within_a_name_is_left_alone():
    assert SoundIndex([]).mend("丹位公司牵头", [(0, 4)])[0] == "丹位公司牵头"


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("市国士局参加的是哪几项", ["18", "19", "39"]),
        ("人民很行汕尾市中心支行牵头的是哪几项", ["26", "35"]),
        ("市扶贫辨和市统计局两家的任务是哪几项", None),
        ("这份文件的文浩是啥", ["文首"]),
        ("第5O项，牵头单位", ["50"]),
    ],
)
def test_characters_that_look_alike_are_understood(ask, question, clauses):
    answer = ask(question)
    assert answer.status == "answered" and clauses in (None, list(answer.clauses))


def test_pairs_of_like_characters_are_of_two_and_stand_once():
    pairs = load_knowledge("lookalikes")
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in pairs) and len(set(map(frozenset, pairs))) == len(pairs)
