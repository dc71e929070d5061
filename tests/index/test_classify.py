import numpy as np
import pytest

from index.build import build_index
from index.classify import ClauseClassifier, fit_classifier
from index.folder import IndexUnusable
from index.hybrid import CLASSIFIER, HybridIndex
from index.lexical import find_terms
from index.passages import make_passages

# Each phrasing shares a word with another of its clause, none with all; the message asked shares one with several
PHRASINGS = {
    "1": ["屋顶漏雨没钱修", "屋顶要塌了", "墙裂了没钱修", "墙裂了要塌", "漏雨的老屋"],
    "2": ["孙子没人带", "奶奶带孙子", "爹妈打工去了", "奶奶年纪大没人管", "打工的爹妈"],
    "3": ["班车一天一趟", "去镇上没车坐", "一天一趟的车", "镇上的班车少", "等车等半天"],
}


def test_it_tells_apart_what_it_has_learnt():
    generator = np.random.default_rng(7)
    centres = np.eye(3, 8, dtype=np.float32)
    clauses = np.repeat([0, 1, 2], 20)
    vectors = (centres[clauses] + generator.normal(0, 0.3, (60, 8)) + 5).astype(np.float32)  # all far from nought in one direction
    classifier = fit_classifier(vectors, clauses)
    told = [int(classifier.logits(vector).argmax()) for vector in vectors]
    assert np.mean(np.array(told) == clauses) > 0.9
    assert [int(classifier.logits(centre + 5).argmax()) for centre in centres] == [0, 1, 2]


def test_it_comes_back_from_json_as_it_was():
    classifier = fit_classifier(np.random.default_rng(3).normal(size=(12, 4)).astype(np.float32), [0, 1, 2] * 4)
    again = ClauseClassifier.from_json(classifier.to_json(), 3, 4)
    assert np.array_equal(again.centre, classifier.centre) and np.array_equal(again.weights, classifier.weights)


@pytest.mark.parametrize(("n_clauses", "dimension"), [(2, 4), (3, 5)])
def test_one_of_another_shape_is_refused(n_clauses, dimension):
    content = fit_classifier(np.eye(3, 4, dtype=np.float32), [0, 1, 2]).to_json()
    with pytest.raises(ValueError, match="expected"):
        ClauseClassifier.from_json(content, n_clauses, dimension)


@pytest.fixture
def phrased(small_notice, encoder):
    return build_index(make_passages(small_notice, {i: texts * 2 for i, texts in PHRASINGS.items()}), find_terms(small_notice), encoder)


def test_an_index_learns_from_enough_phrasings(phrased, small_index):
    assert small_index.classifier is None  # three phrasings
    assert phrased.classifier is not None and phrased.classifier.weights.shape == (len(phrased), 64)
    for message, clause in (("屋顶裂了", "1"), ("奶奶打工", "2"), ("镇上一趟", "3")):
        assert max(phrased.search(message, 5), key=lambda hit: hit.learned).clause == clause


def test_a_clause_without_phrasings_is_left_to_the_other_legs(phrased):
    hits = {hit.clause: hit for hit in phrased.search("屋顶裂了", 9)}
    assert hits["文首"].learned == hits["二（一）"].learned == 0.0 and hits["1"].learned != 0.0


@pytest.mark.parametrize(("phrasings", "learns"), [({"1": PHRASINGS["1"] * 9}, False), (PHRASINGS, True)])
def test_most_clauses_must_have_phrasings(small_notice, encoder, phrasings, learns):
    index = build_index(make_passages(small_notice, phrasings), find_terms(small_notice), encoder)
    assert (index.classifier is not None) is learns


def test_what_was_learnt_is_saved_with_the_index(phrased, encoder, tmp_path):
    phrased.save(tmp_path / "index")
    loaded = HybridIndex.load(tmp_path / "index", encoder)
    assert loaded.background == phrased.background
    assert loaded.search("镇上一趟", 5) == phrased.search("镇上一趟", 5)


def test_a_classifier_of_other_clauses_makes_an_index_unusable(phrased, encoder, tmp_path):
    phrased.classifier = ClauseClassifier(phrased.classifier.centre, phrased.classifier.weights[:2])
    phrased.save(tmp_path / "index")
    with pytest.raises(IndexUnusable, match=CLASSIFIER):
        HybridIndex.load(tmp_path / "index", encoder)
