//! `/api/v1/calligraphy/characters/{id}`: a character's form and its look-alikes.

use std::collections::HashSet;

use nazar_tests::{Bundle, Client};
use reqwest::Method;
use serde_json::Value;

fn path(id: u64) -> String {
    format!("/api/v1/calligraphy/characters/{id}")
}

#[tokio::test]
async fn every_character_has_a_form_and_what_the_list_says_of_it() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let list = visitor
        .get("/api/v1/calligraphy/characters")
        .await
        .unwrap()
        .expect_status(200);
    let mut forms = HashSet::new();
    for id in 0..62 {
        let character = visitor.get(&path(id)).await.unwrap().expect_status(200);
        let listed = list["items"][usize::try_from(id).unwrap()]
            .as_object()
            .unwrap();
        for (member, value) in listed {
            assert_eq!(&character[member], value, "{id}: {member}");
        }
        assert_eq!(character["outline"]["view_box"], "0 0 1000 1000");
        let form = character["outline"]["path"].as_str().unwrap().to_owned();
        assert!(form.starts_with('M') && form.ends_with('Z'), "{id}");
        assert!(forms.insert(form), "{id} has the form of another one");
    }
}

#[tokio::test]
async fn look_alikes_are_four_other_characters_the_likeliest_first() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    for id in 0..62 {
        let character = visitor.get(&path(id)).await.unwrap().expect_status(200);
        let others = character["confusables"].as_array().unwrap();
        let classes: HashSet<u64> = others
            .iter()
            .map(|other| other["id"].as_u64().unwrap())
            .collect();
        assert_eq!((others.len(), classes.len()), (4, 4), "{id}: {others:?}");
        assert!(!classes.contains(&id), "{id}: {others:?}");
        let shares: Vec<f64> = others
            .iter()
            .map(|other| other["share"].as_f64().unwrap())
            .collect();
        assert!(
            shares.is_sorted_by(|one, next| one >= next),
            "{id}: {shares:?}"
        );
        assert!(
            shares.iter().all(|share| (0.0..0.5).contains(share)),
            "{id}: {shares:?}"
        );
    }
}

#[tokio::test]
async fn why_a_look_alike_matters_is_told_in_five_languages() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let mut texts = HashSet::new();
    for language in ["en", "ru", "uz", "uz-Cyrl", "ne"] {
        let request = visitor
            .request(Method::GET, &path(12))
            .header("accept-language", language);
        let answer = visitor.send(request).await.unwrap();
        assert!(answer.header("vary").contains("accept-language"));
        let character = answer.expect_status(200);
        let first: &Value = &character["confusables"][0];
        let text = first["text"].as_str().unwrap();
        assert!(text.contains("ड (ḍa)"), "{text}");
        assert!(text.contains(first["letter"].as_str().unwrap()), "{text}");
        texts.insert(text.to_owned());
    }
    assert_eq!(texts.len(), 5, "{texts:?}");
}

#[tokio::test]
async fn a_character_can_be_kept_until_it_changes() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let first = visitor.get(&path(33)).await.unwrap();
    assert!(first.header("cache-control").starts_with("public"));
    let asked = |id| {
        visitor
            .request(Method::GET, &path(id))
            .header("if-none-match", first.header("etag"))
    };
    let again = visitor.send(asked(33)).await.unwrap();
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    assert_eq!(visitor.send(asked(34)).await.unwrap().status, 200);
}

#[tokio::test]
async fn there_are_no_other_characters() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    for id in ["62", "256", "-1", "ka", "0.5"] {
        let answer = visitor
            .get(&format!("/api/v1/calligraphy/characters/{id}"))
            .await
            .unwrap();
        answer.expect_problem(404, "not-found");
    }
}
