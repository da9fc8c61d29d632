//! A report as the tables of a model card.

use std::fmt::Write;

use nazar::glyphs::CHARACTERS;

use crate::evaluation::{Report, Share};

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
        ("pairs at 0.45, random other", report.pairs_random),
        ("pairs at 0.45, hardest other", report.pairs_hardest),
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
    let times = (report.milliseconds_median, report.milliseconds_p90);
    writeln!(
        text,
        "Preprocessing and classifying: median {:.2} ms, p90 {:.2} ms.",
        times.0, times.1
    )?;
    for (code, count) in &report.refused {
        writeln!(text, "Refused as {code}: {count}.")?;
    }
    confusions(text, report)?;
    classes(text, report)
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

fn confusions(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(text, "\n| drawn | taken for | times |\n|---|---|---|")?;
    for &(from, to, count) in &report.confusions {
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
