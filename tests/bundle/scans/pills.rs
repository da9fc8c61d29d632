//! Pills: what is recognised by its imprint, what is refused, and what contradicts. The pictures are drawn
//! (`models/samples/scans/draw.py`) and bear imprints of demonstration medicines.

use image::{DynamicImage, RgbImage};
use nazar_tests::barcodes::{ean13, png};
use nazar_tests::{Answer, Bundle, Person, bundle};
use serde_json::{Value, json};

use super::{NUROFEN, PANADOL, SCANS, scanned, send, uploaded};

pub(super) const NUROFEN_FORTE: &str = "demo-nurofen-forte-400-mg";
const AMLODIPIN: &str = "demo-amlodipin-5-mg-remedy";
/// The number of demonstration Nurofen, of half the strength of Nurofen Forte.
const NUROFEN_200: &str = "2999000000845";

/// One of the drawn pictures.
pub(super) fn picture(name: &str) -> Vec<u8> {
    let folder = bundle::workspace().join("models/samples/scans");
    std::fs::read(folder.join(format!("{name}.jpg"))).unwrap()
}

/// A drawn picture with the barcode of a pack below it, so many pixels apart.
fn beside(name: &str, pack: &str, apart: u32) -> Vec<u8> {
    let pill = image::load_from_memory(&picture(name)).unwrap().to_rgb8();
    let code = ean13(pack).to_rgb8();
    let below = pill.height() + apart;
    let mut both = RgbImage::new(pill.width(), below + code.height());
    image::imageops::replace(&mut both, &pill, 0, 0);
    image::imageops::replace(&mut both, &code, 0, i64::from(below));
    png(&DynamicImage::ImageRgb8(both))
}

/// A picture of a pill whose other side an earlier scan showed.
async fn turned_over(person: &Person, name: &str, first: &str) -> Answer {
    send(person, &picture(name), &[("other_side_of", first)]).await
}

pub(super) fn check<'a>(result: &'a Value, name: &str) -> &'a Value {
    let checks = result["evidence"]["checks"].as_array().unwrap();
    let found = checks.iter().find(|check| check["check"] == name);
    found.unwrap_or_else(|| panic!("no check {name}: {result}"))
}

// 3.2 and 8.1, 8: the replaced service "could never recognise a pill", and its skipped checks counted as passed.
#[tokio::test]
async fn a_whole_imprint_is_recognised_whichever_way_up() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "whole").await.unwrap();
    for name in ["whole-imprint", "turned"] {
        let job = scanned(&person, &picture(name)).await;
        let result = &job["result"];

        assert_eq!(result["outcome"], "pill_recognised", "{name}: {job}");
        assert_eq!(result["status"], "recognised");
        assert_eq!(result["candidates"][0]["medication_id"], NUROFEN_FORTE);
        assert_eq!(result["evidence"]["level"], "high");
        assert_eq!(check(result, "imprint")["passed"], true);
        assert!(
            check(result, "size").get("passed").is_none(),
            "nothing told it"
        );
        assert_eq!(check(result, "person")["weight"], 0);
        assert_eq!(result["pills"][0]["shape"], "round");
        assert_eq!(result["passports"], json!([]));
        let link = result["link"].as_str().unwrap();
        let scan = person.client.get(link).await.unwrap().expect_status(200);
        assert_eq!(scan["follow_up"]["medicine"]["id"], NUROFEN_FORTE);
    }
}

#[tokio::test]
async fn my_own_list_is_asked_first() {
    let bundle = Bundle::shared();
    for (medicine, answer) in [("Nurofen Forte 400 mg", "yes"), ("warfarin", "no")] {
        let person = Person::new(&bundle, "own").await.unwrap();
        let listed = person
            .client
            .post("/api/v1/users/me/medications", &json!({"name": medicine}))
            .await
            .unwrap();
        listed.expect_status(201);
        let job = scanned(&person, &picture("whole-imprint")).await;
        assert_eq!(job["result"]["mine"]["answer"], answer, "{medicine}: {job}");
        assert_eq!(job["result"]["candidates"][0]["mine"], answer == "yes");
    }
}

// "a mismatch of the imprint is critical": a pill of another medicine beside the pack.
#[tokio::test]
async fn a_pill_that_is_not_from_the_pack_beside_it_is_critical() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "mismatch").await.unwrap();
    let job = scanned(&person, &beside("another-medicine", PANADOL, 0)).await;
    let result = &job["result"];

    assert_eq!(result["codes"][0]["text"], PANADOL, "{job}");
    assert_eq!(result["outcome"], "mismatch", "{job}");
    assert_eq!(result["status"], "candidates");
    assert_eq!(result["evidence"]["level"], "critical");
    assert_eq!(result["evidence"]["ask_pharmacist"], true);
    assert!(result["follow_up"].is_null());
    assert!(!result["texts"]["warnings"].as_array().unwrap().is_empty());
}

// A pack's code says nothing of a loose pill: unless its imprint was read whole, the answer says that it was not recognised.
// What is read of one and the same pill depends on what lies around it: the rule has to hold for every reading.
#[tokio::test]
async fn a_pill_beside_its_pack_is_recognised_by_its_imprint_or_said_not_to_be() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "beside").await.unwrap();
    for (pill, apart) in [
        ("whole-imprint", 0),
        ("whole-imprint", 100),
        ("nothing-on-it", 0),
    ] {
        let job = scanned(&person, &beside(pill, NUROFEN, apart)).await;
        let result = &job["result"];
        assert_eq!(result["outcome"], "pack_recognised", "{pill}: {job}");
        let read_whole = result["pills"][0]["imprint"] == "NRF;4";
        let warnings = result["texts"]["warnings"].as_array().unwrap();
        assert_eq!(warnings.is_empty(), read_whole, "{pill}: {job}");
    }
}

