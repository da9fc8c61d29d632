//! Sentences on which the black-box tests rest, understood without a bundle: whose medicines, for whom, at what time.

use nazar_assistant::nlu::{Moment, Names, Nlu, Relative};

use super::catalogue;

#[test]
fn questions_about_a_list_a_relative_or_a_time_are_understood() {
    let catalogue = catalogue();
    let names = Names::of(&catalogue);
    let nlu = Nlu::load().unwrap();
    for (text, intent, medicines, relative) in [
        (
            "Can I take ibuprofen with my medicines?",
            "check_interaction",
            1,
            None,
        ),
        (
            "Можно ли пить ибупрофен с моими лекарствами?",
            "check_interaction",
            1,
            None,
        ),
        (
            "Ibuprofenni dorilarim bilan ichsa boʻladimi?",
            "check_interaction",
            1,
            None,
        ),
        (
            "Can I take paracetamol with cetirizine?",
            "check_interaction",
            2,
            None,
        ),
        (
            "Can my mother take aspirin with her medicines?",
            "check_interaction",
            1,
            Some(Relative::Mother),
        ),
        (
            "Can my child take aspirin with warfarin?",
            "check_interaction",
            2,
            Some(Relative::Child),
        ),
        (
            "Can my mother take aspirin with warfarin?",
            "check_interaction",
            2,
            Some(Relative::Mother),
        ),
        (
            "Remind me to take metformin 500 mg at 8 am",
            "reminder",
            1,
            None,
        ),
        ("Напомни мне пить метформин", "reminder", 1, None),
        (
            "Напоминай принимать метформин каждые 8 часов",
            "reminder",
            1,
            None,
        ),
        ("Soat 8 da metformin ichishni eslat", "reminder", 1, None),
    ] {
        let understood = nlu.understand(text, &catalogue, &names);
        assert_eq!(
            understood.intent.as_str(),
            intent,
            "{text}: {}",
            understood.confidence
        );
        assert_eq!(understood.mentions.len(), medicines, "{text}");
        assert_eq!(understood.relative, relative, "{text}");
    }
}

#[test]
fn an_interval_is_no_time_of_day() {
    let catalogue = catalogue();
    let names = Names::of(&catalogue);
    let nlu = Nlu::load().unwrap();
    let moments = |text: &str| nlu.understand(text, &catalogue, &names).moments;
    assert_eq!(
        moments("Напоминай принимать метформин каждые 8 часов"),
        [Moment::EveryHours(8)]
    );
    assert_eq!(
        moments("Remind me to take metformin 500 mg at 8 am"),
        [Moment::At(480)]
    );
    assert_eq!(moments("Напомни мне пить метформин"), []);
    assert_eq!(moments("в 21:30"), [Moment::At(1_290)]);
}
