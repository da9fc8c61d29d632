//! RIFF WAVE: samples as whole numbers, floats, or by the telephone's two laws
//! (<https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html>, ITU-T G.711).

use super::{Sound, SoundError};

const WHOLE: u16 = 1;
const FLOAT: u16 = 3;
const A_LAW: u16 = 6;
const MU_LAW: u16 = 7;
/// The true kind stands further on.
const EXTENSIBLE: u16 = 0xfffe;

/// What `fmt ` says.
#[derive(Debug, Clone, Copy)]
struct Format {
    kind: u16,
    channels: u16,
    rate: u32,
    bits: u16,
}

pub(super) fn decode(bytes: &[u8]) -> Result<Sound, SoundError> {
    let mut place = 12_usize;
    let mut format = None;
    loop {
        let head = place.checked_add(8).and_then(|end| bytes.get(place..end));
        let head = head.ok_or(SoundError::Broken)?;
        let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let rest = bytes.get(place + 8..).unwrap_or_default();
        // What was written to a pipe says that it is longer than it is.
        let body = rest.get(..size).unwrap_or(rest);
        match &head[..4] {
            b"fmt " => format = Format::read(body),
            b"data" => {
                let format = format.ok_or(SoundError::Broken)?;
                let together = format.samples(body)?;
                return Ok(Sound::of_channels(
                    format.rate,
                    usize::from(format.channels),
                    &together,
                ));
            }
            _ => {}
        }
        // Chunks begin at even places.
        place = place
            .saturating_add(8)
            .saturating_add(size)
            .saturating_add(size % 2);
    }
}

impl Format {
    fn read(body: &[u8]) -> Option<Self> {
        let number = |place: usize| {
            let two = body.get(place..place + 2)?;
            Some(u16::from_le_bytes([two[0], two[1]]))
        };
        let kind = match number(0)? {
            EXTENSIBLE => number(24)?,
            kind => kind,
        };
        Some(Self {
            kind,
            channels: number(2).filter(|channels| (1..=8).contains(channels))?,
            rate: u32::from(number(4)?) | u32::from(number(6)?) << 16,
            bits: number(14)?,
        })
    }

    /// The samples of all channels, as they stand.
    fn samples(self, data: &[u8]) -> Result<Vec<f32>, SoundError> {
        let samples = match (self.kind, self.bits) {
            (WHOLE, 8) => data
                .iter()
                .map(|byte| (f32::from(*byte) - 128.0) / 128.0)
                .collect(),
            (WHOLE, 16 | 24 | 32) => {
                let bytes = usize::from(self.bits / 8);
                data.chunks_exact(bytes).map(whole).collect()
            }
            (FLOAT, 32) => data
                .chunks_exact(4)
                .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
                .map(|sample| {
                    if sample.is_finite() {
                        sample.clamp(-1.0, 1.0)
                    } else {
                        0.0
                    }
                })
                .collect(),
            (A_LAW, 8) => data.iter().map(|byte| a_law(*byte)).collect(),
            (MU_LAW, 8) => data.iter().map(|byte| mu_law(*byte)).collect(),
            _ => return Err(SoundError::Unsupported),
        };
        Ok(samples)
    }
}

/// A little-endian whole number of two to four bytes.
fn whole(bytes: &[u8]) -> f32 {
    let mut four = [0; 4];
    four[4 - bytes.len()..].copy_from_slice(bytes);
    i32::from_le_bytes(four) as f32 / 2_147_483_648.0
}

fn a_law(byte: u8) -> f32 {
    let byte = byte ^ 0x55;
    let (step, part) = ((byte >> 4) & 7, i32::from(byte & 15) << 4);
    let size = match step {
        0 => part + 8,
        step => (part + 0x108) << (step - 1),
    };
    let sign = if byte & 0x80 == 0 { -1.0 } else { 1.0 };
    sign * size as f32 / 32_768.0
}

fn mu_law(byte: u8) -> f32 {
    let byte = !byte;
    let size = (((i32::from(byte & 15) << 3) + 0x84) << ((byte >> 4) & 7)) - 0x84;
    let sign = if byte & 0x80 == 0 { 1.0 } else { -1.0 };
    sign * size as f32 / 32_768.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(kind: u16, channels: u16, bits: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = b"RIFF\0\0\0\0WAVELIST\x03\0\0\0abc\0fmt \x10\0\0\0".to_vec();
        bytes.extend(kind.to_le_bytes());
        bytes.extend(channels.to_le_bytes());
        bytes.extend(8_000_u32.to_le_bytes());
        bytes.extend([0; 6]);
        bytes.extend(bits.to_le_bytes());
        bytes.extend(b"data");
        bytes.extend(u32::MAX.to_le_bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    fn every_width_has_the_same_samples() {
        for (kind, bits, data) in [
            (WHOLE, 8, vec![0xc0, 0x40]),
            (WHOLE, 16, vec![0, 0x40, 0, 0xc0]),
            (WHOLE, 24, vec![0, 0, 0x40, 0, 0, 0xc0]),
            (WHOLE, 32, vec![0, 0, 0, 0x40, 0, 0, 0, 0xc0]),
            (
                FLOAT,
                32,
                [0.5_f32.to_le_bytes(), (-0.5_f32).to_le_bytes()].concat(),
            ),
        ] {
            let sound = decode(&wav(kind, 1, bits, &data)).unwrap();
            assert_eq!(
                (sound.rate, sound.samples),
                (8_000, vec![0.5, -0.5]),
                "{kind} {bits}"
            );
        }
        let both = decode(&wav(WHOLE, 2, 16, &[0, 0x40, 0, 0])).unwrap();
        assert_eq!(both.samples, [0.25]);
    }

    #[test]
    fn the_telephones_laws_are_those_of_the_recommendation() {
        // The loudest and the quietest samples of G.711's tables, of 16 bits.
        assert_eq!(
            (a_law(0xaa) * 32_768.0, a_law(0xd5) * 32_768.0),
            (32_256.0, 8.0)
        );
        assert_eq!(
            (mu_law(0x80) * 32_768.0, mu_law(0xff) * 32_768.0),
            (32_124.0, 0.0)
        );
    }

    #[test]
    fn what_is_not_wave_is_refused() {
        assert_eq!(decode(b"RIFF\0\0\0\0WAVE").unwrap_err(), SoundError::Broken);
        assert_eq!(
            decode(&wav(85, 1, 16, &[0; 8])).unwrap_err(),
            SoundError::Unsupported
        );
        assert_eq!(
            decode(&wav(WHOLE, 0, 16, &[0; 8])).unwrap_err(),
            SoundError::Broken
        );
    }
}
