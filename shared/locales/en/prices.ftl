# What is said of a price, and why.
price-usual = This price is usual.
price-high = This price is well above what others ask.
price-low = This price is well below what others ask.
price-cannot-say = Nobody can say from so few prices whether this one is usual.
price-reason-too-few-prices = Fewer than eight prices are known.
price-reason-far-from-median = It lies far from the middle of { $prices } prices: { $percent } % of the middle price.
price-reason-unlike-other-prices = All in all it is unlike 99 of 100 prices.
price-reason-close-to-median = It differs from the middle price by less than a quarter.
price-reason-within-spread = It lies among the other prices.
price-reason-suspiciously-cheap = It is half the usual price or less: the medicine may be counterfeit. Look at the pack and its code, and ask a pharmacist before you take it.
price-equivalents = Prices of other makers' products with the same substances and strength were compared too.
