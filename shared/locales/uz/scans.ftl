# What a scan came to, and what to do next.
scan-outcome-pack_recognised = Qutidagi kod shu dorini bildiradi.
    .advice-1 = Nomi va dozasini qutida yozilgani bilan solishtiring.
    .advice-2 = Ichishdan oldin yaroqlilik muddatini tekshiring.
scan-outcome-pill_recognised = Tabletkadagi yozuv, uning shakli va rangi shu doriga mos keladi.
    .advice-1 = Ichishdan oldin uni oʻz qutisi bilan solishtiring.
    .advice-2 = Biror narsasi odatdagidan boshqacha boʻlsa, farmatsevtdan soʻrang.
scan-outcome-mismatch = Suratdagi narsalar bir-biriga mos emas. Bu tabletkani ichmang.
    .advice-1 = Tabletka va qutini saqlab, ikkalasini farmatsevtga koʻrsating.
    .advice-2 = Ichib qoʻygan boʻlsangiz va oʻzingizni yomon his qilsangiz, 103 ga qoʻngʻiroq qiling.
scan-outcome-several_fit = Bir nechta dori mos keladi. Qaysi biri ekanini bundan bilib boʻlmaydi.
    .advice-1 = Uni shulardan biri deb ichmang.
    .advice-2 = Hamma yozuv koʻrinishi uchun tabletkaning orqa tomonini ham suratga oling.
    .advice-3 = Qutisi boʻlsa, undagi kodni skanerlang.
    .advice-4 = Farmatsevtdan soʻrang.
scan-outcome-looks_like = Tabletkadagi yozuv oʻqilmadi. Bu dorilar unga faqat oʻxshaydi.
    .advice-1 = Uni shulardan biri deb ichmang: koʻp dorilar bir xil koʻrinadi.
    .advice-2 = Tabletkani agʻdarib, harf yoki raqam bor tomonini suratga oling.
    .advice-3 = Yorugʻlik yon tomondan tushsin: bosma harflar soya beradi.
    .advice-4 = Qutisi boʻlsa, undagi kodni skanerlang.
scan-outcome-not_in_tables = Tabletkada yozuv bor, lekin u solishtirilgan roʻyxatlarning hech birida yoʻq.
    .advice-1 = Yozuvni qoʻlda kiriting yoki dorini nomi boʻyicha qidiring.
    .advice-2 = Qutidagi kodni skanerlang.
    .advice-3 = Farmatsevtdan soʻrang va nima ekanini bilmaguncha ichmang.
scan-outcome-nothing_to_go_by = Suratda tabletka bor, lekin qaysi dori ekanini bildiradigan belgi yoʻq.
    .advice-1 = Boshqa tomonini suratga oling.
    .advice-2 = Yaqinroq keling: tabletka suratning yarmini egallasin.
    .advice-3 = Qutidagi kodni skanerlang.
    .advice-4 = Dorini nomi boʻyicha qidiring.
scan-outcome-code_not_in_catalogue = Kod oʻqildi, lekin bu mahsulot katalogda yoʻq.
    .advice-1 = Boshqa kodni sinab koʻring: qutida koʻpincha bir nechta kod boʻladi.
    .advice-2 = Dorini nomi boʻyicha qidiring.
    .advice-3 = Tabletkaning oʻzini suratga oling.
    .advice-4 = Farmatsevtdan soʻrang.
scan-outcome-code_wrong = Kod oʻz qoidalariga toʻgʻri kelmaydi. U notoʻgʻri oʻqilgan yoki haqiqiy emas.
    .advice-1 = Uni yaxshi yorugʻlikda, tekis tutib qayta skanerlang.
    .advice-2 = Qutidagi boshqa kodni sinab koʻring.
    .advice-3 = Xato takrorlansa, qutini farmatsevtga koʻrsating.
