"""What rooms, microphones and other people do to speech, done to its powers before the network sees them."""

import numpy as np

import features


def stretched(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Another speed, by interpolation between frames."""
    count = max(8, int(len(power) * rng.uniform(0.87, 1.15)))
    at = np.linspace(0, len(power) - 1, count)
    low = np.floor(at).astype(int)
    high = np.minimum(low + 1, len(power) - 1)
    share = (at - low)[:, None].astype(np.float32)
    return power[low] * (1 - share) + power[high] * share


def coloured(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Another microphone: a smooth curve over the bands, up to some ten decibels."""
    at = np.linspace(0, 1, features.BANDS)
    curve = sum(rng.normal() / (1 + wave) * np.cos(np.pi * wave * at + rng.uniform(0, 6)) for wave in range(4))
    return power * np.exp(rng.uniform(0, 1.6) * curve).astype(np.float32)


def echoed(power: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A room: what was loud dies away over some tenths of a second."""
    decay, share = rng.uniform(0.6, 0.92), rng.uniform(0.02, 0.25)
    tail, out = np.zeros(features.BANDS, dtype=np.float32), np.empty_like(power)
    for place, frame in enumerate(power):
        out[place] = frame + share * tail
        tail = decay * tail + (1 - decay) * frame * 4
    return out


def mixed(power: np.ndarray, other: np.ndarray, decibels: float, rng: np.random.Generator) -> np.ndarray:
    """Something else that sounds meanwhile, so many decibels quieter."""
    start = rng.integers(0, max(1, len(other)))
    other = np.resize(np.roll(other, -start, axis=0), power.shape)
    ratio = power.mean() / max(1e-12, other.mean()) / 10 ** (decibels / 10)
    return power + other * ratio


def masked(level: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Some bands and moments taken away."""
    for _ in range(2):
        width, start = rng.integers(0, 7), rng.integers(0, features.BANDS)
        level[:, start:start + width] = 0
    for _ in range(1 + len(level) // 200):
        width, start = rng.integers(0, 10), rng.integers(0, len(level))
        level[start:start + width] = 0
    return level


def varied(power: np.ndarray, noise: np.ndarray, speech: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """An utterance as the network is taught it."""
    power = stretched(power, rng)
    before, after = rng.integers(0, 40, size=2)
    power = np.pad(power, ((before, after), (0, 0)), constant_values=1e-9)
    if rng.random() < 0.3:
        power = echoed(power, rng)
    if rng.random() < 0.15:
        power = mixed(power, speech, rng.uniform(12, 28), rng)
    if rng.random() < 0.65:
        power = mixed(power, noise, rng.uniform(4, 32), rng)
    return masked(features.levelled(coloured(power, rng)), rng)
