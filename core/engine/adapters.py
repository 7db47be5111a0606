"""The adapters attached to a UNet: InstantID's ID tokens and every image prompt.

All adapters of a recipe are attached by one public `load_ip_adapter` call, one slot each, so
that every cross-attention layer computes

    Z = Attn(Q, K_text, V_text) + sum over slots i of  weight_i * Attn(Q, K_i, V_i).

diffusers would run the projections to tokens inside the UNet, at every step; here they are taken
out, and run once per picture. Weights are set per layer, since some image prompts speak in some
layers only.

Source: Ye et al., IP-Adapter, 2023, eq. 5; layers: Wang et al., InstantStyle, 2024, §3.2.
"""

import operator
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers.models.attention_processor import IPAdapterAttnProcessor2_0
from diffusers.models.embeddings import IPAdapterFaceIDPlusImageProjection
from torch import Tensor, nn

from core.engine.features import Features
from core.engine.quiet import quietly
from core.engine.recognition import AdapterFile
from core.errors import Unsupported
from core.recipe_parts import BlockWeight, Layers
from core.told import Told


@dataclass(frozen=True, eq=False)
class Slot:
    """What one adapter says in one picture, how loudly, and where and when."""

    tokens: Tensor  # (2, n, width): of nothing, then of the face or the images
    strength: float
    layers: Layers
    window: tuple[float, float]  # share of the steps in which it speaks
    mask: Tensor | None  # (1, 1, h, w) in 0..1, pixels of the picture; None: everywhere
    blocks: tuple[BlockWeight, ...] = ()  # where it speaks and how loudly, in place of `layers`

    def weight(self, step: int, steps: int) -> float:
        """Its weight in this step."""
        return self.strength if is_within(self.window, step, steps) else 0.0


def is_within(window: tuple[float, float], step: int, steps: int) -> bool:
    """Whether a step, counted from 0, is in a window, by the rule of ControlNets in diffusers."""
    start, end = window
    return step / steps >= start and (step + 1) / steps <= end


class Ready(nn.Module):
    """Stands where diffusers has the projections: hands on tokens that arrive ready-made."""

    def __init__(self) -> None:
        super().__init__()
        self.last: int | None = None  # rows of each that speak; None: all
        self._whole: list[Tensor] = []
        self._parts: list[Tensor] = []

    def forward(self, tokens: list[Tensor]) -> list[Tensor]:
        """The same tensors at every step, so that what is made of them can be remembered."""
        if self.last is None:
            return tokens
        if len(tokens) != len(self._whole) or any(map(operator.is_not, tokens, self._whole)):
            self._whole, self._parts = list(tokens), [rows[-self.last :] for rows in tokens]
        return self._parts

    def forget(self) -> None:
        """Let all rows speak again."""
        self.last, self._whole, self._parts = None, [], []


