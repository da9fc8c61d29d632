//! All terms of one version of the data, with the ways to find them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Term, Vocabulary};
use crate::catalogue::fold::{compact, fold};

/// The terms of all vocabularies, each in the order of its codes.
#[derive(Debug, Default)]
pub struct Terminology {
    pub(super) lists: [List; 3],
}

/// A page of terms that were searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// The page.
    pub terms: Vec<&'a Term>,
    /// How many there are on all pages.
    pub total: usize,
}

#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) terms: Vec<Term>,
    pub(super) forms: Vec<Forms>,
    by_name: HashMap<String, Vec<u32>>,
}

/// The names of a term as they are compared. To fold them all takes a fifth of a second, so it is done at import.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Forms {
    /// Folded, a space in front of each word.
    folded: Vec<String>,
    /// Without spaces, with what stands in brackets and without it.
    called: Vec<String>,
}

impl Terminology {
    /// Sorts terms by code and indexes their names. Of several terms with one code the first stays.
    pub fn new(terms: impl IntoIterator<Item = (Vocabulary, Term)>) -> Self {
        let mut lists: [Vec<Term>; 3] = Default::default();
        for (vocabulary, term) in terms {
            lists[vocabulary.place()].push(term);
        }
        Self {
            lists: lists.map(List::new),
        }
    }

    /// A vocabulary's terms, in the order of their codes.
    pub fn terms(&self, vocabulary: Vocabulary) -> &[Term] {
        &self.lists[vocabulary.place()].terms
    }

    /// The term of a code.
    pub fn by_code(&self, vocabulary: Vocabulary, code: &str) -> Option<&Term> {
        let terms = self.terms(vocabulary);
        let place = terms.binary_search_by(|term| term.code.as_str().cmp(code));
        terms.get(place.ok()?)
    }

    /// The terms that have this name, in any of their languages, in any script, with what stands in brackets or without
    /// it: `soya`, `Соя` and `Соя (Gly m 4)`. In the order of their codes.
    pub fn by_name(&self, vocabulary: Vocabulary, name: &str) -> Vec<&Term> {
        let list = &self.lists[vocabulary.place()];
        let places = list.by_name.get(&compact(name));
        let places = places.map(Vec::as_slice).unwrap_or_default();
        places
            .iter()
            .map(|place| &list.terms[*place as usize])
            .collect()
    }

    /// The terms in which each word of the query begins a word of one of the names; those with a name that begins with
    /// the whole query stand first. All terms for an empty query.
    pub fn search(
        &self,
        vocabulary: Vocabulary,
        query: &str,
        offset: usize,
        limit: usize,
    ) -> Found<'_> {
        let list = &self.lists[vocabulary.place()];
        let folded = fold(query);
        let words: Vec<String> = folded
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(|word| format!(" {word}"))
            .collect();
        let whole = format!(" {folded}");
        let has_all = |name: &String| words.iter().all(|word| name.contains(word.as_str()));
        let mut found: Vec<(bool, usize)> = (0..list.terms.len())
            .filter(|place| words.is_empty() || list.forms[*place].folded.iter().any(has_all))
            .map(|place| {
                let begins = |name: &String| name.starts_with(whole.as_str());
                (!list.forms[place].folded.iter().any(begins), place)
            })
            .collect();
        found.sort_unstable();
        let page = found.iter().skip(offset).take(limit);
        Found {
            terms: page.map(|(_, place)| &list.terms[*place]).collect(),
            total: found.len(),
        }
    }
}

impl List {
    fn new(mut terms: Vec<Term>) -> Self {
        terms.sort_by(|one, other| one.code.cmp(&other.code));
        terms.dedup_by(|later, first| later.code == first.code);
        let forms = terms.iter().map(Forms::of).collect();
        Self::indexed(terms, forms)
    }

    /// From terms in the order of their codes, with the forms of each.
    pub(super) fn indexed(terms: Vec<Term>, forms: Vec<Forms>) -> Self {
        let mut by_name: HashMap<String, Vec<u32>> = HashMap::new();
        for (place, forms) in (0_u32..).zip(&forms) {
            for name in &forms.called {
                by_name.entry(name.clone()).or_default().push(place);
            }
        }
        Self {
            terms,
            forms,
            by_name,
        }
    }
}

