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
get-form-withdrawn = Эта форма сейчас не предлагается. Как подать заявление иначе, сказано в инструкции к услуге.
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

## Следить за заявлением

track-number = Номер заявления
track-number-hint = 13 букв и цифр, например
track-number-empty = Введите номер заявления
track-number-letter = Здесь есть знак, которого в номере не бывает. Сверьте номер со своим листом
track-number-short = Чего-то не хватает: в номере 13 букв и цифр
track-number-long = Здесь лишнее: в номере 13 букв и цифр
track-number-check = Одна буква или цифра номера неверна. Сверьте номер со своим листом
track-password = Пароль
track-password-hint = 17 букв и цифр, которые выдала форма, например
track-password-empty = Введите пароль
track-password-letter = Здесь есть знак, которого в пароле не бывает. Сверьте пароль со своим листом
track-password-short = Чего-то не хватает: в пароле 17 букв и цифр
track-password-long = Здесь лишнее: в пароле 17 букв и цифр
track-password-check = Одна буква или цифра пароля неверна. Сверьте пароль со своим листом
track-look = Показать моё заявление
track-forget = Забыть всё на этой странице
track-forgotten = Номер, пароль и всё, что хранила эта страница, удалены с устройства.
track-promise = Номер и пароль остаются на этом устройстве: они никуда не отправляются и не сохраняются.
track-noscript = Чтобы открыть статус, странице нужен JavaScript
track-noscript-detail = В этом браузере JavaScript выключен. Включите его для этой страницы или позвоните нам, приготовив номер заявления.
track-closed = Сейчас следить за заявлением на сайте нельзя
track-closed-detail = Позвоните нам, приготовив номер заявления.
track-result = Ваше заявление
track-doing-engine = Готовимся…
track-doing-password = Открываем вашим паролем. Это займёт немного времени…
track-doing-fetch = Получаем статусы…
track-now = На каком этапе
track-steps = Все этапы до сих пор
track-documents = Чего не хватает:
track-message = Сотрудник пишет:
track-amend = Как дополнить поданное
# $when: a day and a time
track-as-of = Сведения на { $when }.
track-next = Следующее обновление не позже { $when }.
track-late = Обновления, которое ожидалось не позже { $when }, ещё не было. Сведения могли устареть.
track-older = Это устройство уже видело более поздний статус. Посмотрите снова через час; если ничего не изменится, позвоните нам.
track-kept = До статусов сейчас не добраться. Это то, что устройство получило последним: сведения на { $when }.
track-state-received = Получено
track-state-in-review = На рассмотрении
track-state-documents-needed = Нужны ещё документы
track-state-interview = Собеседование
track-state-decided = Решение принято
track-state-ready-to-collect = Готово к выдаче
track-advice-received = Ваше заявление у нас и прошло проверку. От вас ничего не требуется.
track-advice-in-review = Сотрудник читает ваши ответы и документы. От вас ничего не требуется.
track-advice-documents-needed = Добавьте недостающее и подайте заявление снова под тем же номером. Без этого решения не будет.
track-advice-interview = Придите вовремя с паспортом или другим удостоверением личности. Если не можете прийти или нужен переводчик, заранее позвоните нам.
track-advice-decided = Что решено и почему, сказано в письме. Если его у вас ещё нет, спросите в управлении.
track-advice-ready-to-collect = Ваш документ ждёт вас. Возьмите с собой паспорт.
track-missing = По этому номеру и паролю заявление не найдено
# A day and a time follow
track-missing-new = Вы только что подали заявление? Посмотрите снова после следующего обновления:
track-missing-desk = Вы сдали его на выездном приёме? Сначала файл должен дойти до Главного управления.
track-missing-typed = Номер и пароль от одного заявления? У каждого заявления свой пароль, а новый пароль заменяет прежний.
track-missing-call = Если заявления всё равно нет, приготовьте номер и расписку и позвоните нам:
track-trouble-none = Статусы ещё не опубликованы
track-trouble-none-detail = Посмотрите позже. Если нужно узнать сейчас, позвоните нам, приготовив номер заявления.
track-trouble-away = До статусов не добраться
track-trouble-away-detail = Сети нет или связь плохая, а на этом устройстве ничего не сохранено. Посмотрите снова, когда появится связь.
track-trouble-no-memory = На этом устройстве мало свободной памяти
track-trouble-no-memory-detail = Закройте другие страницы и приложения и попробуйте снова или возьмите другое устройство. Нужно 64 МБ, чтобы пароль никто не мог подобрать.
track-trouble-engine-missing = Страница загрузилась не полностью
track-trouble-engine-missing-detail = Проверьте сеть и попробуйте снова.
track-trouble-engine-stopped = Этот браузер не может открыть статус
track-trouble-engine-stopped-detail = Нужен Chrome, Edge, Firefox или Safari не старше 2023 года либо другое устройство.
track-trouble-untrusted = На том, что пришло, нет нашей подписи
track-trouble-untrusted-detail = Мы ничего не показываем: возможно, это не от нас. Посмотрите позже; если ничего не изменится, позвоните нам.