class Adapters:
    """What is attached to one UNet."""

    def __init__(self, unet: Any) -> None:
        self._unet = unet
        self._files: tuple[Path, ...] = ()
        self._projections: list[nn.Module] = []
        self._processors: dict[str, IPAdapterAttnProcessor2_0] = {}
        self._set: tuple[Sequence[Slot], list[float]] | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files attached now, slot by slot."""
        return self._files

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of the UNet's attention processors, as adapter files number them."""
        return tuple(self._unet.attn_processors)

    def to(self, device: torch.device) -> None:
        """Move what makes tokens to where they are made."""
        for projection in self._projections:
            projection.to(device)

    def detach(self, pipe: Any) -> None:
        """Make the UNet that of the base model again, exactly."""
        if self._files:
            pipe.unload_ip_adapter()
        self._files, self._projections, self._processors, self._set = (), [], {}, None

    def attach(self, pipe: Any, contents: dict[Path, AdapterFile], files: tuple[Path, ...]) -> None:
        """Replace what is attached by these files, one slot each; the same file may come twice.

        Args:
            pipe: any pipeline that holds the UNet.
            contents: what is in each file.
            files: the slots.

        Raises:
            Unsupported: if an adapter was made for another base model; then none is attached.
        """
        self.detach(pipe)
        for file in files:
            self._refuse_foreign(file.name, contents[file])
        try:
            with quietly():
                pipe.load_ip_adapter(
                    [contents[file].state() for file in files],
                    subfolder="",
                    weight_name=[file.name for file in files],
                    image_encoder_folder=None,
                )
        except (ValueError, KeyError, IndexError) as error:
            pipe.unload_ip_adapter()  # a part of it may be there
            names = tuple(dict.fromkeys(file.name for file in files))
            raise Unsupported(Told("The sizes inside of {0} do not fit.", names)) from error
        self._processors = {
            name: processor
            for name, processor in self._unet.attn_processors.items()
            if isinstance(processor, IPAdapterAttnProcessor2_0)
        }
        self._projections = list(self._unet.encoder_hid_proj.image_projection_layers)
        self._share(files)
        self._unet.encoder_hid_proj = Ready()
        self._files = files

    def speak_alone(self, images: int) -> None:
        """Have the conditional rows speak alone from now on, as many as there are pictures."""
        if isinstance(ready := self._unet.encoder_hid_proj, Ready):
            ready.last = images

    def speak_together(self) -> None:
        """Undo `speak_alone`."""
        if isinstance(ready := self._unet.encoder_hid_proj, Ready):
            ready.forget()

    def _share(self, files: tuple[Path, ...]) -> None:
        """Slots of the same file get the same weights, not copies: InstantID's are 1.7 GB."""
        firsts = [files.index(file) for file in files]
        self._projections = [self._projections[first] for first in firsts]
        for processor in self._processors.values():
            for layers in (processor.to_k_ip, processor.to_v_ip):
                for slot, first in enumerate(firsts):
                    layers[slot] = layers[first]

    def _refuse_foreign(self, name: str, content: AdapterFile) -> None:
        ours = sum(layer.endswith("attn2.processor") for layer in self._unet.attn_processors)
        width = self._unet.config.cross_attention_dim
        if (content.layers, content.width) != (ours, width):
            raise Unsupported(
                Told(
                    "{0} was made for another base model: it has {1} layers of width "
                    "{2}, the pack's UNet {3} of width {4}.",
                    name,
                    content.layers,
                    content.width,
                    ours,
                    width,
                )
            )

    @torch.no_grad()
    def project(self, slot: int, features: Features) -> Tensor:
        """Features to tokens: the first row is of nothing, the others of one face or image each.

        Returns:
            (2, n, width): the tokens of nothing, as often as there are images; then the tokens
            of all images, one after another.
        """
        projection = self._projections[slot]
        like = next(projection.parameters())
        with _looking(projection, features, like):
            tokens = projection(features.rows.to(like))
        something = tokens[1:].reshape(1, -1, tokens.shape[-1])
        nothing = tokens[:1].repeat(1, len(tokens) - 1, 1)
        return torch.cat([nothing, something])

    def set_weights(self, slots: Sequence[Slot], step: int, steps: int) -> None:
        """Set the weight of every slot in every cross-attention layer, for one step."""
        weights = [slot.weight(step, steps) for slot in slots]
        if self._set is not None and self._set[0] is slots and self._set[1] == weights:
            return
        places = [where(self._unet, slot.layers, slot.blocks) for slot in slots]
        for name, processor in self._processors.items():
            # Set here, since `set_ip_adapter_scale` knows blocks but not single steps, and takes
            # a lone number for one adapter only.
            scales: list[float | int] = [
                weight * _share(name, place) for weight, place in zip(weights, places, strict=True)
            ]
            processor.scale = scales
        self._set = slots, weights


def _share(name: str, places: dict[str, float]) -> float:
    """How much a layer listens: as the longest of the beginnings says that its name has."""
    fitting = [place for place in places if f"{name}.".startswith(place)]
    return places[max(fitting, key=len)] if fitting else 0.0


@contextmanager
def _looking(projection: nn.Module, features: Features, like: Tensor) -> Iterator[None]:
    """Within, the projection of FaceID-Plus sees the faces, and adds the shortcut of version 2.

    diffusers takes neither as an argument: both are attributes of the module. Left there, they
    would meet the next picture, of other people and perhaps of another version of the adapter.
    """
    if not isinstance(projection, IPAdapterFaceIDPlusImageProjection):
        yield
        return
    assert features.seen is not None
    module: Any = projection
    module.clip_embeds, module.shortcut = features.seen.to(like)[:, None], features.shortcut
    try:
        yield
    finally:
        module.clip_embeds, module.shortcut = None, False


def where(unet: Any, layers: Layers, blocks: tuple[BlockWeight, ...] = ()) -> dict[str, float]:
    """Where an image prompt speaks and how loudly, by what the names of layers begin with.

    Style lives in the middle attention of the first up block that has any, composition in the
    last attention of the last such down block: `up_blocks.0.attentions.1` and
    `down_blocks.2.attentions.1` of SDXL.

    Raises:
        Unsupported: if the UNet has no such block.
    """
    if blocks:
        return {_place(unet, one.block): one.weight for one in blocks}
    if layers == "all":
        return {"": 1.0}
    side = "up_blocks" if layers == "style" else "down_blocks"
    having = [
        (f"{side}.{index}.attentions", len(block.attentions))
        for index, block in enumerate(getattr(unet, side))
        if hasattr(block, "attentions")
    ]
    if not having:
        raise Unsupported(
            Told("This pack's UNet has no layers for {0}.", layers), "Choose all layers."
        )
    name, count = having[0] if layers == "style" else having[-1]
    return {f"{name}.{count // 2 if layers == 'style' else count - 1}.": 1.0}


def _place(unet: Any, block: str) -> str:
    """What the names of the layers of a block begin with."""
    place, named = f"{block}.", [name for name in unet.attn_processors if ".attn2." in name]
    if not any(name.startswith(place) for name in named):
        other = named[0].partition(".transformer_blocks.")[0] if named else "mid_block"
        raise Unsupported(
            Told("This pack's UNet has no block '{0}'.", block),
            Told("It has {0}, for example.", other),
        )
    return place
