# What the assistant says. Short, plain, and never a promise that something is harmless.
assistant-greet = Hello! Ask me about a medicine, a price, a pharmacy, or whether medicines go together.
assistant-thank = You are welcome. Ask whenever you need to.
assistant-help = I can find a medicine and its price, find a pharmacy, check whether medicines go together, tell what a medicine holds, and note when a dose is due. For example: “Can I take aspirin with warfarin?”
assistant-unknown = I did not understand. Name a medicine and say what you want to know: its price, where it is sold, or whether it goes together with another one.
assistant-scan = Send a photo of the pill or of the code on the pack, and I will look what it is. Take the code where you can: it says more than a pill’s looks.
assistant-symptom = I do not recommend a medicine for a complaint. Ask a pharmacist or a doctor, and tell them what else you take, and about allergies and pregnancy. If it gets worse quickly, call { $number }.
assistant-emergency = This may be dangerous. Call { $number } now and say where you are. Stay with the person, and take or give nothing until the doctors say so.
assistant-complaint = Whether it suits your complaint is for a pharmacist or a doctor to say.
assistant-somebody = I do not know what this person takes or is ill with: tell it to the pharmacist or the doctor.
assistant-took = I read “{ $written }” as { $name }.
assistant-which = Which medicine do you mean?
assistant-find = { $count ->
    [one] I found one medicine: { $names }.
   *[other] I found { $count } medicines, first of all { $names }.
}
assistant-find-none = The catalogue does not have { $names }. Check the spelling, or ask at a pharmacy.
assistant-guess = Did you mean { $names }? Say yes, or write the name as it stands on the pack.
assistant-check-which = Which medicines shall I check? Name two or more.
assistant-check-second = With which other medicine shall I check { $name }?
assistant-check-sign-in = I can only look at your list of medicines when you are signed in. Sign in, or name the medicines.
assistant-check-person = Whom do you mean: { $names }? Check it on that person’s own list.
assistant-check-list = This was checked together with what is on the list.
assistant-check = { $names }: { $summary }
assistant-price = { $name } costs from { $low } to { $high } soum ({ $offers } offers). Cheapest: { $cheapest } at { $pharmacy }.
assistant-price-none = No pharmacy of ours has { $names } in stock now, so I know no price.
assistant-demonstration = These are demonstration data, not real prices and pharmacies.
assistant-info = { $name }: active substance { $ingredients }; { $prescription ->
    [no] sold without a prescription.
    [mixed] some packs need a prescription.
    [hospital] used in hospitals only.
    [yes] needs a prescription.
   *[unknown] whether it needs a prescription is not known here: take it that it does.
}
assistant-info-ask = How to take it is in the leaflet; ask a pharmacist or a doctor whether it is right for you.
assistant-where = Where shall I look? Send your place, or name a district or a town.
assistant-pharmacies = Pharmacies near there: { $pharmacies }.
assistant-pharmacies-none = I know no pharmacy near there.
assistant-pharmacies-with = { $names } is in stock here: { $pharmacies }. Call before you go.
assistant-pharmacies-with-none = I know no pharmacy there that has { $names } in stock.
assistant-reminder = Understood: { $name } at { $when }. I have saved nothing: sign in, and I will remind you.
assistant-reminder-saved = I will remind you every day: { $name } at { $when }.
assistant-reminder-already = There is such a reminder already: { $name } at { $when }.
assistant-reminder-full = { $name } at { $when }: I could not save it, because there are { $most } reminders already. Delete some first.
assistant-reminder-when = At what time shall { $name } be taken? Say it like “at 8 am”.
assistant-reminder-which = Which medicine is the reminder for?
assistant-intent-find_medication = Find a medicine or what may replace it
assistant-intent-find_pharmacy = Find a pharmacy
assistant-intent-check_interaction = Check whether medicines go together
assistant-intent-check_price = Compare prices
assistant-intent-get_info = Tell about a medicine
assistant-intent-scan_medication = Recognise a medicine by a photo or a code
assistant-intent-reminder = Note when a dose is due
assistant-intent-greet = Greet
assistant-intent-thank = Thank
assistant-intent-help = Tell what the assistant can do
assistant-intent-symptom = A complaint: advice to ask a pharmacist or a doctor
assistant-intent-emergency = Danger to life: the number of the ambulance
assistant-intent-unknown = Anything else
