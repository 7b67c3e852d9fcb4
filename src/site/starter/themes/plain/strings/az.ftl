### İnterfeysin sözləri.

skip = Əsas məzmuna keçin
nav-main = Əsas səhifələr
language = Dil
borrowed = Bu səhifə hələ tərcümə olunmayıb.
# $date: bütöv tarix
reviewed-on = Son yoxlama: { $date }

fact-fee = Rüsum
fact-processing = Qərar müddəti
fact-validity = Qüvvədədir
# $time: müddət
up-to = ən çoxu { $time }
who-can-apply = Kim müraciət edə bilər
documents = Nə lazımdır
how-it-works = Addımlar
legal-basis = Hüquqi əsas
fee-column = Rüsum
fee-free = Ödənişsiz
size-mb = ən çoxu { $count } MB

range-months-up-to = { $to } ayadək
range-months = { $from }–{ $to } ay
range-months-one = { $from } ay
range-months-from = { $from } ay və daha çox

duration-hours = { $count } saat
duration-days = { $count } gün
duration-working-days = { $count } iş günü
duration-months = { $count } ay
duration-years = { $count } il
