//! NumPy's file format, as far as it is needed: bytes in a row-major array (format 1.0).

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes bytes as an array of the given shape.
///
/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, shape: &[usize], bytes: &[u8]) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(&header(shape))?;
    file.write_all(bytes)?;
    file.flush()
}

fn header(shape: &[usize]) -> Vec<u8> {
    let sides: Vec<String> = shape.iter().map(|side| format!("{side},")).collect();
    let text = format!(
        "{{'descr': '|u1', 'fortran_order': False, 'shape': ({}), }}",
        sides.join(" ")
    );
    // Magic, version and length take 10 bytes; all of it is padded with spaces to a multiple of 64 and ends with a newline.
    let padded = (10 + text.len() + 1).next_multiple_of(64) - 10;
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((padded as u16).to_le_bytes());
    bytes.extend(format!("{text:<width$}\n", width = padded - 1).into_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_aligned_and_says_the_shape() {
        let bytes = header(&[3, 64, 64]);
        assert_eq!(bytes.len() % 64, 0);
        assert_eq!(bytes.last(), Some(&b'\n'));
        assert!(String::from_utf8_lossy(&bytes).contains("'shape': (3, 64, 64,)"));
    }
}
