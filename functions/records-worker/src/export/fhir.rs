//! A person's and their family's medicines and allergies as one FHIR R4 bundle, for other systems to read
//! (<https://hl7.org/fhir/R4/bundle.html>).
//!
//! What FHIR requires is there, and nothing is made up for it: illnesses and doses of days stay in the JSON lines. Names of
//! medicines are text, because there is no international code for most of them; allergies carry our words as codes of a
//! system of our own. Resources name each other by `urn:uuid:`, the one form that FHIR lets be without a server
//! (<https://hl7.org/fhir/R4/bundle.html#references>).

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::Date;
use nazar::Owner;
use nazar::checks::Allergy;
use nazar::household::{Health, Households, Sex};
use nazar::people::User;
use nazar::store::medicine_list::{Entry, Medication, MedicineLists};
use nazar::store::{self, Key};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::archive::Archive;
use crate::Context;

/// The system of our words for allergies.
const ALLERGIES: &str = "urn:nazar:allergy";
/// FHIR's own words for whether an allergy is one now.
const CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";

/// `fhir.json`: Patient, MedicationStatement and AllergyIntolerance of the person and each member of the family.
///
/// # Errors
/// When the table or the bucket did not answer.
pub(super) async fn bundle(
    context: &Context,
    owner: Owner,
    archive: &mut Archive,
) -> anyhow::Result<()> {
    let households = Households::new(context.history.clone());
    let lists = MedicineLists::new(context.history.clone());
    let row = Key::new(format!("USER#{owner}"), "PROFILE");
    let user: Option<User> = context.accounts.get(&row).await?;
    let zone = user.as_ref().map(|user| user.zone.clone());
    let today = zone.unwrap_or_default().day(Timestamp::now());
    let name = user.map(|user| full_name(&user)).unwrap_or_default();

    let about = households.about(owner).await?;
    let mut entries = Vec::new();
    let own = lists.all_of(owner, None).await?;
    of_patient(
        &mut entries,
        &owner.to_string(),
        &name,
        &about.health,
        &own,
        today,
    );
    for member in households.family(owner).await? {
        let taken = lists.all_of(owner, Some(member.id)).await?;
        let id = member.id.to_string();
        of_patient(
            &mut entries,
            &id,
            &member.name,
            &member.health,
            &taken,
            today,
        );
    }
    let content = serde_json::to_vec_pretty(&whole(&entries))?;
    let about = "medicines and allergies as a FHIR R4 bundle";
    archive
        .add("fhir.json".to_owned(), about, &content)
        .await
        .context("the bundle could not be added")
}

fn whole(entries: &[Value]) -> Value {
    json!({
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": store::now().to_string(),
        "entry": entries,
    })
}

fn full_name(user: &User) -> String {
    let parts = [&user.given_name, &user.family_name];
    let named: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
    if named.is_empty() {
        user.username.clone()
    } else {
        named.join(" ")
    }
}

/// The resources of one person.
fn of_patient(
    entries: &mut Vec<Value>,
    id: &str,
    name: &str,
    health: &Health,
    medicines: &[Entry],
    today: Date,
) {
    let mut add = |resource: Value| {
        let kind = resource["resourceType"].as_str().unwrap_or_default();
        let full_url = url(kind, resource["id"].as_str().unwrap_or_default());
        entries.push(json!({ "fullUrl": full_url, "resource": resource }));
    };
    add(patient(id, name, health));
    for entry in medicines {
        add(statement(id, entry, today));
    }
    for (number, allergy) in health.allergies.iter().flatten().enumerate() {
        add(intolerance(id, number, allergy));
    }
}

/// A resource's address: the same for the same resource in every export. The UUID is one of version 8 (RFC 9562, section
/// 5.8), made of a hash of kind and id.
fn url(kind: &str, id: &str) -> String {
    let digest = Sha256::digest(format!("{kind}/{id}"));
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = hex::encode(bytes);
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    format!("urn:uuid:{}", parts.join("-"))
}

