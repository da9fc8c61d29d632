//! Reading objects without ever holding more bytes than the caller allows.

use aws_sdk_s3::operation::get_object::GetObjectOutput;
use bytes::{Bytes, BytesMut};

use super::{ObjectError, ObjectKey, Objects};

/// What is known about an object without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectHead {
    /// Size in bytes.
    pub size: u64,
    /// Content type given by whoever stored it.
    pub content_type: Option<String>,
}

impl Objects {
    /// Size and declared type of the object at `key`.
    ///
    /// # Errors
    /// [`ObjectError::NotFound`], [`ObjectError::Unavailable`].
    pub async fn head(&self, key: &impl ObjectKey) -> Result<ObjectHead, ObjectError> {
        let answer = self
            .client
            .head_object()
            .bucket(&self.bucket)
            .key(key.to_string())
            .send()
            .await
            .map_err(|error| ObjectError::from_head(&error))?;
        Ok(ObjectHead {
            size: length(answer.content_length()),
            content_type: answer.content_type,
        })
    }

    /// The whole object at `key`, if it has at most `limit` bytes.
    ///
    /// A larger one is refused by the length that S3 announces, before its body is read; a body that goes on
    /// beyond the limit all the same is dropped there.
    ///
    /// # Errors
    /// [`ObjectError::NotFound`], [`ObjectError::TooLarge`], [`ObjectError::Unavailable`].
    pub async fn get(&self, key: &impl ObjectKey, limit: u64) -> Result<Bytes, ObjectError> {
        let (bytes, _tag) = self.get_tagged(key, limit).await?;
        Ok(bytes)
    }

    /// As [`Objects::get`], with the entity tag that the object had, for [`Objects::put_if`].
    ///
    /// # Errors
    /// As [`Objects::get`].
    pub async fn get_tagged(
        &self,
        key: &impl ObjectKey,
        limit: u64,
    ) -> Result<(Bytes, Option<String>), ObjectError> {
        let answer = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key.to_string())
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        let announced = length(answer.content_length());
        if announced > limit {
            return Err(ObjectError::TooLarge {
                size: announced,
                limit,
            });
        }
        let tag = answer.e_tag().map(ToOwned::to_owned);
        Ok((collect(answer, announced, limit).await?, tag))
    }
}

/// Reads the body chunk by chunk, so that the limit holds whatever length was announced.
async fn collect(
    answer: GetObjectOutput,
    announced: u64,
    limit: u64,
) -> Result<Bytes, ObjectError> {
    let mut body = answer.body;
    let mut bytes = BytesMut::with_capacity(usize::try_from(announced).unwrap_or_default());
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|error| ObjectError::Unavailable(error.to_string()))?;
        let size = (bytes.len() + chunk.len()) as u64;
        if size > limit {
            return Err(ObjectError::TooLarge { size, limit });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// S3 answers lengths as signed numbers; a missing or negative one counts as nothing known.
fn length(announced: Option<i64>) -> u64 {
    announced
        .and_then(|bytes| u64::try_from(bytes).ok())
        .unwrap_or_default()
}
