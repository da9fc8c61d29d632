//! How well imprints are read: parts of the table's imprints among what was read on all sides of a photo.

use nazar::imprints::{Lattice, Line};

/// What was read of one photo's imprint.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Read {
    /// Parts of the true imprint.
    pub(super) parts: usize,
    /// Parts that the likeliest readings hold, letter by letter.
    pub(super) exact: usize,
    /// Parts that are among the alternatives.
    pub(super) contained: usize,
    /// Characters of the true imprint.
    pub(super) characters: usize,
    /// Characters that were left out, added or changed, at the place that fits best.
    pub(super) wrong: usize,
}

/// Compares what was read with the true parts. A hyphen or a dot counts for nothing: the table has none.
pub(super) fn compare(read: &[Lattice], truth: &[String]) -> Read {
    let lines: Vec<Vec<Vec<char>>> = read
        .iter()
        .flat_map(|lattice| &lattice.lines)
        .map(alternatives)
        .collect();
    let best: Vec<Vec<char>> = lines
        .iter()
        .map(|line| {
            line.iter()
                .filter_map(|position| position.first().copied())
                .collect()
        })
        .collect();
    let mut found = Read::default();
    for part in truth {
        let part: Vec<char> = part.chars().filter(char::is_ascii_alphanumeric).collect();
        if part.is_empty() {
            continue;
        }
        found.parts += 1;
        found.characters += part.len();
        found.exact += usize::from(
            best.iter()
                .any(|line| line.windows(part.len()).any(|window| window == part)),
        );
        let admits = |window: &[Vec<char>]| {
            window
                .iter()
                .zip(&part)
                .all(|(position, one)| position.contains(one))
        };
        found.contained += usize::from(
            lines
                .iter()
                .any(|line| line.windows(part.len()).any(admits)),
        );
        found.wrong += best
            .iter()
            .map(|line| distance(&part, line))
            .min()
            .unwrap_or(part.len());
    }
    found
}

/// The characters that may stand at each place, the likeliest first; places where nothing is likelier are kept only for
/// their alternatives when something is likely at all.
fn alternatives(line: &Line) -> Vec<Vec<char>> {
    line.positions
        .iter()
        .filter(|position| position.nothing() < 0.5)
        .map(|position| {
            position
                .alternatives
                .iter()
                .map(|one| one.character)
                .collect::<Vec<_>>()
        })
        .filter(|characters: &Vec<char>| {
            characters.first().is_some_and(char::is_ascii_alphanumeric)
        })
        .collect()
}

/// The fewest changes that make a part into some stretch of a line.
fn distance(part: &[char], line: &[char]) -> usize {
    let mut row: Vec<usize> = vec![0; line.len() + 1];
    for (index, one) in part.iter().enumerate() {
        let mut corner = row[0];
        row[0] = index + 1;
        for (column, other) in line.iter().enumerate() {
            let changed = corner + usize::from(one != other);
            corner = row[column + 1];
            row[column + 1] = changed.min(corner + 1).min(row[column] + 1);
        }
    }
    row.into_iter().min().unwrap_or(part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn parts_are_found_within_longer_lines_and_misread_ones_count_their_errors() {
        let read = [
            Lattice::certain("R-067", 0.99),
            Lattice::certain("NYR", 0.99),
        ];
        let found = compare(&read, &truth(&["R", "067", "NVR"]));
        assert_eq!((found.parts, found.exact, found.contained), (3, 2, 2));
        assert_eq!((found.characters, found.wrong), (7, 1));
    }

    #[test]
    fn where_nothing_was_read_all_is_wrong() {
        let found = compare(&[], &truth(&["93", "26"]));
        assert_eq!((found.exact, found.wrong, found.characters), (0, 4, 4));
    }
}
