//! Dori's goals, measured on the real data: `measure TABLES`.
//!
//! TABLES is the folder that `cargo run -p nazar-medications --example search_documents -- ../shared/data TABLES` writes (from
//! the workspace). Every figure is time on the processor, the median of several runs, because other work on the machine should
//! not count; the p99 of searches is that of our queries.

mod counts;
mod lists;
mod nearby;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use nazar::catalogue::search::{Filter, SearchIndex};
use nazar::catalogue::{self, Atc, Catalogue, IngredientId, Medicine};
use nazar::interactions::{
    self, Knowledge, PackedRules, Person, Rule, RuleSet, Subject, Taken, check,
};
use rustix::time::{ClockId, clock_gettime};

/// The wished size of a catalogue.
const PRODUCTS: usize = 100_000;
/// Long beside what reading a clock costs.
const LONG: Duration = Duration::from_micros(200);
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
        median(5, || catalogue::decode(&bytes)),
    );
    searches(&format!("register of {size}"), &catalogue, &queries)?;

    let large = multiple(&catalogue)?;
    let bytes = catalogue::encode(&large)?;
    report(
        "catalogue of 100,000: decode",
        median(3, || catalogue::decode(&bytes)),
    );
    searches("catalogue of 100,000", &large, &queries)?;

    let bytes = std::fs::read(folder.join("interactions.snapshot"))?;
    let rules = interactions::decode(&bytes)?;
    counts::print(&catalogue, rules.clone().into());
    let name = format!("{} rules", rules.len());
    report(
        &format!("{name}: decode"),
        median(5, || interactions::decode(&bytes)),
    );
    report(
        &format!("{name}: decode and join"),
        median(5, || {
            interactions::decode(&bytes).map(|rules| joined(&catalogue, rules))
        }),
    );
    // All that a function does before its first check. Nothing of the catalogue has been unpacked then.
    let of_catalogue = std::fs::read(folder.join("catalogue.snapshot"))?;
    report(
        &format!("catalogue of {size} and {name}: decode and join"),
        median(5, || {
            let catalogue = catalogue::decode(&of_catalogue)?;
            interactions::decode(&bytes).map(|rules| joined(&catalogue, rules))
        }),
    );
    checks(&name, &joined(&catalogue, rules.clone()), &catalogue);
    let many = multiplied(rules.into());
    checks("100,000 rules", &joined(&catalogue, many), &catalogue);
    lists::measure(&folder, &catalogue)?;
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
        median(3, || SearchIndex::decode(&bytes)),
    );
    let mut times: Vec<(Duration, &str)> = queries
        .iter()
        .map(|query| {
            let took = median(5, || index.search(query, Filter::default(), 0, 20));
            (took, query.as_str())
        })
        .collect();
    times.sort_unstable();
    let [middle, late] = [50, 99].map(|percent| times[(times.len() - 1) * percent / 100].0);
    report(
        &format!("{name}: search, median of {} queries", times.len()),
        middle,
    );
    report(&format!("{name}: search, p99"), late);
    for (took, query) in times.iter().rev().take(4) {
        report(&format!("{name}: search {query}"), *took);
    }
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
        times.push(median(5, || {
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
    let originals: Vec<&Medicine> = catalogue.medicines().iter().collect();
    let mut medicines = Vec::with_capacity(PRODUCTS);
    for number in 0..PRODUCTS {
        let (original, copy) = (
            originals[number % originals.len()],
            number / originals.len(),
        );
        medicines.push(Medicine {
            id: format!("{}-copy-{copy}", original.id).parse()?,
            name: format!("{} {}", original.name, syllables(copy)),
            gtins: Vec::new(),
            ..original.clone()
        });
    }
    Ok(Catalogue::new(
        catalogue.ingredients().iter().cloned().collect(),
        medicines,
    )?)
}

/// A word that no medicine has, another for each copy.
fn syllables(copy: usize) -> String {
    const SYLLABLES: [&str; 6] = ["ba", "ko", "ri", "nu", "le", "za"];
    let part = |number: usize| SYLLABLES[number % SYLLABLES.len()];
    format!("{}{}{}", part(copy), part(copy / 6), part(copy / 36))
}

/// What work takes on the processor: the median of so many runs.
pub(crate) fn median<T>(runs: usize, work: impl Fn() -> T) -> Duration {
    let start = on_processor();
    black_box(work());
    let once = on_processor() - start;
    let often = (LONG.as_nanos() / once.as_nanos().max(1)).clamp(1, 1_000) as u32;
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = on_processor();
            for _ in 0..often {
                black_box(work());
            }
            (on_processor() - start) / often
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// How long this thread has run, without the time in which others had the processor.
fn on_processor() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

pub(crate) fn report(name: &str, took: Duration) {
    println!("{name:<60} {:>10.3} ms", took.as_secs_f64() * 1000.0);
}
