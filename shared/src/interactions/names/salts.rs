//! The words by which a salt, an ester or a hydrate is told from its base.

/// Words that never name a substance alone.
const SALTS: [&str; 74] = [
    "acetate",
    "acetonide",
    "adipate",
    "anhydrous",
    "aspartate",
    "axetil",
    "benzoate",
    "besilate",
    "besylate",
    "bisulfate",
    "bitartrate",
    "bromide",
    "calcium",
    "camsilate",
    "caproate",
    "carbonate",
    "chloride",
    "cilexetil",
    "citrate",
    "decanoate",
    "dihydrate",
    "dihydrochloride",
    "dimaleate",
    "dinitrate",
    "dipropionate",
    "disodium",
    "disoproxil",
    "edisylate",
    "enantate",
    "ethanolate",
    "etexilate",
    "fumarate",
    "furoate",
    "gluconate",
    "hcl",
    "hemihydrate",
    "hydrobromide",
    "hydrochloride",
    "hydrogen",
    "hydroxide",
    "lactate",
    "lysine",
    "magnesium",
    "malate",
    "maleate",
    "medoxomil",
    "meglumine",
    "mesilate",
    "mesylate",
    "mofetil",
    "monohydrate",
    "napsilate",
    "nitrate",
    "oxalate",
    "palmitate",
    "pamoate",
    "phosphate",
    "pivoxil",
    "polistirex",
    "potassium",
    "propionate",
    "proxetil",
    "salicylate",
    "sesquihydrate",
    "sodium",
    "stearate",
    "succinate",
    "sulfate",
    "sulphate",
    "tartrate",
    "tosilate",
    "tosylate",
    "trihydrate",
    "tromethamine",
];

/// Of those, the metals: before another of the list they are the substance.
const METALS: [&str; 4] = ["calcium", "magnesium", "potassium", "sodium"];

/// First words after which a salt's word makes another medicine than the base.
const WITH_THEIR_SALT: [&str; 12] = [
    "aluminium",
    "aluminum",
    "ammonium",
    "benzalkonium",
    "bismuth",
    "ferric",
    "ferrous",
    "glyceryl",
    "isosorbide",
    "lithium",
    "silver",
    "zinc",
];

/// The identifier without the words of a salt at its end and without a metal before the substance.
pub(super) fn stripped(id: &str) -> String {
    let mut words: Vec<&str> = id.split('-').collect();
    if WITH_THEIR_SALT.contains(&words[0]) {
        return id.to_owned();
    }
    while words.len() > 1 && words.last().is_some_and(|word| SALTS.contains(word)) {
        let only_metal_left = words.len() == 2 && METALS.contains(&words[0]);
        if only_metal_left {
            break;
        }
        words.pop();
    }
    words.join("-")
}