scan-outcome-code_of_something_else = Kod oʻqildi, lekin u mahsulotni bildirmaydi.
    .advice-1 = Yaroqlilik muddati yonidagi kodni yoki shtrix-kodni skanerlang.
    .advice-2 = Dorini nomi boʻyicha qidiring.
scan-outcome-nothing_found = Bu suratda tabletka ham, kod ham yoʻq.
    .advice-1 = Tabletkani oʻrtaga, boshqa rangdagi tekis joyga qoʻying.
    .advice-2 = Yaqinroq keling.
    .advice-3 = Kod suratda toʻliq koʻrinsin.
    .advice-4 = Dorini nomi boʻyicha qidiring.
scan-outcome-too_poor = Surat xulosa chiqarish uchun yetarli darajada yaxshi emas.
    .advice-1 = Yaxshiroq yorugʻlikda qayta suratga oling.
    .advice-2 = Surat aniq boʻlguncha telefonni qimirlatmay turing.
    .advice-3 = Qutisi boʻlsa, undagi kodni skanerlang.

# What to mind.
scan-warning-mismatch = Tabletkadagi yozuv boshqa doriga tegishli. Uni ichmang.
scan-warning-mismatch_look = Tabletka kod bildirgan doriga oʻxshamaydi. Uni ichmang.
scan-warning-pill_unproven = Quti yonidagi tabletka tanilmadi. Unda koʻringan narsa shu doriga mos, lekin boshqalariga ham mos: javob faqat quti haqida.
scan-warning-pill_not_compared = Suratda alohida tabletka boʻlsa: u quti bilan solishtirilmadi, javob faqat quti haqida. Nima ekanini bilmaguningizcha tabletkani ichmang.
scan-warning-pill_unseen = Suratda alohida tabletka koʻrinmadi: javob faqat quti haqida.
scan-warning-several_medicines = Suratdagi kodlar har xil dorilarni bildiradi.
scan-warning-look_alikes = Boshqa dorilar ham xuddi shunday koʻrinadi.
scan-warning-imprint_unread = Tabletkadagi yozuv oʻqilmadi.
scan-warning-several_pills = Suratda bir nechta tabletka bor; javob eng yaxshi koʻringani haqida.
scan-warning-poor_picture = Surat sifati past: natijaga ehtiyot boʻlib qarang.
scan-warning-two_sides = Ikki tabletka bitta dorining ikki tomoni deb olindi.
scan-warning-two_sides_supposed = Ikki tabletka bitta dorining ikki tomoni yoki oʻxshash ikki dori boʻlishi mumkin.
scan-warning-other_side_differs = Boshqa suratdagi tabletka boshqacha koʻrinadi: suratlar birga olinmadi.
scan-warning-codes_unsearched = Suratdagi kodlarni qidirishga vaqt yetmadi. Suratda kod boʻlsa, uni alohida suratga oling.
scan-warning-card_unfound = Suratda butun karta topilmadi, shuning uchun tabletka oʻlchanmadi. Kartani tabletka yoniga yotqizib qoʻying, toʻrttala burchagi ham suratga tushsin.

# What to ask.
scan-question-imprint = Tabletkada nima yozilgan?
scan-question-other_side = Boshqa tomonida nima yozilgan?
scan-question-both_sides = Bu ikkalasi har xil tomoni bilan yotgan bitta dorimi? Bittasini ikki tomonidan suratga oling.
scan-question-shape = Shakli qanday?
scan-question-colour = Kunduzgi yorugʻlikda rangi qanday?
scan-question-pack = Qutida nima yozilgan?
scan-question-one_pack = Qaysi qutini nazarda tutyapsiz? Uni alohida suratga oling.
scan-question-is_it = Bu siz kutgan dorimi?

# Whether it is one of mine.
scan-mine-yes = U sizning roʻyxatingizda bor: { $names }.
scan-mine-no = Bu roʻyxatingizdagi solishtirish mumkin boʻlgan dorilarning hech biri emas.
scan-mine-unclear = Bu sizning dorilaringizdan birimi, bundan bilib boʻlmaydi.
scan-mine-nothing_to_compare = Uni roʻyxatingiz bilan solishtirib boʻlmadi.

