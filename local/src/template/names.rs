//! Names that AWS would give: one account and one region, the same on every machine.

/// The account that everything belongs to.
pub const ACCOUNT: &str = "000000000000";
/// The region that everything is in.
pub const REGION: &str = "eu-central-1";

/// Access key given to the functions. Nothing here is secret: `local` listens on this machine only.
pub const ACCESS_KEY_ID: &str = "nazar-local";
/// Secret belonging to [`ACCESS_KEY_ID`]; S3 checks signatures with it.
pub const SECRET_ACCESS_KEY: &str = "nazar-local-secret";

/// ARN of a function by its name.
#[must_use]
pub fn function_arn(name: &str) -> String {
    format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}")
}

/// ARN of the first version of a layer by its name.
#[must_use]
pub fn layer_arn(name: &str) -> String {
    format!("arn:aws:lambda:{REGION}:{ACCOUNT}:layer:{name}:1")
}

/// ARN of a queue by its name.
#[must_use]
pub fn queue_arn(name: &str) -> String {
    format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{name}")
}

/// URL of a queue; `base` is the address of `local` without a trailing slash.
#[must_use]
pub fn queue_url(base: &str, name: &str) -> String {
    format!("{base}/{ACCOUNT}/{name}")
}

/// ARN of a bucket by its name.
#[must_use]
pub fn bucket_arn(name: &str) -> String {
    format!("arn:aws:s3:::{name}")
}

/// ARN of a table by its name.
#[must_use]
pub fn table_arn(name: &str) -> String {
    format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}")
}
