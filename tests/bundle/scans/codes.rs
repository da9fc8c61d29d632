//! `POST /scans/code`: what a code says, and what follows from it.

use nazar_tests::{Bundle, Client, Person};
use serde_json::json;

use super::{CODE, NUROFEN, PANADOL, SCANS, code};

#[tokio::test]
async fn a_code_of_the_catalogue_names_its_medicine_and_what_follows() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "code").await.unwrap();
    let body = json!({"text": PANADOL, "format": "ean13", "lat": 41.2995, "lon": 69.2401});
    let answer = person.client.post(CODE, &body).await.unwrap();
    let scan = answer.expect_status(200);

    assert_eq!(scan["status"], "recognised", "{scan}");
    assert_eq!(
        scan["candidates"][0]["medication_id"],
        "demo-panadol-500-mg"
    );
    assert_eq!(scan["codes"][0]["gs1"]["01"], format!("0{PANADOL}"));
    assert_eq!(
        answer.header("location"),
        format!("{SCANS}/{}", scan["id"].as_str().unwrap())
    );
    let follow = &scan["follow_up"];
    assert_eq!(follow["medicine"]["id"], "demo-panadol-500-mg");
    assert_eq!(follow["medicine"]["ingredients"][0]["id"], "paracetamol");
    assert!(
        follow["interactions"]["verdict"]["outcome"].is_string(),
        "{follow}"
    );
}

// 8.2, 15: "Location never passed to scans, nearby pharmacies always empty; is_open never computed". 8.2, 17: prices of the one table.
#[tokio::test]
async fn a_place_brings_pharmacies_that_have_it() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "place").await.unwrap();
    let body = json!({"text": PANADOL, "lat": 41.2995, "lon": 69.2401});
    let scan = person
        .client
        .post(CODE, &body)
        .await
        .unwrap()
        .expect_status(200);
    let near = scan["follow_up"]["pharmacies"].as_array().unwrap().clone();

    assert!(!near.is_empty(), "{scan}");
    assert!(
        near.windows(2)
            .all(|pair| pair[0]["metres"].as_u64() <= pair[1]["metres"].as_u64())
    );
    assert!(near[0]["is_open"].is_boolean() && near[0]["price"].as_u64() > Some(0));
    let without = code(&person, PANADOL).await;
    assert_eq!(without["follow_up"]["pharmacies"], json!([]));
    assert!(
        without["follow_up"]["price"]["lowest"].as_u64() > Some(0),
        "{without}"
    );
}

// 8.1, 4: "Scan recall block is a constant false; batch/lot never extracted from the code".
#[tokio::test]
async fn recalls_are_asked_for_the_lot_in_the_code() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "lot").await.unwrap();
    let scan = code(&person, &format!("(01)0{PANADOL}(17)280131(10)AB12")).await;

    assert_eq!(scan["codes"][0]["gs1"]["10"], "AB12", "{scan}");
    assert_eq!(scan["codes"][0]["gs1"]["17"], "280131");
    let verdict = scan["follow_up"]["recalls"]["verdict"].as_str().unwrap();
    assert!(
        ["clear", "recalled", "could_not_check"].contains(&verdict),
        "{scan}"
    );
    assert!(
        !scan["follow_up"]["recalls"]["summary"]
            .as_str()
            .unwrap()
            .is_empty()
    );
}

// 8.2, 20: "no checksum enforcement on lookup; no GS1/Data Matrix; UPC-A unreachable; no UPC-EAN normalisation".
#[tokio::test]
async fn a_wrong_check_digit_is_said_and_not_looked_up() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "digit").await.unwrap();
    let wrong = code(&person, "2999000000075").await;
    assert_eq!(
        (&wrong["status"], &wrong["outcome"]),
        (&json!("not_recognised"), &json!("code_wrong"))
    );
    assert_eq!(wrong["codes"][0]["fault"], "number");
    assert_eq!(wrong["candidates"], json!([]));
    assert!(wrong["follow_up"].is_null());

    let unknown = code(&person, "2999000099993").await;
    assert_eq!(unknown["outcome"], "code_not_in_catalogue", "{unknown}");
    let body = json!({"text": "036000291452", "format": "upca"});
    let upc = person
        .client
        .post(CODE, &body)
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(upc["codes"][0]["gs1"]["01"], "00036000291452", "{upc}");
}

#[tokio::test]
async fn a_code_may_come_as_a_link_or_with_separators() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "forms").await.unwrap();
    for text in [
        format!("https://id.gs1.org/01/0{PANADOL}/10/AB12"),
        format!("]d2010{PANADOL}10AB12\u{1d}17280131"),
        format!("010{PANADOL}17280131"),
    ] {
        let scan = code(&person, &text).await;
        assert_eq!(scan["status"], "recognised", "{text}: {scan}");
    }
}

#[tokio::test]
async fn interactions_with_my_list_are_told() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "mine").await.unwrap();
    let list = "/api/v1/users/me/medications";
    person
        .client
        .post(list, &json!({"name": "warfarin"}))
        .await
        .unwrap()
        .expect_status(201);
    let scan = code(&person, NUROFEN).await;

    assert_eq!(
        scan["follow_up"]["interactions"]["verdict"]["outcome"], "danger",
        "{scan}"
    );
    assert_eq!(scan["mine"]["answer"], "no", "{scan}");
    assert_eq!(scan["compared_with"]["list"], 1);
}

#[tokio::test]
async fn what_is_asked_wrongly_is_refused() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "refused").await.unwrap();
    for body in [
        json!({}),
        json!({"text": ""}),
        json!({"text": "   "}),
        json!({"text": "1".repeat(5000)}),
        json!({"text": PANADOL, "format": "klingon"}),
        json!({"text": PANADOL, "lat": 41.0}),
        json!({"text": PANADOL, "lat": 141.0, "lon": 69.0}),
    ] {
        let answer = person.client.post(CODE, &body).await.unwrap();
        answer.expect_problem(422, "validation-failed");
    }
    let stranger = Client::new(&bundle)
        .post(CODE, &json!({"text": PANADOL}))
        .await
        .unwrap();
    stranger.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn the_answer_speaks_the_callers_language() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "words").await.unwrap();
    let mut said = std::collections::HashSet::new();
    for language in ["en", "ru", "uz", "uz-Cyrl"] {
        let request = person
            .client
            .request(reqwest::Method::POST, CODE)
            .header("accept-language", language)
            .json(&json!({"text": "2999000099993"}));
        let scan = person
            .client
            .send(request)
            .await
            .unwrap()
            .expect_status(200);
        assert_eq!(scan["texts"]["language"], language);
        assert!(
            scan["texts"]["advice"].as_array().unwrap().len() >= 3,
            "{scan}"
        );
        said.insert(scan["texts"]["summary"].as_str().unwrap().to_owned());
    }
    assert_eq!(said.len(), 4);
}
