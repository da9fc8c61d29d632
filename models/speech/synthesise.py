"""Makes the corpus: `python synthesise.py` writes work/<part>.npz with powers and units, and work/test/*.wav with texts.

Nobody's recording is in it: espeak-ng says every utterance, in many variants of its voices, at many speeds and pitches, and
resampled a little, which moves the resonances of the throat as another head would.
"""

import argparse
import json
import random
import subprocess
import tomllib
import wave
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

import features
from phrases import LANGUAGES, Speaker, sentence
from pronounce import Pronouncer

HERE = Path(__file__).parent
WORK = HERE / "work"
CONFIG = tomllib.loads((HERE / "config.toml").read_text())
# Text that no lexicon of ours has, in voices of languages that are not ours too.
FOREIGN = {"de": "der Zug fährt morgen früh nach Hamburg und kommt mittags an", "tr": "yarın sabah pazara gidip taze ekmek alacağız",
           "fr": "nous avons marché longtemps dans la forêt avant la pluie", "es": "los niños juegan al fútbol en la plaza vieja"}


def said(text: str, voice: str, speed: int, pitch: int, throat: float) -> np.ndarray:
    """A text spoken, 16,000 samples a second."""
    command = ["espeak-ng", "--stdout", "-b", "1", "-v", voice, "-s", str(speed), "-p", str(pitch), "--stdin"]
    wav = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
    samples = np.frombuffer(wav[44:], dtype="<i2").astype(np.float32) / 32768.0
    return resample_poly(samples, 320, round(441 * throat)).astype(np.float32)


def voice(language: str, rng: random.Random, held_out: bool) -> dict:
    settings = CONFIG["voices"]
    variant = rng.choice(settings["held_out" if held_out else "train"])
    base = rng.choice(settings.get(language, [language]))
    low, high = rng.choice(settings["held_out_speeds" if held_out else "train_speeds"])
    return {"voice": f"{base}+{variant}" if variant else base, "speed": rng.randrange(low, high), "pitch": rng.randrange(25, 80),
            "throat": rng.uniform(0.9, 1.1)}


def noise(rng: np.random.Generator, seconds: float) -> np.ndarray:
    """Something that is no speech: coloured noise, hum, tones, knocks."""
    count = int(seconds * features.RATE)
    time = np.arange(count) / features.RATE
    kind = rng.integers(5)
    if kind == 0:
        spectrum = np.fft.rfft(rng.normal(size=count))
        sound = np.fft.irfft(spectrum / np.maximum(1, np.arange(len(spectrum))) ** rng.uniform(0, 1.2), count)
    elif kind == 1:
        base = rng.uniform(45, 400)
        sound = sum(rng.uniform(0, 1) / step * np.sin(2 * np.pi * base * step * time) for step in range(1, 8))
    elif kind == 2:
        sound = np.zeros(count)
        for start in range(0, count, int(features.RATE * rng.uniform(0.12, 0.5))):
            tone = rng.choice([220, 262, 294, 330, 392, 440, 523, 659]) * rng.choice([0.5, 1, 2])
            part = time[: max(0, min(count - start, 8000))]
            sound[start:start + len(part)] += np.sin(2 * np.pi * tone * part) * np.exp(-part * rng.uniform(2, 9))
    elif kind == 3:
        sound = np.zeros(count)
        for start in rng.integers(0, max(1, count - 900), size=rng.integers(2, 12)):
            sound[start:start + 800] += rng.normal(size=800)[: count - start] * np.exp(-np.arange(800) / rng.uniform(40, 300))
    else:
        sweep = rng.uniform(1, 6)
        sound = rng.normal(size=count) * (0.5 + 0.5 * np.sin(2 * np.pi * sweep * time)) ** 2
    sound = sound + rng.normal(size=count) * 10 ** rng.uniform(-4, -1.5)
    return (0.3 * sound / max(1e-6, np.abs(sound).max())).astype(np.float32)


