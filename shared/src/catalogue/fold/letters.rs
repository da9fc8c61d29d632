//! From any letter that names are written in to ASCII.

/// The word in small ASCII letters; letters of other scripts are left out.
pub(super) fn transliterate(word: &[char]) -> String {
    let mut latin = String::with_capacity(word.len() + 4);
    for letter in word.iter().flat_map(|letter| letter.to_lowercase()) {
        match letter {
            'a'..='z' | '0'..='9' | '.' => latin.push(letter),
            _ => latin.push_str(cyrillic(letter).or_else(|| marked(letter)).unwrap_or("")),
        }
    }
    latin
}

/// Two ways to write a sound that have one here: `kh` and `zh` of transliterated Russian, a word's first `ye`.
pub(super) fn settle(latin: &str) -> String {
    let mut settled = latin.to_owned();
    for (written, wanted) in [("kh", "x"), ("zh", "j")] {
        while settled.contains(written) {
            settled = settled.replace(written, wanted);
        }
    }
    while settled.starts_with("ye") {
        settled.remove(0);
    }
    settled
}

/// Uzbek's own alphabet of 1995 without apostrophes, and Russian letters as Uzbek writes them.
fn cyrillic(letter: char) -> Option<&'static str> {
    let latin = match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' => "g",
        'д' => "d",
        // Most people write е for ё.
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' | 'ј' => "j",
        'з' => "z",
        'и' | 'ы' | 'і' | 'ї' => "i",
        'й' => "y",
        'к' => "k",
        'қ' => "q",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' | 'ў' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ѕ' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "x",
        'ҳ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ю' => "yu",
        'я' => "ya",
        'ъ' | 'ь' => "",
        _ => return None,
    };
    Some(latin)
}

/// Latin letters with marks, and the Greek letters that stand in names of substances.
fn marked(letter: char) -> Option<&'static str> {
    let latin = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        'α' => "alpha",
        'β' => "beta",
        'γ' => "gamma",
        'ω' => "omega",
        // The sign and the Greek letter.
        'µ' | 'μ' => "mk",
        _ => return None,
    };
    Some(latin)
}
