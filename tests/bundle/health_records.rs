//! What is kept of a person's health and family, exported and erased.

use nazar_tests::{Bundle, Person, traces::traces};
use reqwest::Method;
use serde_json::{Value, json};

use crate::exports::{archive, lines};

const LIST: &str = "/api/v1/users/me/medications";

/// A person with a health, a child, a medicine for each and a dose of each; the child's id.
async fn household(bundle: &Bundle, name: &str) -> (Person, String) {
    let person = Person::new(bundle, name).await.unwrap();
    let client = &person.client;
    let told = json!({"given_name": "Гулнора", "health": {"birth_date": "1990-02-03", "sex": "female",
        "allergies": ["class:penicillins"]}});
    let request = client
        .request(Method::PATCH, "/api/v1/users/me")
        .json(&told);
    client.send(request).await.unwrap().expect_status(200);
    let dark = json!({"theme": "dark"});
    let request = client.request(Method::PATCH, "/api/v1/users/me/settings");
    client
        .send(request.json(&dark))
        .await
        .unwrap()
        .expect_status(200);
    let child = json!({"name": "Азиз", "relation": "son", "health": {"allergies": ["ibuprofen"]}});
    let child = client
        .post("/api/v1/users/me/family", &child)
        .await
        .unwrap();
    let child = child.expect_status(201)["id"].as_str().unwrap().to_owned();
    for (name, member) in [("Metformin", None), ("paracetamol", Some(&child))] {
        let body =
            json!({"name": name, "member": member, "times": ["08:00"], "start_date": "2026-01-01"});
        let entry = client.post(LIST, &body).await.unwrap().expect_status(201);
        let dose =
            json!({"medication": entry["id"], "due": "2026-01-02T08:00", "outcome": "taken"});
        let logged = client.post("/api/v1/users/me/adherence", &dose).await;
        logged.unwrap().expect_status(201);
    }
    (person, child)
}

#[tokio::test]
async fn an_export_holds_the_household_and_a_bundle_for_other_systems() {
    let bundle = Bundle::shared();
    let (person, child) = household(&bundle, "exported").await;
    let (_, files) = archive(&bundle, &person).await;
    assert_eq!(lines(&files, "medicines.jsonl").len(), 2);
    assert_eq!(lines(&files, "doses.jsonl").len(), 2);
    assert_eq!(lines(&files, "family.jsonl")[0]["id"], child.as_str());
    let about = lines(&files, "about.jsonl");
    assert_eq!(about[0]["health"]["birth_date"], "1990-02-03");
    assert_eq!(lines(&files, "settings.jsonl")[0]["theme"], "dark");

    let fhir: Value = serde_json::from_slice(&files["fhir.json"]).unwrap();
    assert_eq!(
        (&fhir["resourceType"], &fhir["type"]),
        (&json!("Bundle"), &json!("collection"))
    );
    let entries = fhir["entry"].as_array().unwrap();
    let of = |kind: &str| {
        let found = entries
            .iter()
            .filter(|entry| entry["resource"]["resourceType"] == kind);
        found.map(|entry| &entry["resource"]).collect::<Vec<_>>()
    };
    let patients = of("Patient");
    assert_eq!(patients.len(), 2);
    assert_eq!(patients[0]["name"][0]["text"], "Гулнора");
    assert_eq!(of("MedicationStatement").len(), 2);
    let allergies = of("AllergyIntolerance");
    assert_eq!(allergies.len(), 2);
    // Every reference names a resource of the bundle.
    let urls: Vec<&Value> = entries.iter().map(|entry| &entry["fullUrl"]).collect();
    for resource in of("MedicationStatement").into_iter().chain(allergies) {
        let subject = resource.get("subject").or(resource.get("patient")).unwrap();
        assert!(urls.contains(&&subject["reference"]), "{resource}");
    }
}

/// Defect 8.3.33: a deleted account kept all that was known of somebody's health.
#[tokio::test]
async fn defect_33_an_erased_person_leaves_nothing_of_their_household() {
    let bundle = Bundle::shared();
    let (person, child) = household(&bundle, "erased").await;
    let about = [person.id.as_str(), child.as_str()];
    assert!(traces(&bundle, &about).await.len() > 8);
    let request = person
        .client
        .request(Method::DELETE, "/api/v1/users/me")
        .header("prefer", "wait=20");
    assert!(
        person
            .client
            .send(request)
            .await
            .unwrap()
            .status
            .is_success()
    );
    let mut left = Vec::new();
    for _ in 0..600 {
        left = traces(&bundle, &about).await;
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    assert_eq!(left, Vec::<String>::new());
}
