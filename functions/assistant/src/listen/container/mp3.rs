//! MPEG audio, layer III: a row of frames, each with its rate and its length in its first four bytes
//! (<http://www.mp3-tech.org/programmer/frame_header.html>).

/// Kilobits a second of layer III, by index, for MPEG 1 and for MPEG 2 and 2.5.
const RATES: [[u32; 15]; 2] = [
    [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
/// Samples a second of MPEG 1, by index; MPEG 2 has half of it, 2.5 a quarter.
const SAMPLING: [u32; 3] = [44_100, 48_000, 32_000];

/// Bytes without a frame that are passed over, such as a tag that is cut off.
const MOST_PASSED_OVER: usize = 4_096;

struct Frame {
    bytes: usize,
    seconds: f64,
}

/// Whether a frame of layer III begins here.
pub(super) fn begins(bytes: &[u8]) -> bool {
    frame(bytes).is_some()
}

pub(super) fn seconds(bytes: &[u8]) -> Option<f64> {
    let mut place = tag(bytes);
    let mut passed_over = 0;
    let mut seconds = 0.0;
    while let Some(rest) = bytes.get(place..).filter(|rest| rest.len() >= 4) {
        match frame(rest) {
            Some(frame) => {
                seconds += frame.seconds;
                place += frame.bytes;
                passed_over = 0;
            }
            // A tag at the end.
            None if seconds > 0.0 && rest.starts_with(b"TAG") => break,
            None if passed_over < MOST_PASSED_OVER => {
                place += 1;
                passed_over += 1;
            }
            None => return None,
        }
    }
    (seconds > 0.0).then_some(seconds)
}

fn frame(bytes: &[u8]) -> Option<Frame> {
    let head = bytes.get(..4)?;
    let is_synchronised = head[0] == 0xff && head[1] & 0xe0 == 0xe0;
    // Layer III is 01.
    if !is_synchronised || (head[1] >> 1) & 3 != 1 {
        return None;
    }
    let (row, divisor) = match (head[1] >> 3) & 3 {
        3 => (0, 1),
        2 => (1, 2),
        0 => (1, 4),
        _ => return None,
    };
    let rate = *RATES[row].get(usize::from(head[2] >> 4))? * 1_000;
    let sampling = *SAMPLING.get(usize::from((head[2] >> 2) & 3))? / divisor;
    if rate == 0 {
        return None;
    }
    let samples = if row == 0 { 1_152 } else { 576 };
    let padding = u32::from((head[2] >> 1) & 1);
    Some(Frame {
        bytes: (samples / 8 * rate / sampling + padding) as usize,
        seconds: f64::from(samples) / f64::from(sampling),
    })
}

/// Bytes of an ID3 tag at the beginning, whose length has seven bits a byte.
fn tag(bytes: &[u8]) -> usize {
    let Some(head) = bytes.get(..10).filter(|head| head.starts_with(b"ID3")) else {
        return 0;
    };
    let length = head[6..]
        .iter()
        .fold(0, |length, byte| (length << 7) | usize::from(byte & 0x7f));
    length + 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_counted_behind_a_tag() {
        // 128 kbit/s at 44.1 kHz: 417 bytes of 26 ms.
        let mut one = vec![0xff, 0xfb, 0x90, 0x64];
        one.resize(417, 0);
        let mut bytes = b"ID3\x04\0\0\0\0\0\x02ab".to_vec();
        for _ in 0..100 {
            bytes.extend(&one);
        }
        let seconds = seconds(&bytes).unwrap();
        assert!((seconds - 2.612).abs() < 0.001, "{seconds}");
    }

    #[test]
    fn noise_is_no_recording() {
        assert_eq!(seconds(&[0; 10_000]), None);
        assert_eq!(seconds(b"ID3\x04\0\0\0\0\0\x02ab"), None);
    }
}
