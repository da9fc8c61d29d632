# Что говорит помощник. Коротко, просто и без обещаний безвредности.
assistant-greet = Здравствуйте! Спросите о лекарстве, цене, аптеке или о том, можно ли принимать лекарства вместе.
assistant-thank = Пожалуйста. Спрашивайте, когда понадобится.
assistant-help = Я нахожу лекарство и его цену, аптеку, проверяю, сочетаются ли лекарства, говорю, что входит в лекарство, и понимаю, когда нужен приём. Например: «Можно ли пить аспирин с варфарином?»
assistant-unknown = Я не понял вопрос. Назовите лекарство и что хотите узнать: цену, где продаётся или сочетается ли оно с другим.
assistant-scan = Пришлите фото таблетки или кода на упаковке, и я посмотрю, что это. Если можно, снимите код: он говорит больше, чем вид таблетки.
assistant-symptom = Я не советую лекарства от жалоб. Спросите фармацевта или врача и скажите, что ещё принимаете, об аллергии и беременности. Если быстро становится хуже, звоните { $number }.
assistant-emergency = Это может быть опасно. Сейчас же звоните { $number } и скажите, где вы. Не оставляйте человека одного и ничего не принимайте и не давайте, пока не скажут врачи.
assistant-complaint = Подходит ли это при вашей жалобе, скажет фармацевт или врач.
assistant-somebody = Я не знаю, что принимает этот человек и чем болеет: скажите об этом фармацевту или врачу.
assistant-took = «{ $written }» я понял как { $name }.
assistant-which = О каком лекарстве речь?
assistant-find = { $count ->
    [one] Найдено { $count } лекарство: { $names }.
    [few] Найдено { $count } лекарства, в первую очередь { $names }.
   *[other] Найдено { $count } лекарств, в первую очередь { $names }.
}
assistant-find-none = В каталоге нет { $names }. Проверьте написание или спросите в аптеке.
assistant-guess = Вы имели в виду { $names }? Ответьте «да» или напишите название так, как на упаковке.
assistant-check-which = Какие лекарства проверить? Назовите два или больше.
assistant-check-second = С каким ещё лекарством проверить { $name }?
assistant-check-sign-in = Ваш список лекарств я вижу, только когда вы вошли. Войдите или назовите лекарства.
assistant-check-person = О ком речь: { $names }? Проверьте по списку этого человека.
assistant-check-list = Проверено вместе с тем, что есть в списке.
assistant-check = { $names }: { $summary }
assistant-price = { $name } стоит от { $low } до { $high } сум (предложений: { $offers }). Дешевле всего: { $cheapest }, { $pharmacy }.
assistant-price-none = Сейчас ни в одной из известных мне аптек нет { $names }, поэтому цены я не знаю.
assistant-demonstration = Это демонстрационные данные, не настоящие цены и аптеки.
assistant-info = { $name }: действующее вещество { $ingredients }; { $prescription ->
    [no] отпускается без рецепта.
    [mixed] некоторые упаковки отпускаются по рецепту.
    [hospital] применяется только в больницах.
    [yes] нужен рецепт.
   *[unknown] нужен ли рецепт, здесь не известно: считайте, что нужен.
}
assistant-info-ask = Как принимать, сказано в инструкции; подходит ли оно вам, спросите фармацевта или врача.
assistant-where = Где искать? Пришлите своё место или назовите район или город.
assistant-pharmacies = Аптеки рядом: { $pharmacies }.
assistant-pharmacies-none = Рядом с этим местом я аптек не знаю.
assistant-pharmacies-with = { $names } есть в наличии: { $pharmacies }. Позвоните, прежде чем идти.
assistant-pharmacies-with-none = Я не знаю там аптеки, где есть { $names }.
assistant-reminder = Понял: { $name } в { $when }. Я ничего не сохранил: войдите, и я буду напоминать.
assistant-reminder-saved = Буду напоминать каждый день: { $name } в { $when }.
assistant-reminder-already = Такое напоминание уже есть: { $name } в { $when }.
assistant-reminder-full = { $name } в { $when }: не сохранено, напоминаний уже { $most }. Сначала удалите лишние.
assistant-reminder-when = В какое время принимать { $name }? Скажите, например, «в 8 утра».
assistant-reminder-which = О каком лекарстве напомнить?
assistant-intent-find_medication = Найти лекарство или замену
assistant-intent-find_pharmacy = Найти аптеку
assistant-intent-check_interaction = Проверить, сочетаются ли лекарства
assistant-intent-check_price = Сравнить цены
assistant-intent-get_info = Рассказать о лекарстве
assistant-intent-scan_medication = Узнать лекарство по фото или коду
assistant-intent-reminder = Понять, когда нужен приём
assistant-intent-greet = Поздороваться
assistant-intent-thank = Поблагодарить
assistant-intent-help = Сказать, что умеет помощник
assistant-intent-symptom = Жалоба: совет обратиться к фармацевту или врачу
assistant-intent-emergency = Опасность для жизни: номер скорой помощи
assistant-intent-unknown = Всё остальное
