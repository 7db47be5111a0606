"""Twin: one person, prompt and seed drawn by each mechanism alone, by none and by both."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.compare.sheet import ONE, Cell, Edge, Sheet
from core.errors import BadInput
from core.packs.manifest import Adapter, Manifest
from core.recipe import Identity, ImagePrompt, Recipe
from core.reuse import varied
from core.told import Told


@dataclass(frozen=True)
class Variant:
    """One way to draw the twin.

    Attributes:
        name: what to call it.
        about: one sentence that says what happens.
        formula: what each cross-attention layer of the UNet computes. `Attn_t`, `Attn_id` and
            `Attn_im` attend from the picture to the words, the ID tokens and the image.
        recipe: draws it; one picture.
    """

    name: Told
    about: Told
    formula: Told
    recipe: Recipe


@dataclass(frozen=True)
class LeftOut:
    """A variant that this pack can't draw, and why."""

    name: Told
    reason: Told


@dataclass(frozen=True)
class Twin:
    """The variants side by side.

    Attributes:
        person: whom they are measured against, also where their recipes name nobody.
        variants: those that the pack can draw.
        left_out: the others.
    """

    person: Identity
    variants: tuple[Variant, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def sheet(self) -> Sheet:
        """One row of all variants."""
        return Sheet(
            Told("What each mechanism does"),
            Edge(
                "",
                tuple(variant.name for variant in self.variants),
                tuple(variant.about for variant in self.variants),
            ),
            ONE,
            tuple(Cell(0, index, variant.recipe) for index, variant in enumerate(self.variants)),
        )


def twin(recipe: Recipe, manifest: Manifest, place: int = 0) -> Twin:
    """The same seed and prompt by each mechanism.

    One person counts, the one at `place` of the recipe: what each mechanism does would be hard to
    see in a crowd. Strengths are those of the recipe, or of the pack where
    the recipe has 0. Its other image prompts are left out of all variants, its ControlNets,
    LoRAs and start image stay in all of them.

    Raises:
        BadInput: if the recipe has no person.
    """
    if not recipe.identities:
        raise BadInput("A twin needs a person.", "Add a photo of somebody.")
    defaults = manifest.defaults
    person = recipe.identities[min(place, len(recipe.identities) - 1)]
    strengths = {
        "likeness": person.likeness or defaults.likeness,
        "structure": person.structure or defaults.structure,
    }
    person = person.model_copy(update=strengths)
    plain = varied(recipe, recipe.sampling.seed).model_copy(
        update={"identities": (), "image_prompts": ()}
    )
    no_image, no_face = _why_no_image_prompt(person, manifest), _why_no_instantid(manifest)
    image = None if no_image else _image_prompt(recipe, person, manifest)
    variants: list[Variant] = []
    left_out: list[LeftOut] = []
    for way in _WAYS:
        reason = (way.image and no_image) or (way.uses_instantid and no_face)
        if reason:
            left_out.append(LeftOut(way.name, reason))
        else:
            variants.append(Variant(way.name, way.about, way.formula, way.of(plain, person, image)))
    return Twin(person, tuple(variants), tuple(left_out))


@dataclass(frozen=True)
class _Way:
    """Which parts take part in a variant."""

    name: Told
    about: Told
    formula: Told
    image: bool = False
    tokens: bool = False
    net: bool = False

    @property
    def uses_instantid(self) -> bool:
        return self.tokens or self.net

    def of(self, plain: Recipe, person: Identity, image: ImagePrompt | None) -> Recipe:
        changes: dict[str, object] = {}
        if self.uses_instantid:
            off = {} if self.tokens else {"likeness": 0.0}
            off |= {} if self.net else {"structure": 0.0}
            changes["identities"] = (person.model_copy(update=off),)
        if self.image and image is not None:
            changes["image_prompts"] = (image,)
        return plain.model_copy(update=changes)


_WAYS = (
    _Way(
        Told("Neither"),
        Told("Only the words act: the face is anybody's."),
        Told("Z = Attn_t"),
    ),
    _Way(
        Told("IP-Adapter alone"),
        Told("The photo speaks beside the words; nothing says where the face stands."),
        Told("Z = Attn_t + λ·Attn_im"),
        image=True,
    ),
    _Way(
        Told("InstantID alone"),
        Told("ID tokens say who it is, IdentityNet where the face stands."),
        Told("Z = Attn_t + λ·Attn_id; residuals of IdentityNet"),
        tokens=True,
        net=True,
    ),
    _Way(
        Told("IdentityNet alone"),
        Told("The face stands as asked; no token tells the UNet whose it is."),
        Told("Z = Attn_t; residuals of IdentityNet"),
        net=True,
    ),
    _Way(
        Told("ID tokens alone"),
        Told("The UNet hears who it is; the face stands where it likes."),
        Told("Z = Attn_t + λ·Attn_id"),
        tokens=True,
    ),
    _Way(
        Told("Both"),
        Told("InstantID and the IP-Adapter act together."),
        Told("Z = Attn_t + λ1·Attn_id + λ2·Attn_im; residuals of IdentityNet"),
        image=True,
        tokens=True,
        net=True,
    ),
)


def _why_no_instantid(manifest: Manifest) -> Told | None:
    if manifest.instantid is None or manifest.faces is None:
        return Told(
            "The pack '{0}' has no InstantID, which keeps a person's likeness.", manifest.name
        )
    return None


def _why_no_image_prompt(person: Identity, manifest: Manifest) -> Told | None:
    if not list(_adapters(manifest)):
        return Told("The pack '{0}' has no image-prompt adapter.", manifest.name)
    if person.face is not None:
        return Told("An image prompt can't be told which face of a photo is meant.")
    return None


def _image_prompt(recipe: Recipe, person: Identity, manifest: Manifest) -> ImagePrompt:
    """The person's photos as the image prompt that the recipe has of them, or a new one."""
    for prompt in recipe.image_prompts:
        if set(prompt.images) <= set(person.references) and prompt.strength:
            return prompt
    adapter = min(_adapters(manifest), key=_rank)
    prompt = ImagePrompt(images=person.references, adapter=adapter.name, mask=person.region)
    same = (one.strength for one in recipe.image_prompts if one.adapter == adapter.name)
    strength = next(filter(None, same), prompt.strength)
    return prompt.model_copy(update={"strength": strength})


def _adapters(manifest: Manifest) -> Iterator[Adapter]:
    """Those that can be used: who reads faces needs the pack's face models."""
    for adapter in manifest.adapters:
        if not manifest.lacks_faces_for(adapter):
            yield adapter


def _rank(adapter: Adapter) -> int:
    """How well it keeps a face; less is better."""
    if adapter.encoder is None or (adapter.variant or "").startswith("faceid"):
        return 0
    return 1 if "face" in adapter.name else 2 if "plus" in adapter.name else 3
