//! How a word is said, roughly: what spellings of one name in three languages have in common.

/// The sound of one folded word.
///
/// The rules are those by which international names change between English, Russian and Uzbek: `c` before a front
/// vowel, `ts` and `z` are one sound, `ph` is `f`, `th` is `t`, `ch`, `kh`, `ks` and `x` are one, `h` and `g` are one
/// (хлоргексидин), `y` is `i`, `w` is `v`, `qu` is `kv`, `ae` and `oe` are `e`; double letters count once, and a last
/// `e` is silent.
pub fn sound(word: &str) -> String {
    let letters = word.as_bytes();
    let mut said: Vec<u8> = Vec::with_capacity(letters.len());
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        let next = letters.get(place + 1).copied().unwrap_or_default();
        let (sounds, taken) = one(letter, next);
        for &sound in sounds {
            // Digits are no sounds: 100 stays 100.
            if said.last() != Some(&sound) || sound.is_ascii_digit() {
                said.push(sound);
            }
        }
        if sounds.is_empty() {
            said.push(letter);
        }
        place += taken;
    }
    if said.len() > 4 && said.last() == Some(&b'e') {
        said.pop();
    }
    said.into_iter().map(char::from).collect()
}

/// The sounds of a letter before another, and how many letters they took; no sounds: the letter as it is.
fn one(letter: u8, next: u8) -> (&'static [u8], usize) {
    match (letter, next) {
        (b'a' | b'o', b'e') => (b"e", 2),
        (b'c', b'h' | b's') | (b'k', b's') => (b"x", 2),
        (b'c', b'k') => (b"k", 2),
        (b'c', b'e' | b'i' | b'y') => (b"s", 1),
        (b'c', _) => (b"k", 1),
        (b'g', b'h') => (b"g", 2),
        (b'h', _) => (b"g", 1),
        (b'p', b'h') => (b"f", 2),
        (b'q', b'u') => (b"kv", 2),
        (b'q', _) => (b"k", 1),
        (b's', b'h') => (b"w", 2),
        (b't', b'h') => (b"t", 2),
        (b't', b's') => (b"s", 2),
        (b'w', _) => (b"v", 1),
        (b'y', _) => (b"i", 1),
        (b'z', _) => (b"s", 1),
        _ => (plain(letter), 1),
    }
}

/// Letters that sound as they are written.
fn plain(letter: u8) -> &'static [u8] {
    const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    match letter {
        b'a'..=b'z' => {
            let place = usize::from(letter - b'a');
            &LETTERS[place..=place]
        }
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_the_same() {
        for names in [
            ["paracetamol", "парацетамол", "paratsetamol"],
            ["amoxicillin", "амоксициллин", "amoksitsillin"],
            ["omeprazole", "омепразол", "omeprazol"],
            ["ciprofloxacin", "ципрофлоксацин", "siprofloksatsin"],
            ["levothyroxine", "левотироксин", "levotiroksin"],
            ["chlorhexidine", "хлоргексидин", "xlorgeksidin"],
            ["azithromycin", "азитромицин", "azitromitsin"],
            ["quetiapine", "кветиапин", "kvetiapin"],
            ["cephalexin", "цефалексин", "sefaleksin"],
            ["rosuvastatin", "розувастатин", "rozuvastatin"],
            ["phenylephrine", "фенилэфрин", "fenilefrin"],
            ["xarelto", "ксарелто", "ksarelto"],
        ] {
            let [english, russian, uzbek] = names.map(|name| sound(&fold(name)));
            assert_eq!(english, russian, "{names:?}");
            assert_eq!(english, uzbek, "{names:?}");
        }
    }

    #[test]
    fn names_that_sound_alike_but_differ_stay_apart() {
        for (one, other) in [
            ("prednisone", "prednisolone"),
            ("clonidine", "clonazepam"),
            ("losartan", "valsartan"),
            ("cetirizine", "cinnarizine"),
        ] {
            assert_ne!(sound(&fold(one)), sound(&fold(other)));
        }
    }

    #[test]
    fn digits_are_kept() {
        assert_eq!(sound("100"), "100");
        assert_eq!(sound("b12"), "b12");
        assert_eq!(sound("2.5"), "2.5");
    }
}
