//! Medicines: what is on a pharmacy's shelf.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Atc, Dose, Form, Gtin, IngredientId, MedicineId};

macro_rules! words {
    ($(#[$doc:meta])+ $name:ident { $($(#[$variant_doc:meta])+ $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$variant_doc])+ $variant,)+
        }

        impl $name {
            /// The word on the wire and in files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The value of a word in a file.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words! {
    /// Whether a prescription is needed.
    Prescription {
        /// By prescription only.
        Required = "required",
        /// Over the counter.
        NotRequired = "not-required",
        /// Some packs or strengths by prescription, others without.
        Mixed = "mixed",
        /// In hospitals alone.
        Hospital = "hospital",
        /// No source says; treat it as required.
        Unknown = "unknown",
    }
}

words! {
    /// What a source says about pregnancy, from the least careful to the most.
    Pregnancy {
        /// Used in pregnancy without known harm.
        NoKnownRisk = "no-known-risk",
        /// Only when a doctor finds it necessary.
        OnlyIfNeeded = "only-if-needed",
        /// Not in the first three months.
        AvoidFirstTrimester = "avoid-first-trimester",
        /// Not in the last three months.
        AvoidThirdTrimester = "avoid-third-trimester",
        /// Not at all.
        Contraindicated = "contraindicated",
    }
}

words! {
    /// Where a medicine's entry comes from.
    Source {
        /// Written for demonstration: a real substance, an invented offer. Never to be relied on.
        Demonstration = "demonstration",
        /// Uzbekistan's State Register of medicines.
        StateRegister = "state-register",
    }
}

/// A registration with the authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Registration {
    /// Its number, such as `DV/X 04535/06/18`.
    #[cfg_attr(feature = "http", schema(example = "DV/X 04535/06/18"))]
    pub number: String,
    /// When it was given or last renewed; absent where the register's date cannot be read.
    #[cfg_attr(feature = "http", schema(value_type = Option<String>, format = Date))]
    pub date: Option<Date>,
}

/// What a pack holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Pack {
    /// As the source writes it; may name several packs.
    #[cfg_attr(feature = "http", schema(example = "N20 (2x10)"))]
    pub text: String,
    /// Pieces in each pack that is sold, ascending.
    pub pieces: Vec<u32>,
    /// Volumes of a bottle, ampoule or tube in microlitres or, for what is weighed, milligrams; ascending.
    pub volumes: Vec<u32>,
}

/// One medicine of the catalogue. The register has one entry for all strengths and packs of a registration, so there
/// may be several of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medicine {
    /// Names it everywhere.
    pub id: MedicineId,
    /// Trade name in Latin letters.
    pub name: String,
    /// Trade name in Cyrillic letters, as it stands on packs.
    pub name_cyrillic: Option<String>,
    /// The trade name without strength, form and marks: what people call it.
    pub brand: String,
    /// What acts; empty when no source says it in a way that was understood.
    pub ingredients: Vec<IngredientId>,
    /// Whether these are all: a source may cut its list off, or name a part of it in no usable words.
    pub is_whole: bool,
    /// Its place in the classification.
    pub atc: Option<Atc>,
    /// Dose form.
    pub form: Form,
    /// Dose form in the source's words.
    pub form_text: Arc<str>,
    /// What one piece or millilitre holds, one for each strength that is sold.
    pub strengths: Vec<Dose>,
    /// What a pack holds.
    pub pack: Pack,
    /// Who makes it.
    pub maker: Arc<str>,
    /// Country in the source's words.
    pub country: Arc<str>,
    /// Whether a prescription is needed.
    pub prescription: Prescription,
    /// What is said about pregnancy; absent when no source says anything, which is not the same as safe.
    pub pregnancy: Option<Pregnancy>,
    /// Numbers on its packs.
    pub gtins: Vec<Gtin>,
    /// Its registration.
    pub registration: Option<Registration>,
    /// Where this entry comes from.
    pub source: Source,
}

impl Medicine {
    /// Whether the entry is invented for demonstration.
    pub fn is_demonstration(&self) -> bool {
        self.source == Source::Demonstration
    }

    /// Whether it holds exactly these ingredients, in whatever order.
    pub fn holds_the_same_as(&self, other: &Self) -> bool {
        !self.ingredients.is_empty()
            && self.ingredients.len() == other.ingredients.len()
            && self
                .ingredients
                .iter()
                .all(|id| other.ingredients.contains(id))
    }
}
