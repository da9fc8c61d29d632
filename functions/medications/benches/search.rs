//! Search, snapshot load and price check at the size of a whole market: a multiple of the register, 100,000 products.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark stops where something unexpected is met"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nazar::catalogue::search::{Filter, SearchIndex};
use nazar::catalogue::{Catalogue, Medicine, decode, encode};
use nazar_importer::{Files, Source, build, demonstration};

/// The wished size.
const PRODUCTS: usize = 100_000;

/// The register where it is at hand, the demonstration otherwise, repeated with names of their own.
fn large() -> Catalogue {
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/uz");
    for (source, name) in [
        (Source::Register, "state_register_2025-10-21.csv"),
        (Source::Inn, "inn-medication-name.tsv"),
    ] {
        if let Ok(bytes) = std::fs::read(format!("{folder}/{name}")) {
            files.insert(source, bytes.into());
        }
    }
    let catalogue = build(&files).unwrap().catalogue;
    let originals: Vec<&Medicine> = catalogue.medicines().iter().collect();
    let medicines = (0..PRODUCTS).map(|number| {
        let original = originals[number % originals.len()];
        let copy = number / originals.len();
        Medicine {
            id: format!("{}-copy-{copy}", original.id).parse().unwrap(),
            name: format!("{} {}", original.name, syllables(copy)),
            gtins: Vec::new(),
            ..original.clone()
        }
    });
    Catalogue::new(
        catalogue.ingredients().iter().cloned().collect(),
        medicines.collect(),
    )
    .unwrap()
}

/// A word that no medicine has, another for each copy.
fn syllables(copy: usize) -> String {
    const SYLLABLES: [&str; 6] = ["ba", "ko", "ri", "nu", "le", "za"];
    let (first, rest) = (copy % 6, copy / 6);
    format!(
        "{}{}{}",
        SYLLABLES[first],
        SYLLABLES[rest % 6],
        SYLLABLES[rest / 6 % 6]
    )
}

const QUERIES: [&str; 10] = [
    "парацетамол 500",
    "paratsetamol",
    "amoxicilin",
    "но шпа",
    "витамин с",
    "левофлоксоцин",
    "ibu",
    "bisoprolol 5 mg",
    "дексаметазон раствор для инъекций",
    "xyzzy",
];

fn benchmarks(criterion: &mut Criterion) {
    let catalogue = large();
    let index = SearchIndex::build(&catalogue);
    for query in QUERIES {
        criterion.bench_function(&format!("search 100k: {query}"), |bencher| {
            bencher.iter(|| black_box(index.search(query, Filter::default(), 0, 20)));
        });
    }
    let bytes = encode(&catalogue).unwrap();
    criterion.bench_function("catalogue snapshot 100k: decode", |bencher| {
        bencher.iter(|| black_box(decode(&bytes).unwrap()));
    });
    let bytes = index.encode().unwrap();
    criterion.bench_function("search snapshot 100k: decode", |bencher| {
        bencher.iter(|| black_box(SearchIndex::decode(&bytes).unwrap()));
    });
    criterion.bench_function("resolve 100k: парацетамол", |bencher| {
        bencher.iter(|| black_box(catalogue.resolve("парацетамол")));
    });
}

criterion_group!(benches, benchmarks);
criterion_main!(benches);