impl Forms {
    fn of(term: &Term) -> Self {
        let both = term.names().flat_map(|name| [name, without_brackets(name)]);
        let mut called: Vec<String> = both.map(compact).collect();
        called.retain(|name| !name.is_empty());
        called.sort_unstable();
        called.dedup();
        Self {
            folded: term
                .names()
                .map(|name| format!(" {}", fold(name)))
                .collect(),
            called,
        }
    }
}

/// `Peas (Pis s)` is called peas.
fn without_brackets(name: &str) -> &str {
    name.split('(').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn term(code: &str, uz: &str, ru: &str, en: &str) -> (Vocabulary, Term) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let term = Term {
            code: code.to_owned(),
            uz: some(uz),
            ru: some(ru),
            en: some(en),
        };
        (Vocabulary::Allergen, term)
    }

    fn sample() -> Terminology {
        Terminology::new([
            term(
                "3",
                "Tuxum oqsili (Gal d 3)",
                "Яичный белок (Gal d 3)",
                "Egg white (Gal d 3)",
            ),
            term("1", "No'xat (Pis s)", "Горох (Pis s)", "Peas (Pis s)"),
            term(
                "2",
                "Soya loviyasi (Gly m 4)",
                "Соя (Gly m 4)",
                "Soybean (Gly m 4)",
            ),
            term("4", "Yashil loviya (Pha v)", "", "Green beans (Pha v)"),
            term("2", "twice", "", ""),
        ])
    }

    fn codes(terms: &[&Term]) -> Vec<String> {
        terms.iter().map(|term| term.code.clone()).collect()
    }

    #[test]
    fn terms_are_found_by_code_and_by_name_in_any_script() {
        let all = sample();
        let code = |code: &str| all.by_code(Vocabulary::Allergen, code);
        assert_eq!(code("1").unwrap().en.as_deref(), Some("Peas (Pis s)"));
        assert_eq!(code("5"), None);
        assert_eq!(all.by_code(Vocabulary::Inn, "1"), None);
        for (name, wanted) in [
            ("noʻxat", "1"),
            ("НЎХАТ", "1"),
            ("горох", "1"),
            ("Peas (Pis s)", "1"),
            ("соя", "2"),
            ("egg white", "3"),
        ] {
            assert_eq!(
                codes(&all.by_name(Vocabulary::Allergen, name)),
                [wanted],
                "{name}"
            );
        }
        assert!(all.by_name(Vocabulary::Allergen, "").is_empty());
        assert!(all.by_name(Vocabulary::Allergen, "milk").is_empty());
    }

    #[test]
    fn a_search_looks_at_the_beginnings_of_words_and_pages() {
        let all = sample();
        let search = |query: &str, offset, limit| {
            let found = all.search(Vocabulary::Allergen, query, offset, limit);
            (codes(&found.terms), found.total)
        };
        assert_eq!(
            search("lov", 0, 9),
            (vec!["2".to_owned(), "4".to_owned()], 2)
        );
        assert_eq!(search("gly soya", 0, 9).0, ["2"]);
        assert_eq!(search("яичн", 0, 9).0, ["3"]);
        assert_eq!(search("oviya", 0, 9).1, 0);
        assert_eq!(search("", 1, 2), (vec!["2".to_owned(), "3".to_owned()], 4));
        assert_eq!(
            search("green", 0, 1).0,
            ["4"],
            "a name that begins so stands first"
        );
    }

    proptest! {
        #[test]
        fn pages_are_parts_of_one_list(query in "[a-z]{0,2}", limit in 1_usize..5) {
            let all = sample();
            let whole = codes(&all.search(Vocabulary::Allergen, &query, 0, 100).terms);
            let mut paged = Vec::new();
            for page in 0..5 {
                paged.extend(codes(&all.search(Vocabulary::Allergen, &query, page * limit, limit).terms));
            }
            prop_assert_eq!(paged, whole);
        }
    }
}
