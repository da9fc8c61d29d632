//! `/api/v1/uploads`: the second door, by presigned POST and the upload gate.

use nazar_tests::{Answer, Bundle, Client, Person, aws, person::prediction_upload, samples};
use reqwest::{Method, multipart};
use serde_json::{Value, json};

const UPLOADS: &str = "/api/v1/uploads";

fn similarity_upload(size: usize, content_type: &str) -> Value {
    json!({
        "purpose": "similarity",
        "content_type": content_type,
        "size": size,
        "target_class": 0,
    })
}

fn form(upload: &Value, changed: &[(&str, &str)], bytes: &[u8]) -> multipart::Form {
    let mut form = multipart::Form::new();
    for (name, value) in upload["fields"].as_object().unwrap() {
        let value = changed
            .iter()
            .find(|(field, _)| field == name)
            .map_or(value.as_str().unwrap(), |(_, value)| *value);
        form = form.text(name.clone(), value.to_owned());
    }
    form.part(
        "file",
        multipart::Part::bytes(bytes.to_vec()).file_name("drawing"),
    )
}

async fn send(bundle: &Bundle, upload: &Value, form: multipart::Form) -> Answer {
    let client = Client::new(bundle);
    let request = client
        .request(Method::POST, upload["url"].as_str().unwrap())
        .multipart(form);
    client.send(request).await.unwrap()
}

#[tokio::test]
async fn an_uploaded_drawing_is_compared_without_another_request() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "door").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let upload = person
        .ask_for_upload(&similarity_upload(
            drawing.bytes.len(),
            drawing.content_type,
        ))
        .await
        .unwrap()
        .expect_status(201);
    assert_eq!(upload["job"]["status"], "awaiting_upload", "{upload}");

    let stored = send(&bundle, &upload, form(&upload, &[], &drawing.bytes)).await;
    assert!(
        stored.status.is_success(),
        "{}",
        String::from_utf8_lossy(&stored.bytes)
    );
    let job = person
        .finished(upload["id"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(job["status"], "succeeded", "{job}");
    assert_eq!(job["result"]["is_same_character"], true, "{job}");
}

#[tokio::test]
async fn an_uploaded_drawing_can_be_read_by_its_upload_id() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "upload_id").await.unwrap();
    let stranger = Person::new(&bundle, "upload_thief").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let upload = person
        .ask_for_upload(&prediction_upload(&drawing))
        .await
        .unwrap()
        .expect_status(201);
    let id = upload["id"].as_str().unwrap();
    let body = json!({ "upload_id": id });
    let path = "/api/v1/calligraphy/predictions";
    person
        .client
        .post(path, &body)
        .await
        .unwrap()
        .expect_problem(409, "upload-not-ready");

    send(&bundle, &upload, form(&upload, &[], &drawing.bytes)).await;
    assert_eq!(person.finished(id).await.unwrap()["status"], "succeeded");
    let prediction = person
        .client
        .post(path, &body)
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(prediction["class_id"], 0);
    stranger
        .client
        .post(path, &body)
        .await
        .unwrap()
        .expect_problem(404, "upload-not-found");
}

#[tokio::test]
async fn an_upload_whose_object_is_gone_has_expired() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "gone").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let upload = person
        .ask_for_upload(&prediction_upload(&drawing))
        .await
        .unwrap()
        .expect_status(201);
    send(&bundle, &upload, form(&upload, &[], &drawing.bytes)).await;
    let id = upload["id"].as_str().unwrap();
    assert_eq!(person.finished(id).await.unwrap()["status"], "succeeded");
    aws::s3(&bundle)
        .await
        .delete_object()
        .bucket(aws::media_bucket())
        .key(upload["fields"]["key"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    person
        .client
        .post(
            "/api/v1/calligraphy/predictions",
            &json!({ "upload_id": id }),
        )
        .await
        .unwrap()
        .expect_problem(410, "upload-expired");
}

#[tokio::test]
async fn the_presigned_form_fixes_key_type_and_size() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "policy").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let upload = person
        .ask_for_upload(&similarity_upload(
            drawing.bytes.len(),
            drawing.content_type,
        ))
        .await
        .unwrap()
        .expect_status(201);
    let elsewhere = form(&upload, &[("key", "images/somebody/else")], &drawing.bytes);
    let other_type = form(&upload, &[("Content-Type", "text/html")], &drawing.bytes);
    let too_big = form(&upload, &[], &vec![0; 11 * 1024 * 1024]);
    for refused in [elsewhere, other_type, too_big] {
        let answer = send(&bundle, &upload, refused).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
    }
    let prefix = format!("uploads/similarity/{}/", person.id);
    assert!(aws::object_keys(&bundle, &prefix).await.is_empty());
}

#[tokio::test]
async fn every_bad_upload_ends_as_a_failed_job_that_says_why() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "bad_upload").await.unwrap();
    for case in samples::hostile() {
        if case.bytes.len() < 100 {
            continue;
        }
        let upload = person
            .ask_for_upload(&similarity_upload(case.bytes.len(), case.declared_type()))
            .await
            .unwrap()
            .expect_status(201);
        let stored = send(&bundle, &upload, form(&upload, &[], &case.bytes)).await;
        if case.bytes.len() > 10 * 1024 * 1024 {
            assert!(stored.status.is_client_error());
            continue;
        }
        assert!(stored.status.is_success(), "{}", case.name);
        let job = person
            .finished(upload["id"].as_str().unwrap())
            .await
            .unwrap();
        assert_eq!(job["status"], "failed", "{}: {job}", case.name);
        assert_eq!(job["problem"]["code"], case.code, "{}", case.name);
    }
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_refused_before_anything_is_signed() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "unsigned").await.unwrap();
    let mut no_target = similarity_upload(1000, "image/png");
    no_target["target_class"] = Value::Null;
    let treasure = json!({ "purpose": "treasure", "content_type": "image/png", "size": 1000 });
    for (body, status, code) in [
        (similarity_upload(99, "image/png"), 422, "image-too-small"),
        (
            similarity_upload(10 * 1024 * 1024 + 1, "image/png"),
            422,
            "image-too-large",
        ),
        (
            similarity_upload(1000, "text/html"),
            422,
            "image-type-unsupported",
        ),
        (no_target, 422, "validation-failed"),
        (treasure, 422, "validation-failed"),
    ] {
        person
            .ask_for_upload(&body)
            .await
            .unwrap()
            .expect_problem(status, code);
    }
    Client::new(&bundle)
        .post(UPLOADS, &similarity_upload(1000, "image/png"))
        .await
        .unwrap()
        .expect_problem(401, "unauthenticated");
}
