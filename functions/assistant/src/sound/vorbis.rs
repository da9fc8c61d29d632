//! Vorbis in Ogg, decoded by `lewton`, which has no unsafe code of its own.

use lewton::audio::{PreviousWindowRight, read_audio_packet_generic};
use lewton::header::{read_header_ident, read_header_setup};
use lewton::samples::InterleavedSamples;

use super::ogg::packets;
use super::{RATES, Sound, SoundError};

/// Samples after which decoding stops: a minute at the highest rate that is recorded.
const MOST: usize = 60 * 96_000;

/// Whether the first packet says that it is Vorbis.
pub(super) fn is_it(bytes: &[u8]) -> bool {
    // A page's head, with how many lengths follow it.
    let first = bytes.get(26).map(|lengths| 27 + usize::from(*lengths));
    let packet = first.and_then(|first| bytes.get(first..));
    packet.is_some_and(|packet| packet.starts_with(b"\x01vorbis"))
}

/// Reads a file of one or two channels.
pub(super) fn decode(bytes: &[u8]) -> Result<Sound, SoundError> {
    let (packets, last) = packets(bytes).ok_or(SoundError::Broken)?;
    // The second packet is the tags.
    let [head, _, setup, rest @ ..] = &packets[..] else {
        return Err(SoundError::Broken);
    };
    let head = read_header_ident(head).map_err(|_| SoundError::Broken)?;
    let channels = head.audio_channels;
    if !(1..=2).contains(&channels) || !RATES.contains(&head.audio_sample_rate) {
        return Err(SoundError::Unsupported);
    }
    let blocks = (head.blocksize_0, head.blocksize_1);
    let setup = read_header_setup(setup, channels, blocks).map_err(|_| SoundError::Broken)?;
    let mut window = PreviousWindowRight::new();
    let mut samples = Vec::new();
    for packet in rest.iter().filter(|packet| !packet.is_empty()) {
        let decoded: InterleavedSamples<f32> =
            read_audio_packet_generic(&head, &setup, packet, &mut window)
                .map_err(|_| SoundError::Broken)?;
        let rate = head.audio_sample_rate;
        samples.extend(Sound::of_channels(rate, usize::from(channels), &decoded.samples).samples);
        if samples.len() > MOST {
            return Err(SoundError::Broken);
        }
    }
    // The last page may say that its last packet is longer than what was recorded.
    let said = usize::try_from(last).unwrap_or(usize::MAX);
    if said > 0 {
        samples.truncate(said);
    }
    Ok(Sound {
        rate: head.audio_sample_rate,
        samples,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = include_bytes!("../../../../models/speech/samples/uz-vorbis.ogg");
    const WAV: &[u8] = include_bytes!("../../../../models/speech/samples/uz.wav");

    /// It was encoded from the WAV file by another program.
    #[test]
    fn what_another_program_wrote_is_what_was_recorded() {
        let sound = decode(FILE).unwrap();
        let spoken = Sound::of_wav(WAV).unwrap();
        assert_eq!(sound.rate, spoken.rate);
        assert_eq!(sound.samples.len(), spoken.samples.len());
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let (ours, theirs) = (&sound.samples, &spoken.samples);
        let likeness =
            product(ours, theirs) / (product(ours, ours) * product(theirs, theirs)).sqrt();
        assert!(likeness > 0.9, "{likeness}");
    }

    #[test]
    fn what_is_cut_off_or_changed_is_refused_and_stops_nothing() {
        for length in (0..FILE.len()).step_by(1_009) {
            let _ = decode(&FILE[..length]);
        }
        for place in (0..FILE.len()).step_by(601) {
            let mut changed = FILE.to_vec();
            changed[place] ^= 0x41;
            let _ = decode(&changed);
        }
    }
}
