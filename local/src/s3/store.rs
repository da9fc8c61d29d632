//! Objects on disk, with a notification promised for each new one.
//!
//! Reading, listing and multipart bookkeeping are `s3s-fs`'s as they stand. What makes an object goes through here: the
//! object is written, then its notification is promised, then the client is answered. A client that was answered can
//! rely on both.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use axum::extract::ConnectInfo;
use s3s::dto::{
    AbortMultipartUploadInput, AbortMultipartUploadOutput, CompleteMultipartUploadInput,
    CompleteMultipartUploadOutput, CopyObjectInput, CopyObjectOutput, CreateMultipartUploadInput,
    CreateMultipartUploadOutput, DeleteObjectInput, DeleteObjectOutput, DeleteObjectsInput,
    DeleteObjectsOutput, ETag, GetBucketLocationInput, GetBucketLocationOutput, GetObjectInput,
    GetObjectOutput, HeadBucketInput, HeadBucketOutput, HeadObjectInput, HeadObjectOutput,
    ListBucketsInput, ListBucketsOutput, ListObjectVersionsInput, ListObjectVersionsOutput,
    ListObjectsInput, ListObjectsOutput, ListObjectsV2Input, ListObjectsV2Output, ListPartsInput,
    ListPartsOutput, PutObjectInput, PutObjectOutput, UploadPartCopyInput, UploadPartCopyOutput,
    UploadPartInput, UploadPartOutput,
};
use s3s::{S3, S3Error, S3ErrorCode, S3Request, S3Response, S3Result, s3_error};
use s3s_fs::FileSystem;

use super::notification::{Creation, Rule};
use super::record::{self, Created, Sequencer};
use super::versions;
use crate::clock::Clock;
use crate::sources::outbox::{Delivery, Outbox};

/// The buckets' folder with the rules for new objects.
pub(super) struct Objects {
    files: FileSystem,
    root: PathBuf,
    rules: Vec<Rule>,
    outbox: Outbox,
    clock: Clock,
    sequencer: Sequencer,
}

/// Passes operations on as they stand.
macro_rules! pass_on {
    ($($operation:ident: $input:ty => $output:ty;)*) => {$(
        fn $operation<'life, 'future>(
            &'life self,
            request: S3Request<$input>,
        ) -> std::pin::Pin<Box<dyn Future<Output = S3Result<S3Response<$output>>> + Send + 'future>>
        where
            'life: 'future,
            Self: 'future,
        {
            self.files.$operation(request)
        }
    )*};
}

impl Objects {
    /// Opens the folder, which must be there.
    pub(super) fn new(
        root: &Path,
        rules: Vec<Rule>,
        outbox: Outbox,
        clock: Clock,
    ) -> Result<Self, String> {
        let files = FileSystem::new(root).map_err(|error| format!("{error:?}"))?;
        Ok(Self {
            files,
            root: root.to_owned(),
            rules,
            outbox,
            clock,
            sequencer: Sequencer::default(),
        })
    }

    /// Where an object is kept; keys that lead elsewhere were refused at the gate.
    fn path(&self, bucket: &str, key: &str) -> PathBuf {
        self.root.join(bucket).join(key)
    }

    /// Files cannot be folders: `a` and `a/b` exclude each other here, which AWS allows.
    fn check_place(&self, bucket: &str, key: &str) -> S3Result<()> {
        let path = self.path(bucket, key);
        let folder = self.root.join(bucket);
        let below_a_file = path
            .ancestors()
            .skip(1)
            .take_while(|above| **above != folder)
            .any(Path::is_file);
        if below_a_file || path.is_dir() {
            return Err(s3_error!(
                InvalidArgument,
                "The key is part of another object's key, which the local object store cannot keep."
            ));
        }
        Ok(())
    }

    /// A folder is no object, though `s3s-fs` would try to read it.
    fn check_object(&self, bucket: &str, key: &str) -> S3Result<()> {
        if self.path(bucket, key).is_dir() {
            return Err(s3_error!(NoSuchKey, "The specified key does not exist."));
        }
        Ok(())
    }

    /// Promises the notifications for a new object.
    fn promise(&self, place: &Place, etag: Option<&ETag>, creation: Creation) -> S3Result<()> {
        let told: Vec<_> = self
            .rules
            .iter()
            .filter(|rule| rule.applies(&place.bucket, &place.key, creation))
            .collect();
        if told.is_empty() {
            return Ok(());
        }
        let file = self.path(&place.bucket, &place.key);
        let size = std::fs::metadata(file).map_err(internal)?.len();
        let at_ms = self.clock.now_ms();
        let created = Created {
            bucket: &place.bucket,
            key: &place.key,
            size,
            etag: etag.map(ETag::value).unwrap_or_default(),
            creation,
            source_ip: &place.source_ip,
            at_ms,
        };
        let payload = record::event(&created, &self.sequencer.next(at_ms)).to_string();
        let deliveries: Vec<_> = told
            .into_iter()
            .map(|rule| Delivery {
                destination: rule.destination.clone(),
                payload: payload.clone(),
            })
            .collect();
        self.outbox.promise(&deliveries).map_err(internal)
    }
}

