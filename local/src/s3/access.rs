//! Who may do what: anyone with the key, on the template's buckets, with keys that can be kept.

use std::collections::HashSet;

use async_trait::async_trait;
use s3s::access::{S3Access, S3AccessContext};
use s3s::dto::{
    CopyObjectInput, CopySource, DeleteObjectsInput, PutObjectInput, UploadPartCopyInput,
};
use s3s::path::S3Path;
use s3s::{S3Request, S3Result, s3_error};

use super::key;

/// The check in front of every operation.
pub(super) struct Gate {
    /// Names of the buckets.
    pub(super) buckets: HashSet<String>,
}

impl Gate {
    fn check_bucket(&self, bucket: &str) -> S3Result<()> {
        if self.buckets.contains(bucket) {
            return Ok(());
        }
        Err(s3_error!(
            NoSuchBucket,
            "The specified bucket does not exist"
        ))
    }

    fn check_source(&self, source: &CopySource) -> S3Result<()> {
        let CopySource::Bucket { bucket, key, .. } = source else {
            return Err(s3_error!(
                NotImplemented,
                "Only buckets can be copied from."
            ));
        };
        self.check_bucket(bucket)?;
        key::check(bucket, key)
    }
}

#[async_trait]
impl S3Access for Gate {
    async fn check(&self, context: &mut S3AccessContext<'_>) -> S3Result<()> {
        if context.credentials().is_none() {
            return Err(s3_error!(AccessDenied, "Access Denied"));
        }
        if matches!(context.s3_op().name(), "CreateBucket" | "DeleteBucket") {
            return Err(s3_error!(
                AccessDenied,
                "Buckets are made from the template."
            ));
        }
        match context.s3_path() {
            S3Path::Root => Ok(()),
            S3Path::Bucket { bucket } => self.check_bucket(bucket),
            S3Path::Object { bucket, key } => {
                self.check_bucket(bucket)?;
                key::check(bucket, key)
            }
        }
    }

    /// A form names its key in a field, which `check` cannot see.
    async fn put_object(&self, request: &mut S3Request<PutObjectInput>) -> S3Result<()> {
        key::check(&request.input.bucket, &request.input.key)
    }

    async fn copy_object(&self, request: &mut S3Request<CopyObjectInput>) -> S3Result<()> {
        self.check_source(&request.input.copy_source)
    }

    async fn upload_part_copy(&self, request: &mut S3Request<UploadPartCopyInput>) -> S3Result<()> {
        self.check_source(&request.input.copy_source)
    }

    async fn delete_objects(&self, request: &mut S3Request<DeleteObjectsInput>) -> S3Result<()> {
        let input = &request.input;
        input
            .delete
            .objects
            .iter()
            .try_for_each(|object| key::check(&input.bucket, &object.key))
    }
}
