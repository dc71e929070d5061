"""A small notice with phrasings, and an encoder that needs no model."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.hybrid import HybridIndex
from index.lexical import find_terms
from index.passages import make_passages
from index.unpack import prepare_default_model
from ingest import parse_notice, read_notice
from schema import Notice
from settings import ROOT

SMALL_NOTICE = """关于印发住房安全工作分工方案的通知

各有关单位：

现印发给你们，列在首位的为牵头单位。

一、重点任务

1. 推进农村危房改造。对住房困难户给予补助，每户至少 １ 人 参加培训。（市住建局、市财政局）

2. 加强“三留守”人员关爱服务，健全档案。（市民政局、市教育局）

3. 开通农村客运班线，改善出行条件。（市交通运输局、市财政局）

二、工作要求

（一）各单位要高度重视，按时报送情况。
"""
SMALL_PHRASINGS = {"3": ["班车一天才一趟", "村里没有公交"], "2": ["孙子在家没人带"]}


class FakeEncoder:
    """Adds up a random vector for each pair of neighbouring characters: texts that share pairs are near. Counts what it embeds."""

    name = "fake"

    def __init__(self, dimension: int = 64, fingerprint: str = "fake-1") -> None:
        self.dimension = dimension
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def embed_queries(self, texts: list[str]) -> np.ndarray:
        return self._embed(texts)

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        return self._embed(texts)

    def _embed(self, texts: list[str]) -> np.ndarray:
        self.embedded += texts
        vectors = np.array([self._vector(text) for text in texts], np.float32).reshape(-1, self.dimension)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def _vector(self, text: str) -> np.ndarray:
        padded = f"^{text}$"
        return np.sum([self._pair(padded[i : i + 2]) for i in range(len(padded) - 1)], axis=0)

    def _pair(self, pair: str) -> np.ndarray:
        seed = int.from_bytes(hashlib.sha256(pair.encode("utf-8", "replace")).digest()[:4], "big")
        return np.random.default_rng(seed).normal(size=self.dimension)


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture(scope="session")
def small_notice() -> Notice:
    return parse_notice(SMALL_NOTICE, "small")


@pytest.fixture(scope="session")
def shipped_notice() -> Notice:
    return read_notice(ROOT / "notices" / "shanwei-2016-19.txt")


@pytest.fixture
def small_index(small_notice: Notice, encoder: FakeEncoder) -> HybridIndex:
    return build_index(make_passages(small_notice, SMALL_PHRASINGS), find_terms(small_notice), encoder)


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real model, unpacked."""
    return prepare_default_model(tmp_path_factory.mktemp("model") / "e5", progress=False)
