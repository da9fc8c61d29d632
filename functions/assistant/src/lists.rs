//! What the assistant understands: intents with examples, and languages.

use axum::Json;
use axum::extract::State;
use nazar::http::Locale;
use nazar::i18n::text;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;
use crate::nlu::{Intent, Language};

/// Something that can be wanted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IntentView {
    /// Its word.
    intent: Intent,
    /// What it is, in the reader's language.
    description: String,
    /// What somebody may say, in the three languages; understanding them so is tested.
    examples: Vec<ExampleView>,
}

/// An example.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExampleView {
    /// Its language.
    language: Language,
    /// What is said.
    text: &'static str,
}

/// All intents.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IntentsView {
    /// Those that are understood.
    items: Vec<IntentView>,
}

/// List what the assistant understands
#[utoipa::path(
    get,
    path = "/api/v1/assistant/intents",
    operation_id = "list_assistant_intents",
    tag = "assistant",
    responses((status = 200, description = "The intents, with examples.", body = IntentsView))
)]
pub(crate) async fn intents(locale: Locale) -> Json<IntentsView> {
    let items = Intent::ALL.into_iter().map(|intent| IntentView {
        intent,
        description: text(
            locale,
            &format!("assistant-intent-{}", intent.as_str()),
            None,
            &[],
        ),
        examples: examples(intent)
            .iter()
            .zip(Language::ALL)
            .map(|(text, language)| ExampleView { language, text })
            .collect(),
    });
    Json(IntentsView {
        items: items.collect(),
    })
}

/// An example in each language, in their order; none for what is unknown.
pub(crate) fn examples(intent: Intent) -> &'static [&'static str] {
    match intent {
        Intent::FindMedication => &[
            "Парацетамол борми?",
            "Найдите мне но-шпу",
            "Do you have Nurofen?",
        ],
        Intent::FindPharmacy => &[
            "Yaqin atrofda qanday dorixona bor?",
            "Где ближайшая аптека?",
            "Which pharmacy is open now in Chilanzar?",
        ],
        Intent::CheckInteraction => &[
            "Aspirin va varfarinni birga ichsa boʻladimi?",
            "Можно ли пить ибупрофен с варфарином?",
            "Can I take aspirin with warfarin?",
        ],
        Intent::CheckPrice => &[
            "Metforminning narxi qancha?",
            "Сколько стоит конкор?",
            "How much is paracetamol?",
        ],
        Intent::GetInfo => &[
            "Aspirin haqida maʼlumot",
            "Что такое омепразол?",
            "What is metformin for?",
        ],
        Intent::ScanMedication => &[
            "Dorini suratga olsam taniysizmi?",
            "Отсканируй штрих-код",
            "Identify this pill from a photo",
        ],
        Intent::Reminder => &[
            "Soat 8 da metformin ichishni eslat",
            "Напомни в 8 вечера выпить конкор",
            "Remind me to take metformin at 8 am",
        ],
        Intent::Greet => &["Assalomu alaykum", "Здравствуйте", "Hello"],
        Intent::Thank => &["Katta rahmat", "Спасибо за помощь", "Thank you very much"],
        Intent::Help => &["Nima qila olasiz?", "Что ты умеешь?", "What can you do?"],
        Intent::Symptom => &[
            "Boshim ogʻriyapti",
            "Болит голова, что выпить?",
            "I have a fever",
        ],
        Intent::Emergency => &["Nafas ololmayapman", "Не могу дышать", "I can't breathe"],
        Intent::Unknown => &[],
    }
}

/// A language.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LanguageView {
    /// Its tag.
    language: Language,
    /// Its own name for itself.
    name: &'static str,
    /// The scripts in which it is read; it is answered in that of the question, Russian always in Cyrillic.
    scripts: &'static [&'static str],
    /// Whether text is understood.
    text: bool,
    /// Whether answers can be spoken on this installation now.
    speech: bool,
    /// Whether speech can be understood on this installation now.
    transcription: bool,
}

/// All languages.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LanguagesView {
    /// Those that are understood.
    items: Vec<LanguageView>,
}

/// List the assistant's languages
///
/// `speech` and `transcription` say what this installation can do, not what was planned.
#[utoipa::path(
    get,
    path = "/api/v1/assistant/languages",
    operation_id = "list_assistant_languages",
    tag = "assistant",
    responses((status = 200, description = "The languages.", body = LanguagesView))
)]
pub(crate) async fn languages(State(context): State<Context>) -> Json<LanguagesView> {
    let speech = context.voice.is_there();
    let transcription = context.listener.is_some() || context.ears.is_some();
    let view = |language, name, scripts| LanguageView {
        language,
        name,
        scripts,
        text: true,
        speech,
        transcription,
    };
    Json(LanguagesView {
        items: vec![
            view(Language::Uzbek, "Oʻzbekcha", &["latin", "cyrillic"]),
            view(Language::Russian, "Русский", &["cyrillic", "latin"]),
            view(Language::English, "English", &["latin"]),
        ],
    })
}

#[cfg(test)]
mod tests {
    use nazar_importer::{Files, build, demonstration};

    use super::*;
    use crate::nlu::{Names, Nlu};

    /// Defect 8.2.19: the list of intents named examples that nothing understood.
    #[test]
    fn defect_19_every_example_is_understood() {
        let files: Files = demonstration()
            .into_iter()
            .map(|file| (file.source, file.bytes))
            .collect();
        let catalogue = build(&files).unwrap().catalogue;
        let names = Names::of(&catalogue);
        let nlu = Nlu::load().unwrap();
        for intent in Intent::ALL {
            for text in examples(intent) {
                let understood = nlu.understand(text, &catalogue, &names);
                assert_eq!(understood.intent, intent, "{text}");
            }
        }
    }
}
