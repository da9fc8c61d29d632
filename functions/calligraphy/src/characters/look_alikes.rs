//! What a character is taken for, as far as it matters to a learner.

use nazar::glyphs::confusables;

/// The least share of its probability that the model gives to another character for the two to be worth telling apart: one in
/// a thousand. Below that it is what any two characters have in common.
const NOTICEABLE: f32 = 0.001;

/// The classes that a character is taken for often enough to mind, most easily first; none for one that stands apart.
pub(crate) fn look_alikes(class_id: u8) -> Vec<u8> {
    confusables(class_id)
        .iter()
        .filter(|other| other.share >= NOTICEABLE)
        .map(|other| other.class_id)
        .collect()
}

#[cfg(test)]
mod tests {
    use nazar::glyphs::CHARACTERS;

    use super::*;

    #[test]
    fn only_what_is_noticeable_is_named() {
        let named = |class_id: u8| look_alikes(class_id).len();
        let all = |class_id: u8| confusables(class_id).len();
        let classes = || CHARACTERS.iter().map(|character| character.class_id);
        assert!(classes().any(|class_id| named(class_id) > 0));
        assert!(classes().any(|class_id| named(class_id) < all(class_id)));
        for class_id in classes() {
            let first = confusables(class_id).iter().take(named(class_id));
            assert!(
                first.clone().all(|other| other.share >= NOTICEABLE),
                "{class_id}"
            );
        }
        assert!(look_alikes(62).is_empty());
    }
}