## Список собеседований

interviews-loading = Получаем список…
interviews-nobody = Сейчас никто не приглашён.
interviews-failed = До списка сейчас не добраться. Ваше приглашение указано там, где вы следите за заявлением.
interviews-noscript = Для списка нужен JavaScript
interviews-time = Время

## Подача

hand-in = Сдать
hand-choose = Ваш запечатанный файл
hand-choose-button = Выбрать файл
hand-choose-hint = Файл, который форма сохранила для сдачи. Его имя выглядит так:
hand-drop = Файлы можно и перетащить сюда.
hand-promise = В пути файл остаётся запечатанным: открыть его может только Служба. Можно остановиться и продолжить позже.
hand-stopped = Отправка прервалась. Выберите тот же файл: она продолжится с того же места.
hand-closed = Сейчас сдать файл на сайте нельзя
hand-closed-detail = С файлом ничего не случится, если подождать.
hand-other-ways = Другие способы сдать файл
hand-noscript = Чтобы сдать файл здесь, нужен JavaScript
hand-noscript-detail = В этом браузере JavaScript выключен. Включите его для этой страницы или сдайте файл одним из способов ниже.
hand-looking = Смотрим файл…
hand-good = Это запечатанный файл. Его можно сдать.
hand-begun = Часть этого файла уже дошла.
hand-finding = Ищем связь…
# $n: a number from 0 to 100
hand-sending = Отправляется: { $n }%
hand-sending-bar = Сколько уже дошло
hand-waiting = Связь прервалась. Как только она появится, отправка продолжится сама. Не закрывайте страницу.
hand-busy = Сейчас сдают многие. Отправка скоро продолжится сама. Не закрывайте страницу.
hand-send = Сдать
hand-pause = Приостановить
hand-go-on = Продолжить
hand-remove = Убрать с этой страницы
hand-details = Подробности
hand-kb = { $n } КБ
hand-mb = { $n } МБ
hand-wrong-empty = Этот файл пуст. Сохраните его из формы ещё раз.
hand-wrong-too-large = Этот файл слишком велик, чтобы сдать его здесь. Принесите его в управление или на выездной приём.
hand-wrong-copy = Это ваша копия или черновик, закрытые вашим паролем. Храните их у себя. Сдайте другой файл: его имя начинается с «application», и в нём нет слова «copy».
hand-wrong-armoured = Почтовая программа изменила этот файл. Возьмите его с устройства, на котором заполняли форму.
hand-wrong-form = Это сама форма, а не то, что сдают. Откройте её, дойдите до последнего шага и сохраните запечатанный файл.
hand-wrong-other = Это не запечатанный файл. Форма сохраняет его на последнем шаге; имя оканчивается на .age.
hand-wrong-cut = Части этого файла не хватает. Скопируйте его ещё раз или сохраните из формы снова.
hand-wrong-unreadable = Файл не читается. Выберите его ещё раз.
hand-wrong-digest-differs = Файл изменился во время отправки. Выберите его ещё раз.
hand-wrong-cut-short = Части файла не хватает. Выберите его ещё раз.
hand-wrong-unknown = Этот файл нельзя сдать здесь. Принесите его в управление или позвоните нам.
hand-stopped-paused = Приостановлено. То, что дошло, хранится 24 часа.
hand-stopped-away = Сети нет. То, что дошло, хранится 24 часа: продолжите, когда появится связь.
hand-stopped-no-door = Туда, где принимают файлы, сейчас не добраться. Попробуйте позже или сдайте файл другим способом.
hand-stopped-no-room = Сейчас для новых файлов нет места. От вашего ничего не осталось. Попробуйте позже или сдайте его другим способом.
hand-stopped-closed = В эту минуту файлы не принимают. Попробуйте позже или сдайте файл другим способом.
hand-stopped-not-kept = Сохранить файл не удалось, и ничего от него не осталось. Попробуйте позже или сдайте его другим способом.
hand-stopped-receipt = Ответ не подходит к этому файлу. Не полагайтесь на него: сдайте файл позже ещё раз или принесите его в управление.
hand-stopped-unknown = Не получилось. Попробуйте позже или сдайте файл другим способом.
hand-kind-arrived = Ваш файл дошёл.
hand-about-arrived = Он ещё не проверен: его никто не открывал. Сохраните эту расписку: время в ней считается временем подачи.
hand-kind-taken-in = Ваше заявление принято.
hand-about-taken-in = Ваш файл открыт и проверен. Сохраните эту расписку.
hand-kind-refused = Ваш файл не принят.
hand-about-refused = Он дошёл и проверен, но с ним что-то не так. Позвоните нам: мы скажем, что исправить.
hand-when = Когда
hand-file = Файл
hand-receipt-number = Расписка
hand-by = Кем подписано
hand-code = Причина, для сотрудников
hand-save = Сохранить расписку
hand-print = Напечатать
hand-next = После следующего обновления узнайте по номеру и паролю, как идут дела:

