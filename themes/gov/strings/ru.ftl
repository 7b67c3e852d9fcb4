### Слова интерфейса. Слова самой службы — в content/ru/site.ftl,
### слова каждой услуги — в её папке.

## Frame

skip = Перейти к основному тексту
menu = Меню
nav-main = Главные страницы
nav-footer = Другие страницы
breadcrumbs = Вы здесь
language = Язык
language-borrowed = ещё не переведено
# $language: the name of a language, as the site's words have it
borrowed = Эта страница ещё не переведена. Текст показан на другом языке: { $language }.
# $date: a whole date
reviewed-on = Последняя проверка: { $date }
on-this-page = На этой странице
go-home = На главную страницу

# Between the items of a list in one line
comma = {", "}

## Search

search = Поиск
search-label = Что вы ищете?
search-go = Найти
search-noscript = Для поиска нужен JavaScript, а в этом браузере он выключен. Всё, что находит поиск, есть и здесь:
all-services-link = Все услуги
search-found = { $n ->
    [one] Найдена { $n } страница
    [few] Найдено { $n } страницы
    [many] Найдено { $n } страниц
   *[other] Найдено { $n } страницы
}
search-loading = Идёт поиск…
search-failed = Поиск не загрузился. Проверьте сеть и нажмите «Найти» ещё раз.
# Stands before the number of pages found
search-partial = Страниц со всеми этими словами нет. С некоторыми из них:
search-more = Показать ещё страницы
search-sections = Разделы страницы:
search-empty = Попробуйте другие слова или меньше слов. Можно также спросить в колл-центре:

## Services

how-to-apply = Как подать заявление
track-application = Отследить заявление
work-out-fee = Рассчитать пошлину
calculator-result = Государственная пошлина для вас:
choose-service = Что вам нужно?
fact-fee = Госпошлина
fact-processing = Срок рассмотрения
fact-deadline = Срок подачи
fact-validity = Предельный срок
# $time: a length of time, "2 years"
up-to = { $time }
who-can-apply = Кто может подать заявление
how-it-works = Как это происходит
state-fee = Государственная пошлина
documents = Документы
documents-hint = Отметьте то, что у вас уже есть. Отметки остаются на этой странице и никуда не отправляются.
# $formats: "PDF, JPEG"; $size: "5 MB"; $max: how many files
files-hint = { $formats }, { $max ->
    [one] файл до { $size }
    [few] не более { $max } файлов до { $size } каждый
    [many] не более { $max } файлов до { $size } каждый
   *[other] не более { $max } файла до { $size } каждый
}
size-mb = { $count } МБ
where-to-apply = Куда обратиться
legal-basis = Правовая основа
service = Услуга
any-service = Любая услуга
all-services = Все услуги
services-count = { $count ->
    [one] Здесь { $count } услуга
    [few] Здесь { $count } услуги
    [many] Здесь { $count } услуг
   *[other] Здесь { $count } услуги
}
all-fees = Все государственные пошлины
fees-link = Все государственные пошлины и способы оплаты
ways-to-pay = Способы оплаты
fee-free = Бесплатно
fee-column = Пошлина

# Rows of a fee table, by length
range-months-up-to = { $to ->
    [one] до { $to } месяца
    [few] до { $to } месяцев
    [many] до { $to } месяцев
   *[other] до { $to } месяца
}
range-months = { $to ->
    [one] от { $from } до { $to } месяца
    [few] от { $from } до { $to } месяцев
    [many] от { $from } до { $to } месяцев
   *[other] от { $from } до { $to } месяца
}
range-months-one = { $from ->
    [one] { $from } месяц
    [few] { $from } месяца
    [many] { $from } месяцев
   *[other] { $from } месяца
}
range-months-from = { $from ->
    [one] от { $from } месяца
    [few] от { $from } месяцев
    [many] от { $from } месяцев
   *[other] от { $from } месяца
}
range-days-up-to = { $to ->
    [one] до { $to } дня
    [few] до { $to } дней
    [many] до { $to } дней
   *[other] до { $to } дня
}
range-days = { $to ->
    [one] от { $from } до { $to } дня
    [few] от { $from } до { $to } дней
    [many] от { $from } до { $to } дней
   *[other] от { $from } до { $to } дня
}
range-days-one = { $from ->
    [one] { $from } день
    [few] { $from } дня
    [many] { $from } дней
   *[other] { $from } дня
}
range-days-from = { $from ->
    [one] от { $from } дня
    [few] от { $from } дней
    [many] от { $from } дней
   *[other] от { $from } дня
}
range-years-up-to = { $to ->
    [one] до { $to } года
    [few] до { $to } лет
    [many] до { $to } лет
   *[other] до { $to } года
}
range-years = { $to ->
    [one] от { $from } до { $to } года
    [few] от { $from } до { $to } лет
    [many] от { $from } до { $to } лет
   *[other] от { $from } до { $to } года
}
range-years-one = { $from ->
    [one] { $from } год
    [few] { $from } года
    [many] { $from } лет
   *[other] { $from } года
}
range-years-from = { $from ->
    [one] от { $from } года
    [few] от { $from } лет
    [many] от { $from } лет
   *[other] от { $from } года
}

# Lengths of time
duration-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
    [many] { $count } часов
   *[other] { $count } часа
}
duration-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}
duration-working-days = { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
    [many] { $count } рабочих дней
   *[other] { $count } рабочего дня
}
duration-months = { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
    [many] { $count } месяцев
   *[other] { $count } месяца
}
duration-years = { $count ->
    [one] { $count } год
    [few] { $count } года
    [many] { $count } лет
   *[other] { $count } года
}

## Where a form is to be had

