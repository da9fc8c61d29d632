//! What must not be missed: words that say that a life is in danger, and words that say that something ails somebody.
//!
//! The classifier knows both as intents. These lists stand beside it, because a classifier that is right in 97 cases of 100
//! is wrong in three, and a person who cannot breathe must be told the number in all of them. They are written to find
//! too much rather than too little: each row is the beginnings of words that have to occur, in any order.

use super::words::Word;

/// What the words alone say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Alarm {
    /// Somebody is unwell.
    Symptom,
    /// A life may be in danger.
    Emergency,
}

/// Each row: word beginnings that all have to be there. A word that ends in `$` is meant whole.
const EMERGENCY: &[&[&str]] = &[
    &["nafas", "ololma"],
    &["nafas", "olmay"],
    &["nafas", "olmaya"],
    &["nafas", "qisil"],
    &["bogil"],
    &["hushi", "ket"],
    &["hushi", "yoqot"],
    &["hushsiz"],
    &["tez$", "yordam", "chaqir"],
    &["tez$", "yordam", "kerak"],
    &["zaharlan"],
    &["kokra", "ogri"],
    &["kokra", "qattiq"],
    &["tutqano"],
    &["talvasa"],
    &["insult"],
    &["infarkt"],
    &["ozimni", "oldir"],
    &["yashagim", "kelma"],
    &["olmoqchiman", "jon"],
    &["qon$", "toxtama"],
    &["yutib", "yubor"],
    &["hovuch", "tablet"],
    &["mogu", "dishat"],
    &["tyajelo", "dishat"],
    &["trudno", "dishat"],
    &["ne$", "dishit"],
    &["zadixa"],
    &["bez$", "soznani"],
    &["soznani", "poterya"],
    &["soznani", "teryaet"],
    &["otravi"],
    &["otravlen"],
    &["peredoz"],
    &["naglota"],
    &["proglotil"],
    &["silnoe", "krovotech"],
    &["krovotech", "ostan"],
    &["skoruyu"],
    &["skoraya", "nujna"],
    &["xochu", "umeret"],
    &["samoubi"],
    &["pokonchit", "soboy"],
    &["bol", "grudi"],
    &["bol", "grudin"],
    &["jjet", "grudin"],
    &["davit", "grudi"],
    &["sudorog"],
    &["anafila"],
    &["otekl", "gorlo"],
    &["cant$", "breathe"],
    &["cannot$", "breathe"],
    &["not$", "breathing"],
    &["isnt$", "breathing"],
    &["cant$", "air"],
    &["unconscious"],
    &["lost$", "conscious"],
    &["passed", "out$"],
    &["collapsed"],
    &["overdos"],
    &["poisoned"],
    &["swallowed", "handful"],
    &["swallowed", "battery"],
    &["too$", "many$", "pills"],
    &["too$", "many$", "tablets"],
    &["chest", "pain"],
    &["chest", "hurt"],
    &["suicid"],
    &["kill", "myself"],
    &["want", "die$"],
    &["stroke$"],
    &["heart$", "attack"],
    &["seizure"],
    &["anaphyla"],
    &["bleeding", "stop"],
    &["throat", "swell"],
    &["throat", "clos"],
    &["ambulance"],
    &["emergency"],
];

const SYMPTOM: &[&[&str]] = &[
    &["ogriya"],
    &["ogriyo"],
    &["ogriydi"],
    &["ogrigi"],
    &["ogrib"],
    &["ogriq"],
    &["isitma"],
    &["shamolla"],
    &["yotal"],
    &["tumov"],
    &["gripp"],
    &["kongl", "ayni"],
    &["qusya"],
    &["ich$", "ket"],
    &["ichi", "ket"],
    &["ichim", "ket"],
    &["toshma"],
    &["qichi"],
    &["boshi", "aylan"],
    &["bolit$"],
    &["bolyat$"],
    &["bol$"],
    &["boli$"],
    &["temperatur"],
    &["kashel"],
    &["kashlya"],
    &["nasmork"],
    &["prostud"],
    &["toshni"],
    &["rvot"],
    &["ponos"],
    &["izjog"],
    &["sip$"],
    &["chesh"],
    &["headache"],
    &["hurts"],
    &["aches"],
    &["aching"],
    &["fever"],
    &["cough"],
    &["sore$"],
    &["toothache"],
    &["dizz"],
    &["nause"],
    &["vomit"],
    &["diarrh"],
    &["rash$"],
    &["flu$"],
    &["migraine"],
    &["insomnia"],
];

/// The graver of what the words say; `None` when they say neither.
pub(crate) fn alarm(words: &[Word]) -> Option<Alarm> {
    let says = |rows: &[&[&str]]| {
        rows.iter()
            .any(|row| row.iter().all(|part| occurs(words, part)))
    };
    if says(EMERGENCY) {
        return Some(Alarm::Emergency);
    }
    says(SYMPTOM).then_some(Alarm::Symptom)
}

fn occurs(words: &[Word], part: &str) -> bool {
    match part.strip_suffix('$') {
        Some(whole) => words.iter().any(|word| word.folded == whole),
        None => words.iter().any(|word| word.folded.starts_with(part)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlu::words::words;

    fn of(text: &str) -> Option<Alarm> {
        alarm(&words(text))
    }

    #[test]
    fn danger_is_found_in_every_script() {
        for text in [
            "Nafas ololmayapman",
            "Нафас ололмаяпман",
            "ko‘kragim og‘riyapti",
            "не могу дышать!!",
            "ребёнок наглотался таблеток",
            "болит, сильная боль в груди",
            "mama bez soznaniya",
            "I can't breathe",
            "I can’t breathe",
            "my father collapsed",
            "zaharlanib qoldim",
        ] {
            assert_eq!(of(text), Some(Alarm::Emergency), "{text}");
        }
    }

    #[test]
    fn complaints_are_found_and_questions_about_medicines_are_none() {
        for text in [
            "Bosh og'rig'i uchun dori",
            "Бош оғриғи учун дори",
            "болит голова",
            "I have a fever",
        ] {
            assert_eq!(of(text), Some(Alarm::Symptom), "{text}");
        }
        for text in [
            "Aspirin narxi qancha",
            "где аптека",
            "find paracetamol",
            "salom",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