## Without a network

# # is replaced by a number
offline-saving = Страницы сохраняются на вашем устройстве: #%
offline-ready = Готово к работе без сети: эти страницы откроются на вашем устройстве без интернета.
offline-away = Сети нет. Это копия, сохранённая на вашем устройстве.

## Forms: the page people fill in. Ids that begin with form- and problem- go into every bundle.

form-skip = Перейти к основному тексту
form-language = Язык
form-test = Пробная форма
form-test-detail = Только для проверки. Служба её не принимает.

# Where the form cannot start: no JavaScript, an old browser, a file viewer on a phone
form-unstarted = Чтобы заполнить форму, откройте её в браузере
form-unstarted-phone = На телефоне: зайдите на наш сайт и нажмите «Заполнить здесь».
form-unstarted-computer = На компьютере: сохраните этот файл и откройте его в Chrome, Edge, Firefox или Safari не старше 2023 года.
form-unstarted-script = Уже в браузере? Включите JavaScript для этой страницы.
form-unstarted-paper = Или распечатайте страницу, заполните от руки и принесите в отделение.
form-opening = Форма открывается…

## Forms: the first page

form-promise = Всё, что вы пишете, остаётся на вашем устройстве. Эта страница ничего не может отправить.
form-network = Можно выключить интернет и продолжать.
form-need = Что понадобится
form-privacy = Что будет с вашими данными
form-privacy-more = Подробнее о ваших данных
form-device = Этим устройством пользуюсь только я
form-device-detail = Браузер хранит то, что я пишу, пока я это не удалю. Если устройством пользуются и другие, не ставьте отметку.
form-device-sensitive = Эта форма сама ничего не хранит на устройстве. Чтобы прерваться и продолжить потом, сохраните черновик.
form-device-refused = Этот браузер ничего не хранит для этой формы. Чтобы прерваться и продолжить потом, сохраните черновик.
form-genuine = Берите форму только на нашем сайте. Мы никогда не присылаем её в сообщениях.
form-start = Начать
form-go-on = Продолжить с того же места
form-restored = То, что вы писали на этом устройстве, снова здесь.
form-lost = Страница загрузилась заново, и написанного здесь больше нет. Если вы сохраняли черновик, откройте его.

## Forms: steps

