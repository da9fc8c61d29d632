//! A report as the tables of a model card.

use std::fmt::Write;

use nazar::glyphs::CHARACTERS;

use crate::evaluation::{Report, Share, Trials};

/// The report in Markdown.
pub fn markdown(report: &Report) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, report);
    text
}

fn write(text: &mut String, report: &Report) -> std::fmt::Result {
    for model in &report.models {
        writeln!(text, "{}, SHA-256 `{}`", model.id, model.sha256)?;
    }
    writeln!(
        text,
        "\n| figure | value | 95 % interval | counted |\n|---|---|---|---|"
    )?;
    let rows = [
        ("top-1", report.top_1),
        ("top-5", report.top_5),
        ("abstained", report.abstained),
        ("top-1 where it did not abstain", report.top_1_when_sure),
        ("nearest reference is its own", report.nearest_reference),
        ("pairs at 0.45, random other", report.pairs_random),
        ("pairs at 0.45, hardest other", report.pairs_hardest),
        (
            "own wanted, taken for another",
            report.comparisons.taken_for_another,
        ),
        (
            "another wanted, the drawn one named",
            report.comparisons.told,
        ),
        (
            "another wanted, one not drawn named",
            report.comparisons.mistaken,
        ),
    ];
    for (name, share) in rows {
        line(text, name, share)?;
    }
    for (group, share) in &report.groups {
        line(text, &format!("top-1, {group}s"), *share)?;
    }
    writeln!(
        text,
        "\nCalibration error {:.2} %. ",
        report.calibration_error * 100.0
    )?;
    if let Some(times) = &report.milliseconds {
        writeln!(
            text,
            "Preprocessing and classifying: median {:.2} ms, p90 {:.2} ms.",
            times.median, times.p90
        )?;
    }
    for (code, count) in &report.refused {
        writeln!(text, "Refused as {code}: {count}.")?;
    }
    confusions(text, "the classifier takes it for", &report.confusions)?;
    confusions(
        text,
        "a comparison takes it for",
        &report.comparisons.confusions,
    )?;
    classes(text, report)
}

/// The harder trials in Markdown.
pub fn trials(trials: &Trials) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write_trials(&mut text, trials);
    text
}

fn write_trials(text: &mut String, trials: &Trials) -> std::fmt::Result {
    let tables = [
        ("top-1 of drawings distorted", &trials.distorted),
        (
            "refused, of pictures without a character",
            &trials.strangers,
        ),
        (
            "steps that lower the score, references",
            &trials.graded_references,
        ),
        (
            "steps that lower the score, drawings",
            &trials.graded_drawings,
        ),
    ];
    for (index, (title, rows)) in tables.into_iter().enumerate() {
        writeln!(
            text,
            "\n| {title} | value | 95 % interval | counted |\n|---|---|---|---|"
        )?;
        for (name, share) in rows {
            line(text, name, *share)?;
        }
        match index {
            0 => line(text, "not distorted", trials.undistorted)?,
            1 => line(text, "all of them", trials.strangers_all)?,
            _ => (),
        }
    }
    Ok(())
}

fn line(text: &mut String, name: &str, share: Share) -> std::fmt::Result {
    let percent = |value: f64| value * 100.0;
    let (value, low, high) = (
        percent(share.share),
        percent(share.low),
        percent(share.high),
    );
    writeln!(
        text,
        "| {name} | {value:.2} % | {low:.1} to {high:.1} | {} of {} |",
        share.hits, share.of
    )
}

fn confusions(text: &mut String, title: &str, pairs: &[(u8, u8, usize)]) -> std::fmt::Result {
    writeln!(text, "\n| drawn | {title} | times |\n|---|---|---|")?;
    for &(from, to, count) in pairs {
        let name = |class: u8| {
            let character = &CHARACTERS[usize::from(class)];
            format!("{} {} ({class})", character.letter, character.iast)
        };
        writeln!(text, "| {} | {} | {count} |", name(from), name(to))?;
    }
    Ok(())
}

fn classes(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(
        text,
        "\nClasses with a mistake:\n\n| class | top-1 | 95 % interval | counted |\n|---|---|---|---|"
    )?;
    for (class, share) in report
        .classes
        .iter()
        .filter(|(_, share)| share.hits < share.of)
    {
        let character = &CHARACTERS[usize::from(*class)];
        line(
            text,
            &format!("{class} {} {}", character.letter, character.iast),
            *share,
        )?;
    }
    Ok(())
}
