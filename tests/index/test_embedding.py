import numpy as np
import pytest

from index.intake.build import ingest_paths
from index.lookup.search import search_passages
from index.store import open_store
from index.vectors.embedding import SHIPPED, fingerprint_model, open_model
from index.vectors.fit import fit_model, refit_model
from index.vectors.outbox import count_waiting
from index.vectors.passages import open_vectors
from ingest.errors import ModelError

TEXTS = ["存在哪些问题和不足？", "公众号推送 12 条", "🙂", "", "Ａ站ⅰ", "鱻龘"]


def test_the_shipped_model_is_stock_and_reads_the_same_without_torch(settings):
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  # five seconds

    stock = np.asarray(
        SentenceTransformer(str(SHIPPED), device="cpu").encode(TEXTS[:2], normalize_embeddings=True), dtype=np.float32
    )
    assert np.allclose(stock, open_model(settings).embed(TEXTS[:2]), atol=2e-3)  # its weights are half floats


def test_vectors_have_length_one_or_say_nothing(settings):
    lengths = np.linalg.norm(open_model(settings).embed(TEXTS), axis=1)
    assert [1, 1, 0, 0] == lengths[:4].round(3).tolist()


def test_the_shipped_model_is_a_few_megabytes():
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) <= 6_000_000


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("打过官司吗", "本年度发生行政诉讼两起", "组织学习条例三次"),
        ("哪里做得不好", "存在的不足：更新滞后", "全年收到申请两件"),
        ("手机上能看到吗", "通过微信公众号推送", "本年未收取费用"),
        ("给干部讲过课吗", "举办业务培训班", "行政复议维持原决定"),
    ],
)
def test_a_question_is_nearer_to_what_it_means(settings, question, near, far):
    asked, right, wrong = open_model(settings).embed([question, near, far])
    assert asked @ right > asked @ wrong


def test_a_missing_folder_is_a_model_error(settings, tmp_path):
    with pytest.raises(ModelError):
        open_model(settings.model_copy(update={"embedding": str(tmp_path / "nowhere")}))


def test_any_sentence_transformers_folder_serves(settings, shelf, make_report, tmp_path):
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer  # noqa: PLC0415
    from transformers import BertConfig, BertModel, BertTokenizerFast  # noqa: PLC0415

    vocabulary = {
        token: i for i, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"公开信息问题不足一年来我们把"])
    }
    plain, folder = tmp_path / "bert", tmp_path / "model"
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(vocab_size=len(vocabulary), **size)).save_pretrained(plain)
    BertTokenizerFast(vocab=vocabulary).save_pretrained(plain)
    transformer = Transformer(str(plain))
    SentenceTransformer(modules=[transformer, Pooling(16)], device="cpu").save(str(folder))
    own = settings.model_copy(update={"embedding": str(folder)})
    shelf.put("a.txt", make_report())
    list(ingest_paths(own, [shelf.folder], read=shelf.read))
    with open_store(own) as store:
        assert 3 == len(search_passages(store, "信息公开的问题"))
    assert 3 == len(open_vectors(own, fingerprint_model(own)).list_ids())


def test_refitting_makes_every_vector_again(settings, shelf, make_report):
    shelf.put("a.txt", make_report())
    list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    before = fingerprint_model(settings)
    with open_store(settings, writable=True) as store:
        assert settings.model_path == refit_model(store, settings)
        assert 0 == count_waiting(store)
    assert before != fingerprint_model(settings)
    assert 3 == len(open_vectors(settings, fingerprint_model(settings)).list_ids())
    with open_store(settings) as store:
        assert search_passages(store, "更新慢")


def test_fitting_the_same_texts_gives_the_same_model(tmp_path):
    for name in ("one", "two"):
        fit_model(["水渠修到了村口。"], tmp_path / name)
    weights = [(tmp_path / name / "model.safetensors").read_bytes() for name in ("one", "two")]
    assert weights[0] == weights[1]
