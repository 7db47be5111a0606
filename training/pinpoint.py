"""Landmarks to a fraction of a pixel: every place near one says where it is, and they are averaged.

A cell of the detector knows the whole face, but from afar: its landmarks are off by several
pixels. So maps of a quarter of the picture's resolution tell, for each of the five landmarks,
which way it lies from here and how sure that is; the opinions around a place are averaged,
weighted by that, and read at the cell's own guess (the averaging as in Integral Human Pose
Regression, Sun et al., ECCV 2018, but over a neighbourhood, so that every face has its own).
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

POINTS = 5
STRIDE = 4  # pixels a cell of the maps
REACH = 5  # cells, an odd number: so many rows and columns are averaged
LOOKS = 2  # how often a guess is replaced by what is read there
_DOUBT = 1e-4  # least weight of an opinion, so that the mean exists


class Pinpoint(nn.Module):
    """The maps, from what the detector saw at strides 4 and 8."""

    def __init__(self, near: int, far: int, width: int = 32) -> None:
        super().__init__()
        self.near = nn.Conv2d(near, width, 1)
        self.far = nn.Conv2d(far, width, 1)
        self.body = nn.Sequential(*(_conv(width) for _ in range(2)))
        self.opinion = nn.Conv2d(width, 3 * POINTS, 1)

    def forward(self, near: Tensor, far: Tensor) -> Tensor:
        """Where each landmark lies, as seen from each place.

        Args:
            near: features at stride 4, (n, channels, h, w).
            far: features at stride 8, (n, channels, h / 2, w / 2).

        Returns:
            (n * POINTS, 3, h, w): x and y in pixels of the picture times their weight, and the
            weight; the points of a picture are neighbours.
        """
        x = self.near(near) + F.interpolate(self.far(far), scale_factor=2.0, mode="nearest")
        x = self.opinion(self.body(F.relu(x))).float()
        x = x.reshape(-1, 3, *x.shape[2:])
        across = (torch.arange(x.shape[3], device=x.device) + 0.5) * STRIDE
        down = (torch.arange(x.shape[2], device=x.device) + 0.5) * STRIDE
        here = torch.stack(torch.meshgrid(across, down, indexing="xy"))
        trust = torch.sigmoid(x[:, 2:]) + _DOUBT
        told = torch.cat([trust * (here + STRIDE * x[:, :2]), trust], 1)
        return F.avg_pool2d(told, REACH, 1, REACH // 2)


def read(places: Tensor, guesses: Tensor) -> Tensor:
    """Replace guesses of the landmarks by what the maps say there.

    Args:
        places: what `Pinpoint` gives, (n * POINTS, 3, h, w).
        guesses: (n, POINTS, 2, k), pixels.

    Returns:
        (n, POINTS, 2, k), pixels; gradients reach the maps only.
    """
    n, k = guesses.shape[0], guesses.shape[3]
    wide, high = STRIDE * places.shape[3], STRIDE * places.shape[2]
    points = guesses.reshape(n * POINTS, 2, k)
    for _ in range(LOOKS):
        x, y = points.detach()[:, 0], points.detach()[:, 1]
        where = torch.stack([2 / wide * x - 1, 2 / high * y - 1], -1)  # as grid_sample counts
        seen = F.grid_sample(places, where[:, :, None], "bilinear", "border", align_corners=False)
        points = seen[:, :2, :, 0] / seen[:, 2:, :, 0]
    return points.reshape(n, POINTS, 2, k)


def _conv(width: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(True)
    )
