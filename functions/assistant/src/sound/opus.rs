//! Opus in Ogg (RFC 6716, RFC 7845), read by one library and written by another, so that each checks the other in tests.
//!
//! The decoder (`opus-decoder`) has no unsafe code, because it reads strangers' bytes. The encoder (`opus-rs`) has some, and sees
//! nothing but what our own speaking program said.

use opus_decoder::OpusDecoder;
use opus_rs::{Application, OpusEncoder};

use super::ogg::{Writer, packets};
use super::{RATE, Sound, SoundError};

/// Positions count at this rate, whatever was recorded.
const CLOCK: u32 = 48_000;
/// Samples of a packet that is written: 20 ms.
const PACKET: usize = 320;
/// Bits a second of what is written: clear speech.
const BITS: i32 = 24_000;
/// Samples at [`CLOCK`] that the encoder is late by, as tests find them.
const LATE: u16 = 273;
/// Most bytes of a packet.
const LARGEST: usize = 1_275;

/// Reads a file of one or two channels.
pub(super) fn decode(bytes: &[u8]) -> Result<Sound, SoundError> {
    let (packets, last) = packets(bytes).ok_or(SoundError::Broken)?;
    let (head, rest) = packets.split_first().ok_or(SoundError::Broken)?;
    if !head.starts_with(b"OpusHead") {
        return Err(SoundError::Unsupported);
    }
    let &[version, channels, late_low, late_high, ..] = head.get(8..).unwrap_or_default() else {
        return Err(SoundError::Broken);
    };
    let channels = usize::from(channels);
    if version > 15 || !(1..=2).contains(&channels) {
        return Err(SoundError::Unsupported);
    }
    let broken = |_| SoundError::Broken;
    let mut decoder = OpusDecoder::new(RATE, channels).map_err(broken)?;
    let mut together = Vec::new();
    let mut packet_samples = vec![0.0; decoder.max_frame_size_per_channel() * channels];
    // The second packet is the tags.
    for packet in rest.iter().skip(1).filter(|packet| !packet.is_empty()) {
        let count = decoder
            .decode_float(packet, &mut packet_samples, false)
            .map_err(broken)?;
        together.extend(packet_samples.iter().take(count * channels));
    }
    let late = u16::from_le_bytes([late_low, late_high]);
    let at_rate = |position: u64| (position * u64::from(RATE) / u64::from(CLOCK)) as usize;
    let mut sound = Sound::of_channels(RATE, channels, &together);
    // The last page may say that its last packet is longer than what was recorded.
    if last > 0 {
        sound.samples.truncate(at_rate(last));
    }
    sound
        .samples
        .drain(..at_rate(u64::from(late)).min(sound.samples.len()));
    Ok(sound)
}

/// Writes samples at [`RATE`] as a file of one channel; `None` when the encoder refuses, which it has no reason to.
pub fn encode(samples: &[f32]) -> Option<Vec<u8>> {
    let mut encoder = OpusEncoder::new(i32::try_from(RATE).ok()?, 1, Application::Audio).ok()?;
    encoder.bitrate_bps = BITS;
    let mut writer = Writer::default();
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend(LATE.to_le_bytes());
    head.extend(RATE.to_le_bytes());
    // No gain, and the plain order of channels.
    head.extend([0, 0, 0]);
    writer.packet(&head, 0);
    writer.end_page();
    writer.packet(b"OpusTags\x05\0\0\0nazar\0\0\0\0", 0);
    writer.end_page();
    let step = u64::from(CLOCK / RATE);
    let whole = samples.len() as u64 * step + u64::from(LATE);
    let mut packet = [0; LARGEST];
    let mut held = [0.0; PACKET];
    // As many packets as it takes until what the encoder holds back is out too.
    let count = (whole / step).div_ceil(PACKET as u64);
    for number in 0..count {
        let from = usize::try_from(number).ok()? * PACKET;
        for (place, sample) in held.iter_mut().enumerate() {
            *sample = samples.get(from + place).copied().unwrap_or(0.0);
        }
        let length = encoder.encode(&held, PACKET, &mut packet).ok()?;
        let position = ((number + 1) * PACKET as u64 * step).min(whole);
        writer.packet(packet.get(..length)?, position);
    }
    Some(writer.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A vowel: a tone of 150 Hz with its overtones, swelling and fading.
    fn vowel(seconds: f32) -> Vec<f32> {
        let count = (seconds * RATE as f32) as usize;
        let at = |place: usize| {
            let time = place as f32 / RATE as f32;
            let turn = 2.0 * std::f32::consts::PI * 150.0 * time;
            let tone: f32 = (1..8_u8)
                .map(|step| (turn * f32::from(step)).sin() / f32::from(step))
                .sum();
            0.2 * tone * (std::f32::consts::PI * time * 2.0).sin().abs()
        };
        (0..count).map(at).collect()
    }

    fn likeness(one: &[f32], other: &[f32]) -> f32 {
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        product(one, other) / (product(one, one) * product(other, other)).sqrt()
    }

    #[test]
    fn what_is_written_is_read_by_another_library() {
        let samples = vowel(1.3);
        let file = encode(&samples).unwrap();
        assert!(file.len() < samples.len() / 2, "{} bytes", file.len());
        let sound = decode(&file).unwrap();
        assert_eq!(sound.rate, RATE);
        assert!(
            sound.samples.len().abs_diff(samples.len()) <= 1,
            "{}",
            sound.samples.len()
        );
        let likeness = likeness(&samples, &sound.samples);
        assert!(likeness > 0.9, "{likeness}");
    }

    #[test]
    fn what_is_no_opus_is_refused() {
        assert_eq!(decode(b"RIFF").unwrap_err(), SoundError::Broken);
        let mut writer = Writer::default();
        writer.packet(b"\x01vorbis\0\0\0\0\x01\x80\x3e\0\0", 0);
        assert_eq!(
            decode(&writer.finish()).unwrap_err(),
            SoundError::Unsupported
        );
        let mut writer = Writer::default();
        writer.packet(b"OpusHead\x01\x07\0\0", 0);
        assert_eq!(
            decode(&writer.finish()).unwrap_err(),
            SoundError::Unsupported
        );
    }
}
