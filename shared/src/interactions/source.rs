//! Where a rule comes from, how far it is trusted, and on what terms it may be used.

use super::vocabulary::vocabulary;

vocabulary! {
    /// Where a rule comes from. Each is named in every finding that rests on it.
    Source ("source") {
        /// Nazar's own rules, written for demonstration after public knowledge.
        Demonstration = "demonstration",
        /// The French authority's thesaurus of interactions, 2016, in English.
        Ansm = "ansm_2016",
        /// The older edition of the same thesaurus, expanded to pairs by the World-Vista group.
        WorldVista = "world_vista",
        /// The US Veterans' reference terminology NDF-RT.
        NdfRt = "ndf_rt",
        /// The pairs that must always alert, by the US health IT office (ONC).
        OncHighPriority = "onc_high_priority",
        /// The pairs that need not interrupt, by the same office.
        OncNonInterruptive = "onc_non_interruptive",
        /// CredibleMeds: medicines that disturb the heart's rhythm.
        CredibleMeds = "credible_meds",
        /// The Canadian open system OSCAR, after Holbrook.
        Oscar = "oscar",
        /// Interactions that annotators marked in texts; without a severity.
        TextCorpora = "text_corpora",
        /// DDInter.
        Ddinter = "ddinter",
    }
}

/// What a source counts for when a pair is merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Decides only where no trusted source speaks.
    Supplementary,
    /// The most severe of these decides.
    Trusted,
}

impl Source {
    /// The sources without which a check is incomplete: the authority's rules, which cover most medicines, and the two
    /// public lists of the gravest pairs.
    pub const REQUIRED: [Self; 3] = [Self::Ansm, Self::NdfRt, Self::OncHighPriority];

    /// How far it is trusted. Text corpora carry no severity, and DDInter misses half of the pairs that must always
    /// alert: neither overrules an authority.
    pub fn trust(self) -> Trust {
        match self {
            Self::TextCorpora | Self::Ddinter => Trust::Supplementary,
            Self::Demonstration
            | Self::Ansm
            | Self::WorldVista
            | Self::NdfRt
            | Self::OncHighPriority
            | Self::OncNonInterruptive
            | Self::CredibleMeds
            | Self::Oscar => Trust::Trusted,
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Demonstration => "Nazar demonstration rules",
            Self::Ansm => "ANSM thesaurus of interactions, 2016",
            Self::WorldVista => "World-Vista, from the French thesaurus",
            Self::NdfRt => "NDF-RT (US Veterans Affairs)",
            Self::OncHighPriority => "ONC high-priority list",
            Self::OncNonInterruptive => "ONC non-interruptive list",
            Self::CredibleMeds => "CredibleMeds",
            Self::Oscar => "OSCAR, after Holbrook",
            Self::TextCorpora => "Annotated texts (DDI, NLM and PK corpora)",
            Self::Ddinter => "DDInter",
        }
    }

    /// The terms under which it may be used.
    pub fn terms(self) -> &'static str {
        match self {
            Self::Demonstration => "Nazar's own, for demonstration",
            Self::Ansm | Self::WorldVista => "public authority text",
            Self::NdfRt => "US public domain",
            Self::OncHighPriority | Self::OncNonInterruptive => "published list",
            Self::CredibleMeds | Self::Oscar | Self::TextCorpora => {
                "as published with the combined open sources"
            }
            Self::Ddinter => "CC BY-NC-SA 4.0",
        }
    }
}
