//! Reminding: what was understood is kept for who is signed in, and handed back to who is not.

use nazar::ClockTime;
use nazar::http::{Caller, Problem};
use nazar::store::medicine_list::Plan;
use nazar::store::reminders::{MAX_REMINDERS, Saved, Timetable};
use serde_json::{Value, json};

use super::{Act, ask, say};
use crate::Context;
use crate::home::Whose;
use crate::nlu::{Certainty, Moment};
use crate::subject::Subject;
use crate::turn::Turn;

/// The hour from which "every so many hours" is counted when nobody named one.
const FIRST_HOUR: u16 = 8;
/// Hours between doses that fit a whole number of times into a day.
const INTERVALS: [u8; 5] = [4, 6, 8, 12, 24];
/// Most characters of a reminder's text.
const LONGEST: usize = 200;

pub(super) async fn remind(
    context: &Context,
    caller: Option<&Caller>,
    turn: &Turn,
) -> Result<Act, Problem> {
    let Some(subject) = turn.subjects.iter().find(|subject| subject.is_known()) else {
        let reply = say(turn.locale, "assistant-reminder-which", &[]);
        return Ok(ask(reply, "medicine", &[]));
    };
    let name = ("name", subject.shown());
    if subject.certainty == Certainty::Guess {
        let reply = say(
            turn.locale,
            "assistant-guess",
            &[("names", subject.shown())],
        );
        return Ok(Act {
            asks_about_guess: true,
            ..ask(reply, "confirmation", &[subject])
        });
    }
    let times = times(&turn.moments);
    if times.is_empty() {
        let reply = say(turn.locale, "assistant-reminder-when", &[name]);
        return Ok(ask(reply, "time", &[subject]));
    }
    let clocks: Vec<String> = times.iter().map(ToString::to_string).collect();
    let when = ("when", clocks.join(", "));
    let Some(caller) = caller else {
        let result = told(turn, subject, &clocks);
        return Ok(Act::new(
            say(turn.locale, "assistant-reminder", &[name, when]),
            result,
        ));
    };
    let (text, knows_person) = text(context, caller, turn, subject).await?;
    let timetable = Timetable {
        plan: Plan {
            times,
            ..Plan::default()
        },
        ..Timetable::default()
    };
    let (reminder, saved) = context.homes.remind(caller, text, timetable).await?;
    let (words, is_saved) = match saved {
        Saved::Yes => ("assistant-reminder-saved", true),
        Saved::Already => ("assistant-reminder-already", true),
        Saved::Full => ("assistant-reminder-full", false),
    };
    let mut result = told(turn, subject, &clocks);
    result["saved"] = is_saved.into();
    if is_saved {
        result["reminder_id"] = reminder.id.to_string().into();
        result["zone"] = reminder.zone.to_string().into();
    }
    let arguments = [name, when, ("most", MAX_REMINDERS.to_string())];
    Ok(Act {
        knows_person,
        ..Act::new(say(turn.locale, words, &arguments), result)
    })
}

/// The times of day that were named; of "every 8 hours" those of a day that begins at eight.
fn times(moments: &[Moment]) -> Vec<ClockTime> {
    let clock = |moment: &Moment| moment.clock()?.parse().ok();
    let named: Vec<ClockTime> = moments.iter().filter_map(clock).collect();
    if !named.is_empty() {
        return named;
    }
    let every = moments.iter().find_map(|moment| match moment {
        Moment::EveryHours(hours) => Some(*hours),
        Moment::At(_) | Moment::Part(_) => None,
    });
    let Some(every) = every.filter(|hours| INTERVALS.contains(hours)) else {
        return Vec::new();
    };
    let hours = (0..24_u16)
        .step_by(usize::from(every))
        .map(|hour| (FIRST_HOUR + hour) % 24);
    let mut times: Vec<ClockTime> = hours
        .filter_map(|hour| Moment::At(hour * 60).clock()?.parse().ok())
        .collect();
    times.sort_unstable();
    times
}

/// What the reminder says: the medicine, how much of it, and for whom; and whether that person is one of the family.
async fn text(
    context: &Context,
    caller: &Caller,
    turn: &Turn,
    subject: &Subject,
) -> Result<(String, bool), Problem> {
    let mut text = subject.shown();
    for dose in &turn.quantities {
        text.push(' ');
        text.push_str(&dose.to_string());
    }
    let mut knows_person = false;
    if turn.relative.is_some()
        && let Whose::Found(home) = context.homes.of(caller, turn.relative).await?
        && let Some(member) = home.name
    {
        text.push_str(" — ");
        text.push_str(&member);
        knows_person = true;
    }
    Ok((text.chars().take(LONGEST).collect(), knows_person))
}

fn told(turn: &Turn, subject: &Subject, clocks: &[String]) -> Value {
    json!({
        "kind": "reminder",
        "medication_id": subject.medication_id,
        "name": subject.shown(),
        "times": clocks,
        "doses": turn.quantities,
        "saved": false,
        "href": "/api/v1/reminders",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clocks(moments: &[Moment]) -> Vec<String> {
        times(moments).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn hours_that_fit_a_day_are_times_and_others_are_asked_about() {
        assert_eq!(clocks(&[Moment::At(510)]), ["08:30"]);
        assert_eq!(
            clocks(&[Moment::EveryHours(8)]),
            ["00:00", "08:00", "16:00"]
        );
        assert_eq!(clocks(&[Moment::EveryHours(12)]), ["08:00", "20:00"]);
        assert_eq!(clocks(&[Moment::EveryHours(5)]), [] as [&str; 0]);
        assert_eq!(clocks(&[Moment::At(60), Moment::EveryHours(8)]), ["01:00"]);
    }
}
