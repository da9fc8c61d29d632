//! Which parts of a glyph spoke for a character.

/// What each cell of the classifier's last feature map added to one character's logit.
///
/// This is exact and not an estimate: a logit is linear in the mean and the maximum of each feature over the map, so that
/// it falls apart into a sum over cells. A feature's mean comes in equal shares from all cells, by their value; its maximum
/// comes from the cell that holds it (in equal shares where several do). Together the cells give the logit less its bias. A
/// cell's field of view is larger than the square that it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Activation {
    /// Cells in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The contributions row by row, positive where a cell spoke for the character and negative where it spoke against it.
    pub values: Vec<f32>,
}

impl Activation {
    /// The contribution of the cell at a column and a row; `None` outside.
    pub fn at(&self, column: usize, row: usize) -> Option<f32> {
        if column >= self.width || row >= self.height {
            return None;
        }
        self.values.get(row * self.width + column).copied()
    }

    /// The sum over all cells: the character's logit less its bias.
    pub fn total(&self) -> f32 {
        self.values.iter().sum()
    }

    /// The plane of one character in a map of characters by rows by columns; `None` when the shape is another.
    pub(super) fn plane(shape: &[i64], values: &[f32], class_id: u8) -> Option<Self> {
        let &[1, characters, height, width] = shape else {
            return None;
        };
        let (height, width) = (usize::try_from(height).ok()?, usize::try_from(width).ok()?);
        let class = usize::from(class_id);
        if class >= usize::try_from(characters).ok()? {
            return None;
        }
        let area = width * height;
        let values = values.get(class * area..(class + 1) * area)?.to_vec();
        Some(Self {
            width,
            height,
            values,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_is_the_one_of_its_character() {
        let values: Vec<f32> = (0..12).map(|value| value as f32).collect();
        let plane = Activation::plane(&[1, 2, 2, 3], &values, 1).unwrap();
        assert_eq!((plane.width, plane.height), (3, 2));
        assert_eq!((plane.at(0, 0), plane.at(2, 1)), (Some(6.0), Some(11.0)));
        assert_eq!((plane.at(3, 0), plane.at(0, 2)), (None, None));
        assert_eq!(plane.total(), 51.0);
    }

    #[test]
    fn another_shape_or_an_unknown_character_has_none() {
        let values = [0.0; 12];
        assert_eq!(Activation::plane(&[1, 2, 2, 3], &values, 2), None);
        assert_eq!(Activation::plane(&[2, 2, 3], &values, 0), None);
        assert_eq!(Activation::plane(&[1, 2, 3, 3], &values, 1), None);
    }
}
