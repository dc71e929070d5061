import numpy as np
import pytest

from index import vectors as module
from index.vectors import VectorIndex, describe_index


@pytest.fixture
def rows():
    matrix = np.random.default_rng(7).normal(size=(50, 8)).astype(np.float32)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def plain_search(rows, query, k):
    scores = rows @ query
    order = np.argsort(-scores, kind="stable")[:k]
    return order, scores[order]


def test_search_is_the_inner_product_with_every_row(rows):
    found, scores = VectorIndex(rows).search(rows[3], 5)
    expected, products = plain_search(rows, rows[3], 5)
    assert found.tolist() == expected.tolist() and found[0] == 3
    assert scores == pytest.approx(products, abs=1e-6)


def test_search_looks_only_at_the_rows_given(rows):
    found, _ = VectorIndex(rows).search(rows[3], 10, rows=[5, 9, 40])
    assert sorted(found.tolist()) == [5, 9, 40]


@pytest.mark.parametrize(("k", "rows_given", "count"), [(0, None, 0), (99, None, 50), (5, [], 0)])
def test_no_more_comes_back_than_there_is(rows, k, rows_given, count):
    found, scores = VectorIndex(rows).search(rows[0], k, rows=rows_given)
    assert len(found) == len(scores) == count


def test_an_empty_index_finds_nothing_and_takes_rows(rows):
    index = VectorIndex(rows[:0])
    assert index.search(rows[0], 3)[0].size == 0
    index.add(rows)
    assert len(index) == 50 and index.vectors() == pytest.approx(rows)


def test_rows_move_up_when_others_are_removed(rows):
    index = VectorIndex(rows)
    index.remove([0, 2])
    assert index.vectors() == pytest.approx(np.delete(rows, [0, 2], axis=0))


def test_vectors_of_another_dimension_are_refused(rows):
    with pytest.raises(ValueError, match=r"expected vectors of 8 dimensions, was: \(1, 3\)"):
        VectorIndex(rows).search(np.zeros(3, np.float32), 1)


def test_bytes_come_back_as_the_same_index(rows):
    copy = VectorIndex.from_bytes(VectorIndex(rows).to_bytes())
    assert copy.dimension == 8 and copy.vectors() == pytest.approx(rows)


def test_a_large_collection_goes_into_a_graph(rows, monkeypatch):
    assert [describe_index(count) for count in (0, 100_000, 100_001)] == ["Flat", "Flat", "HNSW32,Flat"]
    monkeypatch.setattr(module, "EXACT_LIMIT", 40)
    index = VectorIndex(rows[:30])
    index.add(rows[30:])  # crosses the limit
    assert index._description == "HNSW32,Flat"
    for place in (0, 29, 49):
        assert index.search(rows[place], 3)[0].tolist() == plain_search(rows, rows[place], 3)[0].tolist()
    assert index.search(rows[3], 10, rows=[5, 9])[0].tolist() == sorted([5, 9], key=lambda row: -(rows[row] @ rows[3]))
    copy = VectorIndex.from_bytes(index.to_bytes())
    assert copy.search(rows[3], 1)[0].tolist() == [3]
    copy.remove(range(20))
    assert copy._description == "Flat" and len(copy) == 30
