//! The words that fit best what the network tells, among all that the lexicon can say.
//!
//! Paths through the trees of words are followed from moment to moment, and only the best are kept. A unit lasts over
//! several moments and nothing (unit 0) may stand between two, as connectionist temporal classification has it (Graves et
//! al. 2006): the same unit twice needs nothing between. A path that ends a word goes on at the beginning of its language's
//! tree, at the price that the bigrams put on that word.

use std::collections::HashMap;

use super::bigrams::{Bigrams, Call};
use super::lexicon::Lexicon;
use super::network::Told;
use crate::nlu::Language;

/// Paths that are followed at a moment.
const PATHS: usize = 400;
/// A path that is so much less probable than the best is given up.
const BEHIND: f32 = 16.0;
/// A unit that is so much less probable than the moment's best is not tried.
const UNHEARD: f32 = 9.0;
/// How much the bigrams count beside what is heard.
const WORDING: f32 = 0.6;
/// What every word is given, so that many short words are not always dearer than few long ones.
const A_WORD: f32 = 0.6;

/// Before any word.
const NO_TRAIL: u32 = u32::MAX;

/// What was said, as far as the lexicon can say it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The words' numbers; none when nothing is heard.
    pub(super) words: Vec<u32>,
    pub(super) language: Language,
    /// The logarithm of how probable these words' units are by ear alone.
    pub(super) heard: f32,
    /// The same of the units that are the most probable, whatever words they make.
    pub(super) freely: f32,
    /// Units in the words.
    pub(super) units: usize,
}

/// Where a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Place {
    /// The word before.
    before: Call,
    node: u32,
    /// Whether nothing has been heard since the node's unit.
    is_over: bool,
}

#[derive(Debug, Clone, Copy)]
struct Path {
    heard: f32,
    wording: f32,
    trail: u32,
    units: u32,
}

impl Path {
    fn total(&self) -> f32 {
        self.heard + self.wording
    }
}

/// The search over one recording.
pub(super) struct Search<'a> {
    lexicon: &'a Lexicon,
    bigrams: &'a Bigrams,
    /// Words with the trail before each.
    trails: Vec<(u32, u32)>,
    next: HashMap<Place, Path>,
}

impl<'a> Search<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, bigrams: &'a Bigrams) -> Self {
        Self {
            lexicon,
            bigrams,
            trails: Vec::new(),
            next: HashMap::new(),
        }
    }

    /// The best words in one of `languages`; `None` when no path of whole words is left.
    pub(super) fn find(mut self, told: &Told, languages: &[Language]) -> Option<Found> {
        let start = |language: &Language| {
            let place = Place {
                before: self.bigrams.beginning(*language),
                node: *language as u32,
                is_over: true,
            };
            let path = Path {
                heard: 0.0,
                wording: 0.0,
                trail: NO_TRAIL,
                units: 0,
            };
            (place, path)
        };
        let mut paths: Vec<(Place, Path)> = languages.iter().map(start).collect();
        let mut freely = 0.0;
        for moment in told.moments() {
            let best = moment.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            freely += best;
            for (place, path) in &paths {
                self.step(*place, *path, moment, best - UNHEARD);
            }
            paths = self.kept();
        }
        self.best(&paths, freely)
    }

    /// Everywhere that a path may go at a moment.
    fn step(&mut self, place: Place, path: Path, moment: &[f32], least: f32) {
        let lexicon = self.lexicon;
        let node = &lexicon.nodes[place.node as usize];
        let is_start = (place.node as usize) < Language::ALL.len();
        if moment[0] >= least {
            let over = Place {
                is_over: true,
                ..place
            };
            self.offer(
                over,
                Path {
                    heard: path.heard + moment[0],
                    ..path
                },
            );
        }
        let own = moment[usize::from(node.unit)];
        if !place.is_over && !is_start && own >= least {
            self.offer(
                place,
                Path {
                    heard: path.heard + own,
                    ..path
                },
            );
        }
        let last = (!place.is_over).then_some(node.unit);
        self.go_on(place.before, place.node, last, path, moment, least);
        for &word in &node.words {
            let written = &lexicon.words[word as usize];
            // An ending stands behind a word.
            if path.trail == NO_TRAIL && written.written.starts_with('+') {
                continue;
            }
            let wording = WORDING * self.bigrams.word(place.before, word) + A_WORD;
            let begun = self.trails.len();
            let ended = Path {
                wording: path.wording + wording,
                trail: u32::try_from(begun).unwrap_or(NO_TRAIL),
                ..path
            };
            self.trails.push((path.trail, word));
            let root = written.language as u32;
            if !self.go_on(self.bigrams.call(word), root, last, ended, moment, least) {
                self.trails.truncate(begun);
            }
        }
    }

    /// Goes from a node to those behind it; answers whether any was worth it.
    fn go_on(
        &mut self,
        before: Call,
        node: u32,
        last: Option<u16>,
        path: Path,
        moment: &[f32],
        least: f32,
    ) -> bool {
        let lexicon = self.lexicon;
        let mut has_gone = false;
        for &next in &lexicon.nodes[node as usize].next {
            let unit = lexicon.nodes[next as usize].unit;
            let heard = moment[usize::from(unit)];
            if heard < least || last == Some(unit) {
                continue;
            }
            let place = Place {
                before,
                node: next,
                is_over: false,
            };
            let path = Path {
                heard: path.heard + heard,
                units: path.units + 1,
                ..path
            };
            self.offer(place, path);
            has_gone = true;
        }
        has_gone
    }

    fn offer(&mut self, place: Place, path: Path) {
        let held = self.next.entry(place).or_insert(path);
        if path.total() > held.total() {
            *held = path;
        }
    }

    /// The best of the paths, in an order that does not depend on chance.
    fn kept(&mut self) -> Vec<(Place, Path)> {
        let mut paths: Vec<(Place, Path)> = self.next.drain().collect();
        paths.sort_unstable_by(|one, other| {
            let better = other.1.total().total_cmp(&one.1.total());
            better.then_with(|| one.0.cmp(&other.0))
        });
        let best = paths.first().map_or(0.0, |(_, path)| path.total());
        paths.truncate(PATHS);
        paths.retain(|(_, path)| path.total() >= best - BEHIND);
        paths
    }

    /// The best path that ends with a word, or that never began one.
    fn best(self, paths: &[(Place, Path)], freely: f32) -> Option<Found> {
        let mut best: Option<(f32, Found)> = None;
        for (place, path) in paths {
            let mut offer = |total: f32, words: Vec<u32>, language: Language| {
                if best.as_ref().is_none_or(|(known, _)| total > *known) {
                    let found = Found {
                        words,
                        language,
                        heard: path.heard,
                        freely,
                        units: path.units as usize,
                    };
                    best = Some((total, found));
                }
            };
            if let Some(&language) = Language::ALL.get(place.node as usize) {
                offer(path.total(), Vec::new(), language);
            }
            for &word in &self.lexicon.nodes[place.node as usize].words {
                let language = self.lexicon.words[word as usize].language;
                let call = self.bigrams.call(word);
                let wording =
                    self.bigrams.word(place.before, word) + self.bigrams.end(call, language);
                let mut words = self.words(path.trail);
                words.push(word);
                offer(path.total() + WORDING * wording + A_WORD, words, language);
            }
        }
        best.map(|(_, found)| found)
    }

    fn words(&self, trail: u32) -> Vec<u32> {
        let mut words = Vec::new();
        let mut at = trail;
        while let Some((before, word)) = self.trails.get(at as usize) {
            words.push(*word);
            at = *before;
        }
        words.reverse();
        words
    }
}

#[cfg(test)]
mod tests;
