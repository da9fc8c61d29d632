# What a check comes to.
recall-verdict-clear = No recall was found: every source that is needed answered, and none names this medicine or this lot. It says nothing about anything else that may be wrong with a pack.
recall-verdict-could_not_check = This could not be checked for recalls. That none was found does not mean that there is none: ask a pharmacist before you rely on it.
recall-verdict-recalled = There is a recall that concerns this medicine. Read what it is about before you take the next dose.

# How dangerous, and what to do.
recall-class-I = Class I: using it may cause serious harm or death.
    .action = Do not take it. Call a doctor today about what to take instead; if you have taken it and feel unwell, call 103. Keep the pack and show it at the pharmacy.
recall-class-II = Class II: using it may cause harm that passes or can be treated.
    .action = Ask a doctor or pharmacist before the next dose. Do not stop a prescribed medicine on your own. Take the pack to the pharmacy.
recall-class-III = Class III: it breaks a rule, and harm is not likely.
    .action = Ask a pharmacist whether the pack should be exchanged. Go on with a prescribed medicine until then.
recall-class-none = Nobody has said yet how dangerous it is.
    .action = Treat it as serious until it is known: ask a doctor or pharmacist before the next dose.

# How far it has come.
recall-status-open = The recall is under way.
recall-status-closed = The recall is closed: packs were taken back. One of its lots that is still at home must not be used.

# What its lots say of the pack.
recall-lot-listed = The lot on your pack is on the list.
recall-lot-alike = A lot that is easily mistaken for yours is on the list. Look at your pack again: 0 or O, 1, I or L.
recall-lot-all_lots = Every lot is recalled.
recall-lot-lot_not_asked = Some lots are recalled. Compare the lot on your pack: { $lots }.
recall-lot-lots_unread = The lots could not be read from the list: treat every lot as recalled until a pharmacist has looked.
recall-lot-lots_not_named = The source does not say which lots: treat every lot as recalled until a pharmacist has looked.
recall-lot-other = Other lots are recalled, not the one on your pack.

# How it was matched.
recall-match-gtin = The number under the barcode is that of the recall.
recall-match-medicine = The recall names this medicine.
recall-match-ingredients = The recall means every medicine with this substance.
recall-match-ingredients_and_maker = Same substance and same maker: it may be another strength or pack, or one that is sold elsewhere.
recall-match-some_ingredients_and_maker = One of its substances and the same maker: it may be another medicine.

# What could not be checked.
recall-gap-never_worked = { $source }: has never been read.
recall-gap-too_old = { $source }: last read on { $when }, which is too long ago.
recall-gap-demonstration_only = { $source }: holds invented entries for demonstration only.
recall-gap-unreadable = { $source }: cannot be read at the moment.
recall-gap-unknown_product = The product is not in the catalogue: only the number under its barcode was compared.
recall-gap-ingredients_unknown = It is not fully known what acts in this medicine, so recalls of its substances may be missed.

# The sources.
recall-source-openfda = FDA recalls (openFDA)
recall-source-local = list of recalls in this country
recall-source-fda-archive = FDA recalls, 2012 to 2025