# In what a candidate differs.
scan-differs-imprint = Unda boshqa narsa yozilgan.
scan-differs-imprint_unseen = Yozuvining bir qismi koʻrinmadi.
scan-differs-shape = Shakli boshqa.
scan-differs-colour = Rangi boshqa.
scan-differs-size = Oʻlchami boshqa.

# How good the picture is.
scan-quality-good = Surat yaxshi.
scan-quality-fair = Surat oʻrtacha.
scan-quality-poor = Surat sifati past.
scan-quality-blank = Unda hech narsa koʻrinmaydi: tabletka yoki kodni kadrga oling.
scan-quality-too_small = Piksellar juda kam: yaqinroq keling va suratni kichraytirmay yuboring.
scan-quality-too_dark = Juda qorongʻi: yorugʻroq joyga oʻting.
scan-quality-too_bright = Juda yorugʻ: yorugʻlikni kamaytiring, chaqnagichni oʻchiring.
scan-quality-blurred = Aniq emas: qimirlamang va kamera moslashishini kuting.
scan-quality-low_contrast = Hammasi bir xil koʻrinadi: boshqa rangdagi joyni tanlang.
scan-quality-glare = Yorugʻlik aks etyapti: biroz qiyalating, chaqnagichni oʻchiring.

# What follows could not be asked.
scan-follow-interactions = Boshqa dorilaringiz bilan birga ichish mumkinmi, tekshirib boʻlmadi.
scan-follow-recalls = Dori chaqirib olinganmi, tekshirib boʻlmadi.
scan-follow-prices = Narxlarni bilib boʻlmadi.
scan-follow-copies = Shu qutini boshqalar skanerlaganmi, tekshirib boʻlmadi.
scan-follow-duplicates = Bu dori yoki undagi modda allaqachon ichilayotgani shular boʻyicha tekshirilmadi: { $names }.

# What the passport of a pack means.
scan-pack-recalled = Bu dori yoki uning shu seriyasi sotuvdan chaqirib olingan. Ishlatishdan oldin sababini oʻqing.
scan-pack-expired = Yaroqlilik muddati oʻtgan, oxirgi kuni { $date } edi. Ishlatmang, dorixonaga topshiring.
scan-pack-expires_soon = { $date } kunigacha yaroqli. Qolgan kunlar: { $days }.
scan-pack-in_date = Yoʻriqnomada aytilgandek saqlangan boʻlsa, { $date } kunigacha yaroqli.
scan-pack-no_expiry = Kodda qachongacha yaroqli ekani aytilmagan: qutisiga qarang.
scan-pack-copied = Shu seriya raqamli qutini boshqa odamlar ham skanerlagan: { $others }. Kod nusxa boʻlishi mumkin. Farmatsevt koʻrmaguncha ishlatmang.
scan-pack-seen_elsewhere = Shu seriya raqamli qutini yana bir kishi skanerlagan. U oilangizdan boʻlmasa, qutini farmatsevtga koʻrsating.
scan-pack-mark_well_formed = Kodning tuzilishi davlat markirovkasinikidek. Haqiqiyligi tekshirilmagan: buni markirovka operatorining ilovasi koʻrsatadi.
scan-pack-mark_malformed = Kodda davlat markirovkasining qismlari bor, lekin tuzilishi boshqacha. Qutini farmatsevtga koʻrsating.
scan-pack-mark_absent = Bu kodda davlat markirovkasi yoʻq. U qutidagi boshqa, kvadrat kodda boʻlishi mumkin.
scan-pack-same_medicine = U oilangiz roʻyxatida bor: { $names }.
scan-pack-same_ingredient = Oilangizda shu moddali dori ichilmoqda: { $names }. Bir kishi ikkalasini ichishidan oldin farmatsevtdan soʻrang.
