"""The door for image files: good ones as they are meant to be seen, bad ones in one sentence."""

import io
import os
import struct
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageDraw

from core.errors import BadInput
from core.imaging import fingerprint, load_image

MUTANTS = 120  # of each format


def gradient(height: int = 40, width: int = 60) -> np.ndarray:
    """A picture in which each corner is different: RGB uint8."""
    y, x = np.mgrid[:height, :width]
    return np.stack([x * 255 // width, y * 255 // height, x * 0 + 90], -1).astype(np.uint8)


def encoded(form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(gradient()).save(buffer, form, **options)
    return buffer.getvalue()


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        load_image(path)
    text = caught.value.sentence()
    assert "\n" not in text
    assert str(path.parent) not in text
    return text


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(1000))),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("PNG", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_lossless_formats_come_back_exactly(tmp_path, form, options):
    path = tmp_path / "photo.with.any.suffix"
    path.write_bytes(encoded(form, **options))

    image = load_image(path)

    assert image.dtype == np.uint8
    assert image.flags.c_contiguous
    assert image.flags.writeable
    np.testing.assert_array_equal(image, gradient())


def test_jpeg_comes_back_nearly(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(encoded("JPEG", quality=95))

    assert np.abs(load_image(path).astype(int) - gradient()).mean() < 2


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_turns_the_picture(tmp_path, form, orientation):
    upright = gradient()
    undo = {  # how a camera stores what it sees, by EXIF 2.3
        1: lambda a: a, 2: lambda a: a[:, ::-1], 3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1], 5: lambda a: a.swapaxes(0, 1),
        6: lambda a: np.rot90(a, 1), 7: lambda a: a[::-1, ::-1].swapaxes(0, 1),
        8: lambda a: np.rot90(a, -1),
    }  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "photo"
    stored = np.ascontiguousarray(undo[orientation](upright))
    options = {"JPEG": {"quality": 98, "subsampling": 0}, "WEBP": {"lossless": True}}
    Image.fromarray(stored).save(path, form, exif=exif, **options.get(form, {}))

    seen = load_image(path)

    assert seen.shape == upright.shape
    assert np.abs(seen.astype(int) - upright).mean() < 2


def test_damaged_exif_does_not_cost_the_photo(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(encoded("JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x05garbage"))

    assert load_image(path).shape == (40, 60, 3)


def test_sixteen_bit_grey_is_scaled_not_clipped(tmp_path):
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)[None].repeat(4, 0)
    for name in ("ramp.png", "ramp.tiff"):
        Image.fromarray(ramp).save(tmp_path / name)

        image = load_image(tmp_path / name)

        assert image.shape == (4, 256, 3)
        np.testing.assert_allclose(image[0, :, 0], np.arange(256), atol=1)


@pytest.mark.parametrize("value", [np.float32(0.5), np.int32(70_000), np.int32(-1)])
def test_pixels_of_unknown_range_are_refused(tmp_path, value):
    path = tmp_path / "science.tiff"
    Image.fromarray(np.full((8, 8), value)).save(path)

    assert "unsupported" in refusal(path)


def test_transparency_lies_on_white(tmp_path):
    clear = Image.new("RGBA", (8, 8), (200, 0, 0, 0))
    clear.paste((0, 0, 255, 255), (0, 0, 4, 8))
    clear.save(tmp_path / "rgba.png")
    clear.convert("LA").save(tmp_path / "la.png")
    palette = Image.new("P", (8, 8), 1)
    palette.putpalette([0, 0, 255, 9, 9, 9])
    ImageDraw.Draw(palette).rectangle((0, 0, 3, 7), fill=0)
    palette.save(tmp_path / "p.png", transparency=1)
    Image.new("RGB", (8, 8), (1, 2, 3)).save(tmp_path / "rgb.png", transparency=(1, 2, 3))

    assert load_image(tmp_path / "rgba.png")[0, [0, 7]].tolist() == [[0, 0, 255], [255] * 3]
    assert load_image(tmp_path / "la.png")[0, 7].tolist() == [255] * 3
    assert load_image(tmp_path / "p.png")[0, [0, 7]].tolist() == [[0, 0, 255], [255] * 3]
    assert load_image(tmp_path / "rgb.png")[0, 7].tolist() == [255] * 3


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "YCbCr", "LAB", "RGBX"])
def test_every_colour_mode_becomes_rgb(tmp_path, mode):
    path = tmp_path / "photo.tiff"
    Image.fromarray(gradient()).convert("RGB" if mode == "LAB" else mode).save(path)

    assert load_image(path).shape == (40, 60, 3)


def test_cmyk_jpeg_keeps_its_colours(tmp_path):
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(tmp_path / "red.jpg")

    red, green, blue = load_image(tmp_path / "red.jpg")[8, 8]

    assert red > 200
    assert green < 60
    assert blue < 60


def test_an_icc_profile_is_applied_and_alpha_kept(tmp_path):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    grey = Image.new("RGBA", (4, 4), (128, 128, 128, 255))
    grey.putpixel((0, 0), (128, 128, 128, 0))
    for name, profile in (("lab", lab), ("srgb", srgb), ("junk", b"no profile at all" * 20)):
        grey.save(tmp_path / f"{name}.png", icc_profile=profile)

        image = load_image(tmp_path / f"{name}.png")

        assert image[0, 0].tolist() == [255] * 3
        assert np.abs(image[2, 2].astype(int) - 128).max() <= 1


