//! `/api/v1/scans`: codes, pictures, and what was scanned before.

mod codes;
mod copies;
mod delivery;
mod history;
mod kept;
mod outcomes;
mod passports;
mod pictures;
mod pills;
mod sizes;

use nazar_tests::client::image_form;
use nazar_tests::{Answer, Person};
use reqwest::{Method, multipart};
use serde_json::{Value, json};

pub(crate) const IMAGE: &str = "/api/v1/scans/image";
pub(crate) const CODE: &str = "/api/v1/scans/code";
pub(crate) const SCANS: &str = "/api/v1/scans";

/// The number of demonstration Panadol.
pub(crate) const PANADOL: &str = "2999000000074";

/// The number of demonstration Nurofen Forte.
pub(crate) const NUROFEN: &str = "2999000000913";

/// Sends a picture and waits for its job.
pub(crate) async fn send(person: &Person, image: &[u8], fields: &[(&str, &str)]) -> Answer {
    let is_jpeg = image.starts_with(&[0xff, 0xd8]);
    let content_type = if is_jpeg { "image/jpeg" } else { "image/png" };
    let form = image_form(image, content_type, fields).unwrap();
    let request = person
        .client
        .request(Method::POST, IMAGE)
        .header("prefer", "wait=20")
        .multipart(form);
    person.client.send(request).await.unwrap()
}

/// The finished job of a picture.
pub(crate) async fn scanned(person: &Person, image: &[u8]) -> Value {
    let job = send(person, image, &[]).await.json();
    let done = person.finished(job["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(done["status"], "succeeded", "{done}");
    done
}

/// The finished job of a picture that came by the other door: an upload that names what else is known of it.
pub(crate) async fn uploaded(person: &Person, picture: &[u8], more: &[(&str, &str)]) -> Value {
    let is_jpeg = picture.starts_with(&[0xff, 0xd8]);
    let content_type = if is_jpeg { "image/jpeg" } else { "image/png" };
    let mut body = json!({"purpose": "scan", "content_type": content_type, "size": picture.len()});
    for (name, value) in more {
        body[*name] = json!(value);
    }
    let upload = person
        .ask_for_upload(&body)
        .await
        .unwrap()
        .expect_status(201);
    let mut form = multipart::Form::new();
    for (name, value) in upload["fields"].as_object().unwrap() {
        form = form.text(name.clone(), value.as_str().unwrap().to_owned());
    }
    let form = form.part("file", multipart::Part::bytes(picture.to_vec()));
    let posted = reqwest::Client::new()
        .post(upload["url"].as_str().unwrap())
        .multipart(form)
        .send()
        .await
        .unwrap();
    assert!(posted.status().is_success(), "{}", posted.status());
    let id = upload["id"].as_str().unwrap();
    let job = person.finished(id).await.unwrap();
    assert_eq!(job["status"], "succeeded", "{job}");
    job
}

/// What a code's text comes to.
pub(crate) async fn code(person: &Person, text: &str) -> Value {
    let answer = person
        .client
        .post(CODE, &json!({"text": text}))
        .await
        .unwrap();
    answer.expect_status(200)
}
