//! An analysis and answers to it, for tests.

use serde_json::{Value, json};

use crate::coach::Analysis;

/// A sentence that fits.
pub(super) const ASSESSMENT: &str = "Your क (ka) is close to the reference, 78 of 100.";
/// Four points that fit.
pub(super) const POINTS: [&str; 4] = [
    "The head line is missing at the top left. Draw it along its whole length.",
    "The letter leans 6 degrees to the right; hold the stem upright.",
    "The strokes are a little thin; press the pen harder.",
    "The bowl is right. Keep it.",
];

/// A drawing of ka with a gap in its head line that leans.
pub(super) fn analysis() -> Analysis {
    let focus = |code: &str, aspect: &str, region: usize| json!({"code": code, "aspect": aspect, "region": region});
    let region = |kind: &str, place: &str, part: &str| {
        json!({
            "kind": kind, "place": place, "part": part, "area": 0.06, "depth": 0.04,
            "polygon": [[0.1, 0.1], [0.3, 0.1], [0.3, 0.2]],
        })
    };
    let analysis = json!({
        "target": 0,
        "leniency": "normal",
        "score": 78,
        "aspects": [{"aspect": "completeness", "score": 61}, {"aspect": "slant", "score": 70}],
        "facts": {
            "alignment": {"scale": 0.98, "turn_degrees": 1.0, "shift_x": 0.01, "shift_y": 0.0},
            "ink": {"missing": 0.06, "extra": 0.02, "deviation": 0.014},
            "slant_degrees": 6.0,
            "proportion": {"reference": 0.91, "drawn": 0.95},
            "weight": {
                "reference": 0.11, "drawn": 0.09, "reference_spread": 0.4, "drawn_spread": 0.4, "unevenness": 0.1,
            },
            "head_line": {"found": 0.7, "slope_degrees": 1.0, "waviness": 0.01},
            "balance": {"right": 0.01, "down": 0.0},
            "counters": {"expected": 2, "drawn": 2, "filled": 0, "opened": 0, "extra": 0},
        },
        "regions": [region("missing", "top_left", "head_line"), region("part", "centre", "stem")],
        "focus": [
            focus("missing", "completeness", 0),
            focus("leans_right", "slant", 1),
            focus("too_light", "weight", 1),
            focus("done_well", "counters", 1),
        ],
    });
    serde_json::from_value(analysis).unwrap()
}

/// What Gemini answers when all is well.
pub(super) fn gemini_answer() -> Value {
    gemini_says(ASSESSMENT, &POINTS)
}

/// An answer of Gemini with these texts.
pub(super) fn gemini_says(assessment: &str, points: &[&str]) -> Value {
    let said = json!({"assessment": assessment, "points": points}).to_string();
    json!({
        "candidates": [{
            "content": {"role": "model", "parts": [{"text": said}]},
            "finishReason": "STOP",
            "index": 0,
        }],
        "usageMetadata": {"promptTokenCount": 700, "candidatesTokenCount": 120, "totalTokenCount": 820},
        "modelVersion": "gemini-2.5-flash",
    })
}
