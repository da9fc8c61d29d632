//! What a recording is, and how long, by its bytes: nothing is decoded.
//!
//! WAV, MP3, MP4 (`m4a`) and Ogg each say in a few bytes how much sound they hold. Reading these is all that is needed to
//! refuse what is too long before it is decoded or sent to anybody.

mod mp3;
mod mp4;
mod ogg;
mod wav;

/// What a recording is packed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    /// RIFF WAVE.
    Wav,
    /// MPEG audio, layer III.
    Mp3,
    /// MP4, as `m4a`.
    Mp4,
    /// Ogg, with Opus or Vorbis.
    Ogg,
}

impl Container {
    /// The content type under which it is sent on.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Wav => "audio/wav",
            Self::Mp3 => "audio/mpeg",
            Self::Mp4 => "audio/mp4",
            Self::Ogg => "audio/ogg",
        }
    }

    /// The word for it, which is its usual file ending too.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Wav => "wav",
            Self::Mp3 => "mp3",
            Self::Mp4 => "m4a",
            Self::Ogg => "ogg",
        }
    }

    /// The container by its first bytes.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let at =
            |place: usize, wanted: &[u8]| bytes.get(place..place + wanted.len()) == Some(wanted);
        if at(0, b"RIFF") && at(8, b"WAVE") {
            Some(Self::Wav)
        } else if at(0, b"OggS") {
            Some(Self::Ogg)
        } else if at(4, b"ftyp") {
            Some(Self::Mp4)
        } else if at(0, b"ID3") || mp3::begins(bytes) {
            Some(Self::Mp3)
        } else {
            None
        }
    }

    /// Seconds of sound; `None` when the bytes do not hold together.
    pub(crate) fn seconds(self, bytes: &[u8]) -> Option<f64> {
        let seconds = match self {
            Self::Wav => wav::seconds(bytes),
            Self::Mp3 => mp3::seconds(bytes),
            Self::Mp4 => mp4::seconds(bytes),
            Self::Ogg => ogg::seconds(bytes),
        }?;
        (seconds.is_finite() && seconds > 0.0).then_some(seconds)
    }
}

/// A big-endian number of four bytes.
fn big(bytes: &[u8], place: usize) -> Option<u32> {
    let four = bytes.get(place..place.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

/// A little-endian number of four bytes.
fn little(bytes: &[u8], place: usize) -> Option<u32> {
    let four = bytes.get(place..place.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_bytes_say_what_it_is() {
        assert_eq!(Container::of(b"RIFF....WAVEfmt "), Some(Container::Wav));
        assert_eq!(Container::of(b"OggS\0"), Some(Container::Ogg));
        assert_eq!(Container::of(b"\0\0\0\x20ftypM4A "), Some(Container::Mp4));
        assert_eq!(Container::of(b"ID3\x04"), Some(Container::Mp3));
        assert_eq!(
            Container::of(&[0xff, 0xfb, 0x90, 0x64]),
            Some(Container::Mp3)
        );
        for bytes in [
            &b""[..],
            b"\x89PNG\r\n",
            b"Model not loaded",
            &[0xff, 0xff, 0xff, 0xff],
        ] {
            assert_eq!(Container::of(bytes), None);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for container in [Container::Wav, Container::Mp3, Container::Mp4, Container::Ogg] {
                if let Some(seconds) = container.seconds(&bytes) {
                    prop_assert!(seconds > 0.0);
                }
            }
        }
    }
}
