import pytest
from langchain_tests.integration_tests.embeddings import EmbeddingsIntegrationTests
from langchain_tests.unit_tests.embeddings import EmbeddingsUnitTests

from index.embeddings import EncoderEmbeddings


class _Adapter:
    @pytest.fixture(autouse=True)
    def _encoder(self, encoder):
        self.encoder = encoder

    @property
    def embeddings_class(self):
        return EncoderEmbeddings

    @property
    def embedding_model_params(self):
        return {"encoder": self.encoder}


class TestUnitSuite(_Adapter, EmbeddingsUnitTests):
    pass


@pytest.mark.filterwarnings("ignore:.*is marked with '@pytest.mark.asyncio' but it is not an async function")
@pytest.mark.asyncio
class TestIntegrationSuite(_Adapter, EmbeddingsIntegrationTests):
    pass


def test_queries_and_documents_go_their_own_ways(encoder, monkeypatch):
    monkeypatch.setattr(encoder, "embed_queries", lambda texts: encoder._embed([f"query: {text}" for text in texts]))
    embeddings = EncoderEmbeddings(encoder)
    assert embeddings.embed_query("危房") == pytest.approx(encoder._embed(["query: 危房"])[0].tolist())
    assert embeddings.embed_documents(["危房"])[0] == pytest.approx(encoder._embed(["危房"])[0].tolist())
    assert (embeddings.name, embeddings.fingerprint) == ("fake", "fake-1")
