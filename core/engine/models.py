"""The nets of one pack, loaded when they are first needed, in float32, from its folder only."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import torch
from diffusers import MultiControlNetModel

from core.engine.adapter_files import AdapterFile, read_adapter
from core.engine.adapters import Adapters
from core.engine.family import family_of
from core.engine.identity import IdentityNet, SparingNet
from core.engine.image_encoder import ImageEncoder
from core.engine.quiet import quietly
from core.engine.schedulers import make_scheduler
from core.engine.trouble import readable_files
from core.errors import Unsupported
from core.packs import Pack
from core.recipe import Recipe, Scheduler

Loaded = TypeVar("Loaded")
DTYPE = torch.float32


class Models:
    """Loads nets, keeps them, and puts pipelines together from them.

    All pipelines share the same UNet, VAE and text encoders. One thread at a time.
    """

    def __init__(self, pack: Pack, device: str) -> None:
        """Load the base model.

        Raises:
            Unsupported: if the pack's family is not supported.
            DamagedPack: if a file is missing or cannot be read.
        """
        self.pack = pack
        self.device = torch.device(device)
        self.family = family_of(pack.manifest.family)
        folder = pack.path(pack.manifest.base)
        self._base: Any = self._load(folder, self._load_base)
        self.adapters = Adapters(self._base.unet)
        self._files: dict[Path, AdapterFile] = {}
        self._nets: dict[str | None, Any] = {}
        self._encoders: dict[Path, ImageEncoder] = {}

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

    def pipeline(self, nets: list[Any], from_image: bool, scheduler: Scheduler) -> Any:
        """A stock pipeline over the shared nets, with a fresh scheduler.

        Args:
            nets: its ControlNets, none, one or more.
            from_image: whether it starts from an image instead of from noise.
            scheduler: name of a scheduler.
        """
        fresh = make_scheduler(scheduler, self._base.scheduler.config)
        parts = {**self._base.components, "scheduler": fresh}
        if nets:
            parts["controlnet"] = nets[0] if len(nets) == 1 else MultiControlNetModel(nets)
        kind = self.family.pipeline(bool(nets), from_image)
        settings = {name: self._base.config[name] for name in self.family.settings}
        pipe = kind(**parts, **settings, **self.family.options)
        pipe.set_progress_bar_config(disable=True)
        return pipe

    def net(self, name: str | None) -> Any:
        """A ControlNet by its name in the pack; None is IdentityNet.

        Raises:
            DamagedPack: if it cannot be read.
        """
        if name not in self._nets:
            folder = self.pack.path(_net_folder(self.pack, name))
            kind = SparingNet if name is not None else IdentityNet
            self._nets[name] = self._load(folder, lambda: self._load_net(kind, folder))
        return self._nets[name]

    def encoder(self, adapter: str) -> ImageEncoder:
        """The image encoder that an image-prompt adapter was trained with."""
        folder = self.pack.path(_adapter(self.pack, adapter).encoder)
        if folder not in self._encoders:
            self._encoders[folder] = self._load(
                folder, lambda: ImageEncoder(folder, self.device, DTYPE)
            )
        return self._encoders[folder]

    def attach(self, recipe: Recipe) -> tuple[AdapterFile, ...]:
        """Attach exactly the adapters that a recipe uses, the face's first; give their contents.

        Raises:
            DamagedPack: if a file cannot be read.
            Unsupported: if a file is not what the pack says it is, or does not fit the UNet.
        """
        manifest = self.pack.manifest
        relative: list[str] = []
        if recipe.identities:
            assert manifest.instantid is not None
            relative.append(manifest.instantid.adapter)
        relative += [_adapter(self.pack, prompt.adapter).file for prompt in recipe.image_prompts]
        files = tuple(map(self.pack.path, relative))
        if files != self.adapters.files:
            if not files:
                self.adapters.detach(self._base)
            else:
                self.adapters.attach(self._base, {file: self._file(file) for file in files}, files)
        contents = tuple(map(self._file, files))
        self._refuse_misplaced(recipe, files, contents)
        return contents

    def _refuse_misplaced(
        self, recipe: Recipe, files: tuple[Path, ...], contents: tuple[AdapterFile, ...]
    ) -> None:
        people = len(recipe.identities)
        for index, (file, content) in enumerate(zip(files, contents, strict=True)):
            if (content.kind == "face") != (index < people):
                use = "a face" if index < people else "an image prompt"
                raise Unsupported(f"{file.name} is not an adapter for {use}.")
            if index >= people:
                embedding, hidden = self.encoder(recipe.image_prompts[index - people].adapter).reads
                if content.reads != (hidden if content.kind == "image-plus" else embedding):
                    raise Unsupported(f"{file.name} was made for another image encoder.")

    def _file(self, file: Path) -> AdapterFile:
        if file not in self._files:
            self._files[file] = self._load(file, lambda: read_adapter(file))
        return self._files[file]

    def _load(self, file: Path, load: Callable[[], Loaded]) -> Loaded:
        with readable_files(self.pack.manifest.name, file), quietly():
            return load()

    def _load_base(self) -> Any:
        folder = self.pack.path(self.pack.manifest.base)
        pipe = self.family.from_noise.from_pretrained(
            folder, variant=_variant(folder / "unet"), **_FROM_DISK, **self.family.options
        )
        pipe.set_progress_bar_config(disable=True)
        return pipe.to(self.device)

    def _load_net(self, kind: Any, folder: Path) -> Any:
        return kind.from_pretrained(folder, variant=_variant(folder), **_FROM_DISK).to(self.device)


_FROM_DISK = {"dtype": DTYPE, "local_files_only": True, "use_safetensors": True}


def _variant(folder: Path) -> str | None:
    """`fp16` where a folder holds half-precision weights only, as official ones often do."""
    name = "diffusion_pytorch_model"
    half_only = (folder / f"{name}.fp16.safetensors").is_file()
    return "fp16" if half_only and not (folder / f"{name}.safetensors").is_file() else None


def _adapter(pack: Pack, name: str) -> Any:
    return next(adapter for adapter in pack.manifest.adapters if adapter.name == name)


def _net_folder(pack: Pack, name: str | None) -> str:
    if name is None:
        assert pack.manifest.instantid is not None
        return pack.manifest.instantid.controlnet
    return next(net.folder for net in pack.manifest.controlnets if net.name == name)
