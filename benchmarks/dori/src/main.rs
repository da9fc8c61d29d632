//! Dori's goals, measured on the real data: `measure TABLES`.
//!
//! TABLES is the folder that `cargo run -p nazar-medications --example search_documents -- ../shared/data TABLES` writes (from
//! the workspace). Every figure is the time on the processor, the least of several runs, because other work on the machine only
//! ever adds; the p99 of searches is that of our queries.

mod counts;
mod nearby;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nazar::catalogue::search::{Filter, SearchIndex};
use nazar::catalogue::{self, Atc, Catalogue, IngredientId, Medicine};
use nazar::interactions::{
    self, Knowledge, PackedRules, Person, Rule, RuleSet, Subject, Taken, check,
};

/// The wished size of a catalogue.
const PRODUCTS: usize = 100_000;
/// Long beside a tick of the kernel's clock.
const TICKS: Duration = Duration::from_millis(40);
/// The wished number of rules.
const RULES: usize = 100_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).map(PathBuf::from);
    let folder = folder.ok_or("which folder of tables?")?;
    let bytes = std::fs::read(folder.join("catalogue.snapshot"))?;
    let catalogue = catalogue::decode(&bytes)?;
    let queries = queries(&folder)?;

    let size = catalogue.medicines().len();
    report(
        &format!("catalogue of {size}: decode"),
        least(5, || catalogue::decode(&bytes)),
    );
    searches(&format!("register of {size}"), &catalogue, &queries)?;

    let large = multiple(&catalogue)?;
    let bytes = catalogue::encode(&large)?;
    report(
        "catalogue of 100,000: decode",
        least(3, || catalogue::decode(&bytes)),
    );
    searches("catalogue of 100,000", &large, &queries)?;

    let bytes = std::fs::read(folder.join("interactions.snapshot"))?;
    let rules = interactions::decode(&bytes)?;
    counts::print(&catalogue, rules.clone().into());
    let name = format!("{} rules", rules.len());
    report(
        &format!("{name}: decode"),
        least(5, || interactions::decode(&bytes)),
    );
    report(
        &format!("{name}: decode and join"),
        least(5, || {
            interactions::decode(&bytes).map(|rules| joined(&catalogue, rules))
        }),
    );
    checks(&name, &joined(&catalogue, rules.clone()), &catalogue);
    let many = multiplied(rules.into());
    checks("100,000 rules", &joined(&catalogue, many), &catalogue);
    nearby::measure()
}

fn queries(folder: &Path) -> std::io::Result<Vec<String>> {
    let table = std::fs::read_to_string(folder.join("queries.tsv"))?;
    let queries = table.lines().filter_map(|line| line.split('\t').next());
    Ok(queries.map(str::to_owned).collect())
}

fn searches(
    name: &str,
    catalogue: &Catalogue,
    queries: &[String],
) -> Result<(), Box<dyn std::error::Error>> {
    let index = SearchIndex::build(catalogue);
    let bytes = index.encode()?;
    report(
        &format!("{name}: decode the search index"),
        least(3, || SearchIndex::decode(&bytes)),
    );
    let mut times: Vec<Duration> = queries
        .iter()
        .map(|query| least(3, || index.search(query, Filter::default(), 0, 20)))
        .collect();
    times.sort_unstable();
    let [middle, late] = [50, 99].map(|percent| times[(times.len() - 1) * percent / 100]);
    report(
        &format!("{name}: search, median of {} queries", times.len()),
        middle,
    );
    report(&format!("{name}: search, p99"), late);
    Ok(())
}

