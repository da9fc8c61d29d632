//! Recalls that an operator imports, and terms.

use nazar_tests::{Bundle, Client, Options, aws};
use serde_json::{Value, json};

use super::{BUCKET, check, gap, import};

const REGISTER: &str = "\
origin,trade_name,inn,dose_form,country,manufacturer,pharm_group,atc,reg_no,reg_date,change_note,dispensing
domestic,РОЗУЛИП (Rozulip),rosuvastatin,Таблетки 10 мг,Узбекистан,\"Radiks, OOO\",,C10AA07,DV/M 04169/06/22,29.06.22,,по рецепту
";

const COLUMNS: &str = "number\tclass\tstatus\tmedicines\tgtins\tingredients\tmaker\tproduct\tlots\treason\tdate\tlink\tdemonstration";

const ARCHIVE: &str = "\
recalling_firm_name,product_classification,status,distribution_pattern,recalling_firm_country,center_classification_date,reason_for_recall,product_description,event_id,product_id
\"RADIKS Pharmaceuticals, Inc.\",Class III,Ongoing,Nationwide,United States,2025-05-28,Odour,\"Rosuvastatin Tablets USP, 10 mg\",96867,213836
broken row
";

const ALLERGENS: &str = "\
code\tuz\tru\ten
aller-1\tNo'xat (Pis s)\tГорох (Pis s)\tPeas (Pis s)
aller-2\tSoya loviyasi (Gly m 4)\tСоя (Gly m 4)\tSoybean (Gly m 4)
aller-3\tYashil loviya (Pha v)\tЗеленая фасоль (Pha v)\tGreen beans (Pha v)
";

async fn bundle() -> Bundle {
    let mut options = Options::with_wide_limits();
    options.parameters.push("RecallSources=local".to_owned());
    let started = tokio::task::spawn_blocking(|| Bundle::start(options)).await;
    started.unwrap().unwrap()
}

async fn imported_at(bundle: &Bundle) -> String {
    let s3 = aws::s3(bundle).await;
    let object = s3.get_object().bucket(BUCKET).key("snapshots/current.json");
    let bytes = object.send().await.unwrap().body.collect().await.unwrap();
    let current: Value = serde_json::from_slice(&bytes.into_bytes()).unwrap();
    current["sources"]["recalls"]["imported_at"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// A list of invented recalls says nothing of a real medicine; the operator's own does, as long as it is confirmed.
#[tokio::test]
async fn a_real_medicine_needs_a_real_list() {
    let bundle = bundle().await;
    let id = "uz-dv-m-04169-06-22";
    import(&bundle, "imports/register/sample.csv", REGISTER).await;
    let answer = check(&bundle, id, None).await;
    assert_eq!(answer["verdict"], "could_not_check", "{answer}");
    assert_eq!(gap(&answer, "local")["trouble"], "demonstration_only");
    let invented = check(&bundle, "demo-no-shpa-40-mg", None).await;
    assert_eq!(
        invented["verdict"], "clear",
        "openFDA is not asked for here: {invented}"
    );

    let list =
        format!("{COLUMNS}\nUZ-9\tII\tongoing\tuz-dv-m-00000-00-00\t\t\t\tAnother\t\t\t\t\t\n");
    import(&bundle, "imports/recalls/list.tsv", &list).await;
    let first = imported_at(&bundle).await;
    assert_eq!(until(&bundle, id, "clear").await["verdict"], "clear");

    // The same list again changes nothing but its age.
    import(&bundle, "imports/recalls/again.tsv", &list).await;
    assert!(imported_at(&bundle).await > first);

    let list = format!(
        "{COLUMNS}\nUZ-10\tI\tongoing\tDV/M 04169/06/22\t\t\t\tRozulip\tсерия 010325\tПодделка\t2026-11-01\t\t\n"
    );
    import(&bundle, "imports/recalls/list.tsv", &list).await;
    import(&bundle, "imports/fda-recalls/archive.csv", ARCHIVE).await;
    let answer = until_source(&bundle, id, "fda-archive").await;
    assert_eq!(answer["verdict"], "recalled", "{answer}");
    let recall = &answer["recalls"][0];
    assert_eq!(
        (&recall["class"], &recall["matched_by"]),
        (&json!("I"), &json!("medicine"))
    );
    assert_eq!(recall["lots"]["named"][0]["number"], "010325");
    let other = check(&bundle, id, Some("010326")).await;
    assert_eq!(other["other_lots"][0]["number"], "UZ-10", "{other}");

    let archived = answer["recalls"].as_array().unwrap().last().unwrap();
    assert_eq!(archived["source"], "fda-archive", "{answer}");
    assert_eq!(
        (&archived["class"], &archived["lot_match"]),
        (&json!("III"), &json!("lots_not_named"))
    );
}

/// A running function asks at most every half a minute whether newer data are in force.
async fn until(bundle: &Bundle, id: &str, verdict: &str) -> Value {
    wait(bundle, id, |answer| answer["verdict"] == verdict).await
}

async fn until_source(bundle: &Bundle, id: &str, source: &str) -> Value {
    wait(bundle, id, |answer| {
        let recalls = answer["recalls"].as_array().unwrap();
        recalls.iter().any(|recall| recall["source"] == source)
    })
    .await
}

async fn wait(bundle: &Bundle, id: &str, is_there: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..1600 {
        let answer = check(bundle, id, None).await;
        if is_there(&answer) {
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
    panic!(
        "the list did not come into force: {}",
        check(bundle, id, None).await
    );
}

#[tokio::test]
async fn terms_are_found_in_any_language_and_paged() {
    let bundle = bundle().await;
    import(&bundle, "imports/allergens/sample.tsv", ALLERGENS).await;
    let client = Client::new(&bundle);
    let get = async |path: &str| {
        let path = format!("/api/v1/medications/terminology/{path}");
        client.get(&path).await.unwrap()
    };
    for (query, code) in [
        ("peas", "aller-1"),
        ("%D1%81%D0%BE%D1%8F", "aller-2"),
        ("no'x", "aller-1"),
    ] {
        let page = get(&format!("allergens?q={query}"))
            .await
            .expect_status(200);
        assert_eq!(
            (&page["total"], &page["items"][0]["code"]),
            (&json!(1), &json!(code)),
            "{query}"
        );
    }
    let first = get("allergens?limit=2").await;
    assert!(first.header("link").contains("rel=\"next\""));
    let first = first.expect_status(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = get(&format!("allergens?limit=2&cursor={cursor}"))
        .await
        .expect_status(200);
    assert_eq!(second["items"][0]["code"], "aller-3");
    assert_eq!(
        (second.get("next_cursor"), &second["total"]),
        (None, &json!(3))
    );
    let other = get(&format!("allergens?q=peas&limit=2&cursor={cursor}")).await;
    other.expect_problem(400, "malformed-request");
    let term = get("allergens/aller-2").await;
    assert!(!term.header("etag").is_empty());
    assert_eq!(term.expect_status(200)["ru"], "Соя (Gly m 4)");
    assert_eq!(
        get("dose-forms").await.expect_status(200)["items"],
        json!([])
    );
    get("allergens/aller-9")
        .await
        .expect_problem(404, "not-found");
    get("medicines").await.expect_problem(404, "not-found");
    get("allergens?cursor=nonsense")
        .await
        .expect_problem(400, "malformed-request");
}
