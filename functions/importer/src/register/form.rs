//! Dose forms in the register's Russian.

use nazar::catalogue::Form;

/// What a text must hold to mean a form, in the order in which they are tried: the particular before the general.
/// Every part of a row must occur; `|` parts alternatives.
const RULES: [(&[&str], Form); 62] = [
    (&["глазн|офтальм"], Form::EyePreparation),
    (&["ушн"], Form::EarDrops),
    (&["назальн|интраназальн|для носа"], Form::NasalPreparation),
    (
        &["вагинальн|интравагинальн|эндоцервикальн"],
        Form::VaginalPreparation,
    ),
    (&["пессари"], Form::VaginalPreparation),
    (&["ректальн"], Form::Suppository),
    (&["суппозитори"], Form::Suppository),
    (&["ингаляц"], Form::Inhalation),
    (&["небулайзер"], Form::Inhalation),
    (&["пластыр"], Form::Patch),
    (&["сублингвальн|подъязычн"], Form::Sublingual),
    (&["леденц|пастилк|для рассасывания"], Form::Lozenge),
    (&["таблет|капсул|драже", "кишечно"], Form::GastroResistant),
    (&["таблет", "шипуч|растворим"], Form::EffervescentTablet),
    (&["таблет", "жевательн"], Form::ChewableTablet),
    (
        &["таблет", "диспергируем|полости рта"],
        Form::DispersibleTablet,
    ),
    (
        &[
            "таблет|капсул|драже",
            "пролонг|модифиц|замедленн|контролируем|длительн",
        ],
        Form::ProlongedRelease,
    ),
    (&["таблет", "для приготовления"], Form::DispersibleTablet),
    (&["таблет", "оболочк"], Form::CoatedTablet),
    (&["таблет"], Form::Tablet),
    (&["драже"], Form::CoatedTablet),
    (&["капсул"], Form::Capsule),
    (
        &["сырье|фиточай|чай|сбор|брикет|трава|цветки|листья"],
        Form::HerbalTea,
    ),
    (&["настойк|бальзам|эликсир"], Form::Tincture),
    (
        &[
            "порошок|лиофилизат|гранул|концентрат",
            "инъекц|иньекц|инфуз|внутривен|внутримыш|парентерал|подкожн|внутрикожн|внутрипузырн|диализ",
        ],
        Form::InjectionPowder,
    ),
    (&["лиофилиз"], Form::InjectionPowder),
    (
        &["порошок|гранул|саше", "наружн|местн|присыпк"],
        Form::TopicalSolution,
    ),
    (
        &["порошок", "суспензии|раствора|приема|приёма|орал"],
        Form::OralPowder,
    ),
    (&["гранул"], Form::OralPowder),
    (&["порошок|саше"], Form::OralPowder),
    (&["инфуз|гемодиализ|перитонеальн"], Form::Infusion),
    (
        &[
            "инъекц|иньекц|внутривен|внутримыш|подкожн|внутрикожн|парентерал|интратекал|внутрисуставн|эпидурал|инъекций|спинномозг|интравитреальн|периневр",
        ],
        Form::Injection,
    ),
    (
        &["вакцин|анатоксин|сыворотк|иммуноглобулин"],
        Form::Injection,
    ),
    (&["шприц|ампул|картридж"], Form::Injection),
    (&["сироп"], Form::Syrup),
    (
        &["капли", "прием|приём|внутр|орал|перорал"],
        Form::OralDrops,
    ),
    (
        &["суспензи", "прием|приём|внутр|орал|перорал"],
        Form::OralSuspension,
    ),
    (
        &["эмульси", "прием|приём|внутр|орал|перорал"],
        Form::OralSuspension,
    ),
    (
        &[
            "раствор|жидкость|экстракт|масло|концентрат",
            "прием|приём|внутрь|орал|перорал",
        ],
        Form::OralSolution,
    ),
    (&["мазь|паста|линимент"], Form::Ointment),
    (&["крем"], Form::Cream),
    (&["эмульгель"], Form::Gel),
    (&["гель|гел"], Form::Gel),
    (&["эмульси"], Form::Cream),
    (
        &["спрей|аэрозоль", "наружн|местн|горл|полости рта|ротов|кожн"],
        Form::TopicalSolution,
    ),
    (&["спрей|аэрозоль"], Form::TopicalSolution),
    (&["лак", "ногт"], Form::TopicalSolution),
    (&["шампун|лосьон|пена|мыло"], Form::TopicalSolution),
    (
        &["наружн|местн|полоскани|спиртов|дезинф|антисепт|накожн|масляный|кожн|нанесения"],
        Form::TopicalSolution,
    ),
    (
        &["жидкий экстракт|экстракт жидкий|экстракт"],
        Form::OralSolution,
    ),
    (&["масло"], Form::OralSolution),
    (
        &["губка|салфетк|карандаш|тампон|пленк|плёнк"],
        Form::TopicalSolution,
    ),
    (&["капли"], Form::OralDrops),
    (&["суспензи"], Form::OralSuspension),
    (&["микстур|жидкость"], Form::OralSolution),
    (&["раствор", "флакон|бутыл"], Form::TopicalSolution),
    (&["раствор"], Form::TopicalSolution),
    (&["газ|кислород"], Form::Inhalation),
    (&["пилюл|гомеопатич"], Form::Tablet),
    (&["порош"], Form::OralPowder),
    (&["имплантат"], Form::Injection),
    (&["система", "внутриматочн"], Form::VaginalPreparation),
];

