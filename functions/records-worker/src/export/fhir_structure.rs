//! What HL7's definitions of FHIR R4 (4.0.1) say of the elements that our bundle uses, copied by hand from the published pages
//! (<https://hl7.org/fhir/R4/bundle.html>, `patient`, `medicationstatement`, `allergyintolerance`, `datatypes`): which
//! there are, how often, of which form, and with which closed lists of words.
//!
//! Checked beyond that: no empty value (`ele-1`), unique addresses (`bdl-7`), a clinical status of an allergy (`ait-1`), a
//! unit beside a period (`tim-2`), no period beside times of the day, and that every reference names a resource of the
//! bundle. Not checked: profiles of any country, the content of code systems, and what a server would ask.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde_json::Value;

/// Forms of values.
#[derive(Debug, Clone, Copy)]
enum Form {
    Text,
    Id,
    Uri,
    Date,
    DateTime,
    Time,
    Boolean,
    Positive,
    Decimal,
    /// One of a closed list.
    Word(&'static [&'static str]),
    /// A structure of its own.
    Of(&'static str),
    /// Any resource.
    Resource,
}

/// An element: its name, whether it has to be there, whether it is a list, and its form.
type Element = (&'static str, bool, bool, Form);

const GENDER: &[&str] = &["male", "female", "other", "unknown"];
const STATEMENT: &[&str] = &[
    "active",
    "completed",
    "entered-in-error",
    "intended",
    "stopped",
    "on-hold",
    "unknown",
    "not-taken",
];
const CATEGORY: &[&str] = &["food", "medication", "environment", "biologic"];
const BUNDLE: &[&str] = &[
    "document",
    "message",
    "transaction",
    "transaction-response",
    "batch",
    "batch-response",
    "history",
    "searchset",
    "collection",
];
const UNIT: &[&str] = &["s", "min", "h", "d", "wk", "mo", "a"];

fn elements(structure: &str) -> &'static [Element] {
    use Form::{
        Boolean, Date, DateTime, Decimal, Id, Of, Positive, Resource, Text, Time, Uri, Word,
    };
    match structure {
        "Bundle" => &[
            ("resourceType", true, false, Word(&["Bundle"])),
            ("type", true, false, Word(BUNDLE)),
            ("timestamp", false, false, DateTime),
            ("entry", false, true, Of("Bundle.entry")),
        ],
        "Bundle.entry" => &[
            ("fullUrl", false, false, Uri),
            ("resource", false, false, Resource),
        ],
        "Patient" => &[
            ("resourceType", true, false, Word(&["Patient"])),
            ("id", false, false, Id),
            ("name", false, true, Of("HumanName")),
            ("gender", false, false, Word(GENDER)),
            ("birthDate", false, false, Date),
        ],
        "HumanName" => &[("text", false, false, Text)],
        "MedicationStatement" => &[
            ("resourceType", true, false, Word(&["MedicationStatement"])),
            ("id", false, false, Id),
            ("status", true, false, Word(STATEMENT)),
            (
                "medicationCodeableConcept",
                true,
                false,
                Of("CodeableConcept"),
            ),
            ("subject", true, false, Of("Reference")),
            ("effectivePeriod", false, false, Of("Period")),
            ("dateAsserted", false, false, DateTime),
            ("note", false, true, Of("Annotation")),
            ("dosage", false, true, Of("Dosage")),
        ],
        "CodeableConcept" => &[
            ("coding", false, true, Of("Coding")),
            ("text", false, false, Text),
        ],
        "Coding" => &[("system", false, false, Uri), ("code", false, false, Text)],
        "Reference" => &[("reference", false, false, Uri)],
        "Period" => &[
            ("start", false, false, DateTime),
            ("end", false, false, DateTime),
        ],
        "Annotation" => &[("text", true, false, Text)],
        "Dosage" => &[
            ("text", false, false, Text),
            ("timing", false, false, Of("Timing")),
            ("asNeededBoolean", false, false, Boolean),
            ("doseAndRate", false, true, Of("DoseAndRate")),
        ],
        "Timing" => &[("repeat", false, false, Of("Repeat"))],
        "Repeat" => &[
            ("frequency", false, false, Positive),
            ("period", false, false, Decimal),
            ("periodUnit", false, false, Word(UNIT)),
            ("timeOfDay", false, true, Time),
        ],
        "DoseAndRate" => &[("doseQuantity", false, false, Of("Quantity"))],
        "Quantity" => &[("value", false, false, Decimal)],
        "AllergyIntolerance" => &[
            ("resourceType", true, false, Word(&["AllergyIntolerance"])),
            ("id", false, false, Id),
            ("clinicalStatus", false, false, Of("CodeableConcept")),
            ("category", false, true, Word(CATEGORY)),
            ("code", false, false, Of("CodeableConcept")),
            ("patient", true, false, Of("Reference")),
        ],
        other => panic!("{other} is no structure that our bundle has"),
    }
}

