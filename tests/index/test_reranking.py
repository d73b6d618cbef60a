import subprocess
import sys

import pytest

from index.intake.build import ingest_paths
from index.lookup.search import search_passages
from index.store import open_store
from ingest.errors import ModelError


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory):
    """A folder with a tiny cross-encoder of random weights, as any other is stored."""
    import torch  # noqa: PLC0415
    from sentence_transformers import CrossEncoder  # noqa: PLC0415  # five seconds
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("cross-encoder")
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"公开信息问题不足更新慢一年来我们把人员培训"]
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    torch.manual_seed(1)
    config = BertConfig(vocab_size=len(tokens), num_labels=1, initializer_range=2.0, **size)
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab={token: i for i, token in enumerate(tokens)}).save_pretrained(folder)
    CrossEncoder(str(folder), device="cpu", num_labels=1).save(str(folder))
    return folder


@pytest.fixture
def stored(settings, shelf, make_report):
    shelf.put("a.txt", make_report())
    list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    return settings


def search_with(settings, **changes):
    with open_store(settings.model_copy(update=changes)) as store:
        return search_passages(store, "信息公开的问题")


def test_passages_come_in_the_order_of_the_model_that_the_settings_name(stored, cross_encoder):
    from sentence_transformers import CrossEncoder  # noqa: PLC0415

    plain = search_with(stored)
    found = search_with(stored, reranker=str(cross_encoder))
    pairs = [
        ("信息公开的问题", f"{item.report.agency.name} {item.report.year}年 {item.passage.heading}\n{item.passage.text}")
        for item in found
    ]
    scores = CrossEncoder(str(cross_encoder), device="cpu").predict(pairs).tolist()

    assert {item.id for item in plain} == {item.id for item in found}
    assert scores == pytest.approx([item.score for item in found], abs=1e-6)
    assert sorted(scores, reverse=True) == pytest.approx(scores)
    assert len(set(scores)) > 1


def test_a_missing_reranker_is_a_model_error(stored, tmp_path):
    with pytest.raises(ModelError, match="重排模型"):
        search_with(stored, reranker=str(tmp_path / "nowhere"))


def test_no_reranker_is_loaded_unless_one_is_named(stored):
    code = (
        "import sys; from pathlib import Path; from index.settings import Settings; from index.store import open_store; "
        "from index.lookup.search import search_passages; "
        f"search_passages(open_store(Settings(_env_file=None, data=Path({str(stored.data)!r}))), '问题'); "
        "print('sentence_transformers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False\n" == done.stdout