# $n: which step; $of: how many there are
form-step = Шаг { $n } из { $of }
form-continue = Продолжить
form-back = Назад
form-optional = (необязательно)
form-yes = Да
form-no = Нет
form-day = День
form-month = Месяц
form-year = Год
form-date-hint = Например, 27 3 2027
form-choose = Выберите
form-no-options = Сначала ответьте на вопрос, от которого зависит этот список.
form-find-hint = Наберите первые буквы и выберите из списка.
form-found = { $n ->
    [one] В списке { $n } вариант
    [few] В списке { $n } варианта
    [many] В списке { $n } вариантов
   *[other] В списке { $n } варианта
}
form-found-none = В списке ничего не подходит. Проверьте написание.
form-characters = { $n ->
    [one] Остался { $n } знак
    [few] Осталось { $n } знака
    [many] Осталось { $n } знаков
   *[other] Осталось { $n } знака
}
form-characters-over = { $n ->
    [one] { $n } лишний знак
    [few] { $n } лишних знака
    [many] { $n } лишних знаков
   *[other] { $n } лишнего знака
}
form-computed-blank = Появится, когда будут ответы выше
# $row: "Person 2"
form-remove = Удалить: { $row }
form-removed = Удалено: { $row }

# What stands before a message, for those who do not see its colour
form-error = Ошибка:
# $title: the title of the page
form-error-title = Ошибка: { $title }
form-errors = { $n ->
    [one] Нужно исправить { $n } ответ
    [few] Нужно исправить { $n } ответа
    [many] Нужно исправить { $n } ответов
   *[other] Нужно исправить { $n } ответа
}
form-mended = Теперь верно

## Forms: passport lines

form-passport-hint = Строки из букв, цифр и знаков < внизу страницы с фотографией. По ним заполнятся другие ответы.
# $fields: questions, joined by commas
form-passport-filled = Заполнено по этим строкам: { $fields }. Сверьте с паспортом.
form-passport-differs = Здесь у вас написано другое: { $fields }.
form-passport-replace = Взять как в паспорте

## Forms: files

form-file-choose = Выбрать файл
form-files-choose = Выбрать файлы
form-files-more = Добавить ещё файлы
# $types: "PDF, JPEG"; $size: "5 MB"; $max: how many files
form-files-hint = { $types }, { $max ->
    [one] файл до { $size }
    [few] не более { $max } файлов до { $size } каждый
    [many] не более { $max } файлов до { $size } каждый
   *[other] не более { $max } файла до { $size } каждый
}
# $n is exact, such as 1.5
form-megabytes = { $n } МБ
form-kilobytes = { $n } КБ
# $name: a file
form-files-reading = Читается { $name }…
form-files-added = Добавлено: { $name }
form-files-removed = Удалено: { $name }
form-files-remove = Удалить: { $name }
form-files-open = Посмотреть: { $name }
form-files-large = В снимке { $size }, а можно не больше { $max }. Его можно уменьшить прямо здесь, на вашем устройстве.
form-files-shrink = Уменьшить
form-files-shrunk = Уменьшено: { $size }
form-files-not-shrunk = Уменьшить снимок до { $max } не получилось. Выберите другой.
form-files-cleaned = Из снимка удалены записанные в нём место, время и камера.
form-files-unreadable = Файл не читается: { $name }. Выберите его ещё раз.
form-files-draft = Некоторые телефоны закрывают эту страницу, пока вы выбираете файл. Сначала сохраните черновик.

## Forms: check your answers

form-check = Проверьте ответы
form-check-lead = Прочитайте всё ещё раз. Если всё верно, завершите: страница подпишет ответы и запечатает их в файл.
form-change = Изменить
form-not-answered = Нет ответа
# $date: today by the device's clock
form-clock = По часам этого устройства сегодня { $date }. Если это не так, исправьте дату на устройстве, прежде чем завершить.
form-finish = Завершить
form-finish-detail = Ничего не отправляется. Вы получите два файла: один сдать, другой оставить себе.

## Forms: sealing

form-sealing = Готовим ваши файлы
form-keep-open = Не закрывайте эту страницу.
form-phase-password = Ключ из пароля
form-phase-read = Чтение вложений
form-phase-seal = Запечатывается файл для сдачи
form-phase-copy = Запечатывается ваша копия
form-phase-open = Файл открывается
form-slow = Страница может ненадолго перестать отвечать.
form-finish-failed = Файлы сделать не удалось. Ваши ответы на месте. Сохраните черновик, закройте другие программы и попробуйте ещё раз.
form-no-memory = На устройстве не хватает свободной памяти: нужно 64 МБ. Ваши ответы на месте. Сохраните черновик, закройте другие программы и попробуйте ещё раз или откройте черновик на другом устройстве.

