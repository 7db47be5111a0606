"""The Engine: a recipe and its source images in, portraits out."""

import time
from collections.abc import Iterator, Mapping

import numpy as np

from core.engine import capabilities
from core.engine.attention import hearing
from core.engine.conditions import Conditions
from core.engine.inpainting import canvas_of, settled
from core.engine.inside import Record
from core.engine.made import made_with
from core.engine.making import Made, Maker, refuse_sizes
from core.engine.models import DTYPE, Models
from core.engine.passes import Work
from core.engine.pipeline import decode, denoise, encode
from core.errors import BadInput, OtherPack, Unsupported
from core.faces.analysis import FaceAnalyzer, open_analyzer
from core.faces.arranging import meet_all
from core.faces.face import Face, Glimpse
from core.faces.likeness import Known, know, usual_scale
from core.faces.person import Person, called, choose, faces_of_person, sizes_in
from core.inside import Inside
from core.jobs import JobControl
from core.packs import Pack
from core.portrait import Portrait
from core.recipe import Recipe
from core.retouch.settling import moved_faces
from core.retouch.sizes import picture_size
from core.told import Told, in_a_row

SEEDS = 2**32


class Engine:
    """Draws with one pack. Models are loaded when they are first needed, and kept.

    One thread at a time. On the CPU the same recipe on the same machine gives the same bytes,
    whatever was drawn, cancelled or failed before.
    """

    def __init__(self, pack: Pack, device: str = "cpu") -> None:
        """Remember what to load; `device` is a torch device such as `cpu` or `cuda:0`."""
        self._pack = pack
        self._device = device
        self._models: Models | None = None
        # By face models, None for those of the pack, and by the source's fingerprint.
        self._analyzers: dict[str | None, FaceAnalyzer] = {}
        self._seen: dict[tuple[str | None, str], tuple[Face, ...]] = {}

    @property
    def device(self) -> str:
        """The torch device that it draws on, such as `cpu`."""
        return self._device

    def unsupported(self, recipe: Recipe) -> tuple[Told, ...]:
        """Why this recipe can't be drawn here, a sentence each; empty when it can."""
        return capabilities.unsupported(recipe, self._pack)

    def generate(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Iterator[Portrait]:
        """Draw the recipe's pictures one after another, with seeds seed, seed + 1, ...

        Args:
            recipe: what to draw.
            sources: every image that the recipe names, by fingerprint: RGB uint8, (h, w, 3).
            control: told of the stages load, encode, denoise (each step, with a preview) and
                decode; a cancel takes effect at the next report.

        Raises:
            Unsupported: at once, if the engine or the pack can't do what the recipe asks.
            BadInput: at once, if a source is missing or nothing would be drawn; later, if a
                photo shows no face.
            DamagedPack, OutOfMemory, UserError: while loading and drawing.
            Cancelled: after a cancel.
        """
        self._refuse(recipe, sources)
        return self._draw_all(recipe, sources, control)

    def inside(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Inside:
        """Draw the recipe's first picture once more, and note which term acted where.

        The picture has the bytes that `generate` gives it before it is enlarged and refined.

        Raises:
            Unsupported: if only a part of it is drawn.
            Other UserErrors as `generate` does.
        """
        if recipe.start is not None and recipe.start.retouches:
            raise Unsupported("Only a picture that is drawn as a whole can be looked into.")
        recipe = recipe.with_fields({"sampling.count": 1, "upscale": None, "refine": None})
        self._refuse(recipe, sources)
        models, people = self._load(recipe, sources, control)
        conditions = self._encode(models, recipe, sources, people)
        factor = models.base.vae_scale_factor
        size = (recipe.sampling.height // factor, recipe.sampling.width // factor)
        reads = conditions.prompt["prompt_embeds"].shape[1]
        record = Record(recipe, models.base.tokenizer, reads, size)
        with hearing(models.unet, record.hear):
            seed = recipe.sampling.seed
            latents = denoise(models, conditions, seed, record.control(control))
        control.report("decode")
        return Inside(decode(models, latents)[0], recipe, record.terms, record.shares())

    def faces(self, image: np.ndarray) -> tuple[Face, ...]:
        """All faces of an image (RGB uint8), from left to right.

        Raises:
            Unsupported: if the pack has no face models.
            BadInput: if they cannot be read.
        """
        return self._face_models().analyze(image)

    def watch(self, image: np.ndarray) -> tuple[Glimpse, ...]:
        """Where the faces of a camera's frame are: see `FaceAnalyzer.watch`; raises as `faces`."""
        return self._face_models().watch(image)

    def close(self) -> None:
        """Let go of all models; the next use loads them again."""
        self._models = None
        self._analyzers.clear()
        self._seen.clear()

    def _face_models(self, folder: str | None = None) -> FaceAnalyzer:
        """Those of the pack, or those that some of its adapters were trained with."""
        if folder not in self._analyzers:
            self._analyzers[folder] = open_analyzer(self._pack, folder)
        return self._analyzers[folder]

    def _refuse(self, recipe: Recipe, sources: Mapping[str, np.ndarray]) -> None:
        """Raise what is known at once."""
        capabilities.refuse_impossible(recipe)
        reasons = self.unsupported(recipe)
        if reasons and recipe.pack != self._pack.manifest.name:
            raise OtherPack(reasons[0])
        if reasons:
            raise Unsupported(in_a_row(*reasons))
        missing = sorted(recipe.sources() - sources.keys())
        if missing:
            raise BadInput(Told("The source image {0} of this recipe is missing.", missing[0][:12]))
        refuse_sizes(recipe, sources, capabilities.unit_of(self._pack))

    def _load(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> tuple[Models, list[Person]]:
        """The models, and the people where they are asked for in a picture drawn as a whole."""
        control.report("load")
        if self._models is None:
            self._models = Models(self._pack, self._device)
        control.report("encode")
        size = picture_size(recipe, sizes_in(sources))
        faces_of = lambda photo: self._faces_of(photo, sources)
        return self._models, meet_all(recipe.identities, size, sizes_in(sources), faces_of)

    def _encode(
        self,
        models: Models,
        recipe: Recipe,
        sources: Mapping[str, np.ndarray],
        people: list[Person],
    ) -> Conditions:
        return encode(
            models, recipe, sources, people, self._faces_of_prompts(models, recipe, sources)
        )

    def _draw_all(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Iterator[Portrait]:
        models, people = self._load(recipe, sources, control)
        known = self._known(recipe, sources)
        canvas, conditions = None, None
        if recipe.start is not None and recipe.start.retouches:
            size = (recipe.sampling.width, recipe.sampling.height)
            canvas = canvas_of(recipe.start, sources, size)
            faces = self._faces_of(recipe.start.image, sources) if people else ()
            there = moved_faces(faces, recipe.start)
            people = settled(recipe.identities, people, known, there, canvas)
        else:
            conditions = self._encode(models, recipe, sources, people)
        defaults = self._pack.manifest.defaults
        side = (defaults.width, defaults.height)
        maker = Maker(known, self.faces, canvas, conditions, capabilities.unit_of(self._pack), side)
        prompted = self._faces_of_prompts(models, recipe, sources)
        for index in range(recipe.sampling.count):
            seed = (recipe.sampling.seed + index) % SEEDS
            single = recipe.sampling.model_copy(update={"count": 1, "seed": seed})
            alone = recipe.model_copy(update={"sampling": single})
            start = time.monotonic()
            made = maker.make(Work(models, alone, sources, people, prompted, control))
            yield self._portrait(models, made, alone, time.monotonic() - start)

    def _known(self, recipe: Recipe, sources: Mapping[str, np.ndarray]) -> list[Known]:
        """What each person of a recipe is compared with."""
        usual = usual_scale(self._pack.manifest.scorer)
        faces_of = lambda photo: self._faces_of(photo, sources)
        return [
            know(faces_of_person(one, faces_of), one.weights, usual) for one in recipe.identities
        ]

    def _portrait(self, models: Models, made: Made, recipe: Recipe, seconds: float) -> Portrait:
        """A finished picture, and how its people came out."""
        first = made.people[0] if made.people else None
        return Portrait(
            image=made.image,
            recipe=recipe,
            seconds=seconds,
            likeness=first.cosine if first else None,
            asked=first.asked if first else None,
            found=first.found if first else None,
            people=made.people,
            before=made.before,
            made=made_with(recipe, self._pack.manifest, models.device, DTYPE),
        )

    def _faces_of_prompts(
        self, models: Models, recipe: Recipe, sources: Mapping[str, np.ndarray]
    ) -> dict[tuple[str | None, str], Glimpse]:
        """The largest faces, for image prompts whose adapters read or look at faces.

        Each as the face models see it that the adapter was trained with.
        """
        found: dict[tuple[str | None, str], Glimpse] = {}
        for prompt in recipe.image_prompts:
            content, by = models.content(prompt.adapter), models.entry(prompt.adapter).faces
            if content.reads_faces or content.looks_at_faces:
                for index, photo in enumerate(prompt.images):
                    shown = called(index, len(prompt.images))
                    name = Told("{0} for '{1}'", shown, prompt.adapter)
                    seen = (
                        self._faces_of(photo, sources, by)
                        if content.reads_faces or by or self._pack.manifest.faces
                        else self._face_models().find(sources[photo])
                    )
                    found[by, photo] = choose(seen, None, name)
        return found

    def _faces_of(
        self, source: str, sources: Mapping[str, np.ndarray], by: str | None = None
    ) -> tuple[Face, ...]:
        if (by, source) not in self._seen:
            self._seen[by, source] = self._face_models(by).analyze(sources[source])
        return self._seen[by, source]
