//! Ink or no ink, pixel by pixel.

/// A row-major black and white picture: `true` is ink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mask {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) ink: Vec<bool>,
}

/// A box in pixels: the first column and row in it and the first after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) right: usize,
    pub(crate) bottom: usize,
}

impl Bounds {
    pub(crate) fn width(self) -> usize {
        self.right - self.left
    }

    pub(crate) fn height(self) -> usize {
        self.bottom - self.top
    }

    pub(crate) fn longest(self) -> usize {
        self.width().max(self.height())
    }

    /// The smallest box around both.
    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Pixels between two boxes along the axis where they are farther apart; 0 when they touch or overlap.
    pub(crate) fn gap(self, other: Self) -> usize {
        let across = other
            .left
            .saturating_sub(self.right)
            .max(self.left.saturating_sub(other.right));
        let down = other
            .top
            .saturating_sub(self.bottom)
            .max(self.top.saturating_sub(other.bottom));
        across.max(down)
    }
}

impl Mask {
    pub(crate) fn at(&self, x: usize, y: usize) -> bool {
        self.ink[y * self.width + x]
    }

    /// How many pixels are ink.
    pub(crate) fn count(&self) -> usize {
        self.ink.iter().filter(|&&ink| ink).count()
    }

    /// The box around all ink; `None` when there is none.
    pub(crate) fn bounds(&self) -> Option<Bounds> {
        let mut found: Option<Bounds> = None;
        for (index, _) in self.ink.iter().enumerate().filter(|(_, ink)| **ink) {
            let (x, y) = (index % self.width, index / self.width);
            let pixel = Bounds {
                left: x,
                top: y,
                right: x + 1,
                bottom: y + 1,
            };
            found = Some(found.map_or(pixel, |bounds| bounds.union(pixel)));
        }
        found
    }

    /// Rows and columns exchanged.
    pub(crate) fn transposed(&self) -> Self {
        let ink = (0..self.width)
            .flat_map(|x| (0..self.height).map(move |y| self.at(x, y)))
            .collect();
        Self {
            width: self.height,
            height: self.width,
            ink,
        }
    }
}
