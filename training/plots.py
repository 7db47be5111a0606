"""The plots and strips of docs/mechanisms.md. Only here matplotlib is used."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from training.experiments import GRID, NAMES, Listened
from training.measure import LAMBDAS

LIMIT = 200_000  # bytes of a figure
DPI = (150, 130, 110, 95, 80, 65, 50)  # the largest is taken that fits
INK, GREY, PALE = "#26262b", "#7a7a80", "#d9d9dd"
COLOURS = {  # tell apart for colour-blind eyes as well (Okabe and Ito, 2008)
    "id": "#0072b2",
    "id-alone": "#56a7d6",
    "faceid": "#d55e00",
    "both": "#009e73",
    "ip-adapter-plus": "#0072b2",
    "ip-adapter": "#d55e00",
}
STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, and has λ
    "font.size": 9,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "lines.markersize": 4,
    "figure.facecolor": "white",  # also where a page is dark
}
SHADES = "Blues"
LAYERS_SHOWN = 4  # whose maps are drawn over the picture
TOKENS_SHOWN = 4  # for each of them


def save_all(
    folder: Path, figures: Mapping[str, Any], results: Mapping[str, Sequence[Any]]
) -> Iterator[Path]:
    """Save every figure as mechanisms-NAME.png; those for which nothing was drawn are left out."""
    draws: dict[str, Callable[[Any], None]] = {
        "likeness": lambda figure: likeness(figure, figures),
        "structure": lambda figure: structure(figure, figures),
        "attention": lambda figure: attention(figure, figures["attention"]),
        "attention-maps": lambda figure: maps(figure, results["listen"][0]),
        "strip": lambda figure: strips(figure, results["strips"][0]),
        "grid": lambda figure: grid(figure, results["row"]),
    }
    if figures["style"]:
        draws["image-prompt"] = lambda figure: image_prompt(figure, figures)
    for name, draw in draws.items():
        path = folder / f"mechanisms-{name}.png"
        with saved_figure(path) as figure:
            draw(figure)
        yield path


@contextmanager
def saved_figure(path: Path) -> Iterator[Any]:
    """A figure that is saved when the block ends, in at most 256 colours and LIMIT bytes."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context(STYLE):
        figure = Figure(figsize=(6.4, 3.4), layout="constrained")
        figure.get_layout_engine().set(h_pad=0.07)
        canvas = FigureCanvasAgg(figure)
        yield figure
        for dpi in DPI:
            figure.set_dpi(dpi)
            canvas.draw()
            image = Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3].copy())
            stored = io.BytesIO()
            few = image.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(stored, "PNG", optimize=True)
            if stored.tell() <= LIMIT or dpi == DPI[-1]:
                path.write_bytes(stored.getvalue())
                return


def likeness(figure: Any, figures: Mapping[str, Any]) -> None:
    """Likeness over λ, by mechanism, between strangers below and the renderer above."""
    axes = figure.subplots()
    for series, values in figures["likeness"].items():
        _curve(axes, values["own"], values["error"], COLOURS[series], NAMES[series])
    others = np.mean([values["others"] for values in figures["likeness"].values()], 0)
    axes.plot(LAMBDAS, others, color=GREY, linestyle=":", label="to other people, mean of all")
    _level(axes, figures["likeness_renderer"], "the renderer's own drawing")
    axes.set_ylabel("likeness, cosine of the judge")
    _finish(axes, "λ, weight of the tokens of the face")
    figure.legend(loc="outside right upper")
    figure.set_size_inches(7.6, 3.4)


def image_prompt(figure: Any, figures: Mapping[str, Any]) -> None:
    """How often the style of an image prompt is taken over, over λ."""
    axes = figure.subplots()
    for name, values in figures["style"].items():
        _curve(axes, values["mean"], values["error"], COLOURS[name], name)
    _level(axes, figures["style_renderer"], "the image prompts themselves")
    axes.set_ylabel("share with the style\nof the image prompt")
    axes.set_ylim(0, 1.05)
    _finish(axes, "λ, weight of the image prompt")
    figure.legend(loc="outside right upper")
    figure.set_size_inches(7.6, 3.0)


def structure(figure: Any, figures: Mapping[str, Any]) -> None:
    """Likeness and landmark error over the scale of IdentityNet."""
    left, right = figure.subplots(1, 2)
    values, colour = figures["structure"], COLOURS["id"]
    _curve(left, values["own"], values["error"], colour, "")
    left.plot(LAMBDAS, values["others"], color=GREY, linestyle=":")
    left.annotate("to other people", (LAMBDAS[-1], values["others"][-1]), (0, 4),
                  textcoords="offset points", ha="right", color=GREY, fontsize=8)  # fmt: skip
    _level(left, figures["likeness_renderer"], "the renderer's own drawing")
    left.set_ylabel("likeness, cosine of the judge")
    error = values["landmark_error"]
    _curve(right, error["mean"], error["error"], colour, "")
    _level(right, figures["landmark_error_renderer"], "the renderer's own drawing")
    right.set_ylabel("landmark error, eye distances")
    right.set_ylim(bottom=0)
    for axes in (left, right):
        _finish(axes, "scale of IdentityNet")
    figure.set_size_inches(7.6, 3.0)


