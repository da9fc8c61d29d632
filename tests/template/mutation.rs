//! Testing the checks: the template as it is must pass, a broken one must not.

use serde_json::Value;

use crate::template::Template;

/// What one check looks like: a template in, findings out.
pub(crate) type Check = fn(&Template) -> Vec<String>;

/// The template as it stands has no finding.
#[track_caller]
#[expect(clippy::unwrap_used, reason = "called by tests alone")]
pub(crate) fn assert_clean(check: Check) {
    let findings = check(&Template::read().unwrap());
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// With the value at `pointer` changed, the check has a finding that names `part`.
///
/// The pointer must lead to something already there: a mutation that changes nothing would prove nothing.
#[track_caller]
#[expect(clippy::unwrap_used, clippy::panic, reason = "called by tests alone")]
pub(crate) fn assert_reports(check: Check, pointer: &str, value: Value, part: &str) {
    let mut template = Template::read().unwrap();
    let place = template.root.pointer_mut(pointer);
    let place = place.unwrap_or_else(|| panic!("nothing stands at {pointer}"));
    assert_ne!(*place, value, "{pointer} already has this value");
    *place = value;
    let findings = check(&template);
    let named = findings.iter().any(|finding| finding.contains(part));
    assert!(
        named,
        "no finding names {part:?} after a change at {pointer}: {findings:?}"
    );
}
