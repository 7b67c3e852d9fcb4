### The agency's own words: its names, how to reach it, what its offices do.

## The agency, as every page names it

site-name = Государственная миграционная служба
site-owner = Азербайджанская Республика
site-short-name = ГМС
agency-long-name = Государственная миграционная служба Азербайджанской Республики
site-description = Разрешения, регистрация, гражданство и статус беженца для тех, кто живёт, работает, учится или путешествует в Азербайджане: пошаговые инструкции и формы, которые работают без интернета.

## The strip above the header

phase-banner = Образец
phase-banner-detail = Прежде чем полагаться на эту страницу, уточните сведения в Службе.

## Contact

call-centre-name = Колл-центр
call-centre-hours = круглосуточно, без выходных
call-centre-summary = Сообщает и разъясняет всё о миграционных вопросах на вашем языке.
phone-name = Телефон
address-name = Адрес
app-summary = Мобильное приложение, чтобы подавать заявления и следить за ними с телефона.
store-google-play = Google Play
store-app-store = App Store

## Ways to pay a state fee

payment-card = Онлайн, банковской картой
payment-bank-transfer = Онлайн, банковским переводом
payment-terminal = Через платёжный терминал
payment-bank-branch = В отделении банка

## What every regional office does

function-register-stay = регистрирует иностранцев и лиц без гражданства по месту пребывания
function-residence-permits = выдаёт разрешения на временное и постоянное проживание
function-work-permits = выдаёт разрешения на работу
function-visas = выдаёт визы
function-travel-documents = выдаёт проездные документы
function-no-criminal-record = выдаёт справки об отсутствии судимости
function-advice = информирует и консультирует по вопросам миграции
function-compliance = следит за соблюдением миграционного законодательства
function-local-cooperation = сотрудничает с местными органами власти и общественными организациями
