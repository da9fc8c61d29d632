# Letters: subject and body. A token stands in a line of its own.

mail-reset-password = Nazar uchun yangi parol
    .body = Kimdir, umid qilamizki siz, Nazardagi shu hisob uchun yangi parol soʻradi. Uni tanlash uchun 30 daqiqa ichida shu kodni kiriting:

        { $token }

        Bu siz boʻlmasangiz, hech narsa qilmang: hech narsa oʻzgarmadi.
mail-confirm-email = Nazar uchun manzilingizni tasdiqlang
    .body = Kimdir, umid qilamizki siz, Nazardagi hisobi uchun shu manzilni koʻrsatdi. Tasdiqlash uchun 30 daqiqa ichida shu kodni kiriting:

        { $token }

        Bu siz boʻlmasangiz, hech narsa qilmang: hech narsa oʻzgarmadi.
mail-email-changed = Nazardagi manzilingiz oʻzgardi
    .body = Nazardagi hisobingizning manzili endi boshqa, bu manzil endi ishlatilmaydi. Bu siz boʻlmasangiz, darhol parolni almashtiring va xizmat egalariga yozing.
