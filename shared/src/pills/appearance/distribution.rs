//! Probabilities over what a trait may be.

use crate::imprints::Colour;

/// What something may be and how likely each is, the likeliest first. The probabilities add up to one.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution<T> {
    parts: Vec<(T, f32)>,
}

impl<T: Copy + PartialEq> Distribution<T> {
    /// From weights in any order; those that are negative or no numbers count as 0. `None` when nothing has any weight.
    pub fn from_weights(weights: impl IntoIterator<Item = (T, f32)>) -> Option<Self> {
        let mut parts: Vec<(T, f32)> = weights
            .into_iter()
            .filter(|(_, weight)| weight.is_finite() && *weight > 0.0)
            .collect();
        let total: f32 = parts.iter().map(|(_, weight)| weight).sum();
        if !total.is_finite() || total <= 0.0 {
            return None;
        }
        for (_, weight) in &mut parts {
            *weight /= total;
        }
        parts.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        Some(Self { parts })
    }

    /// What it may be, the likeliest first; never empty.
    pub fn parts(&self) -> &[(T, f32)] {
        &self.parts
    }

    /// The likeliest, with its probability.
    pub fn best(&self) -> (T, f32) {
        // `from_weights` keeps at least one part.
        self.parts[0]
    }

    /// How likely it is this one, 0 to 1.
    pub fn of(&self, one: T) -> f32 {
        self.parts
            .iter()
            .filter(|(part, _)| *part == one)
            .map(|(_, weight)| weight)
            .sum()
    }
}

/// The colours of one pill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ColourSet {
    /// The one that covers most.
    pub first: Colour,
    /// The other one of a pill of two colours.
    pub second: Option<Colour>,
}

impl ColourSet {
    /// One or two colours, the one that covers most first.
    pub fn iter(&self) -> impl Iterator<Item = Colour> {
        [Some(self.first), self.second].into_iter().flatten()
    }

    /// Whether both have the same colours, in whichever order.
    pub fn is_same(&self, other: &Self) -> bool {
        self == other || (self.second == Some(other.first) && other.second == Some(self.first))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_of_weight_is_no_distribution() {
        assert_eq!(
            Distribution::from_weights([(1, 0.0), (2, f32::NAN), (3, -1.0)]),
            None
        );
        assert_eq!(Distribution::<u8>::from_weights([]), None);
    }

    #[test]
    fn halves_of_a_capsule_have_no_order() {
        let set = |first, second| ColourSet { first, second };
        let one = set(Colour::Red, Some(Colour::White));
        assert!(one.is_same(&set(Colour::White, Some(Colour::Red))));
        assert!(!one.is_same(&set(Colour::Red, None)));
        assert_eq!(one.iter().count(), 2);
    }

    proptest! {
        #[test]
        fn probabilities_fall_and_add_up_to_one(weights in proptest::collection::vec(0.0_f32..9.0, 1..16)) {
            let found = Distribution::from_weights((0..).zip(weights.iter().copied()));
            prop_assume!(weights.iter().any(|weight| *weight > 0.0));
            let found = found.unwrap();
            let sum: f32 = found.parts().iter().map(|(_, weight)| weight).sum();
            prop_assert!((sum - 1.0).abs() < 1e-4);
            prop_assert!(found.parts().windows(2).all(|pair| pair[0].1 >= pair[1].1));
            prop_assert_eq!(found.of(found.best().0), found.best().1);
        }
    }
}
