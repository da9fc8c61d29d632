//! Names of one substance that neither spelling nor salt explains.
//!
//! International names (INN) on the right, American (USAN), British (BAN) and everyday ones on the left, after the
//! published lists of names that differ (WHO, British Approved Names). Where all salts of a metal act alike, one of
//! them stands for all.

/// A name with the international one, both as identifiers, in the order of the first.
const EQUIVALENTS: [(&str, &str); 154] = [
    ("5-fluorouracil", "fluorouracil"),
    ("5-fu", "fluorouracil"),
    ("acetaminophen", "paracetamol"),
    ("acetosal", "acetylsalicylic-acid"),
    ("acetylsalicylate", "acetylsalicylic-acid"),
    ("acth", "corticotropin"),
    ("actinomycin-d", "dactinomycin"),
    ("acyclovir", "aciclovir"),
    ("adrenaline", "epinephrine"),
    ("albuterol", "salbutamol"),
    ("alendronate", "alendronic-acid"),
    ("alfentanyl", "alfentanil"),
    ("aluminum", "aluminium"),
    ("aluminum-hydroxide", "aluminium-hydroxide"),
    ("amethopterin", "methotrexate"),
    ("amfetamine", "amphetamine"),
    ("amoxycillin", "amoxicillin"),
    ("amphotericin", "amphotericin-b"),
    ("analgin", "metamizole"),
    ("antipyrine", "phenazone"),
    ("asa", "acetylsalicylic-acid"),
    ("aspirin", "acetylsalicylic-acid"),
    ("beclomethasone", "beclometasone"),
    ("bendrofluazide", "bendroflumethiazide"),
    ("benzathine-benzylpenicillin", "benzylpenicillin"),
    ("benzhexol", "trihexyphenidyl"),
    ("benztropine", "benzatropine"),
    ("calciferol", "ergocalciferol"),
    ("cefamandol", "cefamandole"),
    ("cephalexin", "cefalexin"),
    ("cephalothin", "cefalotin"),
    ("chlorthalidone", "chlortalidone"),
    ("cholecalciferol", "colecalciferol"),
    ("cholestyramine", "colestyramine"),
    ("clomiphene", "clomifene"),
    ("cosyntropin", "tetracosactide"),
    ("cromoglycate", "cromoglicic-acid"),
    ("cromolyn", "cromoglicic-acid"),
    ("cyanocobalamin", "vitamin-b12"),
    ("cyclosporin", "ciclosporin"),
    ("cyclosporin-a", "ciclosporin"),
    ("cyclosporine", "ciclosporin"),
    ("cysteamine", "mercaptamine"),
    ("dexamphetamine", "dexamfetamine"),
    ("dextroamphetamine", "dexamfetamine"),
    ("diamorphine", "heroin"),
    ("dicyclomine", "dicycloverine"),
    ("dihydroxyaluminium", "aluminium-hydroxide"),
    ("dipyrone", "metamizole"),
    ("divalproex", "valproic-acid"),
    ("doxycyclin", "doxycycline"),
    ("drotaverin", "drotaverine"),
    ("epoetin", "erythropoietin"),
    ("ergonovine", "ergometrine"),
    ("estrogens-conjugated", "conjugated-estrogens"),
    ("ethacrynic-acid", "etacrynic-acid"),
    ("ethanol", "alcohol"),
    ("ethinyl-estradiol", "ethinylestradiol"),
    ("ethyl-alcohol", "alcohol"),
    ("ferric-hydroxide-polymaltose-complex", "iron"),
    ("ferrous-fumarate", "iron"),
    ("ferrous-gluconate", "iron"),
    ("ferrous-sulfate", "iron"),
    ("flumethasone", "flumetasone"),
    ("folate", "folic-acid"),
    ("frusemide", "furosemide"),
    ("gamma-benzene-hexachloride", "lindane"),
    ("gemifloxacine", "gemifloxacin"),
    ("glibenclamid", "glibenclamide"),
    ("glyburide", "glibenclamide"),
    ("glycerine", "glycerol"),
    ("guaiphenesin", "guaifenesin"),
    ("hydroxyethyltheophylline", "etofylline"),
    ("hydroxyurea", "hydroxycarbamide"),
    ("hypericum", "st-johns-wort"),
    ("hypericum-perforatum", "st-johns-wort"),
    ("indomethacin", "indometacin"),
    ("insulin-human", "insulin"),
    ("insulin-regular", "insulin"),
    ("insulin-soluble", "insulin"),
    ("iron-sulfate", "iron"),
    ("isoproterenol", "isoprenaline"),
    ("l-thyroxine", "levothyroxine"),
    ("leucovorin", "folinic-acid"),
    ("levothyroxin", "levothyroxine"),
    ("lidocain", "lidocaine"),
    ("lignocaine", "lidocaine"),
    ("linezolide", "linezolid"),
    ("lithium-carbonate", "lithium"),
    ("lithium-citrate", "lithium"),
    ("meclizine", "meclozine"),
    ("meperidine", "pethidine"),
    ("mesalamine", "mesalazine"),
    ("metamizol", "metamizole"),
    ("metaproterenol", "orciprenaline"),
    ("methimazole", "thiamazole"),
    ("methyl-ergonovine", "methylergometrine"),
    ("methylergonovine", "methylergometrine"),
    ("metrizoate", "metrizoic-acid"),
    ("mycophenolate", "mycophenolic-acid"),
    ("mycophenolate-mofetil", "mycophenolic-acid"),
    ("niacin", "nicotinic-acid"),
    ("nitroglycerin", "glyceryl-trinitrate"),
    ("nitroglycerine", "glyceryl-trinitrate"),
    ("noradrenaline", "norepinephrine"),
    ("norfloxacine", "norfloxacin"),
    ("oestradiol", "estradiol"),
    ("omeprazol", "omeprazole"),
    ("oxpentifylline", "pentoxifylline"),
    ("oxyphenbutazone-hydrate", "oxyphenbutazone"),
    ("para-aminosalicylic-acid", "aminosalicylic-acid"),
    ("penicillin-g", "benzylpenicillin"),
    ("penicillin-v", "phenoxymethylpenicillin"),
    ("pentoxyphylline", "pentoxifylline"),
    ("phenobarbitone", "phenobarbital"),
    ("phylloquinone", "phytomenadione"),
    ("phytonadione", "phytomenadione"),
    ("potassium", "potassium-chloride"),
    ("potassium-citrate", "potassium-chloride"),
    ("potassium-gluconate", "potassium-chloride"),
    ("procaine-benzylpenicillin", "benzylpenicillin"),
    ("procetofene", "fenofibrate"),
    ("propacetamol", "paracetamol"),
    ("propoxyphene", "dextropropoxyphene"),
    ("pyridostigmin", "pyridostigmine"),
    ("retinol", "vitamin-a"),
    ("rifampin", "rifampicin"),
    ("saint-johns-wort", "st-johns-wort"),
    ("salazosulfapyridine", "sulfasalazine"),
    ("scopolamine", "hyoscine"),
    ("sildenafil-citrat", "sildenafil"),
    ("simethicone", "simeticone"),
    ("sodium-valproate", "valproic-acid"),
    ("st-john-s-wort", "st-johns-wort"),
    ("succinylcholine", "suxamethonium"),
    ("sulfamethoxazol", "sulfamethoxazole"),
    ("sulphasalazine", "sulfasalazine"),
    ("terbutalin", "terbutaline"),
    ("theophyllin", "theophylline"),
    ("thyroxine", "levothyroxine"),
    ("tocopherol", "vitamin-e"),
    ("torsemide", "torasemide"),
    ("trinitrin", "glyceryl-trinitrate"),
    ("tromethamine", "trometamol"),
    ("tubocurarine-chloride", "tubocurarine"),
    ("valproate", "valproic-acid"),
    ("valproate-semisodium", "valproic-acid"),
    ("vinorelbin", "vinorelbine"),
    ("vitamin-a-palmitate", "vitamin-a"),
    ("vitamin-b9", "folic-acid"),
    ("vitamin-c", "ascorbic-acid"),
    ("vitamin-d2", "ergocalciferol"),
    ("vitamin-d3", "colecalciferol"),
    ("vitamin-k1", "phytomenadione"),
];

/// The international name, when this one is listed.
pub(super) fn international(id: &str) -> Option<&'static str> {
    let place = EQUIVALENTS.binary_search_by_key(&id, |(name, _)| *name);
    place.ok().map(|place| EQUIVALENTS[place].1)
}

/// All pairs.
#[cfg(feature = "recalls")]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    EQUIVALENTS.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_ends_at_once() {
        for pair in EQUIVALENTS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
        }
        for (name, wanted) in EQUIVALENTS {
            assert_eq!(
                international(wanted),
                None,
                "{name} leads to {wanted}, and that further"
            );
        }
    }
}
