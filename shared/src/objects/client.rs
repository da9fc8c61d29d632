//! The bucket, as the functions see it.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::{Region, SharedCredentialsProvider};
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{Delete, ObjectIdentifier};
use bytes::Bytes;

use super::{ObjectError, ObjectKey};

/// How long an address given to a person for reading a picture works.
pub const READ_URL_LIFETIME: Duration = Duration::from_secs(15 * 60);

/// DeleteObjects takes at most this many keys
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>).
const DELETE_BATCH: usize = 1000;

/// The media bucket. Deadlines come with the configuration from [`crate::aws::load`]; every key is a type.
#[derive(Clone, Debug)]
pub struct Objects {
    pub(super) client: Client,
    pub(super) bucket: String,
    pub(super) region: Region,
    pub(super) credentials: Option<SharedCredentialsProvider>,
}

impl Objects {
    /// Wraps one bucket.
    pub fn new(config: &SdkConfig, bucket: impl Into<String>) -> Self {
        Self {
            client: Client::new(config),
            bucket: bucket.into(),
            region: config
                .region()
                .cloned()
                .unwrap_or(Region::from_static("us-east-1")),
            credentials: config.credentials_provider(),
        }
    }

    /// Opens the connection during init, when Lambda gives full CPU and nobody waits.
    ///
    /// The object asked for need not exist and the permission need not be there: any answer means that the
    /// connection is up, and a failure shows at the first real call.
    pub async fn warm_up(&self) {
        let call = self
            .client
            .head_object()
            .bucket(&self.bucket)
            .key("images/warm-up");
        if let Err(error) = call.send().await {
            tracing::debug!(code = ?error.raw_response().map(|answer| answer.status().as_u16()), "object storage is warm");
        }
    }

    /// Stores `bytes` at `key`, over whatever was there.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`].
    pub async fn put(
        &self,
        key: &impl ObjectKey,
        content_type: &str,
        bytes: impl Into<Bytes>,
    ) -> Result<(), ObjectError> {
        self.client
            .put_object()
            .bucket(&self.bucket)
            .key(key.to_string())
            .content_type(content_type)
            .body(ByteStream::from(bytes.into()))
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        Ok(())
    }

    /// Stores `bytes` at `key` if the object there still has this entity tag, or, for no tag, if there is none.
    /// `false` when somebody else was faster; then nothing was written.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`].
    pub async fn put_if(
        &self,
        key: &impl ObjectKey,
        content_type: &str,
        bytes: impl Into<Bytes>,
        tag: Option<&str>,
    ) -> Result<bool, ObjectError> {
        let put = self
            .client
            .put_object()
            .bucket(&self.bucket)
            .key(key.to_string())
            .content_type(content_type)
            .body(ByteStream::from(bytes.into()));
        let conditional = match tag {
            Some(tag) => put.if_match(tag),
            None => put.if_none_match("*"),
        };
        match conditional.send().await {
            Ok(_) => Ok(true),
            Err(error) => match error.raw_response().map(|answer| answer.status().as_u16()) {
                // 409: two conditional writes at the same moment.
                Some(409 | 412) => Ok(false),
                _ => Err(ObjectError::from_sdk(&error)),
            },
        }
    }

    /// Removes the object at `key`; a missing one is no error.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`].
    pub async fn delete(&self, key: &impl ObjectKey) -> Result<(), ObjectError> {
        self.client
            .delete_object()
            .bucket(&self.bucket)
            .key(key.to_string())
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        Ok(())
    }

    /// Removes every object of `keys`, in batches; missing ones are no error.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`] when a batch was refused, or S3 kept some of its keys.
    pub async fn delete_many<K: ObjectKey>(&self, keys: &[K]) -> Result<(), ObjectError> {
        for batch in keys.chunks(DELETE_BATCH) {
            self.delete_batch(batch).await?;
        }
        Ok(())
    }

    async fn delete_batch<K: ObjectKey>(&self, keys: &[K]) -> Result<(), ObjectError> {
        let identifiers = keys
            .iter()
            .map(|key| ObjectIdentifier::builder().key(key.to_string()).build())
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| ObjectError::Unavailable(error.to_string()))?;
        self.delete_identified(identifiers).await
    }

    /// Removes these objects, or these versions of them, at most [`DELETE_BATCH`].
    pub(super) async fn delete_identified(
        &self,
        identifiers: Vec<ObjectIdentifier>,
    ) -> Result<(), ObjectError> {
        let asked = identifiers.len();
        let delete = Delete::builder()
            .set_objects(Some(identifiers))
            .quiet(true)
            .build()
            .map_err(|error| ObjectError::Unavailable(error.to_string()))?;
        let answer = self
            .client
            .delete_objects()
            .bucket(&self.bucket)
            .delete(delete)
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        match answer.errors() {
            [] => Ok(()),
            kept => Err(ObjectError::Unavailable(format!(
                "{} of {} objects were not removed",
                kept.len(),
                asked
            ))),
        }
    }

    /// An address that reads the object at `key` for [`READ_URL_LIFETIME`], without any other credential.
    ///
    /// Signing needs no call to S3; whether the object exists is not checked.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`] when the function has no credentials to sign with.
    pub async fn read_url(&self, key: &impl ObjectKey) -> Result<String, ObjectError> {
        let presigning = PresigningConfig::expires_in(READ_URL_LIFETIME)
            .map_err(|error| ObjectError::Unavailable(error.to_string()))?;
        let request = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key.to_string())
            .presigned(presigning)
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        Ok(request.uri().to_owned())
    }
}
