"""LoRAs attached to the base model: low-rank changes of its weights, W + weight * alpha / r * B A.

diffusers reads the layouts (its own, that of peft, that of kohya with `alpha`), and peft puts the
changes beside the layers; the base model's own weights are never written. So they are never
restored either: taking the LoRAs off leaves the very same tensors, and every later picture has
the same bits as before.

Source: Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021, §4.1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import safe_open
from torch import Tensor

from core.engine.quiet import quietly
from core.engine.recognition import Half
from core.engine.trouble import readable_errors
from core.errors import Unsupported
from core.packs.checkpoints import check_safetensors
from core.told import Told

DOWN = ("lora_A.weight", "lora_down.weight", "lora.down.weight", "lora_linear_layer.down.weight")
"""How the first factor of a layer's change is called, by layout."""

UP = ("lora_B.weight", "lora_up.weight", "lora.up.weight", "lora_linear_layer.up.weight")


@dataclass(frozen=True, eq=False)
class LoraFile:
    """One LoRA, ready to be attached."""

    name: str  # of the file, for messages
    layers: int  # how many it changes
    content: Path | Mapping[str, Tensor]  # a .safetensors file, or its tensors


def read_lora(file: Path) -> LoraFile:
    """Look at a LoRA file; its weights are read when it is attached.

    Raises:
        BadInput: if it is no sound safetensors file.
        Unsupported: if it holds no LoRA, or more than that, such as a DoRA.
        OSError: if it cannot be read.
    """
    check_safetensors(file)
    with safe_open(file, "pt") as content:
        keys: list[str] = list(content.keys())
    layers = sum(key.endswith(DOWN) for key in keys)
    if not layers or not all(key.endswith((*DOWN, *UP, ".alpha")) for key in keys):
        raise Unsupported(Told("{0} is not a LoRA of a kind that can be read.", file.name))
    return LoraFile(file.name, layers, file)


def inner_lora(name: str, lora: Half, attention: Sequence[str]) -> LoraFile:
    """The LoRA inside an adapter file, in the layout of peft.

    Args:
        name: of the file.
        lora: such as `0.to_q_lora.down.weight`, by number of the attention layer.
        attention: the names of the UNet's attention processors, in order.

    Raises:
        Unsupported: if there are fewer layers than the LoRA has.
    """
    tensors: dict[str, Tensor] = {}
    for key, tensor in lora.items():
        number, part, factor, _ = key.split(".")
        if int(number) >= len(attention):
            raise _foreign(name)
        layer = attention[int(number)].removesuffix("processor")
        part = part.removesuffix("_lora").replace("to_out", "to_out.0")
        tensors[f"unet.{layer}{part}.lora_{'A' if factor == 'down' else 'B'}.weight"] = tensor
    return LoraFile(name, sum(key.endswith(DOWN) for key in tensors), tensors)


class Loras:
    """What is attached to one base model: its UNet and its text encoders."""

    def __init__(self, pipe: Any) -> None:
        """Take any pipeline that holds the base model."""
        self._pipe = pipe
        self._attached: tuple[Path, ...] = ()
        self._weights: tuple[float, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files attached now, in their order."""
        return self._attached

    @property
    def attached(self) -> tuple[tuple[Path, float], ...]:
        """The files attached now, and their weights."""
        return tuple(zip(self._attached, self._weights, strict=True))

    def attach(
        self,
        weights: Mapping[Path, float],
        contents: Mapping[Path, LoraFile],
        anew: bool = True,
    ) -> None:
        """Let the base model be changed by exactly these LoRAs, in this order.

        Args:
            weights: of each file.
            contents: what is in each file.
            anew: even if they are attached so: adapters were, which may have silenced them.

        Raises:
            Unsupported: if one was made for another base model; then none is attached.
        """
        if not anew and tuple(weights.items()) == self.attached:
            return
        if tuple(weights) != self._attached:
            self._take_off()
            try:
                for index, file in enumerate(weights):
                    self._load(contents[file], f"lora_{index}")
            except BaseException:
                self._take_off()
                raise
        self._attached, self._weights = tuple(weights), tuple(weights.values())
        if weights:
            names = [f"lora_{index}" for index in range(len(weights))]
            self._pipe.set_adapters(names, list(self._weights))

    def _take_off(self) -> None:
        self._pipe.unload_lora_weights()
        self._attached, self._weights = (), ()

    def _load(self, file: LoraFile, name: str) -> None:
        if isinstance(file.content, Path):
            where: Any = file.content.parent
            options = {"weight_name": file.content.name, "local_files_only": True}
        else:
            where, options = dict(file.content), {}
        try:
            with quietly(), readable_errors():
                self._pipe.load_lora_weights(
                    where, adapter_name=name, use_safetensors=True, **options
                )
        except (ValueError, KeyError, IndexError, RuntimeError) as error:
            raise _foreign(file.name) from error
        if self._changed(name) != file.layers:  # else it was only warned of
            raise _foreign(file.name)

    def _changed(self, name: str) -> int:
        """How many layers of the base model the LoRA of this name changes."""
        named = ("unet", "text_encoder", "text_encoder_2")  # SD 1.5 has one text encoder
        nets = [net for net in (getattr(self._pipe, name, None) for name in named) if net]
        layers = (layer for net in nets for layer in net.modules() if hasattr(layer, "lora_A"))
        return sum(name in layer.lora_A for layer in layers)


def _foreign(name: str) -> Unsupported:
    return Unsupported(
        Told("{0} was made for another base model: its layers are not this pack's.", name)
    )