def attention(figure: Any, by_layer: Mapping[str, Any]) -> None:
    """Shares of attention, tokens by layers, and how loud the tokens are in each layer."""
    names = [_short(name) for name in by_layer]
    shares = np.array([layer["tokens"] for layer in by_layer.values()])
    heat, bars = figure.subplots(1, 2, sharey=True, width_ratios=(4, 1))
    image = heat.imshow(shares, cmap=SHADES, vmin=0, aspect="auto")
    tokens = shares.shape[1]
    heat.set_xticks(range(tokens), [str(k + 1) for k in range(tokens)])
    heat.set_yticks(range(len(names)), names)
    heat.set_xlabel("ID token")
    heat.set_ylabel("cross-attention layer, in order")
    heat.tick_params(length=0)
    heat.spines[:].set_visible(False)
    bar = figure.colorbar(image, ax=heat, pad=0.02)
    bar.set_label(f"share of attention (even: {1 / tokens:.3f})")
    bar.outline.set_visible(False)
    loud = [layer["loudness"] for layer in by_layer.values()]
    bars.barh(range(len(names)), loud, 0.6, color=COLOURS["id"])
    bars.tick_params(left=False)
    bars.set_xlim(0, 1)
    bars.set_xlabel("loudness\nagainst text")
    figure.set_size_inches(7.6, 0.9 + 0.3 * len(names))


def maps(figure: Any, listened: Listened) -> None:
    """Where in the picture the ID tokens are loud, and where single tokens are listened to."""
    names = list(listened.heard)
    places = np.linspace(0, len(names) - 1, min(LAYERS_SHOWN, len(names))).round().astype(int)
    axes = figure.subplots(len(places), 2 + TOKENS_SHOWN, squeeze=False)
    height, width = listened.image.shape[:2]
    for row, name in zip(axes, [names[k] for k in places], strict=True):
        heard = listened.heard[name]
        high = round((len(heard.loudness) * height / width) ** 0.5)
        chosen = np.argsort(-heard.attention.std(0), kind="stable")[:TOKENS_SHOWN]
        _picture(row[0], listened.image, _short(name).replace(",", ",\n"), "left")
        _map(row[1], listened.image, heard.loudness.reshape(high, -1), "loudness")
        for place, token in zip(row[2:], chosen, strict=True):
            shares = heard.attention[:, token].reshape(high, -1)
            _map(place, listened.image, shares, f"token {token + 1}")
    figure.set_size_inches(7.6, 1.45 * len(places))


def strips(figure: Any, pictures: Mapping[str, Sequence[np.ndarray]]) -> None:
    """The pictures of one person over λ, a row for each mechanism."""
    shown = {name: row for name, row in pictures.items() if name != "reference"}
    axes = figure.subplots(len(shown), 1 + len(LAMBDAS), squeeze=False)
    for row, (name, images) in zip(axes, shown.items(), strict=True):
        row[0].set_axis_off()
        for place, image in zip(row[1:], images, strict=True):
            _picture(place, image)
        row[1].set_title(NAMES[name])
    for place, weight in zip(axes[-1, 1:], LAMBDAS, strict=True):
        place.set_xlabel(f"λ = {weight:g}", fontsize=8)
    axes[0, 0].set_axis_on()
    _picture(axes[0, 0], pictures["reference"][0], "the photo given")
    figure.set_size_inches(8.4, 1.45 * len(shown) + 0.35)


def grid(figure: Any, rows: Sequence[Sequence[np.ndarray]]) -> None:
    """The pictures of one person, λ to the right and the scale of IdentityNet downwards."""
    axes = figure.subplots(len(rows), len(GRID), squeeze=False)
    for places, images, scale in zip(axes, rows, GRID, strict=True):
        for place, image in zip(places, images, strict=True):
            _picture(place, image)
        places[0].set_ylabel(f"scale {scale:g}", fontsize=8)
    for place, weight in zip(axes[-1], GRID, strict=True):
        place.set_xlabel(f"λ = {weight:g}", fontsize=8)
    figure.set_size_inches(5.6, 5.7)


def _curve(
    axes: Any, values: Sequence[float], errors: Sequence[float], colour: str, label: str
) -> None:
    """A line over LAMBDAS with a band of one standard error to either side."""
    middle, error = np.array(values), np.array(errors)
    axes.fill_between(LAMBDAS, middle - error, middle + error, color=colour, alpha=0.12, lw=0)
    axes.plot(LAMBDAS, middle, marker="o", color=colour, label=label)


def _level(axes: Any, value: float, text: str) -> None:
    axes.axhline(value, color=PALE, linewidth=1.2, zorder=0)
    axes.annotate(text, (1, value), (0, 2), xycoords=("axes fraction", "data"),
                  textcoords="offset points", ha="right", color=GREY, fontsize=8)  # fmt: skip


def _finish(axes: Any, label: str) -> None:
    axes.set_xlabel(label)
    axes.set_xticks(LAMBDAS)


def _picture(axes: Any, image: np.ndarray, label: str = "", side: str = "below") -> None:
    axes.imshow(image, interpolation="antialiased")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    (axes.set_ylabel if side == "left" else axes.set_xlabel)(label, fontsize=8)


def _map(axes: Any, image: np.ndarray, values: np.ndarray, name: str) -> None:
    """Values over a pale grey picture; the label tells the range that the shades stand for."""
    height, width = image.shape[:2]
    axes.imshow(image.mean(2), cmap="gray", vmin=0, vmax=255)
    extent = (-0.5, width - 0.5, height - 0.5, -0.5)
    axes.imshow(values, cmap=SHADES, alpha=0.75, extent=extent, interpolation="nearest")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    axes.set_xlabel(f"{name}\n{values.min():.2f} to {values.max():.2f}", fontsize=8)


def _short(layer: str) -> str:
    """`down 2, 1st` for down_blocks.2.attentions.0.transformer_blocks.0.attn2."""
    parts = layer.split(".")
    if parts[0] == "mid_block":
        return f"middle, block {int(parts[4]) + 1}"
    block, place, inside = parts[1], int(parts[3]) + 1, int(parts[5]) + 1
    name = f"{parts[0].removesuffix('_blocks')} {block}, attention {place}"
    return name if inside == 1 else f"{name}.{inside}"
