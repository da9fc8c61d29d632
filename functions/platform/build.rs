//! Takes the two files of Swagger UI that the documentation page needs out of the packed release, so that the function
//! serves them itself: no page of ours loads anything from elsewhere.

use std::{borrow::Cow, env, fs, io::Cursor, path::Path};

use anyhow::Context;
use utoipa_swagger_ui_vendored::SWAGGER_UI_VENDORED;
use zip::ZipArchive;

const FILES: [&str; 2] = ["swagger-ui-bundle.js", "swagger-ui.css"];

fn main() -> anyhow::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR").context("cargo sets OUT_DIR")?;
    let mut archive = ZipArchive::new(Cursor::new(SWAGGER_UI_VENDORED))?;
    for file in FILES {
        let suffix = format!("/dist/{file}");
        let names = archive.file_names().filter_map(Result::ok);
        let name = names
            .map(Cow::into_owned)
            .find(|name| name.ends_with(&suffix));
        let name = name.with_context(|| format!("swagger ui has no {file}"))?;
        let mut target = fs::File::create(Path::new(&folder).join(file))?;
        std::io::copy(&mut archive.by_name(&name)?, &mut target)?;
    }
    Ok(())
}
