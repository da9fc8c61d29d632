//! How many pieces a pack holds: `N10 (1х10), №20 (2х10)`.

use nazar::catalogue::Pack;

/// Pieces behind each `N` or `№`, and the text from the first of them on; volumes were found with the strengths.
pub(super) fn read(text: &str, volumes: Vec<u32>) -> Pack {
    let mut pieces = Vec::new();
    let mut first = None;
    for (place, letter) in text.char_indices() {
        if letter != '№' && letter != 'N' {
            continue;
        }
        let behind = text[place + letter.len_utf8()..].trim_start();
        let digits = behind
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(behind.len());
        if let Ok(count) = behind[..digits].parse::<u32>()
            && count > 0
        {
            first.get_or_insert(place);
            pieces.push(count);
        }
    }
    pieces.sort_unstable();
    pieces.dedup();
    let tail = first.map_or("", |place| &text[place..]);
    Pack {
        text: tail.trim().to_owned(),
        pieces,
        volumes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_found_after_either_sign() {
        let pack = read("Таблетки 2,5 мг №20 (2х10), N10 (1х10) (блистеры)", vec![]);
        assert_eq!(pack.pieces, [10, 20]);
        assert_eq!(pack.text, "№20 (2х10), N10 (1х10) (блистеры)");
        assert_eq!(read("Гель N", vec![]).pieces, [] as [u32; 0]);
    }
}
