//! What to do about it, as a closed list, so that it can be said in every language.

use super::vocabulary::vocabulary;

vocabulary! {
    /// What to do about it.
    Advice ("advice") {
        /// Do not take them together.
        DoNotCombine = "do_not_combine",
        /// Another medicine should be chosen; a doctor decides.
        ChooseAnother = "choose_another",
        /// Ask a doctor or pharmacist before taking them together.
        AskFirst = "ask_first",
        /// Leave hours between the two.
        SeparateDoses = "separate_doses",
        /// A doctor may have to lower a dose.
        LowerDose = "lower_dose",
        /// Have the blood's clotting (INR) measured more often.
        CheckInr = "check_inr",
        /// Have potassium and the kidneys checked.
        CheckPotassium = "check_potassium",
        /// Measure blood sugar more often.
        CheckGlucose = "check_glucose",
        /// Measure blood pressure and pulse.
        CheckPressure = "check_pressure",
        /// Have an ECG made.
        CheckEcg = "check_ecg",
        /// Have the medicine's level in the blood measured.
        CheckLevel = "check_level",
        /// Have the kidneys checked, and drink enough.
        CheckKidneys = "check_kidneys",
        /// Have the liver's values checked.
        CheckLiver = "check_liver",
        /// Have the blood count checked.
        CheckBloodCount = "check_blood_count",
        /// Tell a doctor of muscle pain or dark urine at once.
        WatchMuscles = "watch_muscles",
        /// Neither drive nor work with machines.
        DoNotDrive = "do_not_drive",
        /// The shortest time and the lowest dose, with the stomach protected.
        ShortAndLow = "short_and_low",
        /// No alcohol until it is over.
        NoAlcohol = "no_alcohol",
        /// Leave this food out, or eat the same amount of it each day.
        MindFood = "mind_food",
        /// Another way of preventing pregnancy is needed beside it.
        ExtraContraception = "extra_contraception",
        /// Take only one of the two.
        TakeOnlyOne = "take_only_one",
    }
}
