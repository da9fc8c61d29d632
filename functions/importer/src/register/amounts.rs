//! Strengths and volumes in a dose form's text: `Раствор для инъекций 25 мг/мл 2 мл №5`.
//!
//! The text is read as numbers with units. What follows a `+`, or a `/` between two weights, is the next ingredient's
//! part of the same dose; what follows a comma or semicolon is another dose. Millilitres on their own are the volume
//! of a bottle, and grams on their own are the weight of a tube.

use nazar::catalogue::{Dose, Form, Route, Strength};

/// What a text says about amounts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    /// Doses, without repetition, in the order of the text.
    pub(super) doses: Vec<Dose>,
    /// Volumes in microlitres or weights in milligrams, ascending.
    pub(super) volumes: Vec<u32>,
}

/// Units of weight, activity and share, longest first.
const MEASURES: [&str; 10] = [
    "млн ме",
    "млн ед",
    "ммоль",
    "мкг",
    "мг",
    "гр",
    "ме",
    "ед",
    "г",
    "%",
];
/// Units of volume and of counting, longest first.
const CONTAINERS: [&str; 9] = ["доза", "дозу", "доз", "таб", "капс", "час", "мл", "л", "ч"];

/// Reads the part of the text in front of the first pack size; what stands in brackets explains and is passed over.
pub(super) fn read(text: &str, form: Form) -> Amounts {
    let plain = outside_brackets(text)
        .to_lowercase()
        .replace('ё', "е")
        .replace("анти-ха ", "");
    let is_weighed = matches!(form.route(), Route::Topical) || form == Form::HerbalTea;
    let mut amounts = Amounts::default();
    let mut rest = plain.as_str();
    let mut continues = false;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let between = &rest[..start];
        let is_pack_size = between.trim_end().ends_with(['n', '№', 'х', 'x']);
        let is_joined = continues && matches!(between.trim(), "+" | "/");
        rest = &rest[start..];
        let Some((number, after)) = number(rest) else {
            break;
        };
        rest = after;
        continues = false;
        if is_pack_size {
            continue;
        }
        if let Some((measure, after)) = unit(after, &MEASURES) {
            let (per, after) = divisor(after);
            rest = after;
            if is_weighed && per.is_empty() && matches!(measure, "г" | "гр") {
                push_volume(&mut amounts, &number, 1000.0);
            } else if let Ok(strength) = format!("{number} {measure}{per}").parse() {
                push(&mut amounts, strength, is_joined);
                continues = true;
            }
        } else if let Some((container, after)) = unit(after, &CONTAINERS) {
            rest = after;
            match container {
                "мл" => push_volume(&mut amounts, &number, 1000.0),
                "л" => push_volume(&mut amounts, &number, 1e6),
                _ => {}
            }
        }
    }
    tidy(&mut amounts);
    amounts
}

fn outside_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    outside
}

/// A number with a decimal point and what follows it; a space parts thousands (`600 000`).
fn number(text: &str) -> Option<(String, &str)> {
    let mut end = digits_end(text);
    while let Some(group) = text[end..].strip_prefix(' ')
        && end <= 11
        && group.len() >= 3
        && group.bytes().take(3).all(|byte| byte.is_ascii_digit())
        && !group[3..].starts_with(|next: char| next.is_ascii_digit() || next == ',')
    {
        end += 4;
    }
    let number = text[..end].replace(',', ".").replace(' ', "");
    // `5,10,20 мг` is a list, and no number.
    (number.matches('.').count() < 2).then(|| (number, &text[end..]))
}

fn digits_end(text: &str) -> usize {
    text.char_indices()
        .find(|(place, letter)| {
            let is_decimal = matches!(letter, ',' | '.')
                && text[place + 1..].starts_with(|next: char| next.is_ascii_digit());
            !letter.is_ascii_digit() && !is_decimal
        })
        .map_or(text.len(), |(place, _)| place)
}

/// The unit at the start of a text, as a whole word.
fn unit<'a, 'b>(text: &'a str, units: &[&'b str]) -> Option<(&'b str, &'a str)> {
    let text = text.trim_start();
    units.iter().find_map(|unit| {
        let after = text.strip_prefix(unit)?;
        let is_whole = !after.starts_with(char::is_alphabetic) || *unit == "%";
        is_whole.then_some((*unit, after))
    })
}

