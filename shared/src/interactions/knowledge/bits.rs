//! Rows of bits, all of one length.

/// Rows of bits: one for each node of a kind, one column for each class.
#[derive(Debug, Default)]
pub(super) struct Rows {
    words: usize,
    bits: Vec<u64>,
}

impl Rows {
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        let words = columns.div_ceil(64);
        Self {
            words,
            bits: vec![0; rows * words],
        }
    }

    pub(super) fn set(&mut self, row: usize, column: usize) {
        self.bits[row * self.words + column / 64] |= 1 << (column % 64);
    }

    pub(super) fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * self.words..(row + 1) * self.words]
    }
}

/// The columns that are set in a row.
pub(super) fn columns(row: &[u64]) -> impl Iterator<Item = usize> {
    row.iter()
        .enumerate()
        .flat_map(|(place, word)| in_word(place, *word))
}

/// The columns that are set in both of two rows.
pub(super) fn shared(one: &[u64], other: &[u64]) -> impl Iterator<Item = usize> {
    one.iter()
        .zip(other)
        .enumerate()
        .flat_map(|(place, (left, right))| in_word(place, left & right))
}

fn in_word(place: usize, word: u64) -> impl Iterator<Item = usize> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest == 0 {
            return None;
        }
        let lowest = rest.trailing_zeros() as usize;
        rest &= rest - 1;
        Some(place * 64 + lowest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_found_and_nothing_else() {
        let mut rows = Rows::new(3, 130);
        for column in [0, 63, 64, 129] {
            rows.set(1, column);
        }
        rows.set(2, 64);
        rows.set(2, 1);
        assert_eq!(columns(rows.row(0)).count(), 0);
        assert_eq!(columns(rows.row(1)).collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert_eq!(shared(rows.row(1), rows.row(2)).collect::<Vec<_>>(), [64]);
    }
}
