import pytest

from index.passages import Passage, PassageKind, PhrasingsError, clean_text, find_phrasings, make_passages, read_phrasings
from ingest import parse_notice


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("每户至少 １ 人", "每户至少1人"),
        ("危\u200b房　改\n造", "危房改造"),
        ("rural  housing", "rural housing"),
        ("2016 2017", "2016 2017"),
        ("４Ｇ（五）", "4G(五)"),
        ("\x00\ud83d \t", ""),
        ("", ""),
    ],
)
def test_text_is_cleaned_for_embedding(text, cleaned):
    assert clean_text(text) == cleaned


def test_a_clause_gives_itself_its_sentences_and_its_phrasings(small_notice):
    passages = [p for p in make_passages(small_notice, {"1": ["屋顶漏雨"]}) if p.clause == "1"]
    assert [(p.kind, p.number, p.text) for p in passages] == [
        (PassageKind.CLAUSE, 0, "推进农村危房改造。对住房困难户给予补助,每户至少1人参加培训。"),
        (PassageKind.SENTENCE, 0, "推进农村危房改造。"),
        (PassageKind.SENTENCE, 1, "推进农村危房改造。对住房困难户给予补助,每户至少1人参加培训。"),
        (PassageKind.PHRASING, 0, "屋顶漏雨"),
    ]
    assert passages[0].lexical.endswith("。市住建局。市财政局") and passages[1].lexical == ""


def test_a_heading_is_context_unless_most_clauses_share_it(small_notice):
    texts = {p.clause: p.text for p in make_passages(small_notice) if p.kind is PassageKind.CLAUSE}
    assert texts["二（一）"] == "工作要求。各单位要高度重视,按时报送情况。"
    assert not texts["3"].startswith("重点任务")


def test_every_passage_of_the_shipped_notice_stands_at_its_place(shipped_notice):
    passages = make_passages(shipped_notice)
    assert len({p.id for p in passages}) == len(passages)
    assert {p.clause for p in passages if p.kind is PassageKind.CLAUSE} == {clause.id for clause in shipped_notice.clauses}
    for passage in passages:
        clause = shipped_notice.clause(passage.clause)
        assert clause.start <= passage.start < passage.end <= clause.end
        if passage.kind is PassageKind.SENTENCE:
            assert (passage.start, passage.end) == (clause.sentences[passage.number].start, clause.sentences[passage.number].end)
    eighth = next(p for p in passages if p.clause == "8" and p.kind is PassageKind.CLAUSE)
    assert "申请家庭" in eighth.text and "申请家家庭" not in eighth.text  # what the page break did is mended


def test_a_notice_of_nothing_but_a_title_gives_passages():
    assert [p.clause for p in make_passages(parse_notice("关于召开会议的通知", "bare"))][:1] == ["文首"]
    assert make_passages(parse_notice("", "empty")) == []


def test_a_passage_survives_its_record(small_notice):
    for passage in make_passages(small_notice, {"1": ["屋顶漏雨"]}):
        assert Passage.from_dict(passage.to_dict()) == passage


def test_the_shipped_phrasings_can_be_read(shipped_notice):
    from settings import ROOT

    phrasings = find_phrasings([shipped_notice], ROOT / "notices")[shipped_notice.id]
    assert set(phrasings) <= {clause.id for clause in shipped_notice.clauses}
    assert sum(map(len, phrasings.values())) > 900


def test_a_notice_without_phrasings_has_none(small_notice, tmp_path):
    assert find_phrasings([small_notice], tmp_path) == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [("1: [漏雨, 漏雨]\n'2': [没人带]", {"1": ("漏雨",), "2": ("没人带",)}), ("", {}), ("# 还没写\n", {}), ("1: []", {"1": ()})],
)
def test_phrasings_are_read_by_clause_repeats_dropped(small_notice, tmp_path, content, expected):
    path = tmp_path / "small.phrasings.yaml"
    path.write_text(content, encoding="utf-8")
    assert read_phrasings(path, small_notice) == expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("1: [漏雨", "第 1 行"),
        ("1: [漏雨]\n2: [a]\n1: [b]", "“1”出现了不止一次"),
        ("- 漏雨", "条款编号"),
        ("漏雨", "条款编号"),
        ("61: [漏雨]", "条款“61”在通知 small 中没有"),
        ("1: 漏雨", "条款“1”下应是说法的列表"),
        ("1: [2018]", "不是文字：2018"),
        ("1: [' ']", "不是文字"),
        (f"1: [{'漏' * 201}]", "不超过 200 字"),
        ("1: [&a 漏雨, *b]", "不是正确的 YAML"),
        ("? [1, 2]\n: [漏雨]", "phrasings.yaml"),
        ("1: [\x00]", "不是正确的 YAML"),
    ],
)
def test_bad_phrasings_are_refused_with_a_sentence(small_notice, tmp_path, content, words):
    path = tmp_path / "small.phrasings.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PhrasingsError, match=words):
        read_phrasings(path, small_notice)


def test_phrasings_that_are_not_utf8_are_refused(small_notice, tmp_path):
    path = tmp_path / "small.phrasings.yaml"
    path.write_bytes("1: [漏雨]".encode("gb18030"))
    with pytest.raises(PhrasingsError, match="不是正确的 YAML"):
        read_phrasings(path, small_notice)
