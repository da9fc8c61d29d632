//! Uploads and jobs: presigned uploads, and how queued work went.
