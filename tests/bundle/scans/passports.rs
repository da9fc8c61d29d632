//! The pack passport: what a pack's code says beside what is known of the medicine, the household and recalls.

use nazar_tests::barcodes::png;
use nazar_tests::gs1_128::gs1_128;
use nazar_tests::{Bundle, Person};
use serde_json::{Value, json};

use super::{CODE, PANADOL, SCANS, code, scanned};

/// A crypto tail of the right shape.
const TAIL: &str = "MDEwNDc4MDAxMjM0NTY3NjIxQTFiMkMzZDRFNWY2Zw==";

/// A serial number that no other test uses.
pub(super) fn serial(person: &Person) -> String {
    let id = &person.id;
    id[id.len() - 13..].to_owned()
}

fn passport(scan: &Value) -> &Value {
    let passports = scan["passports"].as_array().unwrap();
    assert_eq!(passports.len(), 1, "{scan}");
    &passports[0]
}

fn about(passport: &Value) -> Vec<&str> {
    let notes = passport["notes"].as_array().unwrap();
    notes
        .iter()
        .map(|note| note["about"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_code_says_what_the_pack_is_and_how_long_it_keeps() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "passport").await.unwrap();
    let serial = serial(&person);
    let text = format!("(01)0{PANADOL}(17)491231(11)260131(10)AB12(21){serial}");
    let scan = code(&person, &text).await;
    let passport = passport(&scan);

    assert_eq!(passport["gtin"], format!("0{PANADOL}"), "{scan}");
    assert_eq!(passport["product"]["medication_id"], "demo-panadol-500-mg");
    assert_eq!(passport["expiry"]["last_day"], "2049-12-31");
    assert_eq!(passport["expiry"]["freshness"], "in_date");
    assert!(passport["expiry"]["days_left"].as_i64() > Some(1_000));
    assert_eq!(passport["made"], "2026-01-31");
    assert_eq!(passport["lot"], "AB12");
    assert_eq!(passport["serial"], serial.as_str());
    assert_eq!(passport["marking"], json!({"state": "absent"}));
    assert_eq!(passport["faults"], json!([]));
    assert_eq!(
        passport["copies"],
        json!({"others": 0, "suspicion": "none"})
    );
    assert!(passport["recalls"]["verdict"].is_string());
    assert_eq!(about(passport), ["in_date", "mark_absent"], "{passport}");

    // The same at the scan's own address, and nothing in a list.
    let link = scan["link"].as_str().unwrap();
    let again = person.client.get(link).await.unwrap().expect_status(200);
    assert_eq!(again["passports"], scan["passports"]);
    let list = person.client.get(SCANS).await.unwrap().expect_status(200);
    assert!(list["items"][0].get("passports").is_none(), "{list}");
}

#[tokio::test]
async fn an_expired_pack_is_said_to_be_expired_before_all_else() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "expired").await.unwrap();
    let scan = code(&person, &format!("(01)0{PANADOL}(17)200100")).await;
    let passport = passport(&scan);

    assert_eq!(
        passport["expiry"]["last_day"], "2020-01-31",
        "day 00 is the month's last"
    );
    assert_eq!(passport["expiry"]["freshness"], "expired");
    assert!(passport["expiry"]["days_left"].as_i64() < Some(0));
    assert_eq!(about(passport)[0], "expired");
    assert_eq!(passport["notes"][0]["level"], "danger");
    assert!(
        passport.get("copies").is_none(),
        "no serial number: {passport}"
    );
}

// "structure checked, never called verified": decree 149.
#[tokio::test]
async fn the_states_mark_is_checked_for_its_structure_and_never_called_genuine() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "marked").await.unwrap();
    let serial = serial(&person);
    let mark =
        |key: &str, tail: &str| format!("]d2010{PANADOL}21{serial}\u{1d}91{key}\u{1d}92{tail}");
    let good = code(&person, &mark("EE05", TAIL)).await;
    assert_eq!(passport(&good)["marking"], json!({"state": "well_formed"}));
    assert!(about(passport(&good)).contains(&"mark_well_formed"));
    let words = passport(&good).to_string().replace("was not verified", "");
    for word in ["verified", "genuine product", "authentic"] {
        assert!(!words.contains(word), "{word}: {words}");
    }

    let bad = code(&person, &mark("EE0", "short=")).await;
    assert_eq!(
        passport(&bad)["marking"],
        json!({"state": "malformed", "faults": ["key_length", "tail_length"]})
    );
    assert!(about(passport(&bad)).contains(&"mark_malformed"));
}

