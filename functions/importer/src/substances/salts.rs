//! What a substance is called without the salt or hydrate that it is sold as.

/// Words that name a salt, an ester used as one, or water of crystallisation, when they stand behind a substance.
const SALTS: [&str; 58] = [
    "acetate",
    "anhydrous",
    "axetil",
    "benzoate",
    "besilate",
    "besylate",
    "bitartrate",
    "bromide",
    "calcium",
    "chloride",
    "citrate",
    "decanoate",
    "dihydrate",
    "dihydrochloride",
    "dimesylate",
    "dipropionate",
    "disodium",
    "fumarate",
    "furoate",
    "gluconate",
    "hemihydrate",
    "hyclate",
    "hydrobromide",
    "hydrochloride",
    "hydrogen",
    "hydrogentartrate",
    "isethionate",
    "lactate",
    "lysinate",
    "malate",
    "maleate",
    "medoxomil",
    "mesilate",
    "mesylate",
    "monohydrate",
    "mononitrate",
    "nitrate",
    "orotate",
    "pamoate",
    "phosphate",
    "pivalate",
    "pivoxil",
    "potassium",
    "propionate",
    "proxetil",
    "sesquihydrate",
    "sodium",
    "succinate",
    "sulfate",
    "sulphate",
    "tartrate",
    "tosilate",
    "trihydrate",
    "trometamol",
    "tromethamine",
    "valerate",
    "xinafoate",
    "digluconate",
];

/// Names of which the first word is an ion or a group of atoms: there the second word is no salt of a substance, it is
/// half of the name.
const IONS: [&str; 22] = [
    "aluminium",
    "ammonium",
    "barium",
    "bismuth",
    "calcium",
    "ethyl",
    "ferric",
    "ferrous",
    "glyceryl",
    "hydrogen",
    "iron",
    "isosorbide",
    "lithium",
    "magnesium",
    "manganese",
    "methyl",
    "potassium",
    "silver",
    "sodium",
    "zinc",
    "copper",
    "strontium",
];

/// The name without its salt: `diclofenac sodium` gives `diclofenac`, `sodium chloride` stays. Asterisks, the prefix
/// `L-` and blanks at the ends go too; letters become small.
pub(super) fn base(name: &str) -> String {
    let plain = name.trim().trim_matches('*').trim().to_lowercase();
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    let is_of_an_ion = words.first().is_some_and(|first| IONS.contains(first));
    while !is_of_an_ion && words.len() > 1 && words.last().is_some_and(|last| SALTS.contains(last))
    {
        words.pop();
    }
    let joined = words.join(" ");
    match joined.strip_prefix("l-") {
        Some(rest) if rest.len() > 4 => rest.to_owned(),
        _ => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salts_go_and_ions_stay() {
        for (name, wanted) in [
            ("Diclofenac sodium*", "diclofenac"),
            ("amlodipine besilate monohydrate", "amlodipine"),
            ("L-arginine hydrochloride", "arginine"),
            ("sodium chloride", "sodium chloride"),
            ("ferrous sulfate", "ferrous sulfate"),
            ("isosorbide mononitrate", "isosorbide mononitrate"),
            ("lactulose", "lactulose"),
            ("chloride", "chloride"),
        ] {
            assert_eq!(base(name), wanted);
        }
    }
}
