//! Which characters are most easily taken for each other.

use std::sync::LazyLock;

use super::table::CHARACTERS;

/// Written by `evaluate --confusables` (models/README.md): class, other class, share.
const TABLE: &str = include_str!("confusables.tsv");

/// A character that another one is easily taken for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confusable {
    /// The class of the other character.
    pub class_id: u8,
    /// How much of its probability the classifier gives to the other one on average when it sees this one, 0 to 1.
    pub share: f32,
}

static BY_CLASS: LazyLock<Vec<Vec<Confusable>>> = LazyLock::new(|| parse(TABLE));

/// The characters that a character is most easily taken for, the likeliest first: four of them, measured on drawings that
/// training never saw. Empty for a class from 62 on.
pub fn confusables(class_id: u8) -> &'static [Confusable] {
    BY_CLASS
        .get(usize::from(class_id))
        .map_or(&[], Vec::as_slice)
}

/// The rows by class; a row that is not three numbers is left out, which the tests would notice.
fn parse(table: &str) -> Vec<Vec<Confusable>> {
    let mut by_class = vec![Vec::new(); CHARACTERS.len()];
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t');
        let own = cells.next().and_then(|cell| cell.parse::<usize>().ok());
        let other = cells.next().and_then(|cell| cell.parse().ok());
        let share = cells.next().and_then(|cell| cell.parse().ok());
        if let (Some(own), Some(class_id), Some(share)) = (own, other, share)
            && let Some(row) = by_class.get_mut(own)
        {
            row.push(Confusable { class_id, share });
        }
    }
    by_class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_others_and_the_likeliest_come_first() {
        for character in &CHARACTERS {
            let own = character.class_id;
            let others = confusables(own);
            assert_eq!(others.len(), 4, "{}", character.iast);
            assert!(
                others
                    .iter()
                    .all(|other| other.class_id != own && other.class_id < 62),
                "{}",
                character.iast
            );
            assert!(
                others.windows(2).all(|pair| pair[0].share >= pair[1].share),
                "{}",
                character.iast
            );
        }
        assert!(confusables(62).is_empty());
    }

    #[test]
    fn look_alikes_are_named() {
        let names = |class_id: u8, other: u8| {
            confusables(class_id)
                .iter()
                .any(|confusable| confusable.class_id == other)
        };
        // Two and three; ba and va.
        assert!(names(54, 55) && names(55, 54));
        assert!(names(22, 28) && names(28, 22));
    }
}
