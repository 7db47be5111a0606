"""A Studio that also draws by FaceID, and hears how the ID tokens are listened to."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.engine.models import Models
from core.engine.pipeline import decode, denoise, encode
from core.faces.person import Person, average, choose
from core.imaging import fingerprint
from core.jobs import JobControl
from core.portrait import Portrait
from core.recipe import ImagePrompt, Recipe
from training.attention import Heard, recording
from training.studio import Studio
from training.trials import Trial

FACE_ID = "faceid"  # name in the pack of the adapter that reads faces
GRID = (0.0, 0.5, 1.0, 1.5)  # λ and structure in the grid of pictures
NAMES = {  # ways of giving a face
    "id": "ID tokens and IdentityNet",
    "id-alone": "ID tokens alone",
    "faceid": "FaceID alone",
    "both": "ID tokens, IdentityNet and FaceID",
}


@dataclass(frozen=True, eq=False)
class Listened:
    """A picture and what its cross-attention layers made of the ID tokens."""

    image: np.ndarray  # RGB uint8
    heard: dict[str, Heard]  # by layer, in the order in which the network runs them


class Experiments(Studio):
    """Draws faces given in several ways, and hears how the layers listen to them."""

    def able(self, series: Iterable[str]) -> list[str]:
        """Those ways of giving a face that the pack can draw by."""
        face_id = any(adapter.name == FACE_ID for adapter in self.manifest.adapters)
        return [name for name in series if face_id or name not in ("faceid", "both")]

    def by(self, series: str, trial: Trial, weight: float) -> Recipe:
        """What a trial asks for, with its face given in one of several ways.

        Args:
            series: `id`: ID tokens of weight λ, IdentityNet as the pack has it; `id-alone`:
                without IdentityNet; `faceid`: FaceID of weight λ, nothing else; `both`: as `id`,
                and FaceID of the same weight.
            trial: whose prompt, seed, reference and landmarks are used.
            weight: λ.
        """
        settings = {"structure": 0.0} if series == "id-alone" else {}
        recipe = self.portrait(trial, likeness=weight, **settings)
        if series == "faceid":
            recipe = self.plain(trial.prompt, trial.number)
        if series in ("faceid", "both"):
            return _prompted(recipe, trial.reference.image, FACE_ID, weight)
        return recipe

    def with_look_of(self, trial: Trial, adapter: str, weight: float) -> Recipe:
        """A trial's image prompt of weight λ and no face; the words tell age and gender only."""
        return _prompted(self.plain(trial.title, trial.number), trial.look.image, adapter, weight)

    def draw(self, recipe: Recipe, trial: Trial) -> Portrait:
        """Draw one picture; image prompts may name the trial's reference as well."""
        return next(self.engine.generate(recipe, _sources(trial), JobControl()))

    def listen(self, recipe: Recipe, trial: Trial) -> Listened:
        """Draw a recipe with one person as the Engine does, and hear its layers.

        The picture is the Engine's to the last bit.
        """
        models = Models(self._pack, self.engine.device)
        face = choose(self.engine.faces(trial.reference.image), None, "the photo")
        landmarks = np.array(recipe.identities[0].landmarks, np.float32)
        person = Person(average([face]), landmarks)
        conditions = encode(models, recipe, _sources(trial), [person], {})
        with recording(models.unet) as heard:
            latents = denoise(models, conditions, recipe.sampling.seed, JobControl())
        return Listened(decode(models, latents)[0], heard)


def _prompted(recipe: Recipe, image: np.ndarray, adapter: str, weight: float) -> Recipe:
    prompt = ImagePrompt(images=(fingerprint(image),), adapter=adapter, strength=weight)
    return recipe.model_copy(update={"image_prompts": (prompt,)})


def _sources(trial: Trial) -> dict[str, np.ndarray]:
    return {fingerprint(image): image for image in (trial.reference.image, trial.look.image)}
