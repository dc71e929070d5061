import math
from collections import Counter

import numpy as np
import pytest

from index.lexical import K1, B, LexicalIndex, Segmenter, find_terms, inverse_document_frequency
from index.passages import PassageKind, make_passages


@pytest.fixture(scope="module")
def segmenter(small_notice):
    return Segmenter(find_terms(small_notice))


def plain_bm25(query, documents):
    """BM25 from the formula alone, divided by the sum of the query's inverse document frequencies."""
    total = len(documents)
    frequency = Counter(token for tokens in documents for token in set(tokens))
    idf = {token: math.log(1 + (total - frequency[token] + 0.5) / (frequency[token] + 0.5)) for token in query}
    mean = sum(map(len, documents)) / total
    scores = []
    for tokens in documents:
        counts = Counter(tokens)
        parts = [idf[t] * counts[t] / (counts[t] + K1 * (1 - B + B * len(tokens) / mean)) for t in query]
        scores.append(sum(parts) / sum(idf[t] for t in query))
    return scores


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("请问危房归谁管", ["危房", "危房"]),
        ("4G进村", ["4g", "进村", "进村"]),
        ("４Ｇ进 村", ["4g", "进村", "进村"]),
        ("补助70%", ["补助", "70%", "补助"]),
        ("市住建局", ["住建局", "市住建局", "市住", "住建", "建局"]),
        ("三留守", ["留守", "三留守", "三留", "留守"]),
        ("谁牵头？", []),
        ("", []),
        ("<script>🙂\x00", ["script"]),
    ],
)
def test_text_is_cut_into_words_and_pairs(segmenter, text, tokens):
    assert segmenter.tokens(text) == tokens


def test_terms_are_the_units_and_what_stands_in_quotation_marks(small_notice):
    terms = find_terms(small_notice)
    assert {"市住建局", "住建局", "市交通运输局", "三留守"} <= set(terms)


def test_terms_stay_out_of_the_global_dictionary(segmenter):
    import jieba

    segmenter.tokens("市住建局")
    assert "市住建局" not in jieba.dt.FREQ


def test_jieba_keeps_its_dictionary_in_the_folder_given(tmp_path):
    Segmenter(cache=tmp_path / "jieba").tokens("危房")
    assert (tmp_path / "jieba" / "jieba.cache").is_file()


def test_a_cache_folder_that_cannot_be_made_costs_only_time(tmp_path):
    (tmp_path / "file").write_text("")
    assert Segmenter(cache=tmp_path / "file" / "jieba").tokens("危房") == ["危房", "危房"]


def test_shares_are_those_of_the_plain_formula(shipped_notice):
    segmenter = Segmenter(find_terms(shipped_notice))
    documents = [segmenter.tokens(p.lexical) for p in make_passages(shipped_notice) if p.kind is PassageKind.CLAUSE]
    index = LexicalIndex(documents)
    for query in ("危房改造补助标准", "班车一天才一趟", "危房危房"):
        tokens = segmenter.tokens(query)
        assert index.shares(tokens) == pytest.approx(plain_bm25(tokens, documents), abs=1e-6)


def test_a_share_is_the_part_of_the_question_that_a_clause_holds():
    # idf of 危房 in 1 of 2: ln(1 + 1.5 / 1.5) = 0.6931, of an unknown token: ln(1 + 2.5 / 0.5) = 1.7918; tf part 1 / (1 + 1.2) = 0.4545
    index = LexicalIndex([["危房"], ["公交"]])
    assert index.shares(["危房"]) == pytest.approx([0.4545, 0.0], abs=1e-4)
    assert index.shares(["危房", "火星"]) == pytest.approx([0.4545 * 0.6931 / (0.6931 + 1.7918), 0.0], abs=1e-4)


@pytest.mark.parametrize("tokens", [[], ["火星"]])
def test_a_question_that_shares_nothing_has_shares_of_nought(tokens):
    assert LexicalIndex([["危房"], []]).shares(tokens).tolist() == [0.0, 0.0]


def test_no_clauses_have_no_shares():
    assert LexicalIndex([]).shares(["危房"]).shape == (0,)
    assert LexicalIndex([[], []]).shares(["危房"]).tolist() == [0.0, 0.0]


def test_rarer_tokens_weigh_more():
    weights = [inverse_document_frequency(count, 60) for count in (0, 1, 30, 60)]
    assert weights == sorted(weights, reverse=True) and weights[-1] > 0
    assert np.isfinite(weights).all()


def test_a_notices_terms_are_its_own_over_the_dictionary_that_all_share(tmp_path):
    import jieba

    whole = jieba.Tokenizer()
    whole.add_word("三留守")
    whole.add_word("村村通客车")
    own, other = Segmenter(["三留守", "村村通客车"], tmp_path), Segmenter([], tmp_path)
    for text in ("关爱三留守人员", "推进村村通客车工程", "研究生命起源", "危房改造归哪个部门管"):
        assert own._jieba.lcut(text) == whole.lcut(text) and own._jieba.lcut_for_search(text) == whole.lcut_for_search(text)
    assert "三留守" in own.tokens("关爱“三留守”") and "三留守" not in other.tokens("关爱“三留守”")
