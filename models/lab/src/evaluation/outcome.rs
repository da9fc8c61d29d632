//! What the models said of one drawing.

use nazar::inference::{Classification, recognised};

/// One drawing's outcome.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The true class.
    pub class_id: u8,
    /// What the classifier said.
    pub found: Classification,
    /// The calibrated distance to every character's reference.
    pub distances: Vec<f32>,
    /// Preprocessing and classifying, in milliseconds; decoding is left out.
    pub milliseconds: f64,
}

impl Outcome {
    /// Whether the first candidate is the true class.
    pub fn is_right(&self) -> bool {
        let first = self.found.top.first();
        first.is_some_and(|first| first.class_id == self.class_id)
    }

    /// Whether one of the candidates is the true class.
    pub fn is_in_top(&self) -> bool {
        let candidates = &self.found.top;
        candidates
            .iter()
            .any(|candidate| candidate.class_id == self.class_id)
    }

    /// Whether no other character's reference is nearer than its own: what a comparison would take it for.
    pub fn is_nearest_own(&self) -> bool {
        let own = usize::from(self.class_id);
        self.distances[own] <= self.distances[self.hardest_other()]
    }

    /// What a comparison takes it for when this character was wanted; `None` where it takes it for none.
    pub fn recognised(&self, target: u8) -> Option<u8> {
        let distances = (0..).zip(self.distances.iter().copied());
        let nearest = distances.min_by(|(_, one), (_, other)| one.total_cmp(other))?;
        recognised(target, self.distances[usize::from(target)], nearest)
    }

    /// The nearest reference of another character.
    pub fn hardest_other(&self) -> usize {
        let own = usize::from(self.class_id);
        let others = self.distances.iter().enumerate();
        others
            .filter(|(class, _)| *class != own)
            .min_by(|first, second| first.1.total_cmp(second.1))
            .map_or(own, |(class, _)| class)
    }
}