/// Everything in which a bundle is not as R4 has it.
pub(super) fn faults(bundle: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    structure("Bundle", bundle, "Bundle", &mut faults);
    let entries = bundle["entry"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let addresses: Vec<&Value> = entries.iter().map(|entry| &entry["fullUrl"]).collect();
    for (place, address) in addresses.iter().enumerate() {
        if addresses[..place].contains(address) {
            faults.push(format!("bdl-7: {address} twice"));
        }
    }
    for entry in entries {
        let resource = &entry["resource"];
        for name in ["subject", "patient"] {
            let reference = &resource[name]["reference"];
            if resource.get(name).is_some() && !addresses.contains(&reference) {
                faults.push(format!("{reference} is in no entry"));
            }
        }
        if resource["resourceType"] == "AllergyIntolerance"
            && resource.get("clinicalStatus").is_none()
        {
            faults.push("ait-1: no clinical status".to_owned());
        }
    }
    faults
}

fn structure(name: &'static str, value: &Value, path: &str, faults: &mut Vec<String>) {
    let Some(object) = value.as_object().filter(|object| !object.is_empty()) else {
        faults.push(format!("ele-1: {path} is empty or no object"));
        return;
    };
    let known = elements(name);
    for element in object.keys() {
        if !known.iter().any(|(known, ..)| known == element) {
            faults.push(format!("{path}.{element} is no element of {name}"));
        }
    }
    for (element, required, is_list, form) in known {
        let path = format!("{path}.{element}");
        match (object.get(*element), is_list) {
            (None, _) if *required => faults.push(format!("{path} is missing")),
            (None, _) => {}
            (Some(Value::Array(items)), true) if !items.is_empty() => {
                for item in items {
                    check(*form, item, &path, faults);
                }
            }
            (Some(_), true) => faults.push(format!("{path} is no list, or an empty one")),
            (Some(one), false) => check(*form, one, &path, faults),
        }
    }
    if name == "Repeat" {
        if object.contains_key("period") != object.contains_key("periodUnit") {
            faults.push(format!("tim-2: {path} has a period without a unit"));
        }
        if object.contains_key("timeOfDay") && (object.len() > 1) {
            faults.push(format!(
                "{path}: beside times of the day there is no frequency and no period"
            ));
        }
    }
}

fn check(form: Form, value: &Value, path: &str, faults: &mut Vec<String>) {
    let text = value.as_str().unwrap_or_default();
    let fits = match form {
        Form::Text => !text.trim().is_empty(),
        Form::Id => {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
            (1..=64).contains(&text.len()) && text.bytes().all(plain)
        }
        Form::Uri => text.contains(':') && !text.contains(char::is_whitespace) && uuid_fits(text),
        Form::Date => text.parse::<Date>().is_ok(),
        // A date alone is one, and a time has seconds and a zone.
        Form::DateTime => text.parse::<Date>().is_ok() || text.parse::<Timestamp>().is_ok(),
        Form::Time => text.len() == 8 && text.parse::<Time>().is_ok(),
        Form::Boolean => value.is_boolean(),
        Form::Positive => value.as_u64().is_some_and(|number| number > 0),
        Form::Decimal => value.as_f64().is_some_and(|number| number > 0.0),
        Form::Word(words) => words.contains(&text),
        Form::Of(name) => return structure(name, value, path, faults),
        Form::Resource => {
            let kinds = ["Patient", "MedicationStatement", "AllergyIntolerance"];
            match kinds
                .into_iter()
                .find(|kind| value["resourceType"] == **kind)
            {
                Some(kind) => return structure(kind, value, path, faults),
                None => false,
            }
        }
    };
    if !fits {
        faults.push(format!("{path}: {value} is no {form:?}"));
    }
}

/// A `urn:uuid:` is followed by a UUID in small letters, as FHIR wants it.
fn uuid_fits(text: &str) -> bool {
    let Some(uuid) = text.strip_prefix("urn:uuid:") else {
        return true;
    };
    let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
    let is_small =
        |byte: u8| byte == b'-' || byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    lengths == [8, 4, 4, 4, 12] && uuid.bytes().all(is_small)
}
