//! `POST /api/v1/users/me/export`: one archive of everything that is kept of a person, and of nobody else.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use nazar_tests::{Answer, Bundle, Client, Person, aws, samples};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const EXPORT: &str = "/api/v1/users/me/export";

async fn export(client: &Client) -> Answer {
    let request = client
        .request(Method::POST, EXPORT)
        .header("prefer", "wait=20");
    client.send(request).await.unwrap()
}

/// The archive of a person whose export ends within a few waits.
pub(crate) async fn archive(
    bundle: &Bundle,
    person: &Person,
) -> (Value, BTreeMap<String, Vec<u8>>) {
    let begun = export(&person.client).await;
    assert!(begun.status.is_success(), "{begun:?}");
    let id = begun.json()["id"].as_str().unwrap().to_owned();
    let job = person.finished(&id).await.unwrap();
    assert_eq!(job["status"], "succeeded", "{job}");
    assert_eq!(job["kind"], "export");
    let result = job["result"].clone();
    // The address alone is enough: no token goes along.
    let url = result["url"].as_str().unwrap();
    let bytes = Client::new(bundle).get(url).await.unwrap();
    assert_eq!(bytes.status, StatusCode::OK);
    assert_eq!(bytes.header("content-type"), "application/zip");
    assert_eq!(result["size"], bytes.bytes.len());
    assert_eq!(result["sha256"], hex::encode(Sha256::digest(&bytes.bytes)));
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.bytes)).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(file.name().unwrap().into_owned(), content);
    }
    assert_eq!(result["files"], files.len());
    (result, files)
}

pub(crate) fn lines(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Value> {
    let content = files
        .get(name)
        .unwrap_or_else(|| panic!("no {name} in {:?}", files.keys()));
    let lines = content.split(|byte| *byte == b'\n');
    lines
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

#[tokio::test]
async fn the_archive_holds_everything_of_mine_and_its_manifest_lists_it() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "exports").await.unwrap();
    let other = Person::new(&bundle, "keeps").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let prediction = person.predict(&drawing).await.unwrap().expect_status(200);
    let compared = person.compared(&drawing, "0").await.unwrap();
    other.predict(&drawing).await.unwrap().expect_status(200);

    let (_, files) = archive(&bundle, &person).await;
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["account"], person.id.as_str());
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len() + 1, files.len(), "all but the manifest itself");
    for file in listed {
        let name = file["name"].as_str().unwrap();
        let content = &files[name];
        assert_eq!(file["size"], content.len(), "{name}");
        assert_eq!(
            file["sha256"],
            hex::encode(Sha256::digest(content)),
            "{name}"
        );
        assert!(!file["about"].as_str().unwrap().is_empty());
    }

    let profile: Value = serde_json::from_slice(&files["profile.json"]).unwrap();
    assert_eq!(profile["username"], person.username.as_str());
    for secret in ["password_hash", "pk", "session_epoch"] {
        assert!(profile.get(secret).is_none(), "{secret}");
    }
    let predictions = lines(&files, "predictions.jsonl");
    assert_eq!(predictions.len(), 1);
    assert_eq!(predictions[0]["id"], prediction["id"]);
    let similarities = lines(&files, "similarities.jsonl");
    assert_eq!(similarities.len(), 1);
    assert_eq!(similarities[0]["id"], compared["result"]["id"]);
    assert!(!lines(&files, "totals.jsonl").is_empty());
    assert!(!lines(&files, "practice.jsonl").is_empty());

    let of = |record: &Value, kind: &str, file: &str| {
        format!("images/{kind}/{}/{file}", record["id"].as_str().unwrap())
    };
    let original = of(&prediction, "predictions", "original");
    assert_eq!(files[&original], drawing.bytes);
    for file in ["original", "reference.png", "user.png", "overlay.png"] {
        let name = of(&compared["result"], "similarities", file);
        assert!(files.contains_key(&name), "{name}");
    }
    let all = files.values().flatten().copied().collect::<Vec<u8>>();
    let all = String::from_utf8_lossy(&all);
    assert!(!all.contains(&other.id) && !all.contains(&other.username));
}

/// Bytes that no compression makes smaller (xorshift64).
fn noise(count: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut bytes = Vec::with_capacity(count + 8);
    while bytes.len() < count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    bytes.truncate(count);
    bytes
}

#[tokio::test]
async fn an_archive_of_several_parts_is_whole() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "large").await.unwrap();
    let picture = noise(9_000_000);
    for number in 1..=2 {
        aws::s3(&bundle)
            .await
            .put_object()
            .bucket(aws::media_bucket())
            .key(format!(
                "images/{}/predictions/{number}/original",
                person.id
            ))
            .body(picture.clone().into())
            .send()
            .await
            .unwrap();
    }
    let (result, files) = archive(&bundle, &person).await;
    assert!(
        result["size"].as_u64().unwrap() > 16 * 1024 * 1024,
        "{result}"
    );
    for number in 1..=2 {
        let name = format!("images/predictions/{number}/original");
        assert!(files[&name] == picture, "{name} is not what it was");
    }
}

#[tokio::test]
async fn one_archive_is_made_at_a_time_and_not_another_soon() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "impatient").await.unwrap();
    let requests: Vec<_> = (0..5)
        .map(|_| {
            let client = person.client.clone();
            tokio::spawn(async move { client.post(EXPORT, &json!({})).await.unwrap() })
        })
        .collect();
    let mut jobs = Vec::new();
    for request in requests {
        let answer = request.await.unwrap();
        // One that comes late finds the archive made, and is told to wait.
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            continue;
        }
        assert!(answer.status.is_success(), "{answer:?}");
        jobs.push(answer.json()["id"].as_str().unwrap().to_owned());
    }
    jobs.dedup();
    assert_eq!(jobs.len(), 1, "{jobs:?}");
    let job = person.finished(&jobs[0]).await.unwrap();
    assert_eq!(job["status"], "succeeded", "{job}");
    let refused = export(&person.client).await;
    refused.expect_problem(429, "rate-limited");
    let wait: u32 = refused.header("retry-after").parse().unwrap();
    assert!((1..=600).contains(&wait), "{wait}");
    let made = aws::object_keys(&bundle, &format!("exports/{}/", person.id)).await;
    assert_eq!(made.len(), 1, "{made:?}");
}

#[tokio::test]
async fn an_archive_is_its_owners_alone() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "private").await.unwrap();
    let other = Person::new(&bundle, "curious").await.unwrap();
    let begun = export(&person.client).await;
    let id = begun.json()["id"].as_str().unwrap().to_owned();
    person.finished(&id).await.unwrap();
    let path = format!("/api/v1/jobs/{id}");
    let refused = other.client.get(&path).await.unwrap();
    refused.expect_problem(404, "not-found");
    let listed = other.client.get("/api/v1/jobs").await.unwrap();
    assert_eq!(listed.expect_status(200)["items"], json!([]));

    let shown = person.client.get(&path).await.unwrap().expect_status(200);
    let url = shown["result"]["url"].as_str().unwrap();
    let unsigned = url.split('?').next().unwrap();
    let refused = Client::new(&bundle).get(unsigned).await.unwrap();
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let nobody = export(&Client::new(&bundle)).await;
    nobody.expect_problem(401, "unauthenticated");
}
