"""Which schedulers can space their steps how; what they do is `core.engine.schedulers`."""

from core.recipe import Scheduler, Spacing

BY_NOISE: tuple[Scheduler, ...] = (
    *("euler", "euler_ancestral", "dpmpp_2m", "dpmpp_2m_sde", "unipc"),
)
"""Those that can be told which noise levels to visit."""

DISTILLED: tuple[Scheduler, ...] = ("lcm", "tcd")
"""Those that visit the times of a distillation and no others."""


def goes_with(spacing: Spacing, name: Scheduler) -> bool:
    """Whether a scheduler can space its steps so."""
    if name in BY_NOISE or spacing == "pack":
        return True
    return spacing == "trailing" and name not in DISTILLED
