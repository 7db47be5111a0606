"""Changes of the images of one prompt: each keeps its weight, wherever it goes."""

from core.recipe import ImagePrompt

MOST = 32  # as core.recipe.ImagePrompt says
LEAST = 0.05  # of the last image that counts: one must


def with_image(prompt: ImagePrompt, key: str) -> ImagePrompt:
    """One more image, which counts as much as one can."""
    weights = (*prompt.weights, 1.0) if prompt.weights else ()
    return prompt.model_copy(update={"images": (*prompt.images, key), "weights": weights})


def without_image(prompt: ImagePrompt, index: int) -> ImagePrompt | None:
    """One image less; None if none is left."""
    if len(prompt.images) < 2:
        return None
    weights = (*prompt.weights[:index], *prompt.weights[index + 1 :])
    images = (*prompt.images[:index], *prompt.images[index + 1 :])
    return prompt.model_copy(update={"images": images, "weights": _telling(weights)})


def with_moved(prompt: ImagePrompt, index: int, target: int) -> ImagePrompt:
    """One image at another place."""
    images, weights = list(prompt.images), list(prompt.weights)
    images.insert(target, images.pop(index))
    if weights:
        weights.insert(target, weights.pop(index))
    return prompt.model_copy(update={"images": tuple(images), "weights": tuple(weights)})


def with_weight(prompt: ImagePrompt, index: int, weight: float) -> ImagePrompt:
    """One image that counts more or less; the last that counts goes on doing so a little."""
    weights = list(prompt.weights or (1.0,) * len(prompt.images))
    weights[index] = weight
    if not any(weights):
        weights[index] = LEAST
    return prompt.model_copy(update={"weights": _telling(tuple(weights))})


def _telling(weights: tuple[float, ...]) -> tuple[float, ...]:
    """No weights where all are 1, as in a prompt whose weights nobody has touched.

    None, either, where none would be left that counts.
    """
    return weights if any(weights) and any(weight != 1 for weight in weights) else ()
