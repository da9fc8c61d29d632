# Murabbiy rasm haqida aytadigan gaplar: umumiy baho, joylar va to‘rt maslahat.

coach-assessment = { $band ->
    [excellent] Sizning { $letter } ({ $iast }) belgingiz namunaga juda yaqin: 100 dan { $score }.
    [good] Sizning { $letter } ({ $iast }) belgingiz namunaga yaqin: 100 dan { $score }, ozgina sayqal qoldi.
    [fair] Sizning { $letter } ({ $iast }) belgingizni tanish mumkin, lekin ba’zi joylari namunadan farq qiladi: 100 dan { $score }.
    [weak] Sizning { $letter } ({ $iast }) belgingiz namunadan sezilarli farq qiladi: 100 dan { $score }.
   *[other] Bu hozircha { $letter } ({ $iast }) belgisiga o‘xshamaydi: 100 dan { $score }.
}

coach-place-top_left = yuqori chap tomonda
coach-place-top = yuqorida
coach-place-top_right = yuqori o‘ng tomonda
coach-place-left = chap tomonda
coach-place-centre = o‘rtada
coach-place-right = o‘ng tomonda
coach-place-bottom_left = pastki chap tomonda
coach-place-bottom = pastda
coach-place-bottom_right = pastki o‘ng tomonda

coach-degrees = { $amount } daraja

