//! AAC in MP4: what telephones record. `oxideav-aac` decodes it; it has no unsafe code, because it reads strangers' bytes.

use oxideav_aac::asc::AudioSpecificConfig;
use oxideav_aac::decode::StreamDecoder;

use super::mp4::Track;
use super::{RATES, Sound, SoundError};

/// Kinds of AAC that are decoded: main, low complexity, scalable rate, long-term prediction.
const KINDS: std::ops::RangeInclusive<u8> = 1..=4;

/// Reads the first track of AAC in a file.
pub(super) fn decode(bytes: &[u8]) -> Result<Sound, SoundError> {
    let track = Track::of(bytes).ok_or(SoundError::Unsupported)?;
    let (config, _) =
        AudioSpecificConfig::parse(track.config).map_err(|_| SoundError::Unsupported)?;
    if !KINDS.contains(&config.aot) || !RATES.contains(&config.sample_rate) {
        return Err(SoundError::Unsupported);
    }
    let mut decoder = StreamDecoder::new();
    // Speech needs no wider band than the one that every frame has; so the rate is the same in all of them.
    decoder.set_sbr_downsampled(true);
    let mut samples = Vec::new();
    for frame in track.frames {
        let decoded = decoder
            .decode_raw_data_block(
                config.aot,
                config.sampling_frequency_index,
                config.sample_rate,
                config.channel_configuration,
                1,
                frame,
            )
            .map_err(|_| SoundError::Broken)?;
        let together: Vec<f32> = decoded
            .pcm
            .iter()
            .map(|one| f32::from(*one) / 32_768.0)
            .collect();
        samples.extend(Sound::of_channels(config.sample_rate, decoded.channels, &together).samples);
    }
    Ok(Sound {
        rate: config.sample_rate,
        samples,
    })
}

/// Seconds of a file's first track of AAC, by its frames: what its headers say of itself may be nothing, or untrue.
pub(crate) fn seconds(bytes: &[u8]) -> Option<f64> {
    let track = Track::of(bytes)?;
    let (config, _) = AudioSpecificConfig::parse(track.config).ok()?;
    let samples = track.frames.len() * super::mp4::FRAME;
    (config.sample_rate > 0).then(|| samples as f64 / f64::from(config.sample_rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &[u8] = include_bytes!("../../../../models/speech/samples/en.m4a");
    const FRAGMENTS: &[u8] = include_bytes!("../../../../models/speech/samples/ru-fragments.m4a");

    /// Both were encoded from WAV files by another program.
    #[test]
    fn a_file_in_one_piece_and_one_of_fragments_are_decoded() {
        for (file, rate, wav) in [
            (
                WHOLE,
                16_000,
                &include_bytes!("../../../../models/speech/samples/en.wav")[..],
            ),
            (
                FRAGMENTS,
                44_100,
                &include_bytes!("../../../../models/speech/samples/ru.wav")[..],
            ),
        ] {
            let sound = decode(file).unwrap();
            assert_eq!(sound.rate, rate);
            let heard = sound.samples.len() as f64 / f64::from(rate);
            let spoken = Sound::of_wav(wav).unwrap();
            let said = spoken.samples.len() as f64 / f64::from(spoken.rate);
            // Encoders add silence before and behind, of a few frames.
            assert!(heard >= said && heard < said + 0.3, "{heard} of {said}");
            assert!((seconds(file).unwrap() - heard).abs() < 0.01);
            let loudness = |samples: &[f32]| {
                let sum: f32 = samples.iter().map(|sample| sample * sample).sum();
                f64::from(sum) / f64::from(rate)
            };
            let (ours, theirs) = (loudness(&sound.at_rate()), loudness(&spoken.at_rate()));
            assert!((ours / theirs - 1.0).abs() < 0.1, "{ours} beside {theirs}");
        }
    }

    #[test]
    fn what_is_cut_off_or_changed_is_refused_and_stops_nothing() {
        for file in [WHOLE, FRAGMENTS] {
            for length in (0..file.len()).step_by(1_009) {
                let _ = decode(&file[..length]);
            }
            // The tables stand at one end or the other.
            for place in (0..700).chain(file.len() - 700..file.len()).step_by(29) {
                let mut changed = file.to_vec();
                changed[place] ^= 0x41;
                let _ = Track::of(&changed).map(|track| track.frames.len());
            }
        }
        assert_eq!(
            decode(b"\0\0\0\x08ftyp").unwrap_err(),
            SoundError::Unsupported
        );
    }
}