## Forms: the end

form-done = Готово к сдаче
form-done-lead = Пока ничего не отправлено. Сохраните оба файла, затем сдайте первый.
form-number = Номер заявления
form-password = Пароль
form-keep = Запишите и то и другое или распечатайте эту страницу. Пароль открывает вашу копию и сведения о ходе дела. Мы его не знаем и не сможем прислать снова.
form-save-application = Сохранить файл для сдачи
form-save-copy = Сохранить копию для себя
form-save-copy-detail = С копией и паролем заявление можно потом изменить.
# $name: a file
form-saved = Сохранено: { $name }. Файл в загрузках.
form-next = Что делать дальше
form-next-save = Сохраните оба файла
form-next-hand-in = Сдайте файл
form-next-hand-in-detail = Выберите один способ:
form-way-upload = загрузите на нашем сайте
form-way-office = принесите в отделение на телефоне или флешке
form-way-visit = принесите в выездной пункт
form-next-track = Следите за заявлением
form-next-track-detail = С номером и паролем на нашем сайте.
form-qr = Открывает страницу отслеживания с вашим номером. Пароля в нём нет.
form-print = Распечатать эту страницу
form-amend = Что-то изменить
form-amend-detail = Заметили ошибку? Измените ответы и завершите снова. Номер останется прежним; сдайте новый файл.
form-details = Подробности и проверка подписи
form-detail-file-name = Файл для сдачи:
form-detail-file = Файл для сдачи, SHA-256
form-detail-content = Содержимое, SHA-512
form-detail-key = Ключ подписи
form-detail-form = Форма
# Commands stand under it
form-verify = Каждый, кто может открыть файл, может проверить его бесплатными программами:
form-signature = Подпись показывает, что после завершения ничего не изменили. Она не подтверждает вашу личность и не является квалифицированной электронной подписью.
form-printed = Заполнено { $date }

## Forms: drafts

form-save = Сохранить черновик
form-save-lead = В файле черновика — ваши ответы и вложения. Его открывает только пароль.
form-save-password = Ваш пароль
form-save-keep = Запишите его сейчас. Без него черновик не откроет никто, и мы тоже. Потом он откроет и вашу копию, и сведения о ходе дела.
form-save-file = Сохранить файл черновика
form-save-known = Пароль тот же, что уже есть у вас.
form-show-password = Показать пароль
form-save-going = Черновик запечатывается…
form-save-failed = Черновик сделать не удалось. Удалите большие файлы и попробуйте ещё раз.
form-open = Открыть черновик или копию
form-open-lead = Выберите сохранённый файл и введите пароль.
form-open-file = Файл
form-open-file-hint = Его имя кончается на .age
form-open-password = Пароль
form-open-password-hint = 17 букв и цифр. Дефисы и большие буквы не важны.
form-open-go = Открыть
form-open-no-file = Выберите файл
form-open-no-password = Введите пароль
form-open-mistyped = Одна буква или цифра пароля неверна или пропущена
form-open-refused = Этот пароль не открывает этот файл. Сверьте каждую букву и цифру
form-open-damaged = Это не черновик и не копия, или файл повреждён. Выберите другой
form-open-sealed = Это файл для сдачи: открыть его может только Служба. Выберите свою копию или черновик
# $form: the id of another form
form-open-other = Этот файл от другой формы: { $form }
form-opened = Черновик открыт.
# $number: of the application
form-opened-copy = Заявление { $number } открыто. Измените что нужно и завершите снова.
form-opened-older = С тех пор форма изменилась. Проверьте каждый ответ.

## Forms: deleting and leaving

form-delete = Удалить всё с этого устройства
form-delete-lead = Ответы и вложения на этой странице и в этом браузере удаляются. Сохранённые вами файлы остаются.
form-delete-go = Удалить всё
form-delete-keep = Ничего не удалять
form-deleted = Всё удалено с этого устройства.
form-kept = Хранится на этом устройстве
# $version: "3.1"
form-version = Форма { $version }

