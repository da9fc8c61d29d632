//! Writing an object larger than memory, part by part.

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use bytes::Bytes;

use super::{ObjectError, ObjectKey, Objects};

/// Bytes that every part but the last must have
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>).
pub const MIN_PART: usize = 5 * 1024 * 1024;

/// An object that is being written. It is there once it is completed; one that never is goes with the bucket's lifecycle.
#[derive(Debug)]
pub struct Parts {
    objects: Objects,
    key: String,
    upload: String,
    done: Vec<CompletedPart>,
}

impl Objects {
    /// Begins an object of parts at `key`.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`].
    pub async fn begin_parts(
        &self,
        key: &impl ObjectKey,
        content_type: &str,
    ) -> Result<Parts, ObjectError> {
        let begun = self
            .client
            .create_multipart_upload()
            .bucket(&self.bucket)
            .key(key.to_string())
            .content_type(content_type)
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        let upload = begun
            .upload_id
            .ok_or_else(|| ObjectError::Unavailable("the upload of parts has no id".to_owned()))?;
        Ok(Parts {
            objects: self.clone(),
            key: key.to_string(),
            upload,
            done: Vec::new(),
        })
    }
}

impl Parts {
    /// Writes the next part, of at least [`MIN_PART`] bytes unless it is the last.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`].
    pub async fn put(&mut self, bytes: Bytes) -> Result<(), ObjectError> {
        let number = i32::try_from(self.done.len() + 1)
            .map_err(|error| ObjectError::Unavailable(error.to_string()))?;
        let written = self
            .objects
            .client
            .upload_part()
            .bucket(&self.objects.bucket)
            .key(&self.key)
            .upload_id(&self.upload)
            .part_number(number)
            .body(ByteStream::from(bytes))
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        let part = CompletedPart::builder()
            .part_number(number)
            .set_e_tag(written.e_tag)
            .build();
        self.done.push(part);
        Ok(())
    }

    /// Makes the parts one object, over whatever was at its key.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`].
    pub async fn complete(self) -> Result<(), ObjectError> {
        let parts = CompletedMultipartUpload::builder()
            .set_parts(Some(self.done))
            .build();
        self.objects
            .client
            .complete_multipart_upload()
            .bucket(&self.objects.bucket)
            .key(&self.key)
            .upload_id(&self.upload)
            .multipart_upload(parts)
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        Ok(())
    }

    /// Gives up what was written so far.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`].
    pub async fn abort(self) -> Result<(), ObjectError> {
        self.objects
            .client
            .abort_multipart_upload()
            .bucket(&self.objects.bucket)
            .key(&self.key)
            .upload_id(&self.upload)
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        Ok(())
    }
}
