//! Environment of a function: the template's variables and those that Lambda sets.
//!
//! Nothing of the caller's own environment comes along but what a process needs to run, so that real AWS keys or
//! an HTTP proxy on a developer's machine can never reach a function.

use std::path::Path;

use indexmap::IndexMap;

use super::functions::Settings;
use crate::template::model::{Function, Layer};
use crate::template::names::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};

/// Variables taken over from the caller when they are set.
const INHERITED: [&str; 5] = [
    "PATH",
    "HOME",
    "TMPDIR",
    "RUST_BACKTRACE",
    "LLVM_PROFILE_FILE",
];

/// The sender of letters where the template names none.
const LOCAL_SENDER: &str = "nazar@localhost";

/// Every variable of a function but `AWS_LAMBDA_RUNTIME_API`, which differs per instance.
pub(super) fn of(function: &Function, settings: &Settings) -> IndexMap<String, String> {
    let mut variables = IndexMap::new();
    for name in INHERITED {
        if let Ok(value) = std::env::var(name) {
            variables.insert(name.to_owned(), value);
        }
    }
    let memory = function.memory_mb.to_string();
    let log_group = format!("/aws/lambda/{}", function.name);
    let lambda = [
        ("LANG", "en_US.UTF-8"),
        ("TZ", ":UTC"),
        ("AWS_REGION", REGION),
        ("AWS_DEFAULT_REGION", REGION),
        ("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY),
        ("AWS_EXECUTION_ENV", "AWS_Lambda_provided.al2023"),
        ("AWS_LAMBDA_FUNCTION_NAME", function.name.as_str()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory.as_str()),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", log_group.as_str()),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "local"),
        ("_HANDLER", "bootstrap"),
        ("AWS_ENDPOINT_URL_DYNAMODB", settings.base_url.as_str()),
        ("AWS_ENDPOINT_URL_SESV2", settings.base_url.as_str()),
        ("AWS_ENDPOINT_URL_S3", settings.base_url.as_str()),
        ("AWS_ENDPOINT_URL_SQS", settings.base_url.as_str()),
        // The SDK would otherwise look for an instance's metadata service.
        ("AWS_EC2_METADATA_DISABLED", "true"),
    ];
    variables.extend(lambda.map(|(name, value)| (name.to_owned(), value.to_owned())));
    for (name, value) in &function.environment {
        variables.insert(
            name.clone(),
            from_layer(value, &function.layers, &settings.root),
        );
    }
    // Letters go no further than a folder here, so everybody may read them without a verified sender.
    if let Some(from) = variables
        .get_mut("MAIL_FROM")
        .filter(|from| from.is_empty())
    {
        LOCAL_SENDER.clone_into(from);
    }
    variables
}

/// Lambda unpacks layers over `/opt`, a later one over an earlier; here a path under `/opt` is looked up in the
/// folders themselves.
fn from_layer(value: &str, layers: &[Layer], root: &Path) -> String {
    let Some(path) = value.strip_prefix("/opt/") else {
        return value.to_owned();
    };
    let places = || {
        layers
            .iter()
            .rev()
            .map(|layer| root.join(&layer.content).join(path))
    };
    let place = places()
        .find(|place| place.exists())
        .or_else(|| places().next());
    place.map_or_else(|| value.to_owned(), |place| place.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opt_stands_for_the_layer() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("one/lib")).unwrap();
        std::fs::create_dir_all(folder.path().join("two")).unwrap();
        let layer = |name: &str| Layer {
            id: name.into(),
            content: name.into(),
        };
        let layers = [layer("one"), layer("two")];
        let path = |name: &str| folder.path().join(name).display().to_string();
        assert_eq!(
            from_layer("/opt/lib", &layers, folder.path()),
            path("one/lib")
        );
        assert_eq!(
            from_layer("/opt/models", &layers, folder.path()),
            path("two/models")
        );
        assert_eq!(from_layer("/opt/lib", &[], folder.path()), "/opt/lib");
        assert_eq!(from_layer("/optional", &layers, folder.path()), "/optional");
    }
}