/// The form that a text of the register means.
pub(super) fn read(text: &str) -> Form {
    let plain = text.to_lowercase().replace('ё', "е");
    let words = plain.replace('k', "к");
    RULES
        .iter()
        .find(|(parts, _)| parts.iter().all(|part| holds(&words, part)))
        .map_or(Form::Other, |(_, form)| *form)
}

fn holds(text: &str, alternatives: &str) -> bool {
    alternatives.split('|').any(|part| text.contains(part))
}

/// Forms that are sold by weight or volume alone, so that a missing strength is nothing to report.
pub(super) fn needs_no_strength(form: Form) -> bool {
    matches!(form, Form::HerbalTea | Form::Tincture)
}

/// The words in front of the first number, which say the form.
pub(super) fn words(text: &str) -> &str {
    let end = text
        .find(|letter: char| letter.is_ascii_digit() || letter == '№' || letter == '(')
        .unwrap_or(text.len());
    let head = text[..end].trim_end_matches([' ', ',', 'N', ';']);
    if head.is_empty() {
        text
    } else {
        head.trim_end_matches(" по")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_the_register_are_understood() {
        for (text, wanted) in [
            ("Таблетки 2,5 мг, 5 мг, 10 мг N30 (3x10)", Form::Tablet),
            (
                "Таблетки, покрытые пленочной оболочкой 500 мг",
                Form::CoatedTablet,
            ),
            (
                "Таблетки, покрытые кишечнорастворимой оболочкой, 100 мг",
                Form::GastroResistant,
            ),
            (
                "Таблетки с пролонгированным высвобождением, покрытые оболочкой",
                Form::ProlongedRelease,
            ),
            ("Kапсулы 20 мг", Form::Capsule),
            (
                "Раствор для инъекций 25 мг/мл 2 мл №5 (1x5) (ампулы)",
                Form::Injection,
            ),
            ("Раствор для инфузий 4,2 % 100 мл", Form::Infusion),
            (
                "Порошок лиофилизированный для инъекций 100 МЕ",
                Form::InjectionPowder,
            ),
            (
                "Порошок для приготовления раствора для приёма внутрь 22,1 г",
                Form::OralPowder,
            ),
            (
                "Концентрат для приготовления раствора для инфузий 20 мг/мл",
                Form::InjectionPowder,
            ),
            ("Капли глазные 0,5% 10 мл", Form::EyePreparation),
            ("Капли ушные, раствор", Form::EarDrops),
            ("Спрей назальный дозированный", Form::NasalPreparation),
            ("Суппозитории ректальные 100 мг", Form::Suppository),
            ("Мазь для наружного применения", Form::Ointment),
            ("Суспензия для приема внутрь 50 мл", Form::OralSuspension),
            ("Сироп 15 мг/5 мл", Form::Syrup),
            ("Лекарственное растительное сырье 50 г", Form::HerbalTea),
            ("нечто иное", Form::Other),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_form_stands_before_the_first_number() {
        assert_eq!(
            words("Таблетки, покрытые оболочкой 5 мг N30"),
            "Таблетки, покрытые оболочкой"
        );
        assert_eq!(
            words("Раствор для инфузий по 250 мл N1"),
            "Раствор для инфузий"
        );
        assert_eq!(words("5 мг"), "5 мг");
    }
}
