//! Reading what Gemini answered; anything but one sentence and four points that fit is refused as a whole.

use serde::{Deserialize, Serialize};

use super::fit::{MAX_ASSESSMENT, MAX_POINT, Misfit, check, check_one_sentence};
use crate::coach::{Analysis, Point, Words};
use nazar::http::Locale;

/// Texts that fit: a sentence, and one for each focus of the analysis that was asked about, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sentences {
    assessment: String,
    points: [String; 4],
}

impl Sentences {
    /// The texts with what each is about. The analysis is the one that was asked about, so each text meets its focus.
    pub(super) fn words(self, analysis: &Analysis) -> Words {
        let points = self.points.into_iter().zip(&analysis.focus);
        Words {
            assessment: self.assessment,
            points: points
                .map(|(text, focus)| Point {
                    kind: focus.code.kind(),
                    aspect: focus.aspect,
                    text,
                    region: focus.region,
                })
                .collect(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    #[serde(default)]
    candidates: Vec<Candidate>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Candidate {
    content: Option<Content>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Content {
    #[serde(default)]
    parts: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    text: String,
    /// Whether it is thought and not said.
    #[serde(default)]
    thought: bool,
}

#[derive(Deserialize)]
struct Said {
    assessment: String,
    points: Vec<String>,
}

/// The texts of a response's body.
///
/// # Errors
/// What does not fit.
pub(super) fn read(body: &[u8], language: Locale) -> Result<Sentences, Misfit> {
    let response: Response = serde_json::from_slice(body).map_err(|_| Misfit::Form)?;
    let candidate = response.candidates.into_iter().next().ok_or(Misfit::Form)?;
    // Anything else was cut off or held back.
    if candidate.finish_reason.as_deref() != Some("STOP") {
        return Err(Misfit::Form);
    }
    let parts = candidate.content.ok_or(Misfit::Form)?.parts;
    let said: String = parts
        .into_iter()
        .filter(|part| !part.thought)
        .map(|part| part.text)
        .collect();
    let said: Said = serde_json::from_str(&said).map_err(|_| Misfit::Form)?;
    fitting(&said, language)
}

fn fitting(said: &Said, language: Locale) -> Result<Sentences, Misfit> {
    let assessment = said.assessment.trim().to_owned();
    check(&assessment, MAX_ASSESSMENT, language)?;
    check_one_sentence(&assessment)?;
    let points: Vec<String> = said
        .points
        .iter()
        .map(|text| text.trim().to_owned())
        .collect();
    for point in &points {
        check(point, MAX_POINT, language)?;
    }
    Ok(Sentences {
        assessment,
        points: points.try_into().map_err(|_| Misfit::Count)?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::feedback::samples;

    fn english(body: &Value) -> Result<Sentences, Misfit> {
        read(body.to_string().as_bytes(), Locale::English)
    }

    #[test]
    fn a_good_answer_is_tied_to_the_focuses() {
        let analysis = samples::analysis();
        let words = english(&samples::gemini_answer()).unwrap().words(&analysis);
        assert_eq!(words.assessment, samples::ASSESSMENT);
        assert_eq!(words.points.len(), 4);
        for (point, focus) in words.points.iter().zip(&analysis.focus) {
            assert_eq!((point.aspect, point.region), (focus.aspect, focus.region));
        }
    }

    #[test]
    fn thoughts_are_left_out_and_parts_put_together() {
        let mut answer = samples::gemini_answer();
        let text = answer["candidates"][0]["content"]["parts"][0]["text"].clone();
        let (first, second) = text.as_str().unwrap().split_at(20);
        answer["candidates"][0]["content"]["parts"] =
            json!([{"text": "hm", "thought": true}, {"text": first}, {"text": second}]);
        assert!(english(&answer).is_ok());
    }

    #[test]
    fn another_form_is_refused() {
        let cut_off = {
            let mut answer = samples::gemini_answer();
            answer["candidates"][0]["finishReason"] = json!("MAX_TOKENS");
            answer
        };
        for answer in [
            json!({}),
            json!({"candidates": []}),
            json!({"candidates": [{"finishReason": "SAFETY"}]}),
            json!({"promptFeedback": {"blockReason": "SAFETY"}}),
            json!({"candidates": [{"finishReason": "STOP", "content": {"parts": [{"text": "Sure! {}"}]}}]}),
            json!([]),
            cut_off,
        ] {
            assert_eq!(english(&answer), Err(Misfit::Form), "{answer}");
        }
        assert_eq!(read(b"<html>", Locale::English), Err(Misfit::Form));
    }

    #[test]
    fn texts_that_do_not_fit_are_refused() {
        let point = samples::POINTS[0];
        let cases = [
            (samples::ASSESSMENT, vec![point; 3], Misfit::Count),
            (samples::ASSESSMENT, vec![point; 5], Misfit::Count),
            (
                "It is close. It leans a little.",
                vec![point; 4],
                Misfit::Sentences,
            ),
            ("", vec![point; 4], Misfit::Length),
            (
                samples::ASSESSMENT,
                vec![point, point, point, "See www.example.org now."],
                Misfit::Address,
            ),
        ];
        for (assessment, points, misfit) in cases {
            let answer = samples::gemini_says(assessment, &points);
            assert_eq!(english(&answer), Err(misfit), "{answer}");
        }
        let russian = read(
            samples::gemini_answer().to_string().as_bytes(),
            Locale::Russian,
        );
        assert_eq!(russian, Err(Misfit::Language));
    }

    proptest! {
        #[test]
        fn no_answer_panics(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&body, Locale::English);
        }
    }
}
