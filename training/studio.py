"""Draws trials with the application's own Engine, and looks at what came of them."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderKL

from core.engine import Engine
from core.errors import BadInput
from core.faces.face import largest
from core.imaging import fingerprint
from core.jobs import JobControl
from core.opencv import cv2
from core.packs import default_store
from core.packs.defaults import default_recipe, draft_recipe
from core.portrait import Portrait, landmark_error
from core.recipe import Identity, ImagePrompt, Recipe
from training.common import images_to_tensor, tensor_to_images
from training.labels import FACTS, UNSEEN, facts
from training.looking import Critic, Judge
from training.people.drawing import Drawing
from training.trials import Trial

IMAGE_PROMPTS = ("ip-adapter-plus", "ip-adapter")  # the better first


@dataclass(frozen=True, eq=False)
class Sight:
    """What can be said of one picture, drawn by the pack or by the renderer."""

    embedding: np.ndarray  # float32 (512,), of length 1: the judge's, at the critic's landmarks
    facts: dict[str, int]  # by the critic
    found: bool  # whether the pack's own detector sees a face
    off: float  # mean distance of the detector's landmarks and the true ones, by eye distance
    off_critic: float  # the same of the critic's landmarks
    seconds: float = 0.0  # that the picture took; 0 for the renderer's


NOTHING = Sight(
    embedding=np.zeros(512, np.float32),
    facts=dict.fromkeys(FACTS, -2),  # never what was asked for
    found=False,
    off=float("nan"),
    off_critic=float("nan"),
    seconds=float("nan"),
)
"""What there is to see of a picture that could not be drawn."""


class Studio:
    """A pack's engine with the judge and the critic. One thread a process, one process a studio."""

    def __init__(self, pack: str) -> None:
        """Open a pack by name or folder; nothing is drawn or loaded yet."""
        torch.set_num_threads(1)
        self._pack = default_store().open(pack)
        self.engine = Engine(self._pack)
        self._vae: Any = None
        self.critic, self.judge = Critic(), Judge()
        self.manifest = self._pack.manifest
        self.size = (self.manifest.defaults.width, self.manifest.defaults.height)
        names = {adapter.name for adapter in self.manifest.adapters}
        self.image_prompts = tuple(name for name in IMAGE_PROMPTS if name in names)

    def plain(self, prompt: str, seed: int) -> Recipe:
        """The pack's own settings with this prompt, all adapters off."""
        recipe = default_recipe(self.manifest)
        sampling = recipe.sampling.model_copy(update={"seed": seed})
        return recipe.model_copy(update={"prompt": prompt, "sampling": sampling})

    def with_face(
        self, recipe: Recipe, trial: Trial, pose: np.ndarray | None = None, **settings: float
    ) -> Recipe:
        """Add the person of a trial.

        Args:
            recipe: gets the person as its only one.
            trial: has the reference.
            pose: landmarks (5, 2) in shares of the sides; None: the trial's own.
            settings: fields of Identity, such as likeness.
        """
        chosen = self.manifest.defaults
        points = (trial.pose if pose is None else pose) * self.size
        identity = Identity(
            references=(fingerprint(trial.reference.image),),
            landmarks=tuple((float(x), float(y)) for x, y in points),  # pyright: ignore
            **({"likeness": chosen.likeness, "structure": chosen.structure} | settings),
        )
        return recipe.model_copy(update={"identities": (identity,)})

    def shaped(self, recipe: Recipe, trial: Trial, width: int, height: int) -> Recipe:
        """Another size, and the trial's face where it stands in a cut of the square around it."""
        sampling = recipe.sampling.model_copy(update={"width": width, "height": height})
        points, side = trial.pose * self.size, np.array([width, height])
        corner = np.clip(points.mean(0) - side / 2, 0, np.array(self.size) - side)
        placed = self.with_face(recipe, trial, (points - corner) / self.size)
        return placed.model_copy(update={"sampling": sampling})

    def with_look(self, recipe: Recipe, trial: Trial, adapter: str) -> Recipe:
        """Add a trial's image prompt at the application's own default strength."""
        prompt = ImagePrompt(images=(fingerprint(trial.look.image),), adapter=adapter)
        return recipe.model_copy(update={"image_prompts": (prompt,)})

    def portrait(self, trial: Trial, **settings: float) -> Recipe:
        """What a trial asks for: its prompt, with the face."""
        return self.with_face(self.plain(trial.prompt, trial.number), trial, None, **settings)

    def draft(self, recipe: Recipe) -> Recipe | None:
        """The same as a quick draft; None if the pack has none."""
        return draft_recipe(recipe, self.manifest)

    def draw(self, recipe: Recipe, trial: Trial) -> Portrait:
        """Draw one picture; the trial has the images that the recipe may name."""
        sources = {fingerprint(d.image): d.image for d in _needed(recipe, trial)}
        return next(self.engine.generate(recipe, sources, JobControl()))

    def try_out(self, recipe: Recipe, trial: Trial) -> Sight:
        """Draw and look; NOTHING, with a line on stderr, if the engine refuses the recipe.

        So it does if the pack's detector sees no face in the reference.
        """
        try:
            return self.see(self.draw(recipe, trial))
        except BadInput as error:
            print(f"trial {trial.number} can't be drawn: {error}", file=sys.stderr, flush=True)
            return NOTHING

    def see(self, portrait: Portrait) -> Sight:
        """Look at a picture of the engine, against the landmarks that it was asked for."""
        found = portrait.found
        if portrait.asked is None:
            found = self._find(portrait.image)
        return self._see(portrait.image, found, portrait.asked, portrait.seconds)

    def see_drawing(self, drawing: Drawing) -> Sight:
        """Look at a picture of the renderer, at the size of the pack's."""
        image, points = self.resized(drawing.image), drawing.landmarks * self._scale(drawing)
        return self._see(image, self._find(image), points, 0.0)

    def likeness(self, portrait: Portrait, trial: Trial) -> float:
        """Cosine of a picture of the engine with the trial's person, by the judge."""
        points = portrait.found if portrait.found is not None else portrait.asked
        assert points is not None
        return float(self.judge.embed(portrait.image, points) @ self.know(trial.reference))

    def obeyed(self, portrait: Portrait, trial: Trial, names: Sequence[str]) -> float:
        """Share of some facts that the critic sees as the trial's words ask for them."""
        asked = facts(trial.person, trial.scene)
        (view,) = self.critic.look([portrait.image])
        told = [name for name in names if asked[name] != UNSEEN]
        return float(np.mean([view.facts[name] == asked[name] for name in told]))

    def know(self, drawing: Drawing) -> np.ndarray:
        """The judge's embedding (512,) of a drawing, at its true landmarks."""
        return self.judge.embed(drawing.image, drawing.landmarks)

    def resized(self, image: np.ndarray) -> np.ndarray:
        """A square drawing at the pack's own size, RGB uint8."""
        if image.shape[1::-1] == self.size:
            return image
        return cv2.resize(image, self.size, interpolation=cv2.INTER_AREA)

    @torch.no_grad()
    def through_autoencoder(self, drawing: Drawing) -> np.ndarray:
        """What is left of a drawing, at the pack's own size: RGB uint8."""
        if self._vae is None:
            folder = self._pack.path(self.manifest.base) / "vae"
            self._vae = AutoencoderKL.from_pretrained(folder, dtype=torch.float32).eval()
        image = self.resized(drawing.image)
        latents = self._vae.encode(images_to_tensor(image[None])).latent_dist.mean
        return tensor_to_images(self._vae.decode(latents).sample)[0]

    def roundtrip(self, drawing: Drawing) -> tuple[float, float]:
        """PSNR in dB of a drawing through the pack's VAE: of the whole, and in the face's box."""
        image, decoded = self.resized(drawing.image), self.through_autoencoder(drawing)
        scaled = drawing.box.reshape(2, 2) * self._scale(drawing)
        left, top, right, bottom = scaled.round().astype(int).clip(0).flatten()
        face = slice(top, bottom), slice(left, right)
        return psnr(image, decoded), psnr(image[face], decoded[face])

    def megabytes(self) -> float:
        """Size of the pack's folder in millions of bytes."""
        folder = self._pack.path("pack.json").parent
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6

    def _scale(self, drawing: Drawing) -> np.ndarray:
        return np.array(self.size, np.float32) / drawing.image.shape[1::-1]

    def _find(self, image: np.ndarray) -> np.ndarray | None:
        faces = self.engine.faces(image)
        return largest(faces).landmarks if faces else None

    def _see(
        self,
        image: np.ndarray,
        found: np.ndarray | None,
        asked: np.ndarray | None,
        seconds: float,
    ) -> Sight:
        view = self.critic.look([image])[0]
        return Sight(
            embedding=self.judge.embed(image, view.landmarks),
            facts=view.facts,
            found=found is not None,
            off=_off(found, asked),
            off_critic=_off(view.landmarks, asked),
            seconds=seconds,
        )


def _off(found: np.ndarray | None, asked: np.ndarray | None) -> float:
    """The landmark error, NaN without one, for medians over many."""
    error = landmark_error(found, asked)
    return float("nan") if error is None else error


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    """Peak signal to noise ratio of two pictures, RGB uint8 of one shape, in dB."""
    error = np.square(a.astype(np.float64) - b).mean()
    return float(10 * np.log10(255**2 / max(error, 1e-3)))


def _needed(recipe: Recipe, trial: Trial) -> list[Drawing]:
    drawings = [trial.reference] if recipe.identities else []
    return [*drawings, trial.look] if recipe.image_prompts else drawings
