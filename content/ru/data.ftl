### Words of the facts in content/data: each id there has its name here.

## Offices: office-<id>, its address and the short name of its town

office-headquarters = Главное управление, Баку
    .address = Баку, Бинагадинское шоссе, 202, квартал 3123, AZ1114
    .town = Баку
office-naxchivan = Региональное миграционное управление в Нахчыване
    .address = Нахчыван. Точный адрес назовёт колл-центр.
    .town = Нахчыван
office-ganja = Региональное миграционное управление в Гяндже
    .address = Гянджа. Точный адрес назовёт колл-центр.
    .town = Гянджа
office-sumqayit = Региональное миграционное управление в Сумгайыте
    .address = Сумгайыт. Точный адрес назовёт колл-центр.
    .town = Сумгайыт
office-shaki = Региональное миграционное управление в Шеки
    .address = Шеки. Точный адрес назовёт колл-центр.
    .town = Шеки
office-lankaran = Региональное миграционное управление в Ленкорани
    .address = Ленкорань. Точный адрес назовёт колл-центр.
    .town = Ленкорань
office-quba = Региональное миграционное управление в Губе
    .address = Губа. Точный адрес назовёт колл-центр.
    .town = Губа
office-mingachevir = Региональное миграционное управление в Мингячевире
    .address = Мингячевир. Точный адрес назовёт колл-центр.
    .town = Мингячевир
office-shirvan = Региональное миграционное управление в Ширване
    .address = Ширван. Точный адрес назовёт колл-центр.
    .town = Ширван
office-barda = Региональное миграционное управление в Барде
    .address = Барда. Точный адрес назовёт колл-центр.
    .town = Барда
office-gabala = Региональное миграционное управление в Габале
    .address = Габала. Точный адрес назовёт колл-центр.
    .town = Габала
office-imishli = Региональное миграционное управление в Имишли
    .address = Имишли. Точный адрес назовёт колл-центр.
    .town = Имишли

## Kinds of office

office-kind-headquarters = Главное управление
office-kind-regional = Региональное управление

## Metro stations near an office

metro-koroglu = рядом со станцией метро «Короглу»

## Regions

region-baku = Баку
region-nakhchivan = Нахчыван
region-ganja-dashkasan = Гянджа — Дашкесан
region-absheron-khizi = Абшерон — Хызы
region-shaki-zagatala = Шеки — Закаталы
region-lankaran-astara = Ленкорань — Астара
region-guba-khachmaz = Губа — Хачмаз
region-central-aran = Центральный Аран
region-shirvan-salyan = Ширван — Сальян
region-karabakh = Карабах
region-mil-mughan = Миль — Мугань

## Places the travelling desk visits

place-xachmaz = Хачмаз
place-zaqatala = Закаталы
place-astara = Астара
place-qazax = Газах
place-goychay = Гёйчай
place-sabirabad = Сабирабад
place-shamakhi = Шамахы
place-masalli = Масаллы
place-tovuz = Товуз
place-ordubad = Ордубад
place-salyan = Сальян
place-khankendi = Ханкенди
place-ismayilli = Исмаиллы
place-jalilabad = Джалилабад

## Where in the town the desk stands

venue-culture-centre = Дом культуры
venue-library = Центральная библиотека
venue-executive-power = Здание местной исполнительной власти
venue-youth-centre = Молодёжный центр

## Languages spoken by the call centre and at the travelling desk

language-az = азербайджанский
language-ru = русский
language-en = английский
language-tr = турецкий
language-ar = арабский
language-fa = персидский
language-ur = урду
language-hi = хинди
language-bn = бенгальский
language-zh = китайский
language-fr = французский
language-de = немецкий
language-es = испанский
language-it = итальянский
language-ja = японский
language-ko = корейский

## Training: who a course is for, the courses and what they teach

audience-staff = Сотрудники Службы
audience-applicants = Те, кто просит разрешение на проживание или гражданство
audience-everyone = Все иностранцы и лица без гражданства в Азербайджане
audience-organisations = Другие госорганы, общественные организации, СМИ и вузы
course-staff-development = Повышение квалификации сотрудников
    .summary = Развивает знания и навыки тех, кто принимает посетителей и рассматривает заявления.
course-orientation = Ознакомительные курсы
    .summary = Для тех, кто готовится обосноваться в Азербайджане: язык, страна, законы, права и обязанности.
course-awareness = Просветительские курсы
    .summary = Простыми словами объясняют, какое разрешение когда нужно и как его получить.
course-partner-training = Обучение для других организаций
    .summary = Для тех, кто работает с миграцией или пишет о ней.

## Topics of courses

topic-migration-management = управление миграцией
topic-migration-legislation = миграционное законодательство
topic-procedures = административные процедуры
topic-communication-skills = навыки общения
topic-foreign-languages = иностранные языки
topic-azerbaijani-language = азербайджанский язык
topic-history = история
topic-culture = культура
topic-constitution = Конституция
topic-laws = законы
topic-rights-and-duties = права и обязанности
topic-visa-regime = визовый режим
topic-work-permit = разрешение на работу
topic-registration = регистрация по месту пребывания
topic-residence-permit = разрешение на проживание
topic-citizenship = гражданство
topic-refugee-status = статус беженца
topic-migration-policy = миграционная политика
topic-migration-statistics = миграционная статистика
topic-migration-trends = тенденции миграции
topic-migration-challenges = трудности в сфере миграции
topic-best-practices = передовой опыт

## Partners and what the Service does with them

partner-eu = Европейский союз
    .short = ЕС
    .work = Совместная работа в сфере миграции: от упрощения виз до предоставления убежища.
partner-iom = Международная организация по миграции
    .short = МОМ
    .work = Проекты и программы помощи тем, кто возвращается на родину или пострадал от торговли людьми, а также управление миграцией, здоровье и данные.
partner-unhcr = Управление Верховного комиссара ООН по делам беженцев
    .short = УВКБ ООН
    .work = Поддержка беженцев: от регистрации до новой жизни.
partner-osce = Организация по безопасности и сотрудничеству в Европе
    .short = ОБСЕ
    .work = Совместная работа над миграционной политикой, законами, управлением и безопасностью.
partner-cis = Содружество Независимых Государств
    .short = СНГ
    .work = Соглашения и общие механизмы в рамках СНГ.

## Topics of cooperation

topic-visa-facilitation = упрощение визового режима и реадмиссия
topic-mobility-partnership = партнёрство в области мобильности
topic-migration-dialogue = диалог по миграции
topic-border-management = управление границами
topic-asylum = убежище и защита беженцев
topic-voluntary-return = содействие добровольному возвращению и реинтеграции
topic-counter-trafficking = борьба с торговлей людьми
topic-migration-governance = регулирование миграции
topic-migration-health = здоровье мигрантов
topic-migration-data = данные о миграции
topic-refugee-registration = регистрация беженцев
topic-status-determination = определение статуса беженца
topic-protection = защита
topic-assistance = помощь
topic-integration = интеграция
topic-resettlement = переселение в третьи страны
topic-policy-development = разработка миграционной политики
topic-legislation-harmonisation = сближение миграционного законодательства
topic-capacity-building = укрепление навыков управления миграцией
topic-migration-security = вопросы безопасности в сфере миграции
topic-agreement-illegal-migration = Соглашение о сотрудничестве в борьбе с незаконной миграцией
topic-agreement-visas = Соглашение о взаимном признании виз
topic-agreement-labour-migration = Соглашение о сотрудничестве в области трудовой миграции и социальной защиты трудящихся-мигрантов