def test_colours_of_another_rgb_space_change(tmp_path):
    """A profile whose red and blue are swapped must swap them back."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    for mode in ("RGB", "P"):
        image = Image.new("RGB", (4, 4), (250, 10, 10)).convert(mode)
        image.save(tmp_path / "swapped.png", icc_profile=bytes(profile))

        red, _, blue = load_image(tmp_path / "swapped.png")[0, 0].astype(int)

        assert blue > red + 100


def test_an_animation_shows_its_first_frame(tmp_path):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    for name in ("moving.png", "moving.webp", "pages.tiff"):
        options = {"lossless": True} if name.endswith("webp") else {}
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:], **options)

        assert load_image(tmp_path / name)[4, 4].tolist() == [255, 0, 0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello, I am a text\n" * 50,
        b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>",
        b"%PDF-1.7\n",
        encoded("GIF"),
        encoded("BMP"),
        encoded("PNG")[:120],
        encoded("JPEG")[:-200],
        encoded("WEBP")[:60],
        encoded("TIFF")[:3000],
        png_header(0, 10),
        png_header(10, 0),
        png_header(10, 10)[:40],
    ],
    ids=[
        "empty", "text", "svg", "pdf", "gif", "bmp", "cut-png", "cut-jpeg", "cut-webp", "cut-tiff",
        "no-width", "no-height", "cut-header",
    ],
)  # fmt: skip
def test_what_is_no_image_is_refused(tmp_path, content):
    path = tmp_path / "portrait.png"
    path.write_bytes(content)

    assert refusal(path).startswith(
        "Can't open portrait.png: damaged, too large or unsupported. Use a PNG"
    )


@pytest.mark.parametrize("size", [(20_000, 20_000), (8001, 8000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_at_its_header(tmp_path, size):
    path = tmp_path / "bomb.png"
    path.write_bytes(png_header(*size))
    start = time.process_time()

    assert "too large" in refusal(path)
    assert time.process_time() - start < 1


def test_a_file_over_100_mb_is_refused(tmp_path):
    path = tmp_path / "huge.png"
    path.write_bytes(encoded("PNG"))
    os.truncate(path, 100_000_001)

    assert "100 MB" in refusal(path)


@pytest.mark.skipif(os.name == "nt", reason="needs pipes, links and devices")
def test_only_regular_files_are_read(tmp_path):
    photo = tmp_path / "photo.png"
    photo.write_bytes(encoded("PNG"))
    (tmp_path / "link.png").symlink_to(photo)
    os.mkfifo(tmp_path / "pipe.png")

    assert refusal(tmp_path / "absent.png").startswith("Can't open absent.png: there is no such")
    assert "not a readable image file" in refusal(tmp_path / "link.png")
    assert "not a readable image file" in refusal(tmp_path / "pipe.png")
    assert "not a readable image file" in refusal(tmp_path)
    assert "Can't open null" in refusal(Path("/dev/null"))
    assert "Can't open zero" in refusal(Path("/dev/zero"))


@pytest.mark.parametrize("name", ["", "a\0b", "two\nlines.png", "x" * 5000, "\udcff.png"])
def test_odd_names_end_in_one_line(name):
    with pytest.raises(BadInput) as caught:
        load_image(name)

    caught.value.sentence().encode("utf-8")
    assert "\n" not in caught.value.sentence()


@pytest.mark.parametrize(
    ("form", "options"),
    [("PNG", {}), ("JPEG", {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0"}), ("WEBP", {}),
     ("TIFF", {"compression": "tiff_lzw"})],
)  # fmt: skip
def test_mutants_give_a_picture_or_a_sentence(tmp_path, form, options):
    whole = np.frombuffer(encoded(form, **options), np.uint8)
    random = np.random.default_rng(7)
    path = tmp_path / "mutant"
    refused = 0
    for _ in range(MUTANTS):
        mutant = whole.copy()
        # Headers come first: half of the changes go there.
        reach = len(mutant) if random.random() < 0.5 else min(len(mutant), 120)
        places = random.integers(0, reach, random.integers(1, 9))
        mutant[places] = random.integers(0, 256, len(places))
        path.write_bytes(mutant.tobytes())
        try:
            image = load_image(path)
        except BadInput:
            refused += 1
        else:
            assert image.dtype == np.uint8
            assert image.ndim == 3
            assert image.shape[2] == 3
    assert refused > 0


def test_the_fingerprint_names_shape_and_pixels():
    image = gradient()
    other = image.copy()
    other[3, 4, 1] ^= 1

    assert fingerprint(image) == fingerprint(image.copy(order="F"))
    assert len(fingerprint(image)) == 64
    assert fingerprint(image) != fingerprint(other)
    assert fingerprint(image) != fingerprint(image.reshape(60, 40, 3))


@pytest.mark.parametrize("image", [gradient().astype(float), gradient()[..., 0]])
def test_the_fingerprint_refuses_other_arrays(image):
    with pytest.raises(ValueError, match="RGB uint8"):
        fingerprint(image)
