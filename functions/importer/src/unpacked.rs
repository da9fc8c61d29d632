//! Files that may be packed by gzip.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::GzDecoder;

/// Most bytes that a packed list may hold; more would be no list.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;

/// The content of a gzip file; what is none, or is damaged, as it is: its header then says that it is no table.
pub(crate) fn unpacked(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut content = Vec::new();
    let mut reader = GzDecoder::new(bytes).take(MAX_UNPACKED);
    match reader.read_to_end(&mut content) {
        Ok(_) => Cow::Owned(content),
        Err(_) => Cow::Borrowed(bytes),
    }
}
