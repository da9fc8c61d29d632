//! Every source: a bad row stops nothing, a file of another kind is refused whole, and no bytes whatever stop the importer.
#![allow(
    clippy::unwrap_used,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

use std::collections::BTreeMap;

use bytes::Bytes;
use nazar_importer::{BuildError, Built, Files, Source, build, demonstration};
use proptest::prelude::*;

/// A file of two good rows for each source that the demonstration has none of. ONC's two lists have their own habits, which
/// their own tests show.
const SAMPLES: [(Source, &str); 9] = [
    (
        Source::Inn,
        "code\tdisplay\tuz\tru\ten\tparent\n000001\tabagovomab\t\tабаговомаб\tabagovomab\t\n000002\tabakavir\t\tабакавир\tabacavir\t\n",
    ),
    (
        Source::Atc,
        "code\tru\nN02BE01\tПарацетамол\nM01AE01\tИбупрофен\n",
    ),
    (
        Source::Register,
        "origin,trade_name,inn,dose_form,country,manufacturer,pharm_group,atc,reg_no,reg_date,change_note,dispensing\n\
         domestic,РОЗУЛИП (Rozulip),rosuvastatin,Таблетки 10 мг,Узбекистан,Radiks,,C10AA07,DV/M 1/06/22,29.06.22,,по рецепту\n\
         domestic,ЗУФОН (Zufon),cetirizine,Таблетки 10 мг,Узбекистан,Radiks,,R06AE07,DV/M 2/06/22,29.06.22,,по рецепту\n",
    ),
    (
        Source::DrugVocabulary,
        "DrugBank ID,Common name,Synonyms\nDB1,Warfarin,Coumadin\nDB2,Abacavir,\n",
    ),
    (
        Source::Ddinter,
        "DDInterID_A,Drug_A,DDInterID_B,Drug_B,Level\n1,Warfarin,2,Ibuprofen,Major\n1,Warfarin,3,Metformin,Minor\n",
    ),
    (
        Source::FdaRecalls,
        "recalling_firm_name,product_classification,status,distribution_pattern,recalling_firm_country,\
         center_classification_date,reason_for_recall,product_description,event_id,product_id\n\
         Bayer,Class II,Ongoing,,US,2025-05-29,Odour,Aspirin,1,1\nBayer,Class I,Ongoing,,US,2025-05-29,Odour,Aspirin,1,2\n",
    ),
    (
        Source::DoseForms,
        "code\tdisplay\tuz\tru\ten\tparent\nAER101\taerozol\t\tаэрозоль\t\t\nTAB101\ttabletka\t\tтаблетки\t\t\n",
    ),
    (
        Source::Allergens,
        "code\tuz\tru\ten\naller-1\tNo'xat\tГорох\tPeas\naller-2\tSoya\tСоя\tSoybean\n",
    ),
    (
        Source::Recalls,
        "number\tclass\tstatus\tmedicines\tgtins\tingredients\tmaker\tproduct\tlots\treason\tdate\tlink\tdemonstration\n\
         UZ-1\tII\tongoing\t\t2999000000074\t\t\tTablets\tA1\tdust\t2026-01-05\t\t\n\
         UZ-2\tI\tongoing\t\t2999000000074\t\t\tTablets\tA2\tdust\t2026-01-05\t\t\n",
    ),
];

fn files() -> Files {
    let ours = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes));
    let samples = SAMPLES.map(|(source, text)| (source, Bytes::from_static(text.as_bytes())));
    ours.chain(samples).collect()
}

/// Sources whose rows are read one by one: our own rules are all or nothing, because a row of ours that cannot be read is a
/// defect.
fn read_row_by_row() -> impl Iterator<Item = Source> {
    files()
        .into_keys()
        .filter(|source| *source != Source::Interactions)
}

fn entries(built: &Built) -> BTreeMap<&'static str, u64> {
    let snapshots = built.snapshots.iter();
    snapshots
        .map(|(kind, snapshot)| (*kind, snapshot.entries))
        .collect()
}

#[test]
fn a_row_that_is_no_text_costs_itself_alone() {
    let whole = files();
    let wanted = build(&whole).unwrap();
    for source in read_row_by_row() {
        let mut broken = whole.clone();
        // In front of all rows, so that whatever stopped at it would lose them.
        let file = &whole[&source];
        let header = file.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let bytes = [&file[..header], b"\xff\xfe\xfd\n", &file[header..]].concat();
        broken.insert(source, bytes.into());
        let built = build(&broken).unwrap();
        assert_eq!(entries(&built), entries(&wanted), "{source}");
        let problems = |built: &Built| built.findings[&source].rows_with_problems();
        assert_eq!(problems(&built), problems(&wanted) + 1, "{source}");
    }
}

#[test]
fn a_file_of_another_kind_is_refused_whole_and_by_name() {
    for source in read_row_by_row() {
        let mut wrong = files();
        wrong.insert(
            source,
            Bytes::from_static(b"this,is,another,table\n1,2,3,4\n"),
        );
        match build(&wrong) {
            Err(BuildError::File { source_name, .. }) => assert_eq!(source_name, source),
            other => panic!("{source}: {:?}", other.map(|built| built.findings)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A file that was cut off or damaged on its way never ends the importer: it is read as far as it goes, or refused.
    #[test]
    fn no_bytes_end_the_importer(
        chosen in 0..SAMPLES.len(),
        cut in 0.0_f64..1.0,
        noise in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let (source, text) = SAMPLES[chosen];
        let kept = (text.len() as f64 * cut) as usize;
        let bytes = [&text.as_bytes()[..kept], &noise].concat();
        // Alone: the demonstration data would be read anew for every case.
        let alone: Files = [(source, Bytes::from(bytes))].into();
        let _ = build(&alone);
    }
}
