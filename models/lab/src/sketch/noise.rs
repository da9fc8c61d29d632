//! Numbers that look random and follow from a seed.

/// SplitMix64, and smooth noise made of it.
#[derive(Debug, Clone, Copy)]
pub struct Noise {
    seed: u64,
}

impl Noise {
    /// Noise of a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// A number from -1 to 1 for a place.
    pub fn at(self, x: i64, y: i64) -> f32 {
        let place = (x as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (y as u64).rotate_left(32);
        let mut mixed = place
            .wrapping_add(self.seed)
            .wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    }

    /// Smooth noise from -1 to 1: values at whole places, eased in between.
    pub fn smooth(self, x: f32, y: f32) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let (across, down) = (ease(x - left), ease(y - top));
        let corner = |dx: i64, dy: i64| self.at(left as i64 + dx, top as i64 + dy);
        let upper = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * across;
        let lower = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * across;
        upper + (lower - upper) * down
    }
}

fn ease(share: f32) -> f32 {
    share * share * (3.0 - 2.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_follows_from_its_seed_and_stays_in_range() {
        let (first, again, other) = (Noise::new(1), Noise::new(1), Noise::new(2));
        let places = || (-20..20).flat_map(|x| (-20..20).map(move |y| (x, y)));
        assert!(places().all(|(x, y)| first.at(x, y) == again.at(x, y)));
        assert!(places().any(|(x, y)| first.at(x, y) != other.at(x, y)));
        assert!(places().all(|(x, y)| first.smooth(x as f32 * 0.3, y as f32 * 0.3).abs() <= 1.0));
    }
}
