//! Shapes and colours of pills, in the words of the US standard for labels.
//!
//! The words are those of the FDA's Structured Product Labeling, which the National Library of Medicine's table uses.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])+ $name:ident { $($(#[$variant_doc:meta])+ $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$variant_doc])+ $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word on the wire, which is the standard's in small letters.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The word of a table, in any case, blanks and hyphens being the same.
            pub fn from_word(word: &str) -> Option<Self> {
                let word = word.trim().to_lowercase().replace([' ', '-'], "_");
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}

words! {
    /// The outline of a pill.
    Shape {
        /// A circle.
        Round = "round",
        /// An ellipse.
        Oval = "oval",
        /// Two half circles with straight sides between: capsules, and tablets of that outline.
        Capsule = "capsule",
        /// Three sides.
        Triangle = "triangle",
        /// Four sides, longer than wide.
        Rectangle = "rectangle",
        /// A drop.
        Tear = "tear",
        /// Four equal sides.
        Square = "square",
        /// Four equal sides, on its corner.
        Diamond = "diamond",
        /// Five sides.
        Pentagon = "pentagon",
        /// Six sides.
        Hexagon = "hexagon",
        /// Eight sides.
        Octagon = "octagon",
        /// Half a circle.
        SemiCircle = "semi_circle",
        /// Two parallel sides of different length.
        Trapezoid = "trapezoid",
        /// Straight at one end, round at the other.
        Bullet = "bullet",
        /// Two circles that touch.
        DoubleCircle = "double_circle",
        /// Anything else.
        Freeform = "freeform",
    }
}

words! {
    /// One of a pill's colours.
    Colour {
        /// White, and what has no colour.
        White = "white",
        /// Yellow.
        Yellow = "yellow",
        /// Orange.
        Orange = "orange",
        /// Pink.
        Pink = "pink",
        /// Red.
        Red = "red",
        /// Purple.
        Purple = "purple",
        /// Blue.
        Blue = "blue",
        /// Between blue and green.
        Turquoise = "turquoise",
        /// Green.
        Green = "green",
        /// Brown and beige.
        Brown = "brown",
        /// Gray.
        Gray = "gray",
        /// Black.
        Black = "black",
    }
}

impl Shape {
    /// How likely this outline is taken for another one by somebody who sees it well, 0 to 1: ellipses and capsules differ by
    /// little, corners are often round.
    pub fn taken_for(self, seen: Self) -> f32 {
        use Shape::{Capsule, Diamond, Oval, Rectangle, Round, Square};
        if self == seen {
            return 0.9;
        }
        match (self, seen) {
            (Oval, Capsule) | (Capsule, Oval) => 0.25,
            (Rectangle, Capsule | Square)
            | (Capsule, Rectangle)
            | (Square, Diamond | Rectangle)
            | (Diamond, Square) => 0.1,
            (Oval, Round) | (Round, Oval) => 0.04,
            _ => 0.006,
        }
    }
}

impl Colour {
    /// How likely this colour is taken for another one, 0 to 1: light moves a colour to its neighbours, seldom further.
    pub fn taken_for(self, seen: Self) -> f32 {
        use Colour::{
            Black, Blue, Brown, Gray, Green, Orange, Pink, Purple, Red, Turquoise, White, Yellow,
        };
        if self == seen {
            return 0.75;
        }
        let (first, second) = if self < seen {
            (self, seen)
        } else {
            (seen, self)
        };
        match (first, second) {
            (White, Yellow | Gray | Pink | Brown)
            | (Yellow, Orange | Green | Brown)
            | (Orange, Pink | Red | Brown)
            | (Pink, Red | Purple | Brown)
            | (Red, Brown | Purple)
            | (Purple, Blue)
            | (Blue, Turquoise | Gray)
            | (Turquoise, Green)
            | (Green | Brown, Gray)
            | (Gray, Black) => 0.08,
            _ => 0.008,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_table_are_read_in_any_case() {
        assert_eq!(Shape::from_word("SEMI-CIRCLE"), Some(Shape::SemiCircle));
        assert_eq!(Shape::from_word("Double Circle"), Some(Shape::DoubleCircle));
        assert_eq!(Colour::from_word(" WHITE "), Some(Colour::White));
        assert_eq!(Shape::from_word("heart"), None);
        for shape in Shape::ALL {
            assert_eq!(Shape::from_word(shape.as_str()), Some(*shape));
            assert_eq!(serde_json::to_value(shape).unwrap(), shape.as_str());
        }
        for colour in Colour::ALL {
            assert_eq!(serde_json::to_value(colour).unwrap(), colour.as_str());
        }
    }

    #[test]
    fn nothing_is_taken_for_another_more_often_than_for_itself() {
        for one in Colour::ALL {
            for other in Colour::ALL.iter().filter(|other| *other != one) {
                assert!(one.taken_for(*other) < one.taken_for(*one));
                assert!((one.taken_for(*other) - other.taken_for(*one)).abs() < 1e-6);
            }
        }
        for one in Shape::ALL {
            for other in Shape::ALL.iter().filter(|other| *other != one) {
                assert!(one.taken_for(*other) < one.taken_for(*one));
            }
        }
    }
}