coach-other-form = Bu boshqa belgining shakli. Namunaga qarang va uning asosiy chiziqlaridan boshlang.
coach-missing = { $part ->
    [head_line] Ustki chiziqning bir qismi yetishmaydi ({ $place }). Uni butun uzunligi bo‘ylab chizing.
    [stem] Tik chiziqning bir qismi yetishmaydi ({ $place }). Uni oxirigacha tushiring.
    [tail] Pastdagi ingichka chiziq yetishmaydi ({ $place }). Qalamni oxirigacha yurgizing.
    [bowl] Egri chiziqlarning bir qismi yetishmaydi ({ $place }). Egrilikni to‘liq chizing.
    [mark] Alohida turgan belgicha yoki uning bir qismi yetishmaydi ({ $place }). Uni qo‘shing.
   *[stroke] Chiziqning bir qismi yetishmaydi ({ $place }). Uni oxirigacha chizing.
}
coach-extra = { $part ->
    [head_line] Ustki chiziq yonida ortiqcha siyoh bor ({ $place }). Chiziq tugaydigan joyda to‘xtang.
    [stem] Tik chiziq yonida ortiqcha siyoh bor ({ $place }). Uning yonini bo‘sh qoldiring.
    [tail] Pastdagi ingichka chiziq yonida ortiqcha siyoh bor ({ $place }). U ingichkaroq va ertaroq tugasin.
    [bowl] Egri chiziqlar yonida ortiqcha siyoh bor ({ $place }). Belgiga tegishli bo‘lmaganini chizmang.
    [mark] Alohida belgicha yonida ortiqcha siyoh bor ({ $place }). Uni kichikroq chizing.
   *[stroke] Ortiqcha siyoh bor ({ $place }). Chiziqqa tegishli bo‘lmaganini chizmang.
}
coach-counter-filled = Yopiq bo‘shliq siyohga to‘lib qolyapti ({ $place }). Uni ochiq qoldiring.
coach-counter-opened = Yopiq bo‘shliq atrofidagi chiziqda uzilish bor ({ $place }). Uni tutashtiring.
coach-leans-right = Tik chiziqlar o‘ngga { $degrees } og‘gan. Ularni namunadagidek tik chizing.
coach-leans-left = Tik chiziqlar chapga { $degrees } og‘gan. Ularni namunadagidek tik chizing.
coach-too-wide = Belgi bo‘yiga nisbatan { $amount } % keng. Uni torroq yoki balandroq chizing.
coach-too-narrow = Belgi bo‘yiga nisbatan { $amount } % tor. Uni kengroq yoki pastroq chizing.
coach-too-heavy = Chiziqlar namunadagidan { $amount } % qalin. Torroq qalam oling yoki kamroq bosing.
coach-too-light = Chiziqlar namunadagidan { $amount } % ingichka. Kengroq qalam oling yoki kuchliroq bosing.
coach-uneven = Chiziqlar ba’zi joyda juda qalin, ba’zi joyda juda ingichka. Qalamni doim bir xil burchakda tuting.
coach-head-line-rises = Ustki chiziq o‘ngga qarab { $degrees } ko‘tarilgan. Uni tekis chizing.
coach-head-line-falls = Ustki chiziq o‘ngga qarab { $degrees } pasaygan. Uni tekis chizing.
coach-head-line-wavy = Ustki chiziq to‘g‘ri emas. Uni bir sekin harakat bilan chizing.
coach-unsteady = { $part ->
    [head_line] Ustki chiziqning chetlari namunadan chetlashgan. Uni bir necha marta sekin chizib chiqing.
    [stem] Tik chiziqning chetlari namunadan chetlashgan. Uni bir necha marta sekin chizib chiqing.
    [tail] Pastdagi ingichka chiziqning chetlari namunadan chetlashgan. Uni bir necha marta sekin chizib chiqing.
    [bowl] Egri chiziqlarning chetlari namunadan chetlashgan. Ularni bir necha marta sekin chizib chiqing.
    [mark] Alohida belgichaning chetlari namunadan chetlashgan. Uni bir necha marta sekin chizib chiqing.
   *[stroke] Chiziqlarning chetlari namunadan chetlashgan. Ularni bir necha marta sekin chizib chiqing.
}
coach-heavy-left = Chap tomonda siyoh namunadagidan ko‘p. O‘ng tomonga ko‘proq joy bering.
coach-heavy-right = O‘ng tomonda siyoh namunadagidan ko‘p. Chap tomonga ko‘proq joy bering.
coach-heavy-top = Yuqorida siyoh namunadagidan ko‘p. Pastki yarmiga ko‘proq joy bering.
coach-heavy-bottom = Pastda siyoh namunadagidan ko‘p. Yuqori yarmiga ko‘proq joy bering.
coach-keep-practising = { $aspect ->
    [completeness] Deyarli hammasi joyida. Chiziqlarning uchlarini namuna bilan solishtiring.
    [cleanness] Ortiqcha siyoh juda kam. Chiziq tugagan joyda qalamni ko‘taring.
    [slant] Tik chiziqlar deyarli tik. Mashq qilishda davom eting.
    [proportion] Eni va bo‘yi deyarli mos. Ularni namuna bilan solishtirib turing.
    [weight] Chiziqlarning qalinligi deyarli to‘g‘ri. Bir tekis bosib yozing.
    [head_line] Ustki chiziq deyarli to‘g‘ri va tekis. Mashq qilishda davom eting.
    [balance] Belgi deyarli muvozanatda. Chapni o‘ng bilan, yuqorini past bilan solishtiring.
    [counters] Yopiq bo‘shliqlar deyarli to‘g‘ri. Ularning kattaligini namuna bilan solishtiring.
   *[shape] Shakl deyarli to‘g‘ri. Namunaning chetlariga qarab chizishda davom eting.
}
coach-done-well = { $aspect ->
    [completeness] Hech narsa tushib qolmagan: barcha chiziqlar joyida.
    [cleanness] Ortiqcha siyoh yo‘q.
    [slant] Tik chiziqlar kerakligicha tik turibdi.
    [proportion] Eni va bo‘yi bir-biriga mos.
    [weight] Chiziqlarning qalinligi to‘g‘ri.
    [head_line] Ustki chiziq to‘g‘ri va tekis.
    [balance] Belgi yaxshi muvozanatlangan.
    [counters] Bo‘shliqlar kerakli joyda ochiq va yopiq.
   *[shape] Chiziqlarning shakli to‘g‘ri.
}
coach-picture-title = { $letter } ({ $iast }): rasm qayerda farq qiladi
coach-picture-description = { $regions ->
    [0] Namuna kulrangda; katta farq yo‘q.
   *[other] Namuna kulrangda va farq qiladigan { $regions } ta joy.
}
coach-region-missing = Yetishmaydi ({ $place })
coach-region-extra = Ortiqcha ({ $place })
coach-region-filled = To‘lib qolyapti ({ $place })
coach-region-opened = Uzilish ({ $place })
