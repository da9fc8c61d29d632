//! `/api/v1/calligraphy/practice/next` and `/progress`: the plan and how far a person has come.

use std::collections::HashSet;

use aws_sdk_dynamodb::types::AttributeValue;
use nazar_tests::client::{sign_in, sign_up_body, unique};
use nazar_tests::{Bundle, Client, Person, aws, samples};
use reqwest::Method;
use serde_json::Value;

const NEXT: &str = "/api/v1/calligraphy/practice/next";
const PROGRESS: &str = "/api/v1/calligraphy/practice/progress";

async fn read(person: &Person, path: &str) -> Value {
    person.client.get(path).await.unwrap().expect_status(200)
}

/// Draws the sample, which is a क, for a character.
async fn draw(person: &Person, target: &str) {
    let drawing = samples::drawing("ka-black-ink");
    let job = person.compared(&drawing, target).await.unwrap();
    assert_eq!(job["status"], "succeeded", "{job}");
}

fn classes(plan: &Value) -> Vec<u64> {
    let items = plan["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["class_id"].as_u64().unwrap())
        .collect()
}

/// Makes a person's card look as if its last review had been on another day.
async fn backdate(bundle: &Bundle, person: &Person, class: &str, reviewed_on: &str) {
    let text = |value: &str| AttributeValue::S(value.to_owned());
    aws::dynamodb(bundle)
        .await
        .update_item()
        .table_name(aws::table(bundle, "history").await)
        .key("pk", aws::text(&format!("USER#{}", person.id)))
        .key("sk", aws::text(&format!("CARD#{class}")))
        .condition_expression("attribute_exists(pk)")
        .update_expression(
            "SET reviewed_at = :midnight, reviewed_on = :day, due_on = :day, practised_on = :day, introduced_on = :day",
        )
        .expression_attribute_values(":day", text(reviewed_on))
        .expression_attribute_values(":midnight", text(&format!("{reviewed_on}T00:00:00Z")))
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn a_beginner_is_given_the_first_row_of_the_alphabet() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "beginner").await.unwrap();
    let plan = read(&person, NEXT).await;
    assert_eq!(classes(&plan), [0, 1, 2, 3, 4]);
    assert_eq!((&plan["due"], plan.get("next_due_on")), (&0.into(), None));
    for item in plan["items"].as_array().unwrap() {
        assert_eq!(item["reason"], "new", "{item}");
        assert!(
            item["text"]
                .as_str()
                .unwrap()
                .contains(item["letter"].as_str().unwrap())
        );
        assert_eq!(item.get("last_score"), None);
        let picture = person
            .client
            .get(item["reference_url"].as_str().unwrap())
            .await
            .unwrap();
        assert_eq!(picture.status, 200);
    }
    let progress = read(&person, PROGRESS).await;
    assert_eq!(progress["totals"]["new"], 62);
    assert_eq!(progress["streak"]["current"], 0);
    assert_eq!(progress["forecast"].as_array().unwrap().len(), 14);
}

#[tokio::test]
async fn the_first_drawing_of_a_day_is_the_review_and_the_others_are_practice() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "reviews").await.unwrap();
    draw(&person, "0").await;
    let first = read(&person, PROGRESS).await;
    draw(&person, "0").await;
    draw(&person, "0").await;
    let progress = read(&person, PROGRESS).await;
    let card = &progress["characters"][0];
    assert_eq!(
        (&card["drawings"], &card["reviews"]),
        (&3.into(), &1.into())
    );
    for member in ["stability", "due_on", "mastery"] {
        assert_eq!(card[member], first["characters"][0][member], "{member}");
    }
    assert_eq!(progress["streak"]["current"], 1);
    assert_eq!(progress["streak"]["drawn_today"], true);
    assert_eq!(progress["totals"]["new"], 61);

    let plan = read(&person, NEXT).await;
    assert_eq!(
        classes(&plan),
        [1, 2, 3, 4],
        "four of today's five are left"
    );
    assert_eq!(plan["next_due_on"], card["due_on"]);
}

#[tokio::test]
async fn drawings_at_the_same_time_are_all_counted() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "at_once").await.unwrap();
    tokio::join!(
        draw(&person, "0"),
        draw(&person, "0"),
        draw(&person, "1"),
        draw(&person, "0"),
    );
    let progress = read(&person, PROGRESS).await;
    assert_eq!(progress["characters"][0]["drawings"], 3);
    assert_eq!(progress["characters"][0]["reviews"], 1);
    assert_eq!(progress["characters"][1]["drawings"], 1);
    assert_eq!(progress["streak"]["days"], 1);
}

#[tokio::test]
async fn a_character_whose_time_has_come_says_so_in_five_languages() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "due").await.unwrap();
    draw(&person, "0").await;
    backdate(&bundle, &person, "00", "2026-01-05").await;

    let mut texts = HashSet::new();
    for language in ["en", "ru", "uz", "uz-Cyrl", "ne"] {
        let request = person
            .client
            .request(Method::GET, NEXT)
            .header("accept-language", language);
        let answer = person.client.send(request).await.unwrap();
        assert!(answer.header("vary").contains("accept-language"));
        let plan = answer.expect_status(200);
        let item = &plan["items"][0];
        assert_eq!(
            (&item["class_id"], &item["reason"]),
            (&0.into(), &"due".into())
        );
        assert_eq!(item["due_on"], "2026-01-05");
        assert!(item["last_score"].as_f64().unwrap() > 50.0);
        assert!(item["retrievability"].as_f64().unwrap() < 0.9);
        texts.insert(item["text"].as_str().unwrap().to_owned());
    }
    assert_eq!(texts.len(), 5, "{texts:?}");

    let progress = read(&person, PROGRESS).await;
    assert_eq!(progress["totals"]["due"], 1);
    assert_eq!(progress["forecast"][0]["due"], 1);
    assert_eq!(progress["forecast"][0]["day"], progress["day"]);

    draw(&person, "0").await;
    let plan = read(&person, NEXT).await;
    assert_eq!(plan["due"], 0, "it was reviewed");
}

