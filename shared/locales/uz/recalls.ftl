# Tekshiruv natijasi.
recall-verdict-clear = Qaytarib olish eʼloni topilmadi: barcha kerakli manbalar javob berdi, hech birida bu dori yoki bu seriya yoʻq. Bu qutining boshqa kamchiliklari haqida hech narsa demaydi.
recall-verdict-could_not_check = Qaytarib olish eʼlonlarini tekshirib boʻlmadi. Hech narsa topilmagani eʼlon yoʻqligini bildirmaydi: bunga ishonishdan oldin farmatsevtdan soʻrang.
recall-verdict-recalled = Bu doriga tegishli qaytarib olish eʼloni bor. Keyingi qabuldan oldin u nima haqida ekanini oʻqing.

# Qanchalik xavfli va nima qilish kerak.
recall-class-I = I sinf: ishlatish ogʻir zarar yoki oʻlimga olib kelishi mumkin.
    .action = Uni ichmang. Oʻrniga nima ichishni bugunoq shifokordan soʻrang; ichgan boʻlsangiz va oʻzingizni yomon his qilsangiz, 103 ga qoʻngʻiroq qiling. Qutini saqlab, dorixonada koʻrsating.
recall-class-II = II sinf: ishlatish oʻtib ketadigan yoki davolanadigan zarar yetkazishi mumkin.
    .action = Keyingi qabuldan oldin shifokor yoki farmatsevtdan soʻrang. Buyurilgan dorini oʻzingizcha toʻxtatmang. Qutini dorixonaga olib boring.
recall-class-III = III sinf: talab buzilgan, zarar ehtimoli kam.
    .action = Qutini almashtirish kerakmi, farmatsevtdan soʻrang. Buyurilgan dorini ungacha davom ettiring.
recall-class-none = Qanchalik xavfli ekanini hali hech kim aytmagan.
    .action = Maʼlum boʻlguncha jiddiy deb hisoblang: keyingi qabuldan oldin shifokor yoki farmatsevtdan soʻrang.

# Qaytarib olish qaysi bosqichda.
recall-status-open = Qaytarib olish davom etmoqda.
recall-status-closed = Qaytarib olish tugagan: qutilar yigʻib olingan. Uyda shunday seriya qolgan boʻlsa, uni ishlatib boʻlmaydi.

# Seriya haqida nima deyilgan.
recall-lot-listed = Qutingizdagi seriya roʻyxatda bor.
recall-lot-alike = Roʻyxatda seriyangiz bilan adashtirish oson boʻlgan seriya bor. Qutiga yana qarang: 0 yoki O, 1, I yoki L.
recall-lot-all_lots = Barcha seriyalar qaytarib olinmoqda.
recall-lot-lot_not_asked = Baʼzi seriyalar qaytarib olinmoqda. Qutingizdagi seriya bilan solishtiring: { $lots }.
recall-lot-lots_unread = Roʻyxatdagi seriyalarni oʻqib boʻlmadi: farmatsevt koʻrmaguncha har qanday seriyani qaytarib olingan deb hisoblang.
recall-lot-lots_not_named = Manba qaysi seriyalar ekanini aytmaydi: farmatsevt koʻrmaguncha har qanday seriyani qaytarib olingan deb hisoblang.
recall-lot-other = Boshqa seriyalar qaytarib olinmoqda, qutingizdagisi emas.

# Qanday topildi.
recall-match-gtin = Shtrix-kod ostidagi raqam eʼlondagi bilan bir xil.
recall-match-medicine = Eʼlonda aynan shu dori aytilgan.
recall-match-ingredients = Eʼlon shu moddali barcha dorilarga tegishli.
recall-match-ingredients_and_maker = Modda ham, ishlab chiqaruvchi ham bir xil: bu boshqa doza yoki quti yoxud boshqa joyda sotiladigani boʻlishi mumkin.
recall-match-some_ingredients_and_maker = Moddalaridan biri va ishlab chiqaruvchi bir xil: bu boshqa dori boʻlishi mumkin.

# Nimani tekshirib boʻlmadi.
recall-gap-never_worked = { $source }: hali biror marta oʻqilmagan.
recall-gap-too_old = { $source }: oxirgi marta { $when } da oʻqilgan, bu juda eski.
recall-gap-demonstration_only = { $source }: faqat koʻrsatish uchun toʻqilgan yozuvlardan iborat.
recall-gap-unreadable = { $source }: hozir oʻqib boʻlmaydi.
recall-gap-unknown_product = Bu mahsulot katalogda yoʻq: faqat shtrix-kod ostidagi raqam solishtirildi.
recall-gap-ingredients_unknown = Bu dorida nima taʼsir qilishi toʻliq maʼlum emas, shuning uchun moddalarining eʼlonlari topilmagan boʻlishi mumkin.

# Manbalar.
recall-source-openfda = FDA eʼlonlari (openFDA)
recall-source-local = mamlakatdagi qaytarib olishlar roʻyxati
recall-source-fda-archive = FDA eʼlonlari, 2012–2025 yillar
