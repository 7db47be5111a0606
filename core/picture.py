"""A finished picture, and PNG files that carry their recipe.

Three text chunks stand before the pixels: `recipe` (our JSON, what Likeness reads back),
`parameters` (the text that other tools of the field show), and an XMP packet with IPTC's
digital source type, which marks the picture as made by a trained model. The recipe names its
source images by fingerprint only: no path, no name, no face embedding goes into a file.
"""

import io
import json
import stat
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, PngImagePlugin

from core import durable
from core.errors import BadInput
from core.imaging import MAX_BYTES
from core.recipe import Recipe

RECIPE_KEY = "recipe"
PARAMETERS_KEY = "parameters"
XMP_KEY = "XML:com.adobe.xmp"

_SAMPLERS = {
    "euler": "Euler",
    "euler_ancestral": "Euler a",
    "ddim": "DDIM",
    "dpmpp_2m": "DPM++ 2M",
    "unipc": "UniPC",
    "lcm": "LCM",
}
_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    '<rdf:Description rdf:about=""'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">\n'
    "<Iptc4xmpExt:DigitalSourceType>"
    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    "</Iptc4xmpExt:DigitalSourceType>\n"
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
    '<?xpacket end="r"?>'
)


@dataclass(frozen=True)
class Picture:
    """One picture of the library, small enough to hand from thread to thread.

    Attributes:
        id: lower-case hexadecimal UUID, also the name of the file.
        path: the PNG file.
        recipe: draws exactly this picture again.
        width, height: in pixels.
        likeness: cosine between the picture's face and the reference's; None: not known.
        seconds: how long it took to draw; 0 where not known.
        created: when it was saved, ISO 8601 in UTC; for display only, never for the order.
        sha256: of the file, hexadecimal.
    """

    id: str
    path: Path
    recipe: Recipe
    width: int
    height: int
    likeness: float | None
    seconds: float
    created: str
    sha256: str


def encode_png(image: np.ndarray, recipe: Recipe) -> bytes:
    """The bytes of a PNG with the recipe inside; the same input gives the same bytes.

    Args:
        image: RGB uint8, shape (h, w, 3).
        recipe: draws exactly this picture.

    Raises:
        ValueError: if the image has another type or shape.
    """
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
        raise ValueError(f"expected RGB uint8 (h, w, 3), got {image.dtype} {image.shape}")
    info = PngImagePlugin.PngInfo()
    info.add_text(RECIPE_KEY, json.dumps(recipe.model_dump(mode="json")))  # ASCII by default
    info.add_text(PARAMETERS_KEY, parameters_text(recipe))
    info.add_itxt(XMP_KEY, _XMP)
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, format="PNG", pnginfo=info, compress_level=6)
    return buffer.getvalue()


def write_png(image: np.ndarray, recipe: Recipe, path: Path) -> None:
    """Save a picture with its recipe, whole or not at all; an existing file is replaced.

    Args:
        image: RGB uint8, shape (h, w, 3).
        recipe: draws exactly this picture.
        path: the file; its folder must exist.

    Raises:
        UserError: if the disk is full or the folder can't be written to.
    """
    durable.save(encode_png(image, recipe), path, mode=0o666)


def parameters_text(recipe: Recipe) -> str:
    """The recipe as the plain text that AUTOMATIC1111's web UI and many viewers read."""
    sampling = recipe.sampling
    facts = {
        "Steps": sampling.steps,
        "Sampler": _SAMPLERS[sampling.scheduler],
        "CFG scale": sampling.guidance,
        "Seed": sampling.seed,
        "Size": f"{sampling.width}x{sampling.height}",
        "Model": recipe.pack,
    }
    lines = [recipe.prompt]
    if recipe.negative_prompt:
        lines.append(f"Negative prompt: {recipe.negative_prompt}")
    lines.append(", ".join(f"{name}: {value}" for name, value in facts.items()))
    return "\n".join(lines).replace("\0", " ")  # PNG text must not hold a zero


def read_recipe(path: Path) -> Recipe:
    """The recipe inside a PNG of Likeness; the pixels are not decoded.

    Raises:
        BadInput: if there is no such file, it is no PNG, or it holds no readable recipe.
    """
    text = _read_text(path)
    if text is None:
        raise BadInput(
            f"{path.name} has no recipe inside.", "Choose a picture that Likeness has saved."
        )
    try:
        return Recipe.from_json(text)
    except BadInput as error:
        raise BadInput(f"The recipe in {path.name} can't be used: {error}", error.hint) from error


def _read_text(path: Path) -> str | None:
    """The chunk `recipe`, within Pillow's limits on text; None if there is none."""
    try:
        about = path.stat()
    except (OSError, ValueError) as error:
        raise BadInput(f"There is no file {path.name}.", "Check the path.") from error
    if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES:
        raise BadInput(f"{path.name} is not a picture file.", "Choose a PNG file up to 100 MB.")
    try:
        with Image.open(path, formats=("PNG",)) as image:
            text = image.info.get(RECIPE_KEY)
    except Exception as error:  # Pillow raises many kinds on damaged files
        raise BadInput(
            f"Can't read {path.name}: it is not a PNG, or damaged.", "Choose another file."
        ) from error
    return str(text) if text is not None else None
