# What is said of a pharmacy on a public holiday.
holiday-new-year = Yangi yil
holiday-womens-day = Xotin-qizlar kuni
holiday-navruz = Navroʻz
holiday-memory-day = Xotira va qadrlash kuni
holiday-independence-day = Mustaqillik kuni
holiday-teachers-day = Oʻqituvchi va murabbiylar kuni
holiday-constitution-day = Konstitutsiya kuni
holiday-ramazon-hayit = Ramazon hayiti
holiday-qurbon-hayit = Qurbon hayiti
holiday-hours-own = Bayram: { $day }. Bu — dorixonaning bayram kunlaridagi ish vaqti.
holiday-hours-usual = Bayram: { $day }. Bugun ish vaqti boshqacha boʻlishi mumkin: borishdan oldin qoʻngʻiroq qiling.
holiday-hours-uncertain = Shu kunlarda { $day }; kuni har yili eʼlon qilinadi. Ish vaqti boshqacha boʻlishi mumkin: borishdan oldin qoʻngʻiroq qiling.
