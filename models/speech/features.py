"""What the network is given: 40 mel bands of every ten milliseconds, as functions/assistant/src/recogniser/mel.rs has them.

Loudness is taken out: what is far below the loudest is floor, and each band's mean over the recording is taken away.
"""

from pathlib import Path

import numpy as np

RATE = 16_000
WINDOW = 400
STEP = 160
POINTS = 512
BANDS = 40
LOWEST, HIGHEST = 60.0, 7_600.0
# In natural logarithms of power: 12 are 52 dB.
DEPTH = 12.0
SCALE = 3.0


def mel(hertz):
    return 2595.0 * np.log10(1.0 + np.asarray(hertz) / 700.0)


def filters() -> np.ndarray:
    """Triangles over the spectrum's points, (257, 40)."""
    edges = 700.0 * (10.0 ** (np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2) / 2595.0) - 1.0)
    at = np.arange(POINTS // 2 + 1) * RATE / POINTS
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    up = (at[:, None] - low) / (middle - low)
    down = (high - at[:, None]) / (high - middle)
    return np.maximum(0.0, np.minimum(up, down)).astype(np.float32)


FILTERS = filters()
HANN = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)


def power(samples: np.ndarray) -> np.ndarray:
    """Power in each band of each frame, (frames, 40); samples are -1 to 1."""
    if len(samples) < WINDOW:
        samples = np.pad(samples, (0, WINDOW - len(samples)))
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::STEP]
    spectrum = np.fft.rfft(frames * HANN, POINTS)
    return ((spectrum.real**2 + spectrum.imag**2).astype(np.float32)) @ FILTERS


def levelled(power_: np.ndarray) -> np.ndarray:
    """The network's input of such powers."""
    level = np.log(power_ + 1e-10)
    level = np.maximum(level, level.max() - DEPTH)
    return ((level - level.mean(axis=0)) / SCALE).astype(np.float32)


def parity() -> None:
    """Some frames of a signal that a formula gives, which a test in Rust makes again: `python features.py`."""
    state, samples = 12_345, []
    for place in range(8_000):
        state = (state * 1_664_525 + 1_013_904_223) % 2**32
        noise = (state >> 8) / 2**24 - 0.5
        time = place / RATE
        samples.append(0.3 * np.sin(2 * np.pi * (200.0 + 2_000.0 * time) * time) + 0.02 * noise)
    level = levelled(power(np.array(samples, dtype=np.float32)))
    with open(Path(__file__).parent / "parity.tsv", "w", encoding="utf-8") as file:
        for frame in (0, 7, 23, 47):
            file.write("\t".join([str(frame), *(f"{value:.5f}" for value in level[frame])]) + "\n")


if __name__ == "__main__":
    parity()
