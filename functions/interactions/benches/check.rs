//! How long a check takes: 20 medicines against 100,000 rules. The goal is under a millisecond.

#![allow(
    clippy::expect_used,
    reason = "a benchmark stops where something unexpected is met"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nazar::catalogue::{Atc, IngredientId};
use nazar::interactions::{
    Class, Evidence, Knowledge, Mechanism, Person, Rule, RuleSet, Severity, Source, Subject, Taken,
    check, decode, encode,
};

/// Ingredients of the made set, about as many as a register has.
const INGREDIENTS: usize = 2_000;
/// Classes of the made set, about as many as the thesauruses have.
const CLASSES: usize = 220;
/// Rules between ingredients; those between classes come on top.
const RULES: usize = 100_000;

/// Numbers that look drawn and are the same each time (Knuth's multiplicative hash).
fn drawn(number: usize, below: usize) -> usize {
    (number.wrapping_mul(2_654_435_761) >> 7) % below
}

fn ingredient(number: usize) -> IngredientId {
    format!("substance-{number}").parse().expect("a slug")
}

fn subject(number: usize) -> Subject {
    Subject::Ingredient(ingredient(number))
}

fn rule(one: Subject, other: Subject, number: usize) -> Rule {
    let severity = Severity::ALL[number % 4];
    let evidence = Evidence {
        source: Source::Ansm,
        severity: "".into(),
        effect: format!("effect {}", number % 500).into(),
        advice: "".into(),
        citation: "made".into(),
    };
    Rule::new(one, other, (severity, Mechanism::NotStated, None), evidence)
}

/// A set of the size of all sources together.
fn made() -> RuleSet {
    let classes: Vec<Class> = (0..CLASSES)
        .map(|class| Class {
            id: format!("class-{class}").parse().expect("a slug"),
            name: format!("class {class}"),
            name_ru: String::new(),
            name_uz: String::new(),
            atc: Vec::new(),
            members: (0..40)
                .map(|place| ingredient(drawn(class * 41 + place, INGREDIENTS)))
                .collect(),
            except: Vec::new(),
            duplicate: (class % 3 == 0).then_some(Severity::Moderate),
        })
        .collect();
    let pairs = (0..RULES).map(|number| {
        let (one, other) = (
            drawn(number, INGREDIENTS),
            drawn(number + 7_919, INGREDIENTS),
        );
        rule(subject(one), subject(other), number)
    });
    let between_classes = (0..1_000).map(|number| {
        let class = |seed: usize| Subject::Class(classes[drawn(seed, CLASSES)].id.clone());
        rule(class(number), class(number + 104_729), number)
    });
    let rules = pairs.chain(between_classes).collect();
    let mut set = RuleSet {
        classes,
        rules,
        ..RuleSet::default()
    };
    set.settle();
    set
}

fn checks(criterion: &mut Criterion) {
    let set = made();
    let bytes = encode(&set).expect("a set can be written");
    criterion.bench_function("decode the rules", |bencher| {
        bencher.iter(|| decode(black_box(&bytes)).expect("it was just written"));
    });
    criterion.bench_function("join the rules", |bencher| {
        let none = || std::iter::empty::<(&IngredientId, &[Atc])>();
        bencher.iter(|| Knowledge::build(set.clone(), none()));
    });
    let knowledge = Knowledge::build(set, std::iter::empty());
    let medicines: Vec<Taken> = (0..20)
        .map(|place| Taken {
            ingredients: vec![ingredient(drawn(place + 31, INGREDIENTS))],
            complete: true,
        })
        .collect();
    criterion.bench_function("check 20 medicines", |bencher| {
        bencher.iter(|| check(&knowledge, black_box(&medicines), &Person::default()));
    });
}

criterion_group!(benches, checks);
criterion_main!(benches);
