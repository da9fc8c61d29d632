//! A ZIP file that is written as a stream, in parts of an object.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use nazar::Owner;
use nazar::jobs::Export;
use nazar::objects::Parts;
use sha2::{Digest, Sha256};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::manifest::{File, Manifest};

/// Bytes of a part: more than a part must have, and few enough that ten thousand parts hold 80 GB.
const PART: usize = 8 * 1024 * 1024;

/// An archive in the making.
pub(super) struct Archive {
    zip: ZipWriter<StreamWriter<Buffer>>,
    buffer: Buffer,
    parts: Parts,
    digest: Sha256,
    size: u64,
    open: Option<Open>,
    files: Vec<File>,
}

/// The file that is being written.
struct Open {
    name: String,
    about: &'static str,
    digest: Sha256,
    size: u64,
}

impl Archive {
    /// An empty archive that goes into these parts.
    pub(super) fn new(parts: Parts) -> Self {
        let buffer = Buffer::default();
        Self {
            zip: ZipWriter::new_stream(buffer.clone()),
            buffer,
            parts,
            digest: Sha256::new(),
            size: 0,
            open: None,
            files: Vec::new(),
        }
    }

    /// Adds a whole file.
    ///
    /// # Errors
    /// When a part could not be stored.
    pub(super) async fn add(
        &mut self,
        name: String,
        about: &'static str,
        content: &[u8],
    ) -> anyhow::Result<()> {
        self.begin(name, about)?;
        self.append(content).await?;
        self.end();
        Ok(())
    }

    /// Begins a file; the one before it has ended.
    ///
    /// # Errors
    /// When the archive takes no more files.
    pub(super) fn begin(&mut self, name: String, about: &'static str) -> anyhow::Result<()> {
        self.end();
        // Deflated, pictures too: whoever reads the archive as a stream finds the end of a deflated file by itself.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .large_file(true);
        self.zip.start_file(name.as_str(), options)?;
        self.open = Some(Open {
            name,
            about,
            digest: Sha256::new(),
            size: 0,
        });
        Ok(())
    }

    /// Goes on with the file that was begun.
    ///
    /// # Errors
    /// When a part could not be stored.
    pub(super) async fn append(&mut self, content: &[u8]) -> anyhow::Result<()> {
        self.zip.write_all(content)?;
        if let Some(open) = &mut self.open {
            open.digest.update(content);
            open.size += content.len() as u64;
        }
        if self.buffer.len() >= PART {
            self.store().await?;
        }
        Ok(())
    }

    /// Ends the file that was begun, if there is one.
    pub(super) fn end(&mut self) {
        self.files.extend(self.open.take().map(|open| File {
            name: open.name,
            about: open.about,
            size: open.size,
            sha256: hex::encode(open.digest.finalize()),
        }));
    }

    /// Adds the manifest and makes the archive an object.
    ///
    /// # Errors
    /// When it could not be stored.
    pub(super) async fn complete(mut self, owner: Owner) -> anyhow::Result<Export> {
        self.end();
        let manifest = Manifest::new(owner, &self.files);
        let content = serde_json::to_vec_pretty(&manifest)?;
        self.add(Manifest::NAME.to_owned(), Manifest::ABOUT, &content)
            .await?;
        let files = self.files.len() as u64;
        let Self {
            zip,
            buffer,
            mut parts,
            mut digest,
            mut size,
            ..
        } = self;
        zip.finish()?;
        let rest = buffer.take();
        digest.update(&rest);
        size += rest.len() as u64;
        parts.put(rest).await?;
        parts.complete().await?;
        Ok(Export {
            size,
            sha256: hex::encode(digest.finalize()),
            files,
        })
    }

    /// Gives up. What could not be given up goes with the bucket's lifecycle.
    pub(super) async fn abort(self) {
        if let Err(error) = self.parts.abort().await {
            tracing::warn!(%error, "unfinished archive could not be given up");
        }
    }

    async fn store(&mut self) -> anyhow::Result<()> {
        let part = self.buffer.take();
        self.digest.update(&part);
        self.size += part.len() as u64;
        self.parts.put(part).await?;
        Ok(())
    }
}

/// What the ZIP writer has written and nobody has stored yet. Shared, because the writer keeps its own hold of it.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn take(&self) -> Bytes {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Bytes::from(std::mem::take(&mut *held))
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
