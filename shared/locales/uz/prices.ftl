# Narx haqida nima deyiladi va nega.
price-usual = Narx odatdagidek.
price-high = Narx boshqalar soʻraganidan ancha yuqori.
price-low = Narx boshqalar soʻraganidan ancha past.
price-cannot-say = Narxlar juda kam, bu narx odatdagimi yoki yoʻqmi, aytib boʻlmaydi.
price-reason-too-few-prices = Sakkiztadan kam narx maʼlum.
price-reason-far-from-median = U { $prices } ta narxning oʻrtasidan uzoq: oʻrtadagi narxning { $percent } foizi.
price-reason-unlike-other-prices = Umuman olganda u 100 ta narxdan 99 tasiga oʻxshamaydi.
price-reason-close-to-median = U oʻrtadagi narxdan chorakdan kam farq qiladi.
price-reason-within-spread = U boshqa narxlar orasida.
price-reason-suspiciously-cheap = U odatdagi narxning yarmi yoki undan ham kam: dori qalbaki boʻlishi mumkin. Qadogʻi va kodini koʻzdan kechiring va ichishdan oldin farmatsevtdan soʻrang.
price-equivalents = Tarkibi va dozasi bir xil boshqa ishlab chiqaruvchilarning narxlari ham solishtirildi.
