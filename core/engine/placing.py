"""Puts models where a plan says, by the means of diffusers and accelerate.

What is not always on the device lies in the computer's memory, and hooks bring it over when it is
called: whole models (accelerate), or layer by layer (diffusers' group offloading, on a card with
a stream of its own, so that the next layer comes while this one works). Adapters and LoRAs change
the very modules that carry the hooks, so these are taken off meanwhile.

Moving numbers does not change them: latents have the same bits, but with fp8.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import torch
from accelerate.hooks import remove_hook_from_module
from diffusers.hooks import HookRegistry, apply_group_offloading
from torch import nn

from core.engine.memory import Plan

READERS = ("text_encoder", "text_encoder_2")
KEYS = ("attn2.to_k", "attn2.to_v")
KEYS_INSIDE = (".to_k_ip.", ".to_v_ip.")
_HOOKS = ("group_offloading", "layer_execution_tracker", "lazy_prefetch_group_offloading")
_FP8 = torch.float8_e4m3fn


class Placing:
    """Places the models of one pack. Nets that were placed stay so until the process forgets them.

    Args:
        plan: what to do; its tiles may change between pictures, nothing else.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.device = torch.device(plan.device)
        self.dtype = torch.float16 if plan.half else torch.float32
        self._streams = self.device.type in ("cuda", "xpu")

    @property
    def first(self) -> torch.device:
        """Where models are read to from their files: at once where they are to lie."""
        return self.device if self.plan.placement == "resident" else torch.device("cpu")

    def place_base(self, pipe: Any) -> None:
        """Place a base model that was just loaded."""
        if self.plan.fp8:
            self._narrow(pipe.unet)
        self._cut_into_tiles(pipe.vae)
        self._hook(pipe)

    def place_net(self, net: Any) -> Any:
        """Place a ControlNet that was just loaded; gives it back.

        Its hooks sit on its parts: a view of it (`copy`) would call the original through one on
        itself, and see that one's face.
        """
        if self.plan.fp8:
            self._narrow(net)
        if self.plan.placement in ("nets", "leaves"):
            for part in _parts(net):
                self._by_layer(part, self._streams)
        elif self.plan.placement != "models":
            net.to(self.device)
            self._keys_out(net)
        return net

    def place_reader(self, model: Any) -> Any:
        """Place an image encoder that was just loaded; gives it back."""
        if self.plan.placement == "resident":
            return model.to(self.device)
        self._by_layer(model)
        return model

    @contextmanager
    def changing(self, pipe: Any) -> Iterator[None]:
        """Within, the base model has no hooks: adapters and LoRAs may be attached or taken off."""
        for model in _models(pipe):
            _free(model)
        try:
            yield
        finally:
            self._hook(pipe)

    def enter(self, pipe: Any) -> None:
        """Prepare a pipeline that shares models with others for its run."""
        if self.plan.placement == "models":
            pipe.enable_model_cpu_offload(device=str(self.device))

    def bare(self, net: Any) -> Any:
        """A ControlNet without the hook of a pipeline that it was part of."""
        if self.plan.placement == "models":
            remove_hook_from_module(net, recurse=True)
        return net

    def constant(self, unet: Any, nets: Sequence[Any]) -> list[Any]:
        """The nets whose constant projections may be remembered during a picture.

        Layers that a stream brings one after another have to be called in the same order in every
        step: one that is left out would stay on the device, and let the next one wait.
        """
        if not self._streams or self.plan.placement not in ("nets", "leaves"):
            return [unet, *nets]
        return [unet] if self.plan.placement == "nets" else []

    def without_gradients(self) -> Any:
        """A context in which torch notes no gradients; where no weights move, nor what changes."""
        stays = self.plan.placement == "resident" and not self.plan.fp8
        return torch.inference_mode() if stays else torch.no_grad()

    def use_tiles(self, vae: Any, tile: int) -> None:
        """Decode and encode in tiles of so many pixels from now on; 0: at once."""
        self.plan = replace(self.plan, tile=tile)
        self._cut_into_tiles(vae)

    def _hook(self, pipe: Any) -> None:
        placement = self.plan.placement
        if placement == "models":
            self.enter(pipe)
            return
        if placement == "resident":
            pipe.to(self.device)
            return
        for name in READERS:
            if getattr(pipe, name, None) is not None:
                self._by_layer(getattr(pipe, name))
        if placement == "leaves":
            self._by_layer(pipe.unet, self._streams)
            self._by_layer(pipe.vae)
        else:
            pipe.unet.to(self.device)
            pipe.vae.to(self.device)
            self._keys_out(pipe.unet)

    def _keys_out(self, net: Any) -> None:
        """Bring weights of keys and values over only to project the tokens of a picture."""
        if self.plan.placement in ("sparing", "nets"):
            for name, module in net.named_modules():
                if name.endswith(KEYS) or any(part in name for part in KEYS_INSIDE):
                    self._by_layer(module)

    def _by_layer(self, module: nn.Module, stream: bool = False) -> None:
        apply_group_offloading(
            module,
            onload_device=self.device,
            offload_device=torch.device("cpu"),
            offload_type="leaf_level",
            use_stream=stream,
            record_stream=stream,
        )

    def _narrow(self, net: Any) -> None:
        net.enable_layerwise_casting(storage_dtype=_FP8, compute_dtype=self.dtype)

    def _cut_into_tiles(self, vae: Any) -> None:
        tile = self.plan.tile
        if not tile:
            vae.disable_tiling()
            return
        vae.tile_sample_min_size = tile
        vae.tile_latent_min_size = tile // 2 ** (len(vae.config.block_out_channels) - 1)
        vae.enable_tiling()


def _parts(net: Any) -> Iterator[nn.Module]:
    """What a net calls: its children, and the members of those that are mere lists."""
    for child in net.children():
        if isinstance(child, nn.ModuleList):
            yield from child
        else:
            yield child


def _models(pipe: Any) -> Iterator[nn.Module]:
    yield from (one for one in pipe.components.values() if isinstance(one, nn.Module))


def _free(model: nn.Module) -> None:
    """Take all hooks that move it off a model."""
    if hasattr(model, "_hf_hook"):
        remove_hook_from_module(model, recurse=True)
    for module in model.modules():
        if hasattr(module, "_diffusers_hook"):
            registry = HookRegistry.check_if_exists_or_initialize(module)
            for name in _HOOKS:
                registry.remove_hook(name, recurse=False)