def corpus(part: str, count: int, seed: int) -> None:
    """Powers of every utterance with its units, one file a part; goes on where it was stopped."""
    whole = WORK / f"{part}.npz"
    if whole.exists():
        return
    pronounce = Pronouncer(WORK / "pronunciations.json")
    powers, targets, languages = [], [], []
    for language in LANGUAGES:
        speaker, rng = Speaker(language), random.Random(f"{seed}-{language}")
        lexicon = speaker.lexicon()
        for place in range(count):
            # Single words too, every one of the lexicon in turn: those that no pattern often says.
            if place % 4 == 3:
                tokens = [token for token in rng.sample(lexicon, rng.randrange(1, 5)) if token.kind != "ending"] or [lexicon[-1]]
            else:
                tokens = speaker.utterance(rng)
            powers.append(features.power(said(sentence(tokens), **voice(language, rng, False))).astype(np.float16))
            targets.append([unit for token in tokens for unit in pronounce(language, token.said)])
            languages.append(language)
    pronounce.save()
    lengths = np.array([len(one) for one in powers])
    np.savez(whole, powers=np.concatenate(powers), lengths=lengths, targets=json.dumps(targets, ensure_ascii=False))


def save(folder: Path, name: str, samples: np.ndarray) -> None:
    loudest = max(1e-6, float(np.abs(samples).max()))
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(features.RATE)
        file.writeframes((samples / max(1.0, loudest) * 32767).astype("<i2").tobytes())


def with_noise(samples: np.ndarray, decibels: float, rng: np.random.Generator) -> np.ndarray:
    other = noise(rng, len(samples) / features.RATE)[: len(samples)]
    other = np.pad(other, (0, len(samples) - len(other)))
    ratio = np.sqrt((samples**2).mean() / max(1e-9, (other**2).mean())) / 10 ** (decibels / 20)
    return samples + ratio * other


def heard(part: str, count: int, seed: int, held_out: bool) -> None:
    """Recordings to judge by, as WAV files with a list of what they say; an empty text is to be refused."""
    folder = WORK / part
    if (folder / "list.tsv").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    rng, generator = random.Random(seed), np.random.default_rng(seed)
    for language in LANGUAGES:
        speaker = Speaker(language)
        for place in range(count):
            tokens = speaker.utterance(rng)
            samples = said(sentence(tokens), **voice(language, rng, held_out))
            kind = ["clean", "noise-20dB", "noise-10dB"][place % 3]
            if place % 3:
                samples = with_noise(samples, 20 if place % 3 == 1 else 10, generator)
            text = " ".join(token.written for token in tokens).replace(" +", "")
            lines.append((f"{language}-{place}", language, kind, text))
            save(folder, f"{language}-{place}", samples)
        for place in range(count // 2):
            samples = said(speaker.stranger(rng), **voice(language, rng, held_out))
            lines.append((f"{language}-stranger-{place}", language, "stranger", ""))
            save(folder, f"{language}-stranger-{place}", samples)
    for place in range(count // 5):
        language = rng.choice(sorted(FOREIGN))
        words = FOREIGN[language].split()
        text = " ".join(rng.sample(words, rng.randrange(4, len(words))))
        save(folder, f"foreign-{place}", said(text, **voice(language, rng, held_out)))
        lines.append((f"foreign-{place}", "", "stranger", ""))
    for place in range(count // 2):
        save(folder, f"noise-{place}", noise(generator, rng.uniform(1, 5)))
        lines.append((f"noise-{place}", "", "noise", ""))
    (folder / "list.tsv").write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")


def noises(count: int, seed: int) -> None:
    whole = WORK / "noises.npz"
    if whole.exists():
        return
    rng = np.random.default_rng(seed)
    powers = [features.power(noise(rng, rng.uniform(1, 5))).astype(np.float32) for _ in range(count)]
    np.savez(whole, powers=np.concatenate(powers), lengths=np.array([len(one) for one in powers]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", type=int, default=CONFIG["corpus"]["train"])
    options = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    seed = CONFIG["seed"]
    noises(CONFIG["corpus"]["noises"], seed)
    heard("test", CONFIG["corpus"]["test"], seed + 2, True)
    corpus("train", options.train, seed)
    heard("validate", CONFIG["corpus"]["validate"], seed + 1, False)
