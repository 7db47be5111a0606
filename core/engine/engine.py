"""The Engine: a recipe and its source images in, portraits out."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

import numpy as np

from core.engine import capabilities
from core.engine.attention import hearing
from core.engine.features import Faces
from core.engine.inpainting import canvas_of, settled
from core.engine.inside import Record
from core.engine.made import made_with
from core.engine.making import Made, Maker, refuse_sizes
from core.engine.memory import must_move
from core.engine.models import Models
from core.engine.passes import Work
from core.engine.pipeline import decode, denoise, encode
from core.engine.sparing import Sparing, free_everything
from core.engine.trouble import readable_errors
from core.errors import BadInput, OtherPack, OutOfMemory, Unsupported
from core.faces.analysis import FaceAnalyzer, open_analyzer
from core.faces.arranging import meet_all
from core.faces.face import Face, Glimpse
from core.faces.likeness import Known, know, usual_scale
from core.faces.person import Person, called, choose, faces_of_person, sizes_in
from core.inside import Inside
from core.jobs import JobControl
from core.packs import Pack
from core.portrait import Portrait
from core.recipe import SEEDS, Recipe
from core.retouch.settling import moved_faces
from core.retouch.sizes import picture_size, target_size
from core.told import Told, in_a_row

Result = TypeVar("Result")
_Set = tuple[Models, list[Person], Faces, Maker]
"""What serves all pictures of a recipe: nets, people, faces of its prompts, and who makes them."""


class Engine:
    """Draws with one pack. Models are loaded when they are first needed, and kept.

    Where memory runs out, all of it is let go, and the picture is begun again with less: with the
    same seed, and a notice in its Portrait.

    One thread at a time. On the CPU the same recipe on the same machine gives the same bytes,
    whatever was drawn or cancelled before; unless memory had to be saved, which the Portrait says.
    """

    def __init__(self, pack: Pack, device: str = "cpu") -> None:
        """Remember what to load; `device` is a torch device such as `cpu` or `cuda:0`."""
        self._pack = pack
        self._device = device
        self._models: Models | None = None
        self._sparing = Sparing(pack, device)
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
        self._sparing.begin()
        return self._within_memory(
            recipe, sources, partial(self._look_inside, recipe, sources, control)
        )

    def _look_inside(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Inside:
        models, people = self._load(recipe, sources, control)
        faces = self._faces_of_prompts(models, recipe, sources)
        conditions = encode(models, recipe, sources, people, faces)
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
        largest = self._largest(recipe, sources)
        plan = self._sparing.plan(recipe, largest)
        if self._models is not None and must_move(self._models.placing.plan, plan):
            self._models = None
            free_everything()
        if self._models is None:
            self._models = Models(self._pack, plan.device, plan)
        self._models.placing.use_tiles(self._models.vae, plan.tile)
        control.report("encode")
        size = picture_size(recipe, sizes_in(sources))
        faces_of = lambda photo: self._faces_of(photo, sources)
        return self._models, meet_all(recipe.identities, size, sizes_in(sources), faces_of)

    def _draw_all(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Iterator[Portrait]:
        self._sparing.begin()
        held: list[_Set] = []
        for index in range(recipe.sampling.count):
            seed = (recipe.sampling.seed + index) % SEEDS
            single = recipe.sampling.model_copy(update={"count": 1, "seed": seed})
            alone = recipe.model_copy(update={"sampling": single})
            make = partial(self._make, held, alone, sources, control)
            made, seconds = self._within_memory(alone, sources, make, held)
            yield self._portrait(made, alone, seconds)

    def _within_memory(
        self,
        recipe: Recipe,
        sources: Mapping[str, np.ndarray],
        work: Callable[[], Result],
        held: list[_Set] | None = None,
    ) -> Result:
        """Do some work; where memory runs out, let go of everything and begin again with less.

        Args:
            recipe: what is drawn.
            sources: its images.
            work: holds nothing of the models itself.
            held: what else holds them.

        Raises:
            OutOfMemory: if there is no plan that takes less.
            Others as the work does.
        """
        while True:
            try:
                with readable_errors():
                    return work()
            except OutOfMemory as error:
                message, hint = error.message, error.hint
            # Out here: an exception holds its frames, and these all that was on the device.
            plan = self._models.placing.plan if self._models is not None else None
            if held is not None:
                held.clear()
            self._models = None
            self._analyzers.clear()
            free_everything()
            largest = self._largest(recipe, sources)
            plan = plan or self._sparing.plan(recipe, largest)
            if self._sparing.step_down(recipe, largest, plan) is None:
                raise OutOfMemory(message, hint)

    def _largest(self, recipe: Recipe, sources: Mapping[str, np.ndarray]) -> tuple[int, int]:
        """Width and height of the largest picture that is drawn at once."""
        sizes = [(recipe.sampling.width, recipe.sampling.height)]
        if recipe.upscale is not None and not recipe.upscale.tiled:
            size = picture_size(recipe, sizes_in(sources))
            sizes.append(target_size(recipe.upscale, size, capabilities.unit_of(self._pack)))
        if recipe.refine is not None:
            defaults = self._pack.manifest.defaults
            sizes.append((defaults.width, defaults.height))
        return max(sizes, key=lambda size: size[0] * size[1])

    def _make(
        self,
        held: list[_Set],
        recipe: Recipe,
        sources: Mapping[str, np.ndarray],
        control: JobControl,
    ) -> tuple[Made, float]:
        """One picture and its seconds; what serves the next one as well is put into `held`."""
        if not held:
            held.append(self._prepare(recipe, sources, control))
        start = time.monotonic()
        models, people, prompted, maker = held[0]
        made = maker.make(Work(models, recipe, sources, people, prompted, control))
        return made, time.monotonic() - start

    def _prepare(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> _Set:
        models, people = self._load(recipe, sources, control)
        known = self._known(recipe, sources)
        prompted = self._faces_of_prompts(models, recipe, sources)
        canvas, conditions = None, None
        if recipe.start is not None and recipe.start.retouches:
            size = (recipe.sampling.width, recipe.sampling.height)
            canvas = canvas_of(recipe.start, sources, size)
            faces = self._faces_of(recipe.start.image, sources) if people else ()
            there = moved_faces(faces, recipe.start)
            people = settled(recipe.identities, people, known, there, canvas)
        else:
            conditions = encode(models, recipe, sources, people, prompted)
        defaults = self._pack.manifest.defaults
        side = (defaults.width, defaults.height)
        maker = Maker(known, self.faces, canvas, conditions, capabilities.unit_of(self._pack), side)
        return models, people, prompted, maker

    def _known(self, recipe: Recipe, sources: Mapping[str, np.ndarray]) -> list[Known]:
        """What each person of a recipe is compared with."""
        usual = usual_scale(self._pack.manifest.scorer)
        faces_of = lambda photo: self._faces_of(photo, sources)
        return [
            know(faces_of_person(one, faces_of), one.weights, usual) for one in recipe.identities
        ]

    def _portrait(self, made: Made, recipe: Recipe, seconds: float) -> Portrait:
        """A finished picture, and how its people came out."""
        assert self._models is not None
        first, placing = made.people[0] if made.people else None, self._models.placing
        return Portrait(
            image=made.image,
            recipe=recipe,
            seconds=seconds,
            likeness=first.cosine if first else None,
            asked=first.asked if first else None,
            found=first.found if first else None,
            people=made.people,
            before=made.before,
            made=made_with(recipe, self._pack.manifest, placing.device, placing.dtype),
            memory=placing.plan.sentence(),
            notice=self._sparing.take_notice(),
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