fn patient(id: &str, name: &str, health: &Health) -> Value {
    let mut patient = Map::from_iter([
        ("resourceType".to_owned(), json!("Patient")),
        ("id".to_owned(), json!(id)),
        ("name".to_owned(), json!([{ "text": name }])),
    ]);
    if let Some(sex) = health.sex {
        let gender = match sex {
            Sex::Female => "female",
            Sex::Male => "male",
            Sex::Other => "other",
        };
        patient.insert("gender".to_owned(), json!(gender));
    }
    if let Some(born) = health.birth_date {
        patient.insert("birthDate".to_owned(), json!(born.to_string()));
    }
    Value::Object(patient)
}

fn statement(patient: &str, entry: &Entry, today: Date) -> Value {
    let medication = &entry.medication;
    let is_over = medication.end_date.is_some_and(|last| last < today);
    let is_to_come = medication.start_date.is_some_and(|first| first > today);
    let status = match (is_over, is_to_come) {
        (true, _) => "completed",
        (_, true) => "intended",
        _ => "active",
    };
    let mut statement = Map::from_iter([
        ("resourceType".to_owned(), json!("MedicationStatement")),
        ("id".to_owned(), json!(entry.id.to_string())),
        ("status".to_owned(), json!(status)),
        (
            "medicationCodeableConcept".to_owned(),
            json!({ "text": medication.name }),
        ),
        (
            "subject".to_owned(),
            json!({ "reference": url("Patient", patient) }),
        ),
        (
            "dateAsserted".to_owned(),
            json!(entry.created_at.to_string()),
        ),
    ]);
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let (first, last) = (day(medication.start_date), day(medication.end_date));
    if first.is_some() || last.is_some() {
        let ends = [("start", first), ("end", last)];
        let period: Map<String, Value> = ends
            .into_iter()
            .filter_map(|(name, day)| Some((name.to_owned(), json!(day?))))
            .collect();
        statement.insert("effectivePeriod".to_owned(), Value::Object(period));
    }
    statement.insert("dosage".to_owned(), json!([dosage(medication)]));
    if let Some(notes) = &medication.notes {
        statement.insert("note".to_owned(), json!([{ "text": notes }]));
    }
    Value::Object(statement)
}

/// How much and when. FHIR lets times of the day stand only for what is taken every day: beside them there is no period
/// (<https://hl7.org/fhir/R4/datatypes.html#Timing>), so the times of what is taken every few days are in the text.
fn dosage(medication: &Medication) -> Value {
    let mut dosage = Map::new();
    let said = [&medication.dosage, &medication.frequency];
    let mut said: Vec<String> = said.into_iter().flatten().cloned().collect();
    match medication.every_days.filter(|days| *days > 1) {
        _ if medication.times.is_empty() => {
            dosage.insert("asNeededBoolean".to_owned(), json!(true));
        }
        None => {
            // FHIR's times of day have seconds.
            let times = medication.times.iter().map(|time| format!("{time}:00"));
            let times: Vec<String> = times.collect();
            dosage.insert(
                "timing".to_owned(),
                json!({ "repeat": { "timeOfDay": times } }),
            );
        }
        Some(days) => {
            said.extend(medication.times.iter().map(ToString::to_string));
            let frequency = medication.times.len();
            let repeat = json!({ "frequency": frequency, "period": days, "periodUnit": "d" });
            dosage.insert("timing".to_owned(), json!({ "repeat": repeat }));
        }
    }
    if !said.is_empty() {
        dosage.insert("text".to_owned(), json!(said.join(", ")));
    }
    if let Some(units) = medication.units_per_dose {
        let quantity = json!([{ "doseQuantity": { "value": units } }]);
        dosage.insert("doseAndRate".to_owned(), quantity);
    }
    Value::Object(dosage)
}

fn intolerance(patient: &str, number: usize, allergy: &Allergy) -> Value {
    let word = allergy.to_string();
    let category = match allergy {
        Allergy::Ingredient(_) | Allergy::Class(_) => "medication",
        Allergy::Allergen(_) => "environment",
    };
    json!({
        "resourceType": "AllergyIntolerance",
        "id": format!("{patient}-allergy-{number}"),
        "clinicalStatus": { "coding": [{ "system": CLINICAL, "code": "active" }] },
        "category": [category],
        "code": { "coding": [{ "system": ALLERGIES, "code": word }], "text": word },
        "patient": { "reference": url("Patient", patient) },
    })
}

#[cfg(test)]
#[path = "fhir_tests.rs"]
mod tests;
