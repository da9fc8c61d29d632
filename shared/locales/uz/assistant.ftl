# Yordamchi nima deydi. Qisqa, sodda, zararsizlik vaʼdasisiz.
assistant-greet = Assalomu alaykum! Dori, narx, dorixona haqida yoki dorilarni birga ichish mumkinligini soʻrang.
assistant-thank = Arzimaydi. Kerak boʻlsa yana soʻrang.
assistant-help = Men dori va uning narxini, dorixonani topaman, dorilar birga ichilishini tekshiraman, dorida nima borligini aytaman va qachon ichish kerakligini tushunaman. Masalan: “Aspirin va varfarinni birga ichsa boʻladimi?”
assistant-unknown = Tushunmadim. Dori nomini va nimani bilmoqchi ekaningizni yozing: narxini, qayerda sotilishini yoki boshqa dori bilan mosligini.
assistant-scan = Tabletka yoki qutidagi kod suratini yuboring, nima ekanini qarab koʻraman. Iloji boʻlsa kodni suratga oling: u tabletkaning koʻrinishidan koʻproq maʼlumot beradi.
assistant-symptom = Men shikoyatga qarab dori tavsiya qilmayman. Farmatsevt yoki shifokordan soʻrang, yana nimalar ichayotganingizni, allergiya va homiladorlikni ayting. Ahvol tez yomonlashsa, { $number } ga qoʻngʻiroq qiling.
assistant-emergency = Bu hayot uchun xavfli boʻlishi mumkin. Hoziroq { $number } ga qoʻngʻiroq qiling va qayerdaligingizni ayting. Odamni yolgʻiz qoldirmang, shifokorlar aytmaguncha hech narsa ichmang va bermang.
assistant-complaint = Shikoyatingizga toʻgʻri keladimi, buni farmatsevt yoki shifokor aytadi.
assistant-somebody = Bu kishi nimalar ichishini va qanday kasalligi borligini bilmayman: buni farmatsevt yoki shifokorga ayting.
assistant-took = “{ $written }” soʻzini { $name } deb tushundim.
assistant-which = Qaysi dorini aytyapsiz?
assistant-find = { $count ->
    [one] Bitta dori topildi: { $names }.
   *[other] { $count } ta dori topildi, avvalo { $names }.
}
assistant-find-none = Katalogda { $names } yoʻq. Yozilishini tekshiring yoki dorixonadan soʻrang.
assistant-guess = { $names } demoqchimisiz? “Ha” deng yoki nomini qutida yozilganidek yozing.
assistant-check-which = Qaysi dorilarni tekshiray? Ikkita yoki undan koʻpini ayting.
assistant-check-second = { $name } ni yana qaysi dori bilan tekshiray?
assistant-check-sign-in = Dorilaringiz roʻyxatini faqat hisobingizga kirganingizda koʻraman. Kiring yoki dorilarni ayting.
assistant-check-person = Kimni aytyapsiz: { $names }? Oʻsha kishining roʻyxatidan tekshiring.
assistant-check-list = Roʻyxatdagi dorilar bilan birga tekshirildi.
assistant-check = { $names }: { $summary }
assistant-price = { $name } narxi { $low } soʻmdan { $high } soʻmgacha ({ $offers } ta taklif). Eng arzoni: { $cheapest }, { $pharmacy }.
assistant-price-none = Hozir men bilgan dorixonalarning hech birida { $names } yoʻq, shuning uchun narxini bilmayman.
assistant-demonstration = Bu namoyish uchun maʼlumot, haqiqiy narx va dorixonalar emas.
assistant-info = { $name }: taʼsir qiluvchi modda { $ingredients }; { $prescription ->
    [no] retseptsiz sotiladi.
    [mixed] ayrim qadoqlari retsept bilan sotiladi.
    [hospital] faqat kasalxonada qoʻllaniladi.
    [yes] retsept kerak.
   *[unknown] retsept kerakligi bu yerda maʼlum emas: kerak deb hisoblang.
}
assistant-info-ask = Qanday ichilishi yoʻriqnomada yozilgan; sizga toʻgʻri kelishini farmatsevt yoki shifokordan soʻrang.
assistant-where = Qayerdan qidiray? Turgan joyingizni yuboring yoki tuman yo shahar nomini ayting.
assistant-pharmacies = Yaqindagi dorixonalar: { $pharmacies }.
assistant-pharmacies-none = Bu joy yaqinida men biladigan dorixona yoʻq.
assistant-pharmacies-with = { $names } bor dorixonalar: { $pharmacies }. Borishdan oldin qoʻngʻiroq qiling.
assistant-pharmacies-with-none = U yerda { $names } bor dorixonani bilmayman.
assistant-reminder = Tushundim: { $name }, soat { $when }. Men hech narsa saqlamadim: hisobingizga kiring, shunda eslataman.
assistant-reminder-saved = Har kuni eslataman: { $name }, soat { $when }.
assistant-reminder-already = Bunday eslatma bor: { $name }, soat { $when }.
assistant-reminder-full = { $name }, soat { $when }: saqlanmadi, eslatmalar { $most } ta boʻldi. Avval keraksizini oʻchiring.
assistant-reminder-when = { $name } soat nechada ichiladi? Masalan, “soat 8 da” deb ayting.
assistant-reminder-which = Qaysi dorini eslatish kerak?
assistant-intent-find_medication = Dori yoki oʻrnini bosadiganini topish
assistant-intent-find_pharmacy = Dorixona topish
assistant-intent-check_interaction = Dorilar birga ichilishini tekshirish
assistant-intent-check_price = Narxlarni solishtirish
assistant-intent-get_info = Dori haqida aytish
assistant-intent-scan_medication = Dorini surat yoki kod orqali tanish
assistant-intent-reminder = Qachon ichish kerakligini tushunish
assistant-intent-greet = Salomlashish
assistant-intent-thank = Minnatdorchilik
assistant-intent-help = Yordamchi nima qila olishini aytish
assistant-intent-symptom = Shikoyat: farmatsevt yoki shifokorga murojaat qilish maslahati
assistant-intent-emergency = Hayot uchun xavf: tez yordam raqami
assistant-intent-unknown = Boshqa hammasi
