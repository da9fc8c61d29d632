//! What a medicine is made into.

use serde::{Deserialize, Serialize};

macro_rules! forms {
    ($($(#[$doc:meta])+ $name:ident = $text:literal, $route:ident;)+) => {
        /// A dose form, as coarse as substitution needs it: what the pharmacist may hand out for another.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
        pub enum Form {
            $($(#[$doc])+ $name,)+
        }

        impl Form {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word on the wire and in files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// How it is given.
            pub fn route(self) -> Route {
                match self { $(Self::$name => Route::$route,)+ }
            }
        }
    };
}

/// The way into the body: medicines of one route and one state are close enough to be named as alternatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Route {
    /// Swallowed as a solid.
    OralSolid,
    /// Swallowed as a liquid, or as powder stirred into one.
    OralLiquid,
    /// By needle or drip.
    Injected,
    /// Inhaled.
    Inhaled,
    /// On the skin or a mucous membrane.
    Topical,
    /// In the eye.
    Eye,
    /// In the ear.
    Ear,
    /// In the nose.
    Nose,
    /// As a suppository into the rectum.
    Rectal,
    /// Into the vagina.
    Vaginal,
    /// Not known.
    Other,
}

forms! {
    /// Uncoated tablet.
    Tablet = "tablet", OralSolid;
    /// Tablet with a film or sugar coating, dragee.
    CoatedTablet = "coated-tablet", OralSolid;
    /// Tablet or capsule that dissolves in the gut.
    GastroResistant = "gastro-resistant", OralSolid;
    /// Tablet or capsule that releases slowly.
    ProlongedRelease = "prolonged-release", OralSolid;
    /// Tablet to chew.
    ChewableTablet = "chewable-tablet", OralSolid;
    /// Tablet that falls apart in the mouth or in water.
    DispersibleTablet = "dispersible-tablet", OralSolid;
    /// Tablet to dissolve in water.
    EffervescentTablet = "effervescent-tablet", OralLiquid;
    /// Tablet or spray under the tongue.
    Sublingual = "sublingual", Topical;
    /// Lozenge, pastille.
    Lozenge = "lozenge", Topical;
    /// Capsule.
    Capsule = "capsule", OralSolid;
    /// Syrup.
    Syrup = "syrup", OralLiquid;
    /// Solution or liquid to drink.
    OralSolution = "oral-solution", OralLiquid;
    /// Suspension to drink.
    OralSuspension = "oral-suspension", OralLiquid;
    /// Drops to swallow.
    OralDrops = "oral-drops", OralLiquid;
    /// Powder or granules to drink.
    OralPowder = "oral-powder", OralLiquid;
    /// Herbal material for infusions.
    HerbalTea = "herbal-tea", OralLiquid;
    /// Alcoholic tincture.
    Tincture = "tincture", OralLiquid;
    /// Solution, suspension or emulsion for injection.
    Injection = "injection", Injected;
    /// Powder or concentrate for an injection or infusion.
    InjectionPowder = "injection-powder", Injected;
    /// Solution or emulsion for infusion.
    Infusion = "infusion", Injected;
    /// Inhaler, or solution for a nebuliser.
    Inhalation = "inhalation", Inhaled;
    /// Eye drops or eye ointment.
    EyePreparation = "eye-preparation", Eye;
    /// Ear drops.
    EarDrops = "ear-drops", Ear;
    /// Drops, spray or ointment for the nose.
    NasalPreparation = "nasal-preparation", Nose;
    /// Ointment, paste, liniment.
    Ointment = "ointment", Topical;
    /// Cream, emulsion for the skin.
    Cream = "cream", Topical;
    /// Gel.
    Gel = "gel", Topical;
    /// Solution, oil or spray for skin or mouth.
    TopicalSolution = "topical-solution", Topical;
    /// Plaster that releases a medicine.
    Patch = "patch", Topical;
    /// Rectal suppository.
    Suppository = "suppository", Rectal;
    /// Vaginal tablet, capsule, suppository or cream.
    VaginalPreparation = "vaginal-preparation", Vaginal;
    /// Something else, or not understood.
    Other = "other", Other;
}

impl std::str::FromStr for Form {
    type Err = UnknownForm;

    fn from_str(text: &str) -> Result<Self, UnknownForm> {
        Self::ALL
            .iter()
            .copied()
            .find(|form| form.as_str() == text)
            .ok_or(UnknownForm)
    }
}

/// The text names no dose form of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown dose form")]
pub struct UnknownForm;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_match_the_wire() {
        for form in Form::ALL {
            assert_eq!(form.as_str().parse(), Ok(*form));
            assert_eq!(serde_json::to_value(form).unwrap(), form.as_str());
        }
        assert_eq!("pill".parse::<Form>(), Err(UnknownForm));
    }
}
