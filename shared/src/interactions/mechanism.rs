//! What happens when two things meet, as a closed list: the words for people hang on it (`locales/*/interactions.ftl`).

use super::vocabulary::vocabulary;

vocabulary! {
    /// What happens. One value for each thing that a person can be told to watch for.
    Mechanism ("mechanism") {
        /// Bleeding becomes more likely.
        Bleeding = "bleeding",
        /// The heart's rhythm may become dangerous (long QT, torsades de pointes).
        QtProlongation = "qt_prolongation",
        /// Too much serotonin.
        SerotoninSyndrome = "serotonin_syndrome",
        /// Drowsiness, up to breathing that fails.
        Sedation = "sedation",
        /// Blood pressure falls too far.
        LowBloodPressure = "low_blood_pressure",
        /// Blood pressure rises.
        HighBloodPressure = "high_blood_pressure",
        /// The heart beats too slowly.
        SlowHeart = "slow_heart",
        /// Potassium in the blood rises.
        HighPotassium = "high_potassium",
        /// Potassium in the blood falls.
        LowPotassium = "low_potassium",
        /// Sodium in the blood falls.
        LowSodium = "low_sodium",
        /// Blood sugar falls.
        LowGlucose = "low_glucose",
        /// Blood sugar rises.
        HighGlucose = "high_glucose",
        /// The kidneys suffer.
        KidneyDamage = "kidney_damage",
        /// The liver suffers.
        LiverDamage = "liver_damage",
        /// Muscles break down.
        MuscleDamage = "muscle_damage",
        /// Hearing suffers.
        HearingDamage = "hearing_damage",
        /// The bone marrow makes too few blood cells.
        BoneMarrow = "bone_marrow",
        /// Infections become more likely, or a live vaccine makes ill.
        Infection = "infection",
        /// Convulsions become more likely.
        Seizures = "seizures",
        /// Dry mouth, constipation, confusion, urine that will not pass.
        Anticholinergic = "anticholinergic",
        /// Blood clots become more likely.
        Clotting = "clotting",
        /// Acid builds up in the blood.
        LacticAcidosis = "lactic_acidosis",
        /// The stomach or the gut is hurt.
        StomachDamage = "stomach_damage",
        /// Flushing, vomiting and a racing heart after alcohol.
        DisulfiramLike = "disulfiram_like",
        /// One is broken down more slowly, so that there is more of it.
        EnzymeInhibition = "enzyme_inhibition",
        /// One is broken down faster, so that there is less of it.
        EnzymeInduction = "enzyme_induction",
        /// Less of one is taken up.
        Absorption = "absorption",
        /// One leaves the body more slowly or faster.
        Excretion = "excretion",
        /// One frees the other from the blood's proteins.
        ProteinBinding = "protein_binding",
        /// One undoes what the other is taken for.
        Antagonism = "antagonism",
        /// Both do the same, together too much.
        AdditiveEffect = "additive_effect",
        /// The same active ingredient, or two of one kind.
        Duplication = "duplication",
        /// The unborn child may be harmed.
        HarmToUnborn = "harm_to_unborn",
        /// The breastfed child may be harmed.
        HarmToInfant = "harm_to_infant",
        /// Not for people of this age.
        HarmByAge = "harm_by_age",
        /// The medicine makes this illness worse.
        HarmByCondition = "harm_by_condition",
        /// The sources rate the pair and do not say why.
        NotStated = "not_stated",
        /// The person is allergic to the ingredient or to its kind.
        Allergy = "allergy",
    }
}