## Forms: checkers

form-outcome = Результат
form-outcome-none = По этим ответам сказать нельзя. Спросите в колл-центре.
form-outcome-guide = Прочитать руководство
form-again = Начать заново

## Problems: what is wrong with an answer. With the type of a question behind it, the wording for that type.

problem-required = Ответьте на этот вопрос
problem-required-choice = Выберите ответ
problem-required-choices = Выберите хотя бы один ответ
problem-required-country = Выберите страну
problem-required-date = Введите дату
problem-required-yes-no = Выберите «да» или «нет»
problem-required-files = Приложите файл
problem-malformed = Это не читается. Проверьте, как написано
problem-malformed-integer = Введите целое число, например 12
problem-malformed-decimal = Введите число, например 12,5
problem-malformed-money = Введите сумму, например 350
problem-malformed-date = Введите дату, которая есть в календаре, например 27 3 2027
problem-malformed-date-day = Введите день числом, например 27
problem-malformed-date-month = Введите месяц числом, например 3
problem-malformed-date-year = Введите год четырьмя цифрами, например 2027
problem-malformed-phone = Введите номер телефона, например +994 50 123 45 67
problem-malformed-email = Введите адрес электронной почты, например name@example.com
problem-malformed-passport = Введите строки точно так, как в паспорте
problem-malformed-personal-code = Введите 7 букв и цифр кода
problem-malformed-country = Выберите страну из списка
problem-unsafe-text = В этом тексте есть невидимые знаки. Не вставляйте его, а наберите
problem-too-short = Напишите не меньше { $min ->
    [one] { $min } знака
    [few] { $min } знаков
    [many] { $min } знаков
   *[other] { $min } знаков
}
problem-too-long = Напишите не больше { $max ->
    [one] { $max } знака
    [few] { $max } знаков
    [many] { $max } знаков
   *[other] { $max } знаков
}
problem-pattern = Это написано не так, как нужно
problem-range = Нужно от { $min } до { $max }
problem-range-min = Нужно не меньше { $min }
problem-range-max = Нужно не больше { $max }
problem-range-min-date = Нужно не раньше { $min }
problem-range-max-date = Нужно не позже { $max }
problem-scale = После запятой не больше { $scale ->
    [one] { $scale } цифры
    [few] { $scale } цифр
    [many] { $scale } цифр
   *[other] { $scale } цифр
}
problem-unknown-value = Выберите из списка
problem-not-offered = Выберите заново: это не подходит к одному из ответов выше
problem-too-few = Выберите не меньше { $min }
problem-too-few-files = Приложите не меньше { $min ->
    [one] { $min } файла
    [few] { $min } файлов
    [many] { $min } файлов
   *[other] { $min } файлов
}
problem-too-few-repeat = Добавьте не меньше { $min }
problem-too-many = Выберите не больше { $max }
problem-too-many-files = Приложите не больше { $max ->
    [one] { $max } файла
    [few] { $max } файлов
    [many] { $max } файлов
   *[other] { $max } файлов
}
problem-too-many-repeat = Оставьте не больше { $max }
problem-check = Это не подходит к другому ответу
problem-mrz-check = В этих строках неверна буква или цифра. Сверьте с паспортом
problem-mrz-differs = В строках паспорта написано другое
# $types: "PDF, JPEG"
problem-file-type = Такие файлы не принимаются. Выберите { $types }
problem-file-damaged = Файл повреждён или не то, чем называется. Выберите другой
problem-file-locked = Файл закрыт паролем. Сохраните его без пароля и выберите снова
problem-file-pixels = Снимок слишком велик, чтобы его показать. Уменьшите его и выберите снова
# $max: "5 MB"
problem-file-too-large = В файле может быть не больше { $max }. Выберите поменьше
problem-files-too-large = Во всех файлах вместе может быть не больше { $max }. Удалите лишние или выберите поменьше

# Only what is handed in can have these; officers read them.
problem-hidden = Вопрос не задавался, а ответ есть
problem-unknown-field = Такого вопроса в форме нет
problem-computed-differs = Вычисленное значение не то, что дают правила
problem-not-canonical = Ответ записан не так, как требует формат
