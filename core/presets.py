"""Named presets: settings that go together, as shares of those with which a pack works well.

They say how face and words are weighed against each other and how much time a picture may take.
What a picture shows, whom, and its size they leave alone.

Sources: InstantID's README (a weaker adapter where words are not obeyed, a lower guidance scale
where colours burn, both strengths up for likeness); IP-Adapter and Krita AI Diffusion (an adapter
that acts in a part of the steps only leaves the rest to the words).
"""

from dataclasses import dataclass

from core.errors import BadInput
from core.few_steps import Manner, manner_of
from core.packs.manifest import Manifest
from core.recipe import MOST_LORAS, Identity, Lora, Recipe
from core.told import Told

_HIGHEST = 1.5  # of a strength


@dataclass(frozen=True)
class Preset:
    """Settings that go together.

    Attributes:
        name: on the command line.
        title: for people.
        purpose: what it is good for.
        likeness: λ of every person, in shares of the pack's own.
        structure: scale of IdentityNet, likewise.
        guidance: likewise.
        window: share of the steps in which IdentityNet acts.
        quick: drawn with the pack's LoRA for few steps, as that wants it; guidance is its own.
    """

    name: str
    title: Told
    purpose: Told
    likeness: float = 1.0
    structure: float = 1.0
    guidance: float = 1.0
    window: tuple[float, float] = (0.0, 1.0)
    quick: bool = False


PRESETS = (
    Preset("photo", Told("Photo"), Told("The pack's own settings: person and words in balance.")),
    Preset(
        "painting",
        Told("Painting"),
        Told("A lighter hand on the face, and the last strokes are left to the style."),
        likeness=0.75,
        structure=0.9,
        window=(0.0, 0.8),
    ),
    Preset(
        "likeness",
        Told("Likeness first"),
        Told("As like the person as can be; calm guidance keeps the colours from burning."),
        likeness=1.25,
        structure=1.1,
        guidance=0.7,
    ),
    Preset(
        "prompt",
        Told("Prompt first"),
        Told("The words count most: hair, clothes and expression may differ from the photo."),
        likeness=0.5,
        structure=0.7,
        guidance=1.25,
        window=(0.0, 0.5),
    ),
    Preset(
        "draft",
        Told("Fast draft"),
        Told("A few steps with the pack's LoRA for that, to try ideas."),
        quick=True,
    ),
)


def offered(manifest: Manifest) -> tuple[Preset, ...]:
    """Those that a pack can be drawn with."""
    quick = _quick(manifest) is not None
    return tuple(preset for preset in PRESETS if quick or not preset.quick)


def named(name: str, manifest: Manifest) -> Preset:
    """The preset of that name; raises BadInput if there is none, or the pack can't have it."""
    for preset in offered(manifest):
        if preset.name == name:
            return preset
    names = tuple(preset.name for preset in offered(manifest))
    raise BadInput(
        Told("The pack {0} has no preset {1}.", manifest.name, name), Told("It has {0}.", names)
    )


def applied(preset: Preset, recipe: Recipe, manifest: Manifest) -> Recipe:
    """The recipe with the settings of a preset.

    LoRAs for few steps are taken off, but for the one of a quick preset, since all others are
    drawn with the pack's own number of steps.

    Raises:
        BadInput: if the recipe has no room for one more LoRA, or the pack none for few steps.
    """
    usual = manifest.defaults
    people = tuple(_person(preset, one, manifest) for one in recipe.identities)
    loras = [one for one in recipe.loras if manner_of(one.name, manifest) is None]
    guidance = round(usual.guidance * preset.guidance, 2)
    manner = Manner(usual.scheduler, "pack", usual.steps, guidance)
    if preset.quick:
        found = _quick(manifest)
        if found is None:
            raise BadInput(
                Told("The pack {0} has no settings for drafts.", manifest.name),
                "Choose another preset.",
            )
        name, manner = found
        loras = [Lora(name=name), *loras]
    if len(loras) > MOST_LORAS:
        raise BadInput(Told("A recipe has at most {0} LoRAs.", MOST_LORAS), "Take one out.")
    changes = {"identities": people, "loras": tuple(loras)}
    return manner.on(recipe.model_copy(update=changes))


def fitting(recipe: Recipe, manifest: Manifest) -> Preset | None:
    """The preset with which a recipe is drawn already; None: with settings of its own."""
    return next(
        (one for one in offered(manifest) if applied(one, recipe, manifest) == recipe), None
    )


def _person(preset: Preset, one: Identity, manifest: Manifest) -> Identity:
    usual = manifest.defaults
    changes = {
        "likeness": round(min(_HIGHEST, usual.likeness * preset.likeness), 2),
        "structure": round(min(_HIGHEST, usual.structure * preset.structure), 2),
        "window": preset.window,
    }
    return one.model_copy(update=changes)


def _quick(manifest: Manifest) -> tuple[str, Manner] | None:
    """The pack's LoRA for few steps, the one of its drafts first, and how it is drawn with."""
    names = [manifest.draft.lora] if manifest.draft is not None else []
    for name in (*names, *(lora.name for lora in manifest.loras)):
        if (manner := manner_of(name, manifest)) is not None:
            return name, manner
    return None
