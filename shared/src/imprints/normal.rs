//! One spelling for what stands on a pill.

/// Letters of other alphabets that look like Latin ones: a reader, or a person who types, may mean either.
const LOOK_ALIKES: [(char, char); 30] = [
    ('А', 'A'),
    ('В', 'B'),
    ('С', 'C'),
    ('Е', 'E'),
    ('Н', 'H'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('О', 'O'),
    ('Р', 'P'),
    ('Ѕ', 'S'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('З', '3'),
    ('Б', '6'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Χ', 'X'),
    ('Ζ', 'Z'),
];

/// The character as it is compared: a capital Latin letter or a digit; `None` for everything that is none, such as the
/// stroke of a score line or the edge of a logo.
pub fn normal(character: char) -> Option<char> {
    let capital = character.to_uppercase().next().unwrap_or(character);
    if capital.is_ascii_alphanumeric() {
        return Some(capital);
    }
    if character == '|' {
        return Some('I');
    }
    let look_alike = LOOK_ALIKES.iter().find(|(other, _)| *other == capital);
    look_alike.map(|(_, latin)| *latin)
}

/// The parts of an imprint as a table writes it: parted by `;` or line ends, blanks and marks left out, empty parts too.
pub fn parts(imprint: &str) -> Vec<String> {
    imprint
        .split([';', '\n'])
        .map(|part| part.chars().filter_map(normal).collect())
        .filter(|part: &String| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_imprint_is_capital_letters_and_digits_in_parts() {
        assert_eq!(parts("Watson;853"), ["WATSON", "853"]);
        assert_eq!(parts("0.5; mg ;;"), ["05", "MG"]);
        assert_eq!(parts("м\n15"), ["M", "15"]);
        assert_eq!(parts(" ; "), [] as [&str; 0]);
    }

    proptest! {
        #[test]
        fn what_is_normal_stays_as_it_is(text in ".{0,40}") {
            for part in parts(&text) {
                prop_assert!(part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()));
                prop_assert_eq!(parts(&part), vec![part.clone()]);
            }
        }
    }
}
