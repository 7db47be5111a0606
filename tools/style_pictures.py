"""Draw the effect of each style preset with the demo pack: `python tools/style_pictures.py`.

One sample person, one seed; the pictures lie in resources/styles, one for each preset of
resources/styles.json. To be run again whenever the pack or the presets change.
"""

import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.offline import go_offline

go_offline()

from PIL import Image

from core import durable
from core.engine.engine import Engine
from core.imaging import fingerprint, load_image
from core.jobs import JobControl
from core.packs import default_store
from core.packs.defaults import default_recipe
from core.recipe import Identity
from core.styles import apply_style, read_styles

PERSON = ROOT / "resources" / "samples" / "Dalia.png"
WORDS = "a woman, smiling"
SEED = 8
SIDE = 128  # pixels


def main() -> int:
    """Draw one picture after another, and say which."""
    styles = read_styles(ROOT / "resources" / "styles.json")
    folder = ROOT / "resources" / "styles"
    folder.mkdir(exist_ok=True)
    pack = default_store().open("demo")
    photo, defaults = load_image(PERSON), pack.manifest.defaults
    person = Identity(
        references=(fingerprint(photo),),
        likeness=defaults.likeness,
        structure=defaults.structure,
    )
    usual = default_recipe(pack.manifest)
    sampling = usual.sampling.model_copy(update={"seed": SEED})
    engine = Engine(pack)
    for style in styles:
        prompt, negative = apply_style(style, WORDS, "", styles)
        changes = {"prompt": prompt, "negative_prompt": negative, "identities": (person,)}
        recipe = usual.model_copy(update={**changes, "sampling": sampling})
        (portrait,) = engine.generate(recipe, {fingerprint(photo): photo}, JobControl())
        small = Image.fromarray(portrait.image).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        encoded = io.BytesIO()
        small.save(encoded, "WEBP", quality=88, method=6)
        durable.save(encoded.getvalue(), folder / f"{style.name}.webp", mode=0o644)
        print(f"{style.title}: {prompt} ({portrait.seconds:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
