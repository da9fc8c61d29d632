//! How many characters fall due on each of the coming days.

use jiff::ToSpan;
use jiff::civil::Date;
use nazar::store::practice::Card;
use serde::Serialize;
use utoipa::ToSchema;

/// One coming day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PracticeForecastDay)]
pub(super) struct ForecastDay {
    /// The day.
    #[schema(value_type = String, format = Date, example = "2026-02-01")]
    pub(super) day: Date,
    /// Characters that fall due on it.
    #[schema(example = 4)]
    pub(super) due: usize,
}

/// The coming days, today first, if nothing is drawn until then. What is overdue is due today.
pub(super) fn forecast(cards: &[Card], today: Date, days: u8) -> Vec<ForecastDay> {
    (0..days)
        .filter_map(|ahead| today.checked_add(i32::from(ahead).days()).ok())
        .map(|day| {
            let is_due = |card: &&Card| card.due_on.max(today) == day;
            let due = cards.iter().filter(is_due).count();
            ForecastDay { day, due }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::practice::testing::card;

    const TODAY: Date = date(2026, 12, 30);

    #[test]
    fn what_is_overdue_is_due_today_and_the_days_cross_the_year() {
        let cards = [
            card(0, TODAY - 9.days()),
            card(1, TODAY - 2.days()),
            card(2, TODAY),
        ];
        let days = forecast(&cards, TODAY, 3);
        let due: Vec<(String, usize)> = days
            .iter()
            .map(|day| (day.day.to_string(), day.due))
            .collect();
        let expected = [("2026-12-30", 2), ("2026-12-31", 0), ("2027-01-01", 1)];
        assert_eq!(due, expected.map(|(day, due)| (day.to_owned(), due)));
    }

    proptest! {
        #[test]
        fn each_character_counts_once(days_ago in proptest::collection::vec(0_i32..40, 0..62)) {
            let cards: Vec<Card> = (0..).zip(days_ago).map(|(class, ago)| card(class, TODAY - ago.days())).collect();
            let total: usize = forecast(&cards, TODAY, 30).iter().map(|day| day.due).sum();
            prop_assert_eq!(total, cards.len());
        }
    }
}
