//! Forms with which a person uploads straight to the bucket.

use std::time::Duration;

use aws_sdk_s3::config::ProvideCredentials;
use aws_sdk_s3::presigning::PresigningConfig;
use jiff::Timestamp;

use super::policy::{Policy, Signer};
use super::{ObjectError, ObjectKey, Objects, UploadKey};

/// How long an upload form works.
pub const UPLOAD_LIFETIME: Duration = Duration::from_secs(10 * 60);

/// Bytes of the largest picture that is taken by any door: 10 MB.
pub const MAX_UPLOAD_BYTES: u64 = 10_000_000;

/// What S3 itself enforces, before a byte reaches us.
#[derive(Clone, Copy, Debug)]
pub struct UploadRules<'a> {
    /// The only content type that the form accepts.
    pub content_type: &'a str,
    /// Most bytes of the file. An empty file is refused too.
    pub max_bytes: u64,
}

/// A form to be sent as `multipart/form-data`: the fields first, in this order, the file last as `file`.
#[derive(Clone, Debug)]
pub struct UploadForm {
    /// Where to POST.
    pub url: String,
    /// Fields and their values.
    pub fields: Vec<(String, String)>,
    /// When S3 stops accepting it.
    pub expires_at: Timestamp,
}

impl Objects {
    /// Signs a form that uploads one object to exactly `key`.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`] when the function has no credentials to sign with.
    pub async fn upload_form(
        &self,
        key: &UploadKey,
        rules: UploadRules<'_>,
        now: Timestamp,
    ) -> Result<UploadForm, ObjectError> {
        let provider = self
            .credentials
            .as_ref()
            .ok_or_else(|| unavailable("no credentials are configured"))?;
        let credentials = provider.provide_credentials().await.map_err(unavailable)?;
        let expires_at = now + UPLOAD_LIFETIME;
        let signer = Signer {
            access_key: credentials.access_key_id(),
            secret_key: credentials.secret_access_key(),
            session_token: credentials.session_token(),
            region: self.region.as_ref(),
        };
        let policy = Policy {
            bucket: &self.bucket,
            key: &key.to_string(),
            content_type: rules.content_type,
            length: (1, rules.max_bytes),
            expires_at,
        };
        Ok(UploadForm {
            url: self.bucket_url(key).await?,
            fields: signer.sign(&policy, now),
            expires_at,
        })
    }

    /// The bucket's address by the SDK's own endpoint rules (region, partition, configured endpoint, path style
    /// for an address): a request for `key` is presigned and everything from the key on is cut off.
    async fn bucket_url(&self, key: &impl ObjectKey) -> Result<String, ObjectError> {
        let presigning = PresigningConfig::expires_in(UPLOAD_LIFETIME).map_err(unavailable)?;
        let request = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key.to_string())
            .presigned(presigning)
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        let (address, _query) = request.uri().split_once('?').unwrap_or((request.uri(), ""));
        address
            .strip_suffix(&key.to_string())
            .map(str::to_owned)
            .ok_or_else(|| {
                unavailable("the bucket's address is not a prefix of its keys' addresses")
            })
    }
}

fn unavailable(reason: impl Into<Box<dyn std::error::Error>>) -> ObjectError {
    ObjectError::Unavailable(reason.into().to_string())
}

#[cfg(test)]
mod tests {
    use aws_config::{BehaviorVersion, Region, SdkConfig};
    use aws_sdk_s3::config::{Credentials, SharedCredentialsProvider};

    use super::*;
    use crate::objects::key::tests::upload_key;

    fn objects(endpoint: Option<&str>) -> Objects {
        let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "test");
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("eu-central-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials));
        let config = match endpoint {
            Some(address) => config.endpoint_url(address).build(),
            None => config.build(),
        };
        Objects::new(&config, "media")
    }

    async fn form(endpoint: Option<&str>) -> UploadForm {
        let rules = UploadRules {
            content_type: "image/png",
            max_bytes: 10,
        };
        let now = "2026-01-02T03:04:05Z".parse().unwrap();
        let key = upload_key();
        objects(endpoint)
            .upload_form(&key, rules, now)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn the_address_follows_the_endpoint() {
        let in_aws = form(None).await;
        assert_eq!(in_aws.url, "https://media.s3.eu-central-1.amazonaws.com/");
        let by_address = form(Some("http://127.0.0.1:9000")).await;
        assert_eq!(by_address.url, "http://127.0.0.1:9000/media/");
    }

    #[tokio::test]
    async fn the_form_names_exactly_one_key() {
        let form = form(None).await;
        let key = form.fields.iter().find(|(name, _)| name == "key");
        assert_eq!(key.unwrap().1, upload_key().to_string());
        assert_eq!(form.expires_at.to_string(), "2026-01-02T03:14:05Z");
    }
}
