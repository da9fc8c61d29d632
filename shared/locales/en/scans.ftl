# What a scan came to, and what to do next.
scan-outcome-pack_recognised = The code on the pack names this medicine.
    .advice-1 = Compare name and strength with what is printed on the pack.
    .advice-2 = Check the expiry date before you take it.
scan-outcome-pill_recognised = What stands on the pill, its shape and its colour fit this medicine.
    .advice-1 = Compare it with the pack it came from before you take it.
    .advice-2 = If anything about it looks different from usual, ask a pharmacist.
scan-outcome-mismatch = What is in the picture does not belong together. Do not take this pill.
    .advice-1 = Keep the pill and the pack, and show both to a pharmacist.
    .advice-2 = If you have taken one and feel unwell, call 103.
scan-outcome-several_fit = Several medicines fit. Which of them it is cannot be told from this.
    .advice-1 = Do not take it for one of them.
    .advice-2 = Photograph the other side of the pill, so that everything written on it is seen.
    .advice-3 = Scan the code on the pack, if you have it.
    .advice-4 = Ask a pharmacist.
scan-outcome-looks_like = Nothing written on the pill could be read. These only look like it.
    .advice-1 = Do not take it for one of them: many medicines look the same.
    .advice-2 = Turn the pill over and photograph the side with letters or numbers.
    .advice-3 = Let light fall from the side, so that pressed letters cast a shadow.
    .advice-4 = Scan the code on the pack, if you have it.
scan-outcome-not_in_tables = Something is written on the pill, but it is in none of the lists that it was compared with.
    .advice-1 = Type what is written on it, or search for the medicine by its name.
    .advice-2 = Scan the code on the pack.
    .advice-3 = Ask a pharmacist, and do not take it before you know what it is.
scan-outcome-nothing_to_go_by = There is a pill in the picture, but nothing on it tells which one.
    .advice-1 = Photograph the other side.
    .advice-2 = Go nearer, until the pill fills half of the picture.
    .advice-3 = Scan the code on the pack.
    .advice-4 = Search for the medicine by its name.
scan-outcome-code_not_in_catalogue = The code was read, but its product is not in the catalogue.
    .advice-1 = Try another code on the pack: many packs have several.
    .advice-2 = Search for the medicine by its name.
    .advice-3 = Photograph the pill itself.
    .advice-4 = Ask a pharmacist.
scan-outcome-code_wrong = The code breaks its own rules. It was misread, or it is no genuine code.
    .advice-1 = Scan it once more, flat and in good light.
    .advice-2 = Try another code on the pack.
    .advice-3 = If it stays wrong, show the pack to a pharmacist.
scan-outcome-code_of_something_else = The code was read, but it names no product.
    .advice-1 = Scan the code beside the expiry date, or the barcode.
    .advice-2 = Search for the medicine by its name.
scan-outcome-nothing_found = There is neither a pill nor a code in this picture.
    .advice-1 = Put the pill in the middle, on a plain ground of another colour.
    .advice-2 = Go nearer.
    .advice-3 = A code has to be whole in the picture.
    .advice-4 = Search for the medicine by its name.
scan-outcome-too_poor = The picture is not good enough to tell.
    .advice-1 = Take another one in better light.
    .advice-2 = Hold the phone still until the picture is sharp.
    .advice-3 = Scan the code on the pack, if you have it.

