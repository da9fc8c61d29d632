# Why a character should be practised now. Characters come as their letter and their sound: क (ka).

practice-due = { $days ->
    [one] You last practised { $character } a day ago; the chance that you remember it is { $recall } %.
   *[other] You last practised { $character } { $days } days ago; the chance that you remember it is { $recall } %.
}
practice-forgotten = The last time, { $character } did not come out: learn it again before it is quite forgotten.
practice-confused = { $times ->
    [one] You have mixed up { $character } and { $partner } once: draw them one after the other.
   *[other] You have mixed up { $character } and { $partner } { $times } times: draw them one after the other.
}
practice-look-alike = { $character } is not steady yet, and it is easily taken for { $partner }: draw them one after the other.
practice-new = { $character } comes next in the alphabet.

# Why a look-alike matters.
practice-taken-for = { $partner } is among the characters that the model most easily takes { $character } for: mind what tells them apart.