// 8.1, 4: "Scan recall block is a constant false; batch/lot never extracted from the code".
#[tokio::test]
async fn a_recalled_lot_is_found_by_number_and_lot() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "recalled").await.unwrap();
    for (lot, verdict) in [("S4471B", "recalled"), ("A1", "")] {
        let scan = code(&person, &format!("(01)02999000009947(17)491231(10){lot}")).await;
        let passport = passport(&scan);
        let said = passport["recalls"]["verdict"].as_str().unwrap();
        if verdict == "recalled" {
            assert_eq!(said, verdict, "{passport}");
            assert_eq!(about(passport)[0], "recalled");
            assert_eq!(
                passport["recalls"]["recalls"][0]["number"],
                "DEMO-UZ-2026-005"
            );
        } else {
            assert_ne!(said, "recalled", "another lot: {passport}");
            assert!(!about(passport).contains(&"recalled"));
        }
    }
}

#[tokio::test]
async fn what_the_household_takes_already_is_named() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "doubles").await.unwrap();
    let child = json!({"name": "Aziza", "relation": "child"});
    let child = person
        .client
        .post("/api/v1/users/me/family", &child)
        .await
        .unwrap()
        .expect_status(201);
    let list = "/api/v1/users/me/medications";
    for medicine in [
        json!({"name": "Panadol 500 mg"}),
        json!({"name": "Panadol Extra", "member": child["id"]}),
        json!({"name": "warfarin"}),
    ] {
        let listed = person.client.post(list, &medicine).await.unwrap();
        listed.expect_status(201);
    }
    let scan = code(&person, PANADOL).await;
    let duplicates = passport(&scan)["duplicates"].as_array().unwrap();
    assert_eq!(duplicates.len(), 2, "{scan}");
    let of = |overlap: &str| {
        let found = duplicates.iter().find(|one| one["overlap"] == overlap);
        found.unwrap_or_else(|| panic!("no {overlap}: {scan}"))
    };
    assert!(of("same_medicine").get("member").is_none());
    assert_eq!(of("same_ingredient")["member"], child["id"]);
    assert_eq!(of("same_ingredient")["ingredients"], json!(["paracetamol"]));
    assert_eq!(
        about(passport(&scan))[0],
        "same_ingredient",
        "the graver one first"
    );
}

#[tokio::test]
async fn a_pack_that_the_catalogue_lacks_has_a_passport_too() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "stranger").await.unwrap();
    let scan = code(&person, "(01)04600051000057(17)491231(10)L7").await;
    assert_eq!(scan["outcome"], "code_not_in_catalogue");
    let passport = passport(&scan);

    assert!(passport["product"].is_null());
    assert_eq!(passport["lot"], "L7");
    assert_ne!(passport["recalls"]["verdict"], "clear", "{passport}");
    for text in ["2999000000075", "https://example.org/"] {
        let scan = code(&person, text).await;
        assert_eq!(scan["passports"], json!([]), "{text}");
    }
}

#[tokio::test]
async fn a_picture_brings_the_same_passport_as_the_text() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "seen").await.unwrap();
    let message = format!("010{PANADOL}1749123110AB12\u{1d}21{}", serial(&person));
    let job = scanned(&person, &png(&gs1_128(&message))).await;
    assert_eq!(job["result"]["status"], "recognised", "{job}");
    let link = job["result"]["link"].as_str().unwrap();
    let seen = person.client.get(link).await.unwrap().expect_status(200);
    let typed = code(&person, &format!("]C1{message}")).await;

    assert_eq!(passport(&seen)["lot"], "AB12", "{seen}");
    assert_eq!(passport(&seen), passport(&typed));
}

#[tokio::test]
async fn the_notes_speak_the_callers_language() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "notes").await.unwrap();
    let mut said = std::collections::HashSet::new();
    for language in ["en", "ru", "uz", "uz-Cyrl"] {
        let request = person
            .client
            .request(reqwest::Method::POST, CODE)
            .header("accept-language", language)
            .json(&json!({"text": format!("(01)0{PANADOL}(17)200131")}));
        let scan = person
            .client
            .send(request)
            .await
            .unwrap()
            .expect_status(200);
        let text = passport(&scan)["notes"][0]["text"].as_str().unwrap();
        assert!(text.contains("2020-01-31"), "{text}");
        said.insert(text.to_owned());
    }
    assert_eq!(said.len(), 4);
}