#[tokio::test]
async fn characters_that_are_mixed_up_come_as_a_pair() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "mixed_up").await.unwrap();
    // A क where a ट was wanted.
    draw(&person, "10").await;
    let plan = read(&person, NEXT).await;
    let items = plan["items"].as_array().unwrap();
    assert_eq!(classes(&plan)[..2], [0, 10]);
    assert_eq!(
        (&items[0]["partner"], &items[1]["partner"]),
        (&10.into(), &0.into())
    );
    for item in &items[..2] {
        assert_eq!(item["reason"], "confused");
        let text = item["text"].as_str().unwrap();
        assert!(text.contains("क (ka)") && text.contains("ट (ṭa)"), "{text}");
    }
    let failed = &read(&person, PROGRESS).await["characters"][10];
    assert_eq!(
        (&failed["level"], &failed["reviews"]),
        (&"learning".into(), &1.into())
    );
}

#[tokio::test]
async fn a_prediction_that_names_what_was_meant_counts_as_a_confusion() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "meant").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let predictions = "/api/v1/calligraphy/predictions";
    for (meant, pairs) in [("0", 0), ("10", 2)] {
        let fields = [("target_class", meant)];
        person
            .client
            .post_image(predictions, &drawing.bytes, drawing.content_type, &fields)
            .await
            .unwrap()
            .expect_status(200);
        let plan = read(&person, NEXT).await;
        let confused = plan["items"].as_array().unwrap().iter();
        assert_eq!(
            confused.filter(|item| item["reason"] == "confused").count(),
            pairs
        );
    }
    let progress = read(&person, PROGRESS).await;
    assert_eq!(
        progress["totals"]["drawings"], 0,
        "a prediction is no review"
    );
}

#[tokio::test]
async fn practice_is_ones_own() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "own").await.unwrap();
    let other = Person::new(&bundle, "others").await.unwrap();
    draw(&person, "10").await;
    assert_eq!(classes(&read(&other, NEXT).await), [0, 1, 2, 3, 4]);
    let progress = read(&other, PROGRESS).await;
    assert_eq!(progress["totals"]["drawings"], 0);
    assert_eq!(progress["streak"]["longest"], 0);
}

#[tokio::test]
async fn a_day_is_that_of_the_persons_zone() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let mut days = Vec::new();
    // 25 hours apart: never the same day.
    for zone in ["Pacific/Pago_Pago", "Pacific/Kiritimati"] {
        let username = unique("zone");
        let mut body = sign_up_body(&username);
        body["zone"] = zone.into();
        visitor
            .post("/api/v1/auth/sign-up", &body)
            .await
            .unwrap()
            .expect_status(201);
        let signed_in = sign_in(&visitor, &username)
            .await
            .unwrap()
            .expect_status(200);
        let client = visitor.with_token(signed_in["access_token"].as_str().unwrap());
        let progress = client.get(PROGRESS).await.unwrap().expect_status(200);
        assert_eq!(progress["zone"], zone);
        let plan = client.get(NEXT).await.unwrap().expect_status(200);
        assert_eq!(plan["day"], progress["day"]);
        days.push(plan["day"].as_str().unwrap().to_owned());
    }
    assert!(days[0] < days[1], "{days:?}");
}

#[tokio::test]
async fn limits_and_days_have_bounds() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "bounds").await.unwrap();
    for (path, pointer) in [
        (format!("{NEXT}?limit=0"), "/limit"),
        (format!("{NEXT}?limit=51"), "/limit"),
        (format!("{PROGRESS}?days=0"), "/days"),
        (format!("{PROGRESS}?days=31"), "/days"),
    ] {
        let answer = person.client.get(&path).await.unwrap();
        let problem = answer.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    for path in [format!("{NEXT}?limit=many"), format!("{PROGRESS}?days=-1")] {
        let answer = person.client.get(&path).await.unwrap();
        answer.expect_problem(400, "malformed-request");
    }
    let plan = read(&person, &format!("{NEXT}?limit=3")).await;
    assert_eq!(classes(&plan), [0, 1, 2]);
    let progress = read(&person, &format!("{PROGRESS}?days=30")).await;
    assert_eq!(progress["forecast"].as_array().unwrap().len(), 30);
}

#[tokio::test]
async fn practice_is_behind_a_token_and_has_a_tag() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "tagged").await.unwrap();
    for path in [NEXT, PROGRESS] {
        let visitor = Client::new(&bundle).get(path).await.unwrap();
        visitor.expect_problem(401, "unauthenticated");

        let first = person.client.get(path).await.unwrap();
        assert_eq!(first.header("cache-control"), "private, no-cache");
        let tag = first.header("etag");
        let request = person
            .client
            .request(Method::GET, path)
            .header("if-none-match", tag);
        let again = person.client.send(request).await.unwrap();
        assert_eq!(again.status, 304, "{path}");
    }
}
