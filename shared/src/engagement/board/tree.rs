//! How many players have how many points, so that a rank is read and not counted.
//!
//! Points are a number of three digits in base 64. A node stands for all points that begin alike, and counts how many
//! players follow with each digit:
//!
//! ```text
//! TREE#            c00 … c63   players by their first digit
//! TREE#12          c00 … c63   of those whose points begin with 12, by the second digit
//! TREE#12#05       c00 … c63   of those that begin with 12, 5, by the last one
//! ```
//!
//! Who has more points than somebody has a greater digit in one of the three nodes on their way: three rows of each shard
//! tell a rank exactly, among ten players or ten million. A few points more are one row changed.

use std::collections::BTreeMap;

use super::place::MOST;

/// Digits of a node.
const BASE: u64 = 64;

/// The nodes on the way to points, from the root on, each with the digit that is counted there.
pub(super) fn way(points: u64) -> [(String, u64); 3] {
    let points = points.min(MOST);
    let (first, second, last) = (points / (BASE * BASE), points / BASE % BASE, points % BASE);
    [
        ("TREE#".to_owned(), first),
        (format!("TREE#{first:02}"), second),
        (format!("TREE#{first:02}#{second:02}"), last),
    ]
}

/// The attribute that counts a digit.
pub(super) fn counter(digit: u64) -> String {
    format!("c{digit:02}")
}

/// What changes in the counters when a player's points change; `None` is not being on the board.
pub(super) fn changes(
    before: Option<u64>,
    after: Option<u64>,
) -> BTreeMap<String, BTreeMap<u64, i64>> {
    let mut changes: BTreeMap<String, BTreeMap<u64, i64>> = BTreeMap::new();
    for (points, one) in [(before, -1), (after, 1)] {
        for (node, digit) in points.map(way).into_iter().flatten() {
            *changes.entry(node).or_default().entry(digit).or_default() += one;
        }
    }
    for digits in changes.values_mut() {
        digits.retain(|_, change| *change != 0);
    }
    changes.retain(|_, digits| !digits.is_empty());
    changes
}

/// How many players have more points than these. `count` tells a node's counter.
pub(super) fn above(points: u64, count: impl Fn(&str, u64) -> u64) -> u64 {
    let way = way(points);
    let greater = way
        .iter()
        .flat_map(|(node, digit)| (digit + 1..BASE).map(move |greater| (node, greater)));
    greater.map(|(node, digit)| count(node, digit)).sum()
}

/// How many players there are.
pub(super) fn all(count: impl Fn(&str, u64) -> u64) -> u64 {
    (0..BASE).map(|digit| count("TREE#", digit)).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Default)]
    struct Tree(BTreeMap<(String, u64), i64>);

    impl Tree {
        fn change(&mut self, before: Option<u64>, after: Option<u64>) {
            for (node, digits) in changes(before, after) {
                for (digit, change) in digits {
                    *self.0.entry((node.clone(), digit)).or_default() += change;
                }
            }
        }

        fn count(&self, node: &str, digit: u64) -> u64 {
            let count = self.0.get(&(node.to_owned(), digit));
            u64::try_from(count.copied().unwrap_or_default()).unwrap()
        }
    }

    fn points() -> impl Strategy<Value = u64> {
        prop_oneof![0..200_u64, 0..MOST + 1, MOST..MOST + 1_000]
    }

    proptest! {
        /// Any history of joining, earning and leaving: the tree tells what counting everybody would.
        #[test]
        fn ranks_are_what_counting_everybody_would_tell(
            steps in prop::collection::vec((0..20_usize, prop::option::of(points())), 1..80),
            asked in points(),
        ) {
            let mut tree = Tree::default();
            let mut players: BTreeMap<usize, u64> = BTreeMap::new();
            for (player, after) in steps {
                tree.change(players.get(&player).copied(), after);
                match after {
                    Some(points) => players.insert(player, points),
                    None => players.remove(&player),
                };
            }
            let more = players.values().filter(|points| (**points).min(MOST) > asked.min(MOST));
            prop_assert_eq!(above(asked, |node, digit| tree.count(node, digit)), more.count() as u64);
            prop_assert_eq!(all(|node, digit| tree.count(node, digit)), players.len() as u64);
        }
    }

    #[test]
    fn a_few_points_more_change_one_row() {
        assert_eq!(changes(Some(5), Some(10)).len(), 1);
        assert_eq!(changes(Some(60), Some(65)).len(), 3);
        assert_eq!(changes(None, Some(5)).len(), 3);
        assert!(changes(Some(5), Some(5)).is_empty() && changes(None, None).is_empty());
    }
}
