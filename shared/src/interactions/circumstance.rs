//! What else matters beside other medicines: food, illnesses, and what else a person is.

use super::vocabulary::vocabulary;

vocabulary! {
    /// A food or drink.
    Food ("food") {
        /// Grapefruit and its juice.
        Grapefruit = "grapefruit",
        /// Milk and what is made of it.
        Dairy = "dairy",
        /// Spinach, cabbage and other green vegetables: vitamin K.
        VitaminK = "vitamin_k",
        /// Ripe cheese, smoked and fermented food: tyramine.
        Tyramine = "tyramine",
        /// Dried apricots, bananas, salt substitutes: potassium.
        Potassium = "potassium",
        /// Coffee, tea and energy drinks.
        Caffeine = "caffeine",
        /// Liquorice root.
        Liquorice = "liquorice",
        /// Bran and other food rich in fibre.
        Fibre = "fibre",
        /// A meal of any kind.
        Meal = "meal",
        /// Soya.
        Soya = "soya",
        /// Cranberry and its juice.
        Cranberry = "cranberry",
    }
}

vocabulary! {
    /// An illness or state of health.
    Condition ("condition") {
        /// Asthma.
        Asthma = "asthma",
        /// Ulcer of the stomach or duodenum, now or earlier.
        PepticUlcer = "peptic_ulcer",
        /// Weak kidneys.
        KidneyDisease = "kidney_disease",
        /// A sick liver.
        LiverDisease = "liver_disease",
        /// Heart failure.
        HeartFailure = "heart_failure",
        /// High blood pressure.
        Hypertension = "hypertension",
        /// Coronary disease, a heart attack or a stroke.
        HeartAttackOrStroke = "heart_attack_or_stroke",
        /// A slow heart or a block in its conduction.
        HeartBlock = "heart_block",
        /// A long QT interval.
        LongQt = "long_qt",
        /// Epilepsy.
        Epilepsy = "epilepsy",
        /// Parkinson's disease.
        Parkinson = "parkinson",
        /// Myasthenia gravis.
        Myasthenia = "myasthenia",
        /// Glaucoma with a narrow angle.
        NarrowAngleGlaucoma = "narrow_angle_glaucoma",
        /// An enlarged prostate, or urine that will not pass.
        EnlargedProstate = "enlarged_prostate",
        /// Diabetes.
        Diabetes = "diabetes",
        /// Gout.
        Gout = "gout",
        /// A tendency to bleed.
        BleedingDisorder = "bleeding_disorder",
        /// A blood clot, now or earlier.
        Thrombosis = "thrombosis",
        /// Lack of the enzyme G6PD.
        G6pdDeficiency = "g6pd_deficiency",
        /// Porphyria.
        Porphyria = "porphyria",
        /// An overactive thyroid.
        Hyperthyroidism = "hyperthyroidism",
        /// Allergy to penicillins.
        PenicillinAllergy = "penicillin_allergy",
        /// Asthma or nettle rash after aspirin or its kind.
        NsaidAllergy = "nsaid_allergy",
        /// High potassium.
        HighPotassium = "high_potassium",
        /// Chronic obstructive lung disease, or breathing that is weak for another reason.
        WeakBreathing = "weak_breathing",
        /// A phaeochromocytoma.
        Phaeochromocytoma = "phaeochromocytoma",
        /// A depression.
        Depression = "depression",
    }
}

vocabulary! {
    /// How far a pregnancy is.
    Pregnancy ("pregnancy") {
        /// Weeks 1 to 13.
        First = "first",
        /// Weeks 14 to 27.
        Second = "second",
        /// From week 28.
        Third = "third",
        /// Not told: every stage counts.
        Unstated = "unstated",
    }
}
