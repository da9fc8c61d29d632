//! What each medicine comes to, and which come first.

use std::cmp::Ordering;

/// What each medicine came to: for each word of the query its best match, summed.
pub(super) struct Tally {
    pub(super) total: Vec<f32>,
    /// Words of the query that matched.
    pub(super) words: Vec<u8>,
    pub(super) touched: Vec<u32>,
    best: Vec<f32>,
    touched_by_word: Vec<u32>,
}

impl Tally {
    pub(super) fn new(documents: usize) -> Self {
        Self {
            total: vec![0.0; documents],
            words: vec![0; documents],
            touched: Vec::new(),
            best: vec![0.0; documents],
            touched_by_word: Vec::new(),
        }
    }

    pub(super) fn count(&mut self, document: u32, score: f32) {
        let best = &mut self.best[document as usize];
        if *best == 0.0 {
            self.touched_by_word.push(document);
        }
        *best = best.max(score);
    }

    pub(super) fn end_word(&mut self) {
        for document in self.touched_by_word.drain(..) {
            let place = document as usize;
            if self.words[place] == 0 {
                self.touched.push(document);
            }
            self.words[place] = self.words[place].saturating_add(1);
            self.total[place] += std::mem::take(&mut self.best[place]);
        }
    }
}

/// A medicine with what it came to.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) score: f32,
    pub(super) name_words: u8,
    /// Place in the index, whose order is that of the identifiers.
    pub(super) document: u32,
}

impl Candidate {
    /// The better one first.
    fn order(&self, other: &Self) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(self.name_words.cmp(&other.name_words))
            .then(self.document.cmp(&other.document))
    }
}

/// A page of the candidates in their order. A word such as `tablets` has tens of thousands of them: only those up to the page's
/// end are put in order.
pub(super) fn first(mut candidates: Vec<Candidate>, offset: usize, limit: usize) -> Vec<Candidate> {
    let end = offset.saturating_add(limit);
    if end < candidates.len() {
        candidates.select_nth_unstable_by(end, Candidate::order);
        candidates.truncate(end);
    }
    candidates.sort_unstable_by(Candidate::order);
    candidates.drain(..offset.min(candidates.len()));
    candidates
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_page_is_a_part_of_the_whole_order(
            all in proptest::collection::vec((0_u8..4, 0_u8..3), 0..60),
            offset in 0_usize..70,
            limit in 0_usize..70,
        ) {
            let candidates: Vec<Candidate> = (0..)
                .zip(all)
                .map(|(document, (score, name_words))| Candidate {
                    score: f32::from(score),
                    name_words,
                    document,
                })
                .collect();
            let mut sorted = candidates.clone();
            sorted.sort_by(Candidate::order);
            let wanted = sorted.iter().skip(offset).take(limit);
            let wanted: Vec<u32> = wanted.map(|one| one.document).collect();
            let page = first(candidates, offset, limit);
            let found: Vec<u32> = page.iter().map(|one| one.document).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
