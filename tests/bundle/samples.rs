//! Every drawing of `models/samples` is read as what it is, or left open.

use nazar_tests::{Bundle, Person, bundle, samples};

#[tokio::test]
async fn every_sample_drawing_is_read_as_what_it_is() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "samples").await.unwrap();
    let index =
        std::fs::read_to_string(bundle::workspace().join("models/samples/glyphs.tsv")).unwrap();
    let mut misread = Vec::new();
    for line in index.lines().skip(1) {
        let mut columns = line.split('\t');
        let (file, class) = (columns.next().unwrap(), columns.next().unwrap());
        let name = file.rsplit_once('.').unwrap().0;
        let drawing = samples::drawing(name);
        let body = person.predict(&drawing).await.unwrap().expect_status(200);
        if body["class_id"] != class.parse::<u8>().unwrap() {
            misread.push(format!(
                "{file}: {} with {}",
                body["iast"], body["confidence"]
            ));
        }
    }
    assert!(misread.is_empty(), "{misread:#?}");
}
