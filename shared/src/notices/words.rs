//! What a notice says, from the catalogues `locales/<language>/notices.ftl`.

use jiff::civil::Date;

use super::{Kind, Message, Subject};
use crate::i18n::{Locale, text};

/// A notice in somebody's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What it is about, in a few words.
    pub title: String,
    /// What happened, and what to do.
    pub body: String,
}

/// What a message says in a language.
pub fn of(message: &Message, locale: Locale) -> Words {
    match message {
        Message::TakeMedicine {
            medicine,
            time,
            dosage,
        } => {
            let arguments = [("medicine", label(medicine)), ("time", time.to_string())];
            let mut words = say(locale, "notice-take", &arguments);
            if let Some(dosage) = dosage {
                words.body = format!("{dosage}. {}", words.body);
            }
            words
        }
        // The person's own words go around the catalogue, which would read a text of digits as a number.
        Message::Remember {
            text: own, time, ..
        } => Words {
            title: text(
                locale,
                "notice-remember",
                None,
                &[("time", time.to_string())],
            ),
            body: own.clone(),
        },
        Message::RunsOut { medicine, on } => {
            let arguments = [("medicine", label(medicine)), ("day", day(*on, locale))];
            say(locale, "notice-runs-out", &arguments)
        }
        Message::Expires {
            medicine,
            on,
            is_over,
        } => {
            let id = if *is_over {
                "notice-expired"
            } else {
                "notice-expires"
            };
            let arguments = [("medicine", label(medicine)), ("day", day(*on, locale))];
            say(locale, id, &arguments)
        }
        Message::Recalled {
            medicine,
            class,
            demonstration,
            ..
        } => recalled(locale, medicine, class.as_deref(), *demonstration),
        Message::Interacts {
            medicine,
            other,
            severity,
        } => {
            let arguments = [
                ("medicine", label(medicine)),
                ("other", other.clone()),
                ("severity", severity.clone()),
            ];
            say(locale, "notice-interacts", &arguments)
        }
        Message::Cheaper {
            medicine,
            before,
            price,
        } => {
            let arguments = [
                ("medicine", label(medicine)),
                ("before", sums(*before)),
                ("price", sums(*price)),
            ];
            say(locale, "notice-cheaper", &arguments)
        }
        Message::Stock {
            medicine,
            is_available,
        } => {
            let id = if *is_available {
                "notice-available"
            } else {
                "notice-sold-out"
            };
            say(locale, id, &[("medicine", label(medicine))])
        }
    }
}

/// What a kind of notices is called where a letter begins.
pub fn of_kind(kind: Kind, locale: Locale) -> String {
    text(
        locale,
        "notice-kind",
        Some(&kind.as_str().replace('_', "-")),
        &[],
    )
}

/// What stands at the end of a notice that comes by mail.
pub fn of_mail(locale: Locale) -> String {
    text(locale, "notice-mail", Some("footer"), &[])
}

fn say(locale: Locale, id: &str, arguments: &[(&'static str, String)]) -> Words {
    Words {
        title: text(locale, id, None, arguments),
        body: text(locale, id, Some("body"), arguments),
    }
}

/// The words for a class are those of a check: a recall says the same wherever it is met.
fn recalled(locale: Locale, medicine: &Subject, class: Option<&str>, invented: bool) -> Words {
    let mut words = say(locale, "notice-recalled", &[("medicine", label(medicine))]);
    let of_class = format!("recall-class-{}", class.unwrap_or("none"));
    let meaning = text(locale, &of_class, None, &[]);
    let action = text(locale, &of_class, Some("action"), &[]);
    words.body = format!("{} {meaning} {action}", words.body);
    if invented {
        let demonstration = text(locale, "notice-recalled", Some("demonstration"), &[]);
        words.body = format!("{demonstration} {}", words.body);
    }
    words
}

fn label(medicine: &Subject) -> String {
    match &medicine.who {
        Some(who) => format!("{} ({who})", medicine.name),
        None => medicine.name.clone(),
    }
}

fn day(day: Date, locale: Locale) -> String {
    match locale {
        Locale::English | Locale::Nepali => day.to_string(),
        _ => day.strftime("%d.%m.%Y").to_string(),
    }
}

/// An amount in whole soʻm, in groups of three digits.
fn sums(tiyin: u64) -> String {
    let digits = (tiyin / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::ids::RecordId;

    fn subject() -> Subject {
        Subject {
            entry: RecordId::generate(),
            name: "Glucophage".to_owned(),
            medicine: None,
            member: None,
            who: Some("Гулнора".to_owned()),
        }
    }

    fn messages() -> Vec<Message> {
        let on = date(2026, 1, 31);
        let time = "08:00".parse().unwrap();
        let mut messages = vec![
            Message::TakeMedicine {
                medicine: subject(),
                time,
                dosage: Some("½".to_owned()),
            },
            Message::RunsOut {
                medicine: subject(),
                on,
            },
            Message::Cheaper {
                medicine: subject(),
                before: 1_250_000,
                price: 990_000,
            },
        ];
        for flag in [true, false] {
            messages.push(Message::Expires {
                medicine: subject(),
                on,
                is_over: flag,
            });
            messages.push(Message::Stock {
                medicine: subject(),
                is_available: flag,
            });
        }
        for severity in ["major", "contraindicated"] {
            messages.push(Message::Interacts {
                medicine: subject(),
                other: "Warfarin".to_owned(),
                severity: severity.to_owned(),
            });
        }
        for class in [None, Some("I"), Some("II"), Some("III")] {
            messages.push(Message::Recalled {
                medicine: subject(),
                number: "D-1".to_owned(),
                class: class.map(str::to_owned),
                count: 2,
                demonstration: true,
            });
        }
        messages
    }

    #[test]
    fn everything_is_said_in_every_language_with_its_medicine() {
        for message in messages() {
            let mut titles = Vec::new();
            for locale in [
                Locale::English,
                Locale::Russian,
                Locale::Uzbek,
                Locale::UzbekCyrillic,
            ] {
                let words = of(&message, locale);
                assert!(words.title.contains("Glucophage (Гулнора)"), "{words:?}");
                let bare = ["notice-", "recall-", "{", "$"];
                let whole = format!("{} {}", words.title, words.body);
                assert!(!bare.iter().any(|mark| whole.contains(mark)), "{whole}");
                titles.push(words.title);
            }
            titles.sort();
            titles.dedup();
            assert_eq!(titles.len(), 4, "{message:?}");
        }
    }

    #[test]
    fn what_a_person_wrote_is_said_as_they_wrote_it() {
        let message = Message::Remember {
            reminder: RecordId::generate(),
            text: "007 { $time }".to_owned(),
            time: "08:00".parse().unwrap(),
        };
        for locale in Locale::ALL {
            let words = of(&message, locale);
            assert_eq!(words.body, "007 { $time }");
            assert!(words.title.contains("08:00"), "{}", words.title);
        }
    }

    #[test]
    fn money_is_read_in_groups() {
        assert_eq!(sums(99), "0");
        assert_eq!(sums(123_456_789), "1\u{a0}234\u{a0}567");
        assert_eq!(sums(1_000_000), "10\u{a0}000");
    }

    #[test]
    fn every_kind_has_a_name() {
        for kind in Kind::ALL {
            for locale in Locale::ALL {
                assert!(!of_kind(kind, locale).contains("notice-"), "{kind}");
            }
        }
    }
}