get-form = Заполнить форму
get-form-here = Заполнить здесь
get-form-here-detail = Форма откроется в этом браузере. На телефоне так удобнее всего.
get-form-here-ready = Форма сохранена на этом устройстве: она откроется и без интернета.
get-form-download = Скачать
# $size: "380 KB"
get-form-download-detail = Для компьютера или чтобы взять с собой на флешке. Работает без интернета, { $size }.
get-form-size = { $count } КБ
get-form-unpack = Распакуйте архив и откройте form.html в браузере.
get-form-promise = Всё, что вы пишете, остаётся на вашем устройстве, пока вы не сдадите запечатанный файл.
get-form-only-here = Берите форму только по этому адресу
get-form-only-here-detail = Мы никогда не присылаем формы в сообщениях. Если вам прислали форму, не заполняйте её: возьмите её здесь.
get-form-hand-in = Как сдать готовый файл
get-form-languages = Языки
get-form-inside = Что в архиве
get-form-inside-html = Сама форма, на всех языках
get-form-inside-form = Правила формы, для программ
get-form-inside-schema = Строение ответов (JSON Schema), для программ
get-form-inside-readme = Как открыть форму и проверить подпись
get-form-details = Подробности: выпуск и подпись
get-form-release = Выпуск
get-form-digest = Правила формы, SHA-512
get-form-archive = Архив, SHA-512
get-form-key = Ключ Службы
get-form-signature = Подпись архива
get-form-check = Каждый, у кого есть minisign, может проверить, что архив наш. Сохраните архив и его подпись в одной папке и выполните команду:

## README.txt in the archive of a form

# $version: "1.2"; $date: the day of the release
bundle-release = Версия { $version }, { $date }
bundle-what = form.html — форма для заполнения. Она работает без интернета и ничего не может отправить: всё, что вы пишете, остаётся на вашем устройстве. В конце она создаёт запечатанный файл, чтобы его сдать, и копию, чтобы её сохранить.
bundle-try = form.html задаёт вам несколько вопросов и говорит, что относится к вам. Она работает без интернета и ничего не может отправить: ваши ответы остаются на вашем устройстве.
bundle-open = Как открыть
bundle-open-text = На компьютере распакуйте архив и откройте form.html в Chrome, Edge, Firefox или Safari не старше 2023 года. На телефоне откройте форму на нашем сайте:
bundle-genuine = Берите форму только на нашем сайте. Мы никогда не присылаем её в сообщениях.
bundle-check = Как проверить подлинность
bundle-check-text = С помощью бесплатной программы minisign каждый может проверить подпись архива. Сохраните архив и файл .minisig в одной папке и выполните команду:

## Start page

home-tasks = Что вы хотите сделать?
call-us = Спросите нас
visit-us = Приходите к нам
contact-link = Все способы связи
offices-count = { $count ->
    [one] Главное управление и { $count } региональное управление.
    [few] Главное управление и { $count } региональных управления.
    [many] Главное управление и { $count } региональных управлений.
   *[other] Главное управление и { $count } регионального управления.
}
offices-link = Найти управление
latest-news = Новости
all-news = Все новости

## Travelling desk

next-visits = Где будет выездной приём
visits-summary = Сотрудники приезжают туда, где нет управления. Возьмите документы или заполненную форму.
visits-none = Сейчас выездной приём не запланирован. Спросите в колл-центре.
visits-all = Все дни выездного приёма
visits-calendar = Календарь выездного приёма
visits-subscribe = Добавить эти дни в свой календарь
visit-languages = Говорят на языках:
place = Населённый пункт
any-place = Любое место

## Offices

region = Регион
any-region = Любой регион
hours = Часы работы
days-mon-fri = с понедельника по пятницу
days-mon-sat = с понедельника по субботу
days-mon-sun = ежедневно
days-mon = понедельник
days-tue = вторник
days-wed = среда
days-thu = четверг
days-fri = пятница
days-sat = суббота
days-sun = воскресенье
map-title = Карта Азербайджана с управлениями
map-caption = Номера на карте — это номера в списке. Очертания приблизительны.
nearest = Найти ближайшее управление
nearest-privacy = Браузер спросит вас, прежде чем сообщить этой странице, где вы находитесь. Эти сведения остаются на вашем устройстве.
nearest-found = Сначала показаны ближайшие управления.
nearest-failed = Устройство не сообщило, где вы находитесь. Выберите регион.
# The first # is how many are shown, the second how many there are
shown = Показано: # из #.
nothing-fits = Ничего не подходит. Выберите другое место или другую услугу.
every-office = Каждое региональное управление:
metro = Метро

## Contact

need-help = Нужна помощь?
call-abroad = Из-за рубежа:
call-languages = Языки колл-центра
questions-link = Частые вопросы
before-you-call = Возможно, ответ уже здесь
app-name = Мобильное приложение { $name }
# $stores: names of app shops
app-where = Где установить: { $stores }.
copy = Скопировать
copied = Скопировано

## News

news-feed = Лента новостей (Atom)
news-follow = Следите за новостями
news-feed-hint = Добавьте этот адрес в программу для чтения лент, чтобы сразу видеть новое.
news-none = Новостей пока нет.
other-news = Другие новости
newer = Новее
older = Раньше

## Training and cooperation

for-whom = Для кого
topics = Темы
# $name: short name of a partner
partner-site = Сайт: { $name }

## Notices in pages

notice-info = Полезно знать
notice-warning = Важно
notice-success = Готово

## Without a network

# # is replaced by a number
offline-saving = Страницы сохраняются на вашем устройстве: #%
offline-ready = Готово к работе без сети: эти страницы откроются на вашем устройстве без интернета.
offline-away = Сети нет. Это копия, сохранённая на вашем устройстве.