/// Which object a request makes, and for whom.
struct Place {
    bucket: String,
    key: String,
    source_ip: String,
}

impl Place {
    fn of<T>(request: &S3Request<T>, bucket: &str, key: &str) -> Self {
        let peer = request.extensions.get::<ConnectInfo<SocketAddr>>();
        let source_ip = peer.map_or_else(|| "127.0.0.1".to_owned(), |peer| peer.0.ip().to_string());
        Self {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
            source_ip,
        }
    }
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> S3Error {
    S3Error::with_source(S3ErrorCode::InternalError, Box::new(error))
}

#[async_trait]
impl S3 for Objects {
    /// A form ends here too, as a `POST`.
    async fn put_object(
        &self,
        request: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        let place = Place::of(&request, &request.input.bucket, &request.input.key);
        let creation = if request.method == http::Method::POST {
            Creation::Post
        } else {
            Creation::Put
        };
        self.check_place(&place.bucket, &place.key)?;
        let outcome = self.files.put_object(request).await;
        if outcome
            .as_ref()
            .is_err_and(|error| *error.code() == S3ErrorCode::BadDigest)
        {
            // `s3s-fs` finds a wrong checksum only once the file is in place.
            std::fs::remove_file(self.path(&place.bucket, &place.key)).map_err(internal)?;
        }
        let response = outcome?;
        self.promise(&place, response.output.e_tag.as_ref(), creation)?;
        Ok(response)
    }

    async fn copy_object(
        &self,
        request: S3Request<CopyObjectInput>,
    ) -> S3Result<S3Response<CopyObjectOutput>> {
        let place = Place::of(&request, &request.input.bucket, &request.input.key);
        self.check_place(&place.bucket, &place.key)?;
        let response = self.files.copy_object(request).await?;
        let result = response.output.copy_object_result.as_ref();
        self.promise(
            &place,
            result.and_then(|result| result.e_tag.as_ref()),
            Creation::Copy,
        )?;
        Ok(response)
    }

    async fn create_multipart_upload(
        &self,
        request: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        self.check_place(&request.input.bucket, &request.input.key)?;
        self.files.create_multipart_upload(request).await
    }

    async fn complete_multipart_upload(
        &self,
        request: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        let place = Place::of(&request, &request.input.bucket, &request.input.key);
        let mut response = self.files.complete_multipart_upload(request).await?;
        if let Some(rest) = response.output.future.take() {
            response.output = rest.await?;
        }
        self.promise(
            &place,
            response.output.e_tag.as_ref(),
            Creation::CompleteMultipartUpload,
        )?;
        Ok(response)
    }

    async fn get_object(
        &self,
        request: S3Request<GetObjectInput>,
    ) -> S3Result<S3Response<GetObjectOutput>> {
        self.check_object(&request.input.bucket, &request.input.key)?;
        self.files.get_object(request).await
    }

    async fn head_object(
        &self,
        request: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        self.check_object(&request.input.bucket, &request.input.key)?;
        self.files.head_object(request).await
    }

    async fn list_object_versions(
        &self,
        request: S3Request<ListObjectVersionsInput>,
    ) -> S3Result<S3Response<ListObjectVersionsOutput>> {
        let listed = self
            .files
            .list_objects_v2(request.map_input(versions::listing))
            .await?;
        Ok(listed.map_output(versions::versions))
    }

    pass_on! {
        abort_multipart_upload: AbortMultipartUploadInput => AbortMultipartUploadOutput;
        delete_object: DeleteObjectInput => DeleteObjectOutput;
        delete_objects: DeleteObjectsInput => DeleteObjectsOutput;
        get_bucket_location: GetBucketLocationInput => GetBucketLocationOutput;
        head_bucket: HeadBucketInput => HeadBucketOutput;
        list_buckets: ListBucketsInput => ListBucketsOutput;
        list_objects: ListObjectsInput => ListObjectsOutput;
        list_objects_v2: ListObjectsV2Input => ListObjectsV2Output;
        list_parts: ListPartsInput => ListPartsOutput;
        upload_part: UploadPartInput => UploadPartOutput;
        upload_part_copy: UploadPartCopyInput => UploadPartCopyOutput;
    }
}
