"""Vectors come in the order of the texts and mean the same in half precision, and a model says what it is and why it cannot be used."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from corpus import errors
from corpus.embedding.embedder import Embedder
from corpus.embedding.packaged import ADAPTER, ADAPTER_WEIGHTS, adapted_sha256, packaged_model_folder

SPREAD = [
    "Library",
    "Potholes in Wenlow",
    "RESOLVED that £40,000 be spent on potholes in Wenlow.",
    "Stannick. 2019/20: 2,140. 2020/21: 2,655. 2021/22: 1,980",
    "A much longer sentence about the fostering allowance for children aged eleven to fifteen",
    "The panel noted the report. " * 20,
    "Dr Calloway reported that the home, opened on 3 October 2022 at a cost of £1.38m, had been judged Good. " * 40,
]


def nearness(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def in_full_precision(monkeypatch: pytest.MonkeyPatch) -> Embedder:
    """An embedder on a processor that does not compute in bfloat16."""
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True})
    embedder = Embedder()
    assert embedder.precision == "float32"
    return embedder


def model_folder(folder: Path) -> Path:
    """A folder with the files that a model is known by, small ones."""
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"weights")
    (folder / "config.json").write_text('{"hidden_size": 384}')
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    (folder / "README.md").write_text("A model.")
    return folder


def test_vectors_have_length_one_and_come_in_the_order_of_the_texts() -> None:
    embedder = Embedder()
    vectors = [one.vector for one in embedder.passages(SPREAD)]
    assert {len(vector) for vector in vectors} == {384}
    for vector, text in zip(vectors, SPREAD, strict=True):
        assert nearness(vector, vector) == pytest.approx(1, abs=1e-5)
        assert nearness(vector, embedder.question(text)) == pytest.approx(1, abs=1e-3)


def test_no_texts_have_no_vectors_and_load_no_model() -> None:
    embedder = Embedder()
    assert embedder.passages([]) == []
    assert "model" not in vars(embedder)


def test_the_same_text_has_the_same_vector_wherever_it_stands() -> None:
    first, *others = Embedder().passages([SPREAD[1], *SPREAD, SPREAD[1]])
    assert first == others[1] == others[-1]


def test_half_precision_is_used_where_the_processor_has_it_and_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    half = Embedder()
    if half.precision == "float32":
        pytest.skip("this processor does not compute in bfloat16, or there is a GPU")
    vectors = [one.vector for one in half.passages(SPREAD)]
    full = [one.vector for one in in_full_precision(monkeypatch).passages(SPREAD)]
    assert vectors != full
    assert min(map(nearness, vectors, full)) >= 0.999


def test_full_precision_is_used_where_the_processor_lacks_half_or_half_is_not_near_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.embedding.embedder._SAME", 1.01)
    assert Embedder().precision == "float32"
    embedder = in_full_precision(monkeypatch)
    [embedded] = embedder.passages([SPREAD[2]])
    assert nearness(embedded.vector, embedder.question(SPREAD[2])) == pytest.approx(1, abs=1e-6)


def test_the_packaged_model_is_known_by_its_published_weights() -> None:
    folder = packaged_model_folder()
    assert json.loads((folder / "config.json").read_text())["hidden_size"] == 384
    published = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    assert Embedder("base").sha256 == Embedder("all-MiniLM-L6-v2").sha256 == published


def test_the_taught_model_is_another_than_the_published_one_and_nearly_as_it() -> None:
    taught, published = Embedder(), Embedder("base")
    assert taught.sha256 == adapted_sha256(ADAPTER) != published.sha256
    of_both = zip(taught.passages(SPREAD), published.passages(SPREAD), strict=True)
    assert all(0.3 < nearness(one.vector, other.vector) < 0.999 for one, other in of_both)


def test_the_adapter_is_small_and_says_what_it_is() -> None:
    assert sum(file.stat().st_size for file in ADAPTER.iterdir()) <= 6_000_000
    assert "## Limits" in (ADAPTER / "README.md").read_text(encoding="utf-8")


def test_an_adapter_that_was_cut_off_is_a_named_error(tmp_path: Path) -> None:
    folder = shutil.copytree(ADAPTER, tmp_path / "adapter")
    weights = (folder / ADAPTER_WEIGHTS).read_bytes()
    (folder / ADAPTER_WEIGHTS).write_bytes(weights[: len(weights) // 2])
    with pytest.raises(errors.ModelUnusable, match="MINUTED_EMBED_MODEL=base"):
        Embedder(str(folder)).question("potholes")


def test_a_model_in_a_folder_is_known_by_the_files_that_make_its_vectors(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "model")
    before = Embedder(str(folder)).sha256
    (folder / "README.md").write_text("Another word about the model.")
    assert Embedder(str(folder)).sha256 == before
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    pooled_otherwise = Embedder(str(folder)).sha256
    (folder / "model.safetensors").write_bytes(b"other weights")
    assert len({before, pooled_otherwise, Embedder(str(folder)).sha256}) == 3


def test_the_hash_of_a_folder_is_that_of_what_sha256sum_prints(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "model")
    names = ["1_Pooling/config.json", "config.json", "model.safetensors"]
    lines = "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    assert Embedder(str(folder)).sha256 == hashlib.sha256(lines.encode()).hexdigest()


def test_a_model_of_the_hub_is_known_by_what_the_hub_left_on_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "models--sentence-transformers--some-model"
    model_folder(kept / "snapshots" / "0123abc")
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text("0123abc")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    as_folder = Embedder(str(kept / "snapshots" / "0123abc")).sha256
    assert Embedder("some-model").sha256 == Embedder("sentence-transformers/some-model").sha256 == as_folder


def test_knowing_the_model_does_not_load_torch(tmp_path: Path) -> None:
    imports = "import sys; from corpus.embedding.embedder import Embedder"
    script = f"{imports}; Embedder().sha256; Embedder(sys.argv[1]).sha256; print('torch' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script, model_folder(tmp_path / "model")], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_weights_that_are_not_the_published_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.embedding.packaged.WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(errors.ModelUnusable, match="not the published model"):
        packaged_model_folder()


def test_a_model_that_is_not_there_is_a_named_error(tmp_path: Path) -> None:
    missing = Embedder(str(tmp_path / "no-model"))
    with pytest.raises(errors.ModelUnusable, match="MINUTED_EMBED_MODEL"):
        missing.question("potholes")
    with pytest.raises(errors.ModelUnusable, match="MINUTED_EMBED_MODEL"):
        _ = missing.sha256
    (tmp_path / "empty").mkdir()
    with pytest.raises(errors.ModelUnusable, match="no weights"):
        _ = Embedder(str(tmp_path / "empty")).sha256
