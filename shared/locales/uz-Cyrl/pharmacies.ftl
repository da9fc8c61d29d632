# What is said of a pharmacy on a public holiday.
holiday-new-year = Янги йил
holiday-womens-day = Хотин-қизлар куни
holiday-navruz = Наврўз
holiday-memory-day = Хотира ва қадрлаш куни
holiday-independence-day = Мустақиллик куни
holiday-teachers-day = Ўқитувчи ва мураббийлар куни
holiday-constitution-day = Конституция куни
holiday-ramazon-hayit = Рамазон ҳайити
holiday-qurbon-hayit = Қурбон ҳайити
holiday-hours-own = Байрам: { $day }. Бу — дорихонанинг байрам кунларидаги иш вақти.
holiday-hours-usual = Байрам: { $day }. Бугун иш вақти бошқача бўлиши мумкин: боришдан олдин қўнғироқ қилинг.
holiday-hours-uncertain = Шу кунларда { $day }; куни ҳар йили эълон қилинади. Иш вақти бошқача бўлиши мумкин: боришдан олдин қўнғироқ қилинг.