/// `/5 мл` behind a measure, as a strength's text has it, and what follows; nothing when a weight follows the slash.
fn divisor(text: &str) -> (String, &str) {
    let nothing = (String::new(), text);
    let Some(after) = text.trim_start().strip_prefix('/') else {
        return nothing;
    };
    let after = after.trim_start();
    let (count, behind) = match after.starts_with(|letter: char| letter.is_ascii_digit()) {
        true => match number(after) {
            Some(found) => found,
            None => return nothing,
        },
        false => (String::new(), after),
    };
    match unit(behind, &CONTAINERS) {
        Some((container, rest)) => (format!("/{count}{container}"), rest),
        None if count.is_empty() => match unit(behind, &["г"]) {
            Some((gram, rest)) => (format!("/{gram}"), rest),
            None => nothing,
        },
        None => nothing,
    }
}

fn push(amounts: &mut Amounts, strength: Strength, is_joined: bool) {
    match amounts.doses.last_mut() {
        Some(dose) if is_joined => dose.0.push(strength),
        _ => amounts.doses.push(Dose(vec![strength])),
    }
}

fn push_volume(amounts: &mut Amounts, number: &str, scale: f64) {
    let volume = number
        .parse::<f64>()
        .map_or(0.0, |number| (number * scale).round());
    if (1.0..=f64::from(u32::MAX)).contains(&volume) {
        amounts.volumes.push(volume as u32);
    }
}

fn tidy(amounts: &mut Amounts) {
    let mut seen = Vec::new();
    amounts.doses.retain(|dose| {
        let is_new = !seen.contains(dose);
        seen.push(dose.clone());
        is_new
    });
    amounts.volumes.sort_unstable();
    amounts.volumes.dedup();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, form: Form) -> (Vec<String>, Vec<u32>) {
        let amounts = read(text, form);
        (
            amounts.doses.iter().map(Dose::to_string).collect(),
            amounts.volumes,
        )
    }

    #[test]
    fn several_strengths_are_several_doses() {
        assert_eq!(
            shown("Таблетки 2,5 мг, 5 мг, 10 мг №10 (1х10)", Form::Tablet).0,
            ["2.5 mg", "5 mg", "10 mg"]
        );
        assert_eq!(
            shown("Раствор 2000 МЕ/мл; 4000 МЕ/мл 1 мл N1", Form::Injection),
            (
                vec!["2000 IU/ml".to_owned(), "4000 IU/ml".to_owned()],
                vec![1000]
            )
        );
    }

    #[test]
    fn thousands_may_be_parted() {
        assert_eq!(
            shown("Порошок 600 000 ЕД N10", Form::InjectionPowder).0,
            ["600000 IU"]
        );
        assert_eq!(
            shown("Раствор 4000 анти-Ха МЕ/0,4 мл", Form::Injection).0,
            ["10000 IU/ml"]
        );
    }

    #[test]
    fn several_ingredients_are_one_dose() {
        for text in [
            "Таблетки 40 мг/20 мг №10",
            "Таблетки 40 мг + 20 мг",
            "Таблетки 40мг+20мг",
        ] {
            assert_eq!(shown(text, Form::Tablet).0, ["40 mg + 20 mg"], "{text}");
        }
    }

    #[test]
    fn concentrations_are_for_one_millilitre() {
        assert_eq!(
            shown(
                "Раствор для инъекций 50 мг/2 мл 2 мл N5 (ампулы)",
                Form::Injection
            ),
            (vec!["25 mg/ml".to_owned()], vec![2000])
        );
        assert_eq!(
            shown("Раствор 4,2 % 100 мл, 250 мл", Form::Infusion).1,
            [100_000, 250_000]
        );
        assert_eq!(
            shown("Мазь 10 мг/г 15 г (тубы)", Form::Ointment),
            (vec!["10 mg/g".to_owned()], vec![15_000])
        );
    }

    #[test]
    fn grams_are_a_weight_where_things_are_weighed() {
        assert_eq!(
            shown("Крем 1% 15 г", Form::Cream),
            (vec!["1 %".to_owned()], vec![15_000])
        );
        assert_eq!(
            shown("Порошок 1 г + 0,5 г N1", Form::InjectionPowder).0,
            ["1000 mg + 500 mg"]
        );
        assert_eq!(shown("Сироп 100 мл", Form::Syrup), (vec![], vec![100_000]));
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in "[0-9мгл/+,. %№N()xх]{0,40}|.{0,40}") {
            let _ = read(&text, Form::Tablet);
        }
    }
}
