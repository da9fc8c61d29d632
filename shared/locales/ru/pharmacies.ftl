# What is said of a pharmacy on a public holiday.
holiday-new-year = Новый год
holiday-womens-day = Международный женский день
holiday-navruz = Навруз
holiday-memory-day = День памяти и почестей
holiday-independence-day = День независимости
holiday-teachers-day = День учителя и наставника
holiday-constitution-day = День Конституции
holiday-ramazon-hayit = Рамазан хайит
holiday-qurbon-hayit = Курбан хайит
holiday-hours-own = Праздник: { $day }. Это часы работы аптеки в праздники.
holiday-hours-usual = Праздник: { $day }. Сегодня часы работы могут отличаться: позвоните перед выходом.
holiday-hours-uncertain = Около этого дня { $day }; дату объявляют каждый год. Часы работы могут отличаться: позвоните перед выходом.
