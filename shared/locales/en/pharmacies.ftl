# What is said of a pharmacy on a public holiday.
holiday-new-year = New Year
holiday-womens-day = Women’s Day
holiday-navruz = Navruz
holiday-memory-day = the Day of Memory and Honour
holiday-independence-day = Independence Day
holiday-teachers-day = the Day of Teachers and Mentors
holiday-constitution-day = Constitution Day
holiday-ramazon-hayit = Ramazon hayit
holiday-qurbon-hayit = Qurbon hayit
holiday-hours-own = Public holiday: { $day }. These are the hours that the pharmacy keeps on holidays.
holiday-hours-usual = Public holiday: { $day }. Hours may differ today: call before you go.
holiday-hours-uncertain = About today is { $day }; the day is announced each year. Hours may differ: call before you go.
