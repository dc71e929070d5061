import pytest
from langchain_core.documents import Document
from langchain_tests.integration_tests.retrievers import RetrieversIntegrationTests

from index.retriever import HybridRetriever


@pytest.mark.filterwarnings("ignore:.*is marked with '@pytest.mark.asyncio' but it is not an async function")
@pytest.mark.asyncio
class TestStandardSuite(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _index(self, small_index):
        self.index = small_index

    @property
    def retriever_constructor(self):
        return HybridRetriever

    @property
    def retriever_constructor_params(self):
        return {"index": self.index}

    @property
    def retriever_query_example(self):
        return "农村危房改造"


def test_a_document_is_a_clause_with_its_place_scores_and_sentences(small_index, small_notice):
    document = HybridRetriever(index=small_index, k=1).invoke("农村危房改造")[0]
    hit = small_index.search("农村危房改造", 1)[0]
    assert isinstance(document, Document) and document.id == "small#1"
    assert document.page_content == "推进农村危房改造。对住房困难户给予补助,每户至少1人参加培训。"
    clause = small_notice.clause("1")
    expected = {"notice": "small", "clause": "1", "score": hit.score, "sentences": hit.sentences, "start": clause.start, "end": clause.end}
    assert expected.items() <= document.metadata.items()


def test_an_empty_question_finds_nothing(small_index):
    assert HybridRetriever(index=small_index).invoke("") == []


def test_k_below_one_is_refused(small_index):
    with pytest.raises(ValueError, match="k"):
        HybridRetriever(index=small_index, k=0)
