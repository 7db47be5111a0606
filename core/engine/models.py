"""The nets of one pack, loaded when they are first needed, from its folder only.

In float32 on a processor and float16 on a card, placed as a plan says.
"""

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import torch
from diffusers import MultiControlNetModel
from torch import Tensor, nn

from core.engine.adapter_files import read_adapter
from core.engine.adapters import Adapters
from core.engine.family import family_of
from core.engine.identity import IdentityNet, SparingNet
from core.engine.image_encoder import ImageEncoder
from core.engine.loras import LoraFile, Loras, inner_lora, read_lora
from core.engine.memory import Plan
from core.engine.placing import Placing
from core.engine.preview import Preview, TinyPreview, preview_for
from core.engine.prompt import Prompt
from core.engine.quiet import quietly
from core.engine.recognition import AdapterFile
from core.engine.remembered import Remembered
from core.engine.schedulers import make_scheduler
from core.engine.single_files import (
    is_ldm_controlnet,
    load_base,
    load_controlnet,
    load_vae,
    refuse_other_latents,
)
from core.engine.trimming import spare
from core.engine.trouble import readable_errors, readable_files
from core.errors import Unsupported
from core.packs import Pack
from core.packs.manifest import Adapter, Variant
from core.recipe import Recipe, Sampling
from core.told import Told

Loaded = TypeVar("Loaded")
DTYPE = torch.float32  # on a processor


