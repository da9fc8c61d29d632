//! Memory: every function says what it may use. It bounds what a hostile picture can take, and is what is paid for.

use serde_json::json;

use crate::{
    mutation::{assert_clean, assert_reports},
    template::Template,
};

/// No function may use more megabytes, but for those that are named with a reason.
const MOST: u64 = 1024;
/// The importer holds all sources and all that is made of them at once.
const MORE: [(&str, u64); 1] = [("ImporterFunction", 1769)];

fn findings(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    for (id, function) in template.functions() {
        let more = MORE.iter().find(|(name, _)| *name == id);
        let most = more.map_or(MOST, |(_, most)| *most);
        match template.number(&function["Properties"]["MemorySize"]) {
            None => found.push(format!("{id}: no memory size")),
            Some(size) if size > most => found.push(format!("{id}: {size} MB of memory")),
            Some(_) => {}
        }
    }
    found
}

#[test]
fn every_function_has_its_share_of_memory() {
    assert_clean(findings);
}

#[test]
fn a_missing_or_large_share_is_reported() {
    let worker = "/Resources/PillWorkerFunction/Properties/MemorySize";
    assert_reports(findings, worker, json!(1025), "1025 MB");
    assert_reports(findings, worker, json!(null), "no memory size");
}
