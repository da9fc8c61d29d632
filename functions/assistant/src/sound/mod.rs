//! Recordings as samples, and samples as recordings: the kinds of file that people send and that replies are sent in.
//!
//! All decoders are Rust: bytes of strangers meet no C. What is decoded here is WAV (whole numbers of 8 to 32 bits, floats,
//! A-law and µ-law), MP3, AAC in MP4 (M4A), and Opus and Vorbis in Ogg.

pub(crate) mod aac;
pub(crate) mod mp4;
pub mod ogg;
pub mod opus;
mod resample;
mod vorbis;
mod wav;

/// Samples a second of what is listened to.
pub const RATE: u32 = 16_000;

/// Rates that recordings have; a file may claim any.
const RATES: std::ops::RangeInclusive<u32> = 7_350..=192_000;

/// Sound of one channel.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sound {
    /// Samples a second.
    pub(crate) rate: u32,
    /// From -1 to 1.
    pub(crate) samples: Vec<f32>,
}

/// Why a recording cannot be decoded here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SoundError {
    /// It is of a kind that is not decoded here.
    #[error("the recording's encoding is not decoded here")]
    Unsupported,
    /// It is not what it says it is.
    #[error("the recording is broken")]
    Broken,
}

impl Sound {
    /// The mean of the channels of samples that stand beside each other.
    pub(crate) fn of_channels(rate: u32, channels: usize, together: &[f32]) -> Self {
        let channels = channels.max(1);
        let mean = |frame: &[f32]| frame.iter().sum::<f32>() / channels as f32;
        Self {
            rate,
            samples: together.chunks_exact(channels).map(mean).collect(),
        }
    }

    /// Reads a WAV file.
    ///
    /// # Errors
    /// [`SoundError`].
    pub(crate) fn of_wav(bytes: &[u8]) -> Result<Self, SoundError> {
        wav::decode(bytes)
    }

    /// Reads an MP3 file.
    ///
    /// # Errors
    /// [`SoundError::Broken`].
    pub(crate) fn of_mp3(bytes: &[u8]) -> Result<Self, SoundError> {
        let decoded = nanomp3::decode_all::<f32>(bytes);
        let channels = decoded.channels.ok_or(SoundError::Broken)?;
        if decoded.sample_rate == 0 || decoded.samples.is_empty() {
            return Err(SoundError::Broken);
        }
        let channels = usize::from(channels.num());
        Ok(Self::of_channels(
            decoded.sample_rate,
            channels,
            &decoded.samples,
        ))
    }

    /// Reads Opus or Vorbis in Ogg.
    ///
    /// # Errors
    /// [`SoundError`]; what else Ogg may hold, and more than two channels, are unsupported.
    pub(crate) fn of_ogg(bytes: &[u8]) -> Result<Self, SoundError> {
        match vorbis::is_it(bytes) {
            true => vorbis::decode(bytes),
            false => opus::decode(bytes),
        }
    }

    /// Reads AAC in MP4.
    ///
    /// # Errors
    /// [`SoundError`]; what else MP4 may hold is unsupported.
    pub(crate) fn of_mp4(bytes: &[u8]) -> Result<Self, SoundError> {
        aac::decode(bytes)
    }

    /// The sound as Opus in Ogg, of [`RATE`]; `None` when the encoder refuses.
    pub(crate) fn into_ogg(self) -> Option<Vec<u8>> {
        opus::encode(&self.at_rate())
    }

    /// Its samples at [`RATE`].
    pub(crate) fn at_rate(self) -> Vec<f32> {
        resample::resample(&self.samples, self.rate, RATE)
    }
}

/// Samples of a WAV file at [`RATE`], for programs that judge the recogniser.
///
/// # Errors
/// [`SoundError`].
pub fn wav_samples(bytes: &[u8]) -> Result<Vec<f32>, SoundError> {
    Sound::of_wav(bytes).map(Sound::at_rate)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn channels_become_one() {
        let sound = Sound::of_channels(8_000, 2, &[1.0, 0.0, 0.5, 0.5, 0.9]);
        assert_eq!(sound.samples, [0.5, 0.5]);
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            for head in [&b""[..], b"RIFF\0\0\0\0WAVE", b"OggS\0\x02", &[0xff, 0xfb, 0x90, 0x64]] {
                let whole = [head, &bytes].concat();
                let _ = Sound::of_wav(&whole).map(Sound::at_rate);
                let _ = Sound::of_mp3(&whole).map(Sound::at_rate);
                let _ = Sound::of_ogg(&whole).map(Sound::at_rate);
                let _ = Sound::of_mp4(&whole).map(Sound::at_rate);
            }
        }
    }
}
