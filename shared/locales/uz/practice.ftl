# Belgini nega hozir takrorlash kerak. Belgilar harfi va talaffuzi bilan beriladi: क (ka).

practice-due = { $character } belgisini { $days } kun oldin mashq qilgansiz; uni eslab qolganingiz ehtimoli — { $recall } %.
practice-forgotten = Oxirgi marta { $character } chiqmadi: butunlay unutilmasidan uni qaytadan oʻrganing.
practice-confused = { $character } va { $partner } belgilarini { $times } marta adashtirgansiz: ularni ketma-ket chizing.
practice-look-alike = { $character } hali ishonchli chiqmayapti va uni { $partner } bilan adashtirish oson: ularni ketma-ket chizing.
practice-new = { $character } — alifbodagi navbatdagi belgi.

# Oʻxshash belgi nega muhim.
practice-taken-for = { $partner } — model { $character } oʻrniga eng oson qabul qiladigan belgilardan biri: ularni nima farqlashiga eʼtibor bering.
