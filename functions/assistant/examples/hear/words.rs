//! How far two texts are apart, in words.

/// Words that have to be put in, taken out or exchanged to make one of the other (Levenshtein).
pub(crate) fn apart(said: &str, heard: &str) -> usize {
    let heard: Vec<&str> = heard.split_whitespace().collect();
    let mut row: Vec<usize> = (0..=heard.len()).collect();
    for (line, word) in said.split_whitespace().enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for (place, other) in heard.iter().enumerate() {
            let exchanged = corner + usize::from(word != *other);
            corner = row[place + 1];
            row[place + 1] = exchanged.min(row[place] + 1).min(corner + 1);
        }
    }
    row[heard.len()]
}

/// Words of a text.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().count()
}