/// Twenty medicines of one substance each, drawn from the whole catalogue, against all rules.
fn checks(name: &str, knowledge: &Knowledge, catalogue: &Catalogue) {
    let mut times = Vec::new();
    for start in 0..50 {
        let medicines: Vec<Taken> = catalogue
            .medicines()
            .iter()
            .skip(start * 7)
            .step_by(catalogue.medicines().len() / 24)
            .filter(|medicine| !medicine.ingredients.is_empty())
            .take(20)
            .map(|medicine| Taken {
                ingredients: medicine.ingredients.clone(),
                complete: true,
            })
            .collect();
        assert_eq!(medicines.len(), 20);
        times.push(least(5, || {
            check(knowledge, &medicines, &Person::default())
        }));
    }
    times.sort_unstable();
    report(
        &format!("{name}: check 20 medicines, median"),
        times[times.len() / 2],
    );
    report(
        &format!("{name}: check 20 medicines, slowest of 50"),
        times[times.len() - 1],
    );
}

fn joined(catalogue: &Catalogue, rules: impl Into<PackedRules>) -> Knowledge {
    let ingredients = catalogue.ingredients().iter();
    let codes = ingredients.map(|one| (&one.id, one.atc.as_slice()) as (&IngredientId, &[Atc]));
    Knowledge::build(rules, codes)
}

/// The real rules, and as many more between other ingredients of theirs as make up the wished number.
fn multiplied(mut set: RuleSet) -> RuleSet {
    let real: Vec<Rule> = set.rules.clone();
    let mut step = 1;
    while set.rules.len() < RULES {
        for (one, other) in real.iter().zip(real.iter().skip(step)) {
            let (Subject::Ingredient(first), Subject::Ingredient(second)) =
                (one.pair().0, other.pair().1)
            else {
                continue;
            };
            if first != second && set.rules.len() < RULES {
                let pair = (first.clone(), second.clone());
                let said = (one.severity, one.mechanism, one.advice);
                let rule = Rule::new(
                    Subject::Ingredient(pair.0),
                    Subject::Ingredient(pair.1),
                    said,
                    one.evidence.clone(),
                );
                set.rules.push(rule);
            }
        }
        step += 97;
    }
    set
}

/// The catalogue again and again, each copy under names of its own.
fn multiple(catalogue: &Catalogue) -> Result<Catalogue, Box<dyn std::error::Error>> {
    let originals = catalogue.medicines();
    let mut medicines = Vec::with_capacity(PRODUCTS);
    for number in 0..PRODUCTS {
        let (original, copy) = (
            &originals[number % originals.len()],
            number / originals.len(),
        );
        medicines.push(Medicine {
            id: format!("{}-copy-{copy}", original.id).parse()?,
            name: format!("{} {}", original.name, syllables(copy)),
            gtins: Vec::new(),
            ..original.clone()
        });
    }
    Ok(Catalogue::new(catalogue.ingredients().to_vec(), medicines)?)
}

/// A word that no medicine has, another for each copy.
fn syllables(copy: usize) -> String {
    const SYLLABLES: [&str; 6] = ["ba", "ko", "ri", "nu", "le", "za"];
    let part = |number: usize| SYLLABLES[number % SYLLABLES.len()];
    format!("{}{}{}", part(copy), part(copy / 6), part(copy / 36))
}

pub(crate) fn least<T>(runs: usize, work: impl Fn() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    // The kernel counts in ticks of milliseconds: short work is done again and again.
    let often = (TICKS.as_nanos() / start.elapsed().as_nanos().max(1)).clamp(1, 10_000) as u32;
    let times = (0..runs).map(|_| {
        let (start, before) = (Instant::now(), on_processor());
        for _ in 0..often {
            black_box(work());
        }
        let took = match (before, on_processor()) {
            (Some(before), Some(after)) => after.saturating_sub(before),
            _ => start.elapsed(),
        };
        took / often
    });
    times.min().unwrap_or_default()
}

/// How long this thread has run, without the time in which others had the processor; `None` where the kernel does not say.
fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

pub(crate) fn report(name: &str, took: Duration) {
    println!("{name:<60} {:>10.3} ms", took.as_secs_f64() * 1000.0);
}
