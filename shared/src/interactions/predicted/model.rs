//! The weights, and what they make of two medicines.
//!
//! A logistic model over all products of a feature of one medicine and a feature of the other. Their weights are not kept
//! one by one, which would be a million and none of them learned from enough pairs, but as a vector for each feature: two
//! vectors multiplied, the second half of the places counting against, give the weight.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// Places of a vector.
const RANK: usize = 32;

/// What `models/predicted/train.py` writes: the bias in the first line, then each feature with its own weight and its vector, all
/// in hundredths.
const WEIGHTS: &str = include_str!("../../../../models/predicted/weights.tsv");

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(WEIGHTS));

/// The model that is compiled in.
pub(in crate::interactions) fn model() -> &'static Model {
    &MODEL
}

/// A vector, and the weight that a feature has by itself.
#[derive(Debug, Clone, Copy)]
struct Weights {
    own: f32,
    vector: [f32; RANK],
}

/// The weights of all features.
#[derive(Debug)]
pub(in crate::interactions) struct Model {
    bias: f32,
    features: HashMap<&'static str, Weights>,
    /// The first digits of the weights' hash.
    pub(super) version: String,
}

/// A medicine as the model sees it.
#[derive(Debug, Clone)]
pub(in crate::interactions) struct Kin {
    all: Weights,
    /// Each feature that the model knows, scaled as it counts.
    parts: Vec<(&'static str, Weights)>,
}

impl Model {
    /// Reads the weights. A line that is none is left out; a test holds the whole file against the training's scores.
    fn read(text: &'static str) -> Self {
        let mut lines = text.lines();
        let bias = lines.next().and_then(|line| line.parse::<f32>().ok());
        let features = lines.filter_map(|line| {
            let (name, numbers) = line.split_once('\t')?;
            let mut numbers = numbers
                .split(' ')
                .map_while(|number| number.parse::<f32>().ok());
            let own = numbers.next()? / 100.0;
            let mut vector = [0.0; RANK];
            for place in &mut vector {
                *place = numbers.next()? / 100.0;
            }
            Some((name, Weights { own, vector }))
        });
        let hash = Sha256::digest(text.as_bytes());
        Self {
            bias: bias.unwrap_or(f32::NEG_INFINITY) / 100.0,
            features: features.collect(),
            version: hex::encode(&hash[..6]),
        }
    }

    /// A medicine of these features; those that no training drug shared are left out.
    pub(in crate::interactions) fn kin(&self, features: &BTreeSet<String>) -> Kin {
        let known: Vec<(&'static str, &Weights)> = features
            .iter()
            .filter_map(|name| self.features.get_key_value(name.as_str()))
            .map(|(name, weights)| (*name, weights))
            .collect();
        // Many features do not make a medicine count for more.
        let scale = 1.0 / (known.len().max(1) as f32).sqrt();
        let parts: Vec<(&'static str, Weights)> = known
            .into_iter()
            .map(|(name, weights)| (name, weights.times(scale)))
            .collect();
        let nothing = Weights {
            own: 0.0,
            vector: [0.0; RANK],
        };
        let all = parts.iter().fold(nothing, |sum, (_, part)| sum.plus(part));
        Kin { all, parts }
    }

    /// The logit of an interaction. The order of the two changes nothing.
    pub(super) fn logit(&self, one: &Kin, other: &Kin) -> f32 {
        self.bias + one.all.own + other.all.own + one.all.product(&other.all)
    }

    /// The feature of each that together speak most for an interaction.
    pub(super) fn grounds(&self, one: &Kin, other: &Kin) -> [&'static str; 2] {
        let pairs = one
            .parts
            .iter()
            .flat_map(|left| other.parts.iter().map(move |right| (left, right)));
        let weight =
            |(left, right): &(&(&str, Weights), &(&str, Weights))| left.1.product(&right.1);
        let best = pairs.max_by(|first, second| weight(first).total_cmp(&weight(second)));
        best.map_or([""; 2], |(left, right)| [left.0, right.0])
    }
}

impl Weights {
    fn times(self, scale: f32) -> Self {
        Self {
            own: self.own * scale,
            vector: self.vector.map(|place| place * scale),
        }
    }

    fn plus(mut self, other: &Self) -> Self {
        self.own += other.own;
        for (place, more) in self.vector.iter_mut().zip(other.vector) {
            *place += more;
        }
        self
    }

    fn product(&self, other: &Self) -> f32 {
        let (mut with, mut against) = (0.0, 0.0);
        for place in 0..RANK {
            let product = self.vector[place] * other.vector[place];
            if place < RANK / 2 {
                with += product;
            } else {
                against += product;
            }
        }
        with - against
    }
}

#[cfg(test)]
mod tests {
    use super::super::features;
    use super::*;
    use crate::catalogue::{Atc, IngredientId};
    use crate::interactions::demonstration::classes;

    const CLASSES: &str = include_str!("../../../demo/interaction_classes.tsv");
    /// Pairs with what the training makes of them: name and codes of either, and the logit.
    const SCORES: &str = include_str!("../../../../models/predicted/scores.tsv");

    fn kin(id: &str, codes: &str) -> Kin {
        let id: IngredientId = id.parse().unwrap();
        let codes: Vec<Atc> = codes
            .split(';')
            .filter(|code| !code.is_empty())
            .map(|code| code.parse().unwrap())
            .collect();
        let classes = classes(CLASSES).unwrap();
        let begins = |prefix: &String| codes.iter().any(|code| code.as_str().starts_with(prefix));
        let own = classes.iter().filter(|class| {
            let is_member = class.members.contains(&id) || class.atc.iter().any(begins);
            is_member && !class.except.contains(&id)
        });
        model().kin(&features(&id, &codes, own.map(|class| class.id.as_str())))
    }

    #[test]
    fn two_medicines_score_as_in_the_training_from_either_side() {
        let mut compared = 0;
        for line in SCORES.lines() {
            let [one, codes, other, other_codes, score] =
                line.split('\t').collect::<Vec<_>>().try_into().unwrap();
            let (one, other) = (kin(one, codes), kin(other, other_codes));
            let wanted: f32 = score.parse().unwrap();
            let got = model().logit(&one, &other);
            assert!((got - wanted).abs() < 2e-3, "{line}: {got}");
            assert!((got - model().logit(&other, &one)).abs() < 1e-5, "{line}");
            compared += 1;
        }
        assert!(compared >= 200, "{compared}");
    }

    #[test]
    fn nothing_known_is_nothing_expected() {
        let nobody = model().kin(&BTreeSet::new());
        assert!(super::super::predict(&nobody, &nobody).is_none());
        assert!(model().features.len() > 500 && model().bias < 0.0);
    }

    #[test]
    fn what_a_warning_rests_on_is_of_the_medicines() {
        let (one, other) = (kin("warfarin", "B01AA03"), kin("naproxen", "M01AE02"));
        let [of_one, of_other] = model().grounds(&one, &other);
        assert!(one.parts.iter().any(|(name, _)| *name == of_one));
        assert!(other.parts.iter().any(|(name, _)| *name == of_other));
    }
}