class Models:
    """Loads nets, keeps them, and puts pipelines together from them.

    All pipelines share the same UNet, VAE and text encoders. One thread at a time.
    """

    def __init__(self, pack: Pack, device: str, plan: Plan | None = None) -> None:
        """Load the base model.

        Args:
            pack: whose nets these are.
            device: of torch, where pictures are drawn.
            plan: how the nets are placed; None: all of them lie on the device.

        Raises:
            Unsupported: if the pack's family is not supported.
            DamagedPack: if a file is missing or cannot be read.
        """
        self.pack = pack
        self.placing = Placing(plan or Plan(device))
        self.device, self.dtype = self.placing.device, self.placing.dtype
        self.family = family_of(pack.manifest.family)
        folder = pack.path(pack.manifest.base)
        self._base: Any = self._load(folder, self._load_base)
        with readable_errors():
            self.placing.place_base(self._base)
        self.adapters = Adapters(self._base.unet)
        self.loras = Loras(self._base)
        self._files: dict[tuple[Path, Variant | None], AdapterFile] = {}
        self._lora_files: dict[Path, LoraFile] = {}
        self._nets: dict[str | None, Any] = {}
        self._encoders: dict[Path, ImageEncoder] = {}
        self._preview: Preview | TinyPreview | None = None
        self._remembered = Remembered()

    @property
    def unet(self) -> Any:
        """The base model's UNet."""
        return self._base.unet

    @property
    def vae(self) -> Any:
        """The base model's VAE."""
        return self._base.vae

    @property
    def base(self) -> Any:
        """The pipeline that draws from noise, without ControlNets."""
        return self._base

    def pipeline(self, nets: list[Any], from_image: bool, sampling: Sampling) -> Any:
        """A stock pipeline over the shared nets, with a fresh scheduler.

        Args:
            nets: its ControlNets, none, one or more.
            from_image: whether it starts from an image instead of from noise.
            sampling: names the scheduler and the spacing of its steps.
        """
        how = (sampling.spacing, self.pack.manifest.family)
        fresh = make_scheduler(sampling.scheduler, self._base.scheduler.config, *how)
        parts = {**self._base.components, "scheduler": fresh}
        if nets:
            parts["controlnet"] = nets[0] if len(nets) == 1 else MultiControlNetModel(nets)
        kind = self.family.pipeline(bool(nets), from_image)
        settings = {name: self._base.config[name] for name in self.family.settings}
        pipe = kind(**parts | settings | self.family.options)
        pipe.set_progress_bar_config(disable=True)
        self.placing.enter(pipe)
        return pipe

    def net(self, name: str | None) -> Any:
        """A ControlNet by its name in the pack; None is IdentityNet.

        Raises:
            DamagedPack: if it cannot be read.
        """
        if name not in self._nets:
            folder = self.pack.path(_net_folder(self.pack, name))
            kind = SparingNet if name is not None else IdentityNet
            net = self._load(folder, lambda: self._load_net(kind, folder))
            with readable_errors():
                self._nets[name] = self.placing.place_net(net)
        return self._nets[name]

    def nets(self, names: Sequence[str | None]) -> list[Any]:
        """ControlNets by their names; of one that is named again, another view.

        Views have the same weights, and each has its own face and region.
        """
        found: list[Any] = []
        for index, name in enumerate(names):
            net = self.placing.bare(self.net(name))
            found.append(copy(net) if name in names[:index] else net)
        return found

    def preview(self) -> Preview | TinyPreview | None:
        """What turns predicted latents into small pictures; None if the pack brings nothing.

        Raises:
            DamagedPack: if its decoder cannot be read.
        """
        if self._preview is None:
            entry = self.pack.manifest.preview
            if entry is not None and entry.tiny is not None:
                folder = self.pack.path(entry.tiny)
                self._preview = self._load(
                    folder, lambda: TinyPreview(folder, self.device, self.dtype)
                )
            else:
                self._preview = preview_for(entry, self.unet.config.in_channels)
        return self._preview

    def prompt(self, words: str, negative: str, guided: bool) -> Prompt:
        """Encoded by the text encoders as the LoRAs that are attached now change them."""
        encode = partial(self.family.encode_prompt, self._base, words, negative, guided)
        return self._remembered.get((words, negative, guided, self.loras.attached), encode)

    def tokens(self, slot: int, said: Hashable, project: Callable[[], Tensor]) -> Tensor:
        """What an attached adapter makes of a face or of images.

        Args:
            slot: of the adapter.
            said: names the face or the images, and how they are combined.
            project: gives the tokens, unless they are known.
        """
        return self._remembered.get((self.adapters.files[slot], said), project)

    def encoder(self, adapter: str) -> ImageEncoder:
        """The image encoder that an image-prompt adapter was trained with."""
        relative = self.entry(adapter).encoder
        assert relative is not None
        folder = self.pack.path(relative)
        if folder not in self._encoders:
            self._encoders[folder] = self._load(folder, lambda: ImageEncoder(folder, self.placing))
        return self._encoders[folder]

    def entry(self, adapter: str) -> Adapter:
        """What the pack says of an image-prompt adapter of this name, which it has."""
        return next(entry for entry in self.pack.manifest.adapters if entry.name == adapter)

    def content(self, adapter: str) -> AdapterFile:
        """What is in the file of an image-prompt adapter; raises as `attach` does."""
        entry = self.entry(adapter)
        return self._file(entry.file, entry.variant)

    def attach(self, recipe: Recipe) -> tuple[AdapterFile, ...]:
        """Attach exactly the adapters and LoRAs that a recipe uses; give the adapters' contents.

        The adapter of the face comes first, once for each person.

        Raises:
            DamagedPack: if a file cannot be read.
            Unsupported: if a file is not what the pack says it is, or does not fit the UNet.
        """
        manifest = self.pack.manifest
        wanted: list[tuple[str, Variant | None]] = []
        if recipe.identities:
            assert manifest.instantid is not None
            wanted += [(manifest.instantid.adapter, None)] * len(recipe.identities)
        entries = [self.entry(prompt.adapter) for prompt in recipe.image_prompts]
        wanted.extend((entry.file, entry.variant) for entry in entries)
        contents = tuple(self._file(file, said) for file, said in wanted)
        files = tuple(self.pack.path(file) for file, _ in wanted)
        self._refuse_misplaced(recipe, files, contents)
        weights, loras = self._wanted_loras(recipe, files, contents)
        anew = files != self.adapters.files
        if anew or tuple(weights) != self.loras.files:
            with self.placing.changing(self._base):
                self._change(files, contents)
                self.loras.attach(weights, loras)
            self.adapters.to(self.device)
        else:
            self.loras.attach(weights, loras, anew=False)
        return contents

    def _change(self, files: tuple[Path, ...], contents: tuple[AdapterFile, ...]) -> None:
        if files != self.adapters.files:
            if not files:
                self.adapters.detach(self._base)
            else:
                found = dict(zip(files, contents, strict=True))
                self.adapters.attach(self._base, found, files)

    def _wanted_loras(
        self, recipe: Recipe, files: tuple[Path, ...], contents: tuple[AdapterFile, ...]
    ) -> tuple[dict[Path, float], dict[Path, LoraFile]]:
        """The recipe's LoRAs, then those of adapters that speak, inside their files or out.

        The latter have weight 1 in every step, whatever the adapter's strength and window, as in
        the reference of IP-Adapter FaceID. diffusers would make those inside active itself, and
        all others silent. Asked for twice, a LoRA is attached once, with the sum of its weights;
        weights of 0 are left out.
        """
        weights: dict[Path, float] = {}
        found: dict[Path, LoraFile] = {}

        def add(name: str, weight: float) -> None:
            file = self.pack.path(_lora_file(self.pack, name))
            weights[file] = weights.get(file, 0.0) + weight
            found[file] = self._lora(file, lambda: read_lora(file))

        for lora in recipe.loras:
            add(lora.name, lora.weight)
        layers, people = self.adapters.layers, len(recipe.identities)
        spoken = zip(recipe.image_prompts, files[people:], contents[people:], strict=True)
        outside: set[str] = set()
        for prompt, file, content in spoken:
            own = self.entry(prompt.adapter).lora
            if own is not None and prompt.strength:
                outside.add(own)
            elif content.lora and prompt.strength:
                weights[file] = 1.0
                found[file] = self._lora(
                    file, lambda file=file, lora=content.lora: inner_lora(file.name, lora, layers)
                )
        for name in sorted(outside):  # once, however many speak
            add(name, 1.0)
        return {file: weight for file, weight in weights.items() if weight}, found

    def _lora(self, file: Path, read: Callable[[], LoraFile]) -> LoraFile:
        if file not in self._lora_files:
            self._lora_files[file] = self._load(file, read)
        return self._lora_files[file]

    def _refuse_misplaced(
        self, recipe: Recipe, files: tuple[Path, ...], contents: tuple[AdapterFile, ...]
    ) -> None:
        people = len(recipe.identities)
        for index, (file, content) in enumerate(zip(files, contents, strict=True)):
            if index < people:
                if content.variant != "instantid":
                    raise Unsupported(Told("{0} is not InstantID's adapter for a face.", file.name))
                continue
            self._refuse_blind(self.entry(recipe.image_prompts[index - people].adapter), content)

    def _refuse_blind(self, adapter: Adapter, content: AdapterFile) -> None:
        """Refuse an adapter that the pack shows something else than what it reads."""
        name = adapter.file.rpartition("/")[2]
        if adapter.encoder is None:
            if not content.reads_images:
                return
            fault = Told("{0} reads images, and the pack names no image encoder for it.", name)
            raise Unsupported(fault)
        if not content.reads_images:
            fault = Told("{0} reads faces, and the pack names an image encoder for it.", name)
            raise Unsupported(fault)
        embedding, hidden = self.encoder(adapter.name).reads
        if content.reads != (hidden if content.fine else embedding):
            raise Unsupported(Told("{0} was made for another image encoder.", name))

    def _file(self, relative: str, said: Variant | None) -> AdapterFile:
        file, listed = self.pack.path(relative), self.pack.manifest.files.get(relative)
        if (file, said) not in self._files:
            sha256 = listed.sha256 if listed is not None else None
            self._files[file, said] = self._load(
                file, lambda: read_adapter(file, sha256=sha256, said=said)
            )
        return self._files[file, said]

    def _load(self, file: Path, load: Callable[[], Loaded]) -> Loaded:
        with readable_files(self.pack.manifest.name, file), quietly():
            return load()

    def _load_base(self) -> Any:
        base = self.pack.path(self.pack.manifest.base)
        vae = self._load_own_vae()
        if base.is_file():
            pipe = load_base(base, self.family, vae, self.placing.first, self.dtype)
        else:
            own = {} if vae is None else {"vae": vae}
            pipe = self.family.from_noise.from_pretrained(
                base,
                variant=_variant(base / "unet"),
                dtype=self.dtype,
                **own,
                **_FROM_DISK,
                **self.family.options,
            )
            refuse_other_latents(pipe.unet, pipe.vae, base.name)
        pipe.set_progress_bar_config(disable=True)
        for part in pipe.components.values():
            if isinstance(part, nn.Module):
                spare(part)
        return pipe

    def _load_own_vae(self) -> Any:
        """The VAE that the pack uses instead of the base model's; None: it names none."""
        if self.pack.manifest.vae is None:
            return None
        file = self.pack.path(self.pack.manifest.vae)
        return self._load(file, lambda: load_vae(file, self.family, self.placing.first, self.dtype))

    def _load_net(self, kind: Any, folder: Path) -> Any:
        single = folder / NET
        if single.is_file() and is_ldm_controlnet(single):
            net = load_controlnet(single, kind, self.placing.first, self.dtype)
        else:
            net = kind.from_pretrained(
                folder, variant=_variant(folder), dtype=self.dtype, **_FROM_DISK
            )
        spare(net)
        return net


NET = "diffusion_pytorch_model.safetensors"
_FROM_DISK = {"local_files_only": True, "use_safetensors": True}


def _variant(folder: Path) -> str | None:
    """`fp16` where a folder holds half-precision weights only, as official ones often do."""
    name = "diffusion_pytorch_model"
    half_only = (folder / f"{name}.fp16.safetensors").is_file()
    return "fp16" if half_only and not (folder / f"{name}.safetensors").is_file() else None


def _lora_file(pack: Pack, name: str) -> str:
    return next(lora.file for lora in pack.manifest.loras if lora.name == name)


def _net_folder(pack: Pack, name: str | None) -> str:
    if name is None:
        assert pack.manifest.instantid is not None
        return pack.manifest.instantid.controlnet
    return next(net.folder for net in pack.manifest.controlnets if net.name == name)