// Twice the dose is another medicine, whatever the name: it is a mismatch, or, where too little is read to tell, not recognised.
#[tokio::test]
async fn a_pill_of_another_strength_is_never_passed_over_in_silence() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "strength").await.unwrap();
    for apart in [0, 100] {
        let job = scanned(&person, &beside("whole-imprint", NUROFEN_200, apart)).await;
        let result = &job["result"];
        if result["pills"][0]["imprint"] == "NRF;4" {
            assert_eq!(result["outcome"], "mismatch", "{job}");
        }
        let warnings = result["texts"]["warnings"].as_array().unwrap();
        assert!(!warnings.is_empty(), "{job}");
    }
}

#[tokio::test]
async fn an_imprint_that_no_table_has_is_not_its_nearest_neighbour() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "unknown").await.unwrap();
    let job = scanned(&person, &picture("unknown-imprint")).await;
    let result = &job["result"];

    assert_eq!(result["outcome"], "not_in_tables", "{job}");
    assert_eq!(result["status"], "not_recognised");
    assert_eq!(result["candidates"], json!([]));
    assert!(!result["texts"]["advice"].as_array().unwrap().is_empty());
}

// 8.1, 8: "LOW (1 of 4 checks) counts as recognised": without an imprint there are look-alikes at most.
#[tokio::test]
async fn a_pill_with_nothing_on_it_is_only_compared_by_its_looks() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "plain").await.unwrap();
    let job = scanned(&person, &picture("nothing-on-it")).await;
    let result = &job["result"];

    let outcome = result["outcome"].as_str().unwrap();
    assert!(
        ["looks_like", "nothing_to_go_by", "too_poor"].contains(&outcome),
        "{job}"
    );
    assert_ne!(result["evidence"]["level"], "high");
    assert!(result["follow_up"].is_null());
}

#[tokio::test]
async fn one_side_leaves_several_and_the_other_side_settles_it() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "sides").await.unwrap();
    let first = scanned(&person, &picture("one-side")).await;
    let result = &first["result"];
    assert_eq!(result["outcome"], "several_fit", "{first}");
    assert_eq!(result["status"], "candidates");
    assert!(!result["texts"]["questions"].as_array().unwrap().is_empty());

    let id = first["id"].as_str().unwrap();
    let second = turned_over(&person, "other-side", id).await.json();
    let second = person
        .finished(second["id"].as_str().unwrap())
        .await
        .unwrap();
    let result = &second["result"];
    assert_eq!(result["other_side_of"], id);
    assert_eq!(result["outcome"], "pill_recognised", "{second}");
    assert_eq!(result["candidates"][0]["medication_id"], AMLODIPIN);
}

#[tokio::test]
async fn the_other_side_may_come_as_an_upload() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "turns").await.unwrap();
    let first = scanned(&person, &picture("one-side")).await;
    let id = first["id"].as_str().unwrap();
    let second = uploaded(&person, &picture("other-side"), &[("other_side_of", id)]).await;
    let result = &second["result"];
    assert_eq!(result["other_side_of"], id, "{second}");
    assert_eq!(result["outcome"], "pill_recognised", "{second}");
    assert_eq!(result["candidates"][0]["medication_id"], AMLODIPIN);
}

#[tokio::test]
async fn two_pills_with_different_sides_up_are_one_medicine() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "pair").await.unwrap();
    let job = scanned(&person, &picture("both-sides")).await;
    let result = &job["result"];

    assert_eq!(result["pills"].as_array().unwrap().len(), 2, "{job}");
    assert_eq!(result["outcome"], "pill_recognised", "{job}");
    assert_eq!(result["candidates"][0]["medication_id"], AMLODIPIN);
}

#[tokio::test]
async fn only_a_scan_of_mine_can_be_the_other_side() {
    let bundle = Bundle::shared();
    let owner = Person::new(&bundle, "owns").await.unwrap();
    let thief = Person::new(&bundle, "takes").await.unwrap();
    let theirs = scanned(&owner, &picture("one-side")).await;
    for id in [
        theirs["id"].as_str().unwrap(),
        "01BX5ZZKBKACTAV9WEVGEMMVRZ",
        "first",
    ] {
        let refused = turned_over(&thief, "other-side", id).await;
        let problem = refused.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], "/other_side_of");
    }
    for id in [theirs["id"].as_str().unwrap(), "01BX5ZZKBKACTAV9WEVGEMMVRZ"] {
        let body = json!({
            "purpose": "scan", "content_type": "image/jpeg", "size": 20_000, "other_side_of": id,
        });
        let refused = thief.ask_for_upload(&body).await.unwrap();
        let problem = refused.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], "/other_side_of");
    }
    let list = thief.client.get(SCANS).await.unwrap().expect_status(200);
    assert_eq!(list["items"], json!([]));
}

// 8.1, 8: "require confirmation": what the person says is kept, and said to contradict what was read.
#[tokio::test]
async fn a_word_that_what_was_read_contradicts_is_said_to() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "insists").await.unwrap();
    let job = scanned(&person, &picture("another-medicine")).await;
    let link = job["result"]["link"].as_str().unwrap();
    for (medicine, contradicted) in [
        (NUROFEN_FORTE, true),
        ("demo-warfarin-nycomed-2-5-mg", false),
    ] {
        let said = person
            .client
            .post(
                &format!("{link}/confirm"),
                &json!({"medication_id": medicine}),
            )
            .await
            .unwrap()
            .expect_status(200);
        assert_eq!(said["confirmation"]["contradicted"], contradicted, "{said}");
    }
}