# What to mind.
scan-warning-mismatch = What is written on the pill belongs to another medicine. Do not take it.
scan-warning-mismatch_look = The pill does not look like the medicine that the code names. Do not take it.
scan-warning-pill_unproven = The pill beside the pack was not recognised. What could be seen of it fits this medicine, but fits others too: the answer is about the pack alone.
scan-warning-pill_not_compared = If there is a loose pill in the picture: it was not compared with the pack, and the answer is about the pack alone. Do not take the pill before you know what it is.
scan-warning-pill_unseen = No loose pill was seen in the picture: the answer is about the pack alone.
scan-warning-several_medicines = The codes in the picture name different medicines.
scan-warning-look_alikes = Other medicines look the same.
scan-warning-imprint_unread = What is written on the pill was not read.
scan-warning-several_pills = There are several pills in the picture; this is about the one that was seen best.
scan-warning-poor_picture = The picture is poor: look at the result with care.
scan-warning-two_sides = Two pills were taken for the two sides of one medicine.
scan-warning-two_sides_supposed = Two pills may be the two sides of one medicine, or two medicines that look alike.
scan-warning-other_side_differs = The pill in the other picture looks different: the two were not taken together.
scan-warning-codes_unsearched = There was no time to search the picture for codes. If it shows one, photograph the code alone.
scan-warning-card_unfound = No whole card was found in the picture, so the pill was not measured. Put the card flat beside the pill, with all four corners in the picture.

# What to ask.
scan-question-imprint = What is written on the pill?
scan-question-other_side = What is written on the other side?
scan-question-both_sides = Are the two pills the same medicine with different sides up? Photograph one of them from both sides.
scan-question-shape = What shape is it?
scan-question-colour = What colour is it in daylight?
scan-question-pack = What does the pack say?
scan-question-one_pack = Which of the packs do you mean? Photograph it alone.
scan-question-is_it = Is this the medicine that you expected?

# Whether it is one of mine.
scan-mine-yes = It is on your list: { $names }.
scan-mine-no = It is none of the medicines on your list that could be compared.
scan-mine-unclear = Whether it is one of your medicines cannot be told from this.
scan-mine-nothing_to_compare = It could not be compared with your list.

# In what a candidate differs.
scan-differs-imprint = Something else is written on it.
scan-differs-imprint_unseen = A part of what is written on it was not seen.
scan-differs-shape = Its shape is another.
scan-differs-colour = Its colour is another.
scan-differs-size = Its size is another.

# How good the picture is.
scan-quality-good = The picture is good.
scan-quality-fair = The picture is fair.
scan-quality-poor = The picture is poor.
scan-quality-blank = Nothing is seen in it: put the pill or the code into the picture.
scan-quality-too_small = It has too few pixels: go nearer, and send it as it was taken.
scan-quality-too_dark = It is too dark: go to the light.
scan-quality-too_bright = It is too bright: less light, and no flash.
scan-quality-blurred = It is not sharp: hold still and let the camera focus.
scan-quality-low_contrast = Everything looks alike: choose a ground of another colour.
scan-quality-glare = Light is reflected: tilt it a little, and use no flash.

# What follows could not be asked.
scan-follow-interactions = Whether it goes with your other medicines could not be checked.
scan-follow-recalls = Whether it is recalled could not be checked.
scan-follow-prices = Prices could not be looked up.
scan-follow-copies = Whether others have scanned the same pack could not be checked.
scan-follow-duplicates = Whether it is, or holds, what is taken already was not checked for: { $names }.

# What the passport of a pack means.
scan-pack-recalled = This product, or this lot of it, is recalled. Read what the recall says before you use it.
scan-pack-expired = It expired: { $date } was the last day. Do not use it, and take it to a pharmacy.
scan-pack-expires_soon = It may be used until { $date }. Days left: { $days }.
scan-pack-in_date = It may be used until { $date }, if it was kept as the leaflet says.
scan-pack-no_expiry = The code does not say until when it may be used: look at the pack.
scan-pack-copied = Other people have scanned a pack with this serial number: { $others }. The code may be a copy. Do not use it before a pharmacist has looked at it.
scan-pack-seen_elsewhere = One other person has scanned a pack with this serial number. If it is nobody of your household, show the pack to a pharmacist.
scan-pack-mark_well_formed = The code has the structure of the state marking. Whether it is genuine was not verified: the marking operator's application can tell.
scan-pack-mark_malformed = The code has parts of the state marking, but not its structure. Show the pack to a pharmacist.
scan-pack-mark_absent = This code holds no state marking. It may be in another code on the pack, a square one.
scan-pack-same_medicine = It is on your household's list: { $names }.
scan-pack-same_ingredient = The same substance is already taken in your household: { $names }. Ask a pharmacist before one person takes both.
