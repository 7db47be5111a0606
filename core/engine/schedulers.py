"""Names of schedulers in a recipe, and the diffusers schedulers that they stand for."""

import inspect
from collections.abc import Mapping
from functools import partial
from typing import Any

from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
    TCDScheduler,
    UniPCMultistepScheduler,
)

from core.engine.quiet import quietly
from core.engine.spacing import ALIGNED, aligned, karras, space
from core.recipe import Scheduler, Spacing

LCM_STEPS = 50
"""The most steps of `lcm` and `tcd`, which visit some of the 50 times of their distillation."""

# What each needs beside the pack's own settings. DDIM would clip clean latents to -1..1 by
# default, which suits pixels and ruins latents; a pack may say so for LCM and TCD too.
SCHEDULERS: dict[Scheduler, tuple[Any, dict[str, Any]]] = {
    "euler": (EulerDiscreteScheduler, {}),
    "euler_ancestral": (EulerAncestralDiscreteScheduler, {}),
    "ddim": (DDIMScheduler, {"clip_sample": False}),
    "dpmpp_2m": (DPMSolverMultistepScheduler, {"algorithm_type": "dpmsolver++", "solver_order": 2}),
    "dpmpp_2m_sde": (
        DPMSolverMultistepScheduler,  # its own noise, from the seed: no torchsde
        {"algorithm_type": "sde-dpmsolver++", "solver_order": 2},
    ),
    "unipc": (UniPCMultistepScheduler, {"solver_type": "bh2", "solver_order": 2}),
    "lcm": (LCMScheduler, {"original_inference_steps": LCM_STEPS, "clip_sample": False}),
    "tcd": (TCDScheduler, {"original_inference_steps": LCM_STEPS, "clip_sample": False}),
}


def make_scheduler(
    name: Scheduler, config: Mapping[str, Any], spacing: Spacing = "pack", family: str = "sdxl"
) -> Any:
    """A fresh scheduler with the pack's settings, so that it keeps to how the model was trained.

    Args:
        name: as in a recipe.
        config: the base model's scheduler settings (`scheduler_config.json`).
        spacing: as in a recipe; one that goes with the scheduler, see `core.scheduling`.
        family: of base models, for align-your-steps.
    """
    kind, own = SCHEDULERS[name]
    accepted = inspect.signature(kind.__init__).parameters.keys() & config.keys()
    settings = {key: config[key] for key in accepted} | own
    if spacing == "trailing":
        settings["timestep_spacing"] = "trailing"
    if spacing in ("karras", "align_your_steps"):
        settings |= dict.fromkeys(_OTHERS & settings.keys(), False)
    with quietly():
        scheduler = kind(**settings)
    if spacing == "karras":
        space(scheduler, karras)
    elif spacing == "align_your_steps":
        space(scheduler, partial(aligned, ALIGNED[family]))
    return scheduler


_OTHERS = {"use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas", "use_lu_lambdas"}
