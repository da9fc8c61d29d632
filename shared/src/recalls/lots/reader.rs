//! From a text about lots to the lots.
//!
//! Word after word: what is in the vocabulary does what it does, a date belongs to the lots before it, a drug code or a
//! trade item number behind its label is that, and every other word with a digit is the number of a lot. Where
//! one could be read in two ways it counts as a lot and the text as not wholly read; so does every word that is none of
//! these. Nothing with a digit is passed over, which a property test holds.

use super::token::{Token, Word, tokens};
use super::{Lots, RecalledLot, date};

/// What the words so far have led to.
#[derive(Debug, Default)]
struct Reader {
    lots: Vec<RecalledLot>,
    /// Lots whose date has not come yet begin here.
    undated: usize,
    /// Something was not understood.
    is_unread: bool,
    /// The word before.
    before: Option<Before>,
}

/// What stood before a word, as far as it decides about the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    LotLabel,
    ExpiryLabel,
    CodeLabel,
    Lot,
}

pub(super) fn read(text: &str) -> Lots {
    let text: String = text
        .chars()
        .map(|letter| match letter {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            other => other,
        })
        .collect();
    // `lot #s 34016373A`: numbers in the plural.
    let text = text.replace("#s ", "# ").replace("#'s ", "# ");
    let words = tokens(&text);
    if words.is_empty() {
        return Lots::NotNamed;
    }
    if names_all(&words) {
        return Lots::All;
    }
    let mut reader = Reader::default();
    let mut place = 0;
    while place < words.len() {
        place += reader.take(&words[place..]);
    }
    reader.finish()
}

/// Whether the text says that everything is recalled: `all lots`, `all unexpired product`, `all codes within expiry`.
/// What it may go on to except is recalled too then, which errs on the careful side.
fn names_all(words: &[Token<'_>]) -> bool {
    words.windows(2).any(|pair| {
        pair[0].word() == Some(Word::All)
            && matches!(pair[1].word(), Some(Word::LotLabel | Word::Whole))
    }) || matches!(words, [word] if word.word() == Some(Word::All))
}

impl Reader {
    /// Reads what begins here and says how many words it took.
    fn take(&mut self, words: &[Token<'_>]) -> usize {
        let Some(first) = words.first() else {
            return 1;
        };
        if let Some(date) = date::read(words)
            && self.is_date(date)
        {
            self.date(date);
            return date.words;
        }
        if let Some(word) = first.word() {
            self.word(word);
            return 1;
        }
        let is_labelled = self.before == Some(Before::LotLabel);
        if self.before == Some(Before::CodeLabel) && (first.is_ndc() || first.is_gtin()) {
            return 1;
        }
        let has_unit = words
            .get(1)
            .is_some_and(|next| next.word() == Some(Word::Unit));
        if !is_labelled && has_unit && is_amount(first.text) {
            self.before = None;
            return 2;
        }
        self.number(*first);
        1
    }

    /// Whether a date is what is meant here, and not a lot whose number looks like one.
    fn is_date(&self, date: date::Found) -> bool {
        match self.before {
            Some(Before::LotLabel) => false,
            Some(Before::ExpiryLabel) => true,
            Some(Before::CodeLabel | Before::Lot) | None => date.is_certain,
        }
    }

    fn date(&mut self, date: date::Found) {
        for lot in &mut self.lots[self.undated..] {
            lot.expiry = Some(date.expiry);
        }
        self.undated = self.lots.len();
        self.before = None;
    }

    fn word(&mut self, word: Word) {
        match word {
            Word::LotLabel => self.before = Some(Before::LotLabel),
            Word::ExpiryLabel => self.before = Some(Before::ExpiryLabel),
            Word::ExpiryLabels => self.before = None,
            Word::CodeLabel => self.before = Some(Before::CodeLabel),
            // Which lots lie between two others only their maker knows.
            Word::Range => self.is_unread |= self.before == Some(Before::Lot),
            // `all` of something that is not known.
            Word::All => self.is_unread = true,
            Word::Filler | Word::Whole | Word::Unit => {}
        }
    }

    /// A number of a lot, or a word that nobody knows.
    fn number(&mut self, token: Token<'_>) {
        if !token.is_code() {
            self.is_unread = true;
            // Some makers number lots by letters alone.
            if self.before == Some(Before::LotLabel) {
                self.lot(token.text);
            }
            return;
        }
        let is_doubtful = date::read(&[token]).is_some() || token.is_ndc() || token.is_gtin();
        // `2026` behind `exp.` is a year, or the next lot of a table with such a head.
        let is_misplaced = self.before == Some(Before::ExpiryLabel);
        let is_short = token.text.len() < 2 && self.before != Some(Before::LotLabel);
        self.is_unread |= is_doubtful || is_misplaced || is_short;
        self.lot(token.text);
        if let Some(bare) = without_label(token.text) {
            self.lot(bare);
        }
    }

    fn lot(&mut self, number: &str) {
        self.lots.push(RecalledLot {
            number: number.to_owned(),
            expiry: None,
        });
        self.before = Some(Before::Lot);
    }

    fn finish(self) -> Lots {
        match (self.lots.is_empty(), self.is_unread) {
            (false, false) => Lots::Listed(self.lots),
            (_, true) => Lots::Unread(self.lots),
            (true, false) => Lots::NotNamed,
        }
    }
}

/// An amount before a unit: `100 count`.
fn is_amount(text: &str) -> bool {
    text.len() <= 5
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// The number behind a label that sticks to it (`LotA123`), which may itself be the number's beginning.
fn without_label(text: &str) -> Option<&str> {
    let label = text.get(..3)?;
    let rest = text.get(3..)?.trim_start_matches(['-', '.', '/', '_']);
    (label.eq_ignore_ascii_case("lot") && !rest.is_empty()).then_some(rest)
}
