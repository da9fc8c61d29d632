//! Single items: what they show, to whom.

use nazar_tests::{Bundle, Client, Person};
use reqwest::Method;

use super::{PREDICTIONS, SIMILARITIES, prediction, similarity, text};

#[tokio::test]
async fn an_item_shows_its_pictures_for_a_while() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "items").await.unwrap();
    let recognised = prediction(&person, "ka-black-ink", Some("0")).await;
    let compared = similarity(&person, "0").await;
    let cases = [
        (
            PREDICTIONS,
            recognised,
            vec!["image_url", "processed_image_url"],
        ),
        (
            SIMILARITIES,
            compared,
            vec![
                "image_url",
                "reference_image_url",
                "user_image_url",
                "overlay_image_url",
            ],
        ),
    ];
    for (list, made, urls) in cases {
        let path = format!("{list}/{}", text(&made["id"]));
        let item = person.client.get(&path).await.unwrap().expect_status(200);
        assert_eq!(item["links"]["self"], path);
        assert_eq!(item["model"], made["model"]);
        assert_eq!(item["created_at"], made["created_at"]);
        for url in urls {
            let address = text(&item[url]);
            assert!(address.contains("X-Amz-Expires=900"), "{url}: {address}");
            let picture = Client::new(&bundle).get(&address).await.unwrap();
            assert_eq!(picture.status, 200, "{url}");
            image::load_from_memory(&picture.bytes).unwrap();
        }
    }
}

#[tokio::test]
async fn who_has_an_item_is_told_so() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "tags").await.unwrap();
    let made = similarity(&person, "0").await;
    let path = format!("{SIMILARITIES}/{}", text(&made["id"]));
    let first = person.client.get(&path).await.unwrap();
    first.expect_status(200);
    let ask = async |tag: &str| {
        let request = person.client.request(Method::GET, &path);
        let request = request.header("if-none-match", tag);
        person.client.send(request).await.unwrap()
    };
    let again = ask(first.header("etag")).await;
    assert_eq!(again.status, 304);
    assert!(again.bytes.is_empty());
    assert_eq!(again.header("etag"), first.header("etag"));
    ask("\"another\"").await.expect_status(200);
}

#[tokio::test]
async fn another_persons_item_is_not_there() {
    let bundle = Bundle::shared();
    let owner = Person::new(&bundle, "owner").await.unwrap();
    let stranger = Person::new(&bundle, "stranger").await.unwrap();
    let recognised = prediction(&owner, "ka-black-ink", None).await;
    let compared = similarity(&owner, "0").await;
    for (list, made) in [(PREDICTIONS, recognised), (SIMILARITIES, compared)] {
        let path = format!("{list}/{}", text(&made["id"]));
        for method in [Method::GET, Method::DELETE] {
            let request = stranger.client.request(method.clone(), &path);
            let refused = stranger.client.send(request).await.unwrap();
            let of_stranger = refused.expect_problem(404, "not-found");
            let nothing = format!("{list}/01ARZ3NDEKTSV4RRFFQ69G5FAV");
            let request = owner.client.request(method.clone(), &nothing);
            let of_nothing = owner.client.send(request).await.unwrap();
            let of_nothing = of_nothing.expect_problem(404, "not-found");
            assert_eq!(of_stranger["detail"], of_nothing["detail"]);

            let request = Client::new(&bundle).request(method.clone(), &path);
            let visitor = Client::new(&bundle).send(request).await.unwrap();
            visitor.expect_problem(401, "unauthenticated");
            let request = owner.client.request(method, &format!("{list}/1"));
            let misnamed = owner.client.send(request).await.unwrap();
            misnamed.expect_problem(404, "not-found");
        }
        owner.client.get(&path).await.unwrap().expect_status(200);
        let list = stranger.client.get(list).await.unwrap().expect_status(200);
        assert_eq!(list["items"].as_array().unwrap().len(), 0);
    }
}
