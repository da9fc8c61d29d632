# Odam soʻramasdan nima haqida xabar qilinadi. Qaytarib olish sinfi nimani bildirishi va nima qilish kerakligini qaytarib olish soʻzlari aytadi.

notice-kind = Xabarlar
    .recall = Dorini qaytarib olish
    .interaction = Oʻzaro taʼsir
    .price-drop = Narx
    .stock = Mavjudlik
    .refill = Zaxira
    .reminder = Eslatma

notice-mail = Nazar
    .footer = Bu xatni oʻzingiz tanlaganingiz uchun olyapsiz. Uni ilovadagi xabarlar boʻlimida oʻzgartirish mumkin.

notice-take = { $medicine }: ichish vaqti keldi
    .body = Rejadagi vaqt: { $time }.
notice-remember = Eslatma, soat { $time }
notice-runs-out = { $medicine } tugayapti
    .body = Qolgani va rejaga koʻra { $day } dan boshlab toʻliq dozaga yetmaydi. Yangi quti yoki yangi retsept haqida oʻylab koʻring.
notice-expires = { $medicine }: yaroqlilik muddati yaqinda tugaydi
    .body = Quti { $day } gacha yaroqli. Yangisi haqida oʻylab koʻring.
notice-expired = { $medicine }: yaroqlilik muddati tugagan
    .body = Quti { $day } gacha yaroqli edi. Qolganini ishlatmang; uni qanday yoʻq qilishni dorixonada aytishadi.
notice-recalled = { $medicine }: qaytarib olish eʼloni bor
    .body = Qutingizdagi seriyani solishtiring: qaysi seriyalar qaytarib olinayotganini ilovadagi tekshiruv koʻrsatadi.
    .demonstration = Bu oʻylab topilgan namuna, haqiqiy eʼlon emas.
notice-interacts = { $medicine } va { $other } bitta roʻyxatda
    .body = { $severity ->
        [contraindicated] Ularni birga ichish mumkin emas. Keyingi qabuldan oldin shifokor yoki farmatsevtdan soʻrang; buyurilgan dorini oʻzingizcha toʻxtatmang.
       *[other] Birga ichilsa, xavfli boʻlishi mumkin. Ikkalasini ichish mumkinmi, shifokor yoki farmatsevtdan soʻrang; buyurilgan dorini oʻzingizcha toʻxtatmang.
    }
notice-cheaper = { $medicine } arzonlashdi
    .body = Bizga maʼlum eng past narx hozir { $price } soʻm, avval { $before } soʻm edi.
notice-available = { $medicine } yana sotuvda bor
    .body = Bizga maʼlum dorixonalarning birida bor. Borishdan oldin qoʻngʻiroq qiling.
notice-sold-out = { $medicine } sotuvda yoʻq
    .body = Bizga maʼlum dorixonalarning hech birida hozir yoʻq. Zaxirangiz tugamasdan farmatsevtdan soʻrang.
