# What people are told without having asked. Beside it, the words of recalls say what a class means and what to do.

notice-kind = Notices
    .recall = Recall
    .interaction = Interaction
    .price-drop = Price
    .stock = Availability
    .refill = Supply
    .reminder = Reminder

notice-mail = Nazar
    .footer = You get this by mail because you chose so. You can change it in the app, under notices.

notice-take = Time for { $medicine }
    .body = Planned for { $time }.
notice-remember = Reminder for { $time }
notice-runs-out = { $medicine } is running out
    .body = By what is left and planned, there is no whole dose from { $day } on. Think of a new pack, or of a new prescription.
notice-expires = { $medicine }: the pack expires soon
    .body = It may be used until { $day }. Think of a new pack.
notice-expired = { $medicine }: the pack has expired
    .body = It could be used until { $day }. Do not use what is left of it; a pharmacy can tell you how to dispose of it.
notice-recalled = { $medicine } is named in a recall
    .body = Compare the lot on your pack: a check in the app says which lots are meant.
    .demonstration = An invented example, not a real recall.
notice-interacts = { $medicine } and { $other } on one list
    .body = { $severity ->
        [contraindicated] They must not be taken together. Ask a doctor or pharmacist before the next dose; do not stop a prescribed medicine on your own.
       *[other] Together they can be dangerous. Ask a doctor or pharmacist whether you may take both; do not stop a prescribed medicine on your own.
    }
notice-cheaper = { $medicine } costs less
    .body = The lowest price that we know is { $price } soʻm now; it was { $before } soʻm.
notice-available = { $medicine } can be had again
    .body = A pharmacy that we know of has it in stock. Call before you go.
notice-sold-out = { $medicine } is sold out
    .body = No pharmacy that we know of has it in stock. Ask a pharmacist before what you have is used up.
