# The desk in Russian.

language-name = Русский

## Frame
skip = К содержанию
nav = Рабочий стол
nav-applications = Заявления
nav-quarantine = Карантин
nav-quarantine-waiting = Карантин ({ $count })
language = Язык

## Who may ask
wrong-host = Рабочий стол отвечает только по своему адресу.
wrong-origin = Запрос пришёл не со страницы рабочего стола.
open-again = Откройте рабочий стол по адресу, который показал терминал. Адрес действует один раз, в одном браузере; для другого запустите «sayyar-intake desk» снова.
token-used = Этот адрес уже использован или не совпадает с показанным в терминале. Запустите «sayyar-intake desk» снова.
nothing-here = Здесь ничего нет.
stumbled = На рабочем столе произошёл сбой. Ничего не изменено.
trouble = { $error }. Ничего не изменено; повторите попытку.
ticket-used = Эта загрузка уже сработала. Выберите файл ещё раз.

## Sizes, days, states
bytes = { $count ->
    [one] { $count } байт
    [few] { $count } байта
   *[other] { $count } байт
 }
kilobytes = { $count } КБ
megabytes = { $count } МБ
day = { $day } { $month } { $year } г.
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
state-received = Получено
state-in-review = На рассмотрении
state-documents-needed = Нужны документы
state-interview = Собеседование
state-decided = Решение принято
state-ready-to-collect = Готово к выдаче

## List
take-in = Принять
take-in-files = Выберите запечатанные файлы или перетащите их в любое место страницы
take-in-no-script = Для этого нужен скрипт рабочего стола. В командной строке:
being-checked = проверяется
no-answer = Рабочий стол не отвечает.
nothing-lost = Ничего не потеряно: передайте файл ещё раз.
search-text = Номер или имя
search-form = Форма
search-state = Состояние
search-all = все
search-show = Показать
nothing-found = Ничего не найдено.
list-number = Номер
list-known-by = Опознаётся по
list-form = Форма
list-state = Состояние
list-filed = Подано
list-changed = Изменено
list-revision = редакция { $revision }
list-most = Показаны { $count } последних изменённых. Остальные найдите поиском.
told-taken = { $number }, редакция { $revision }, принято.
told-waits = Ждёт предыдущую редакцию.
told-again = Этот файл уже был известен; ничего не сделано дважды.
told-refused = Не принято.
told-look = Посмотреть
told-receipt = Напечатать расписку

## Checks
step-sealed = Это запечатанный файл допустимого размера.
step-sealed-no = Это не запечатанный файл или такой файл не принимается.
step-opens = Наш ключ открывает его, и внутри ничего не изменено после запечатывания.
step-opens-no = Ни один наш ключ его не открывает, или он изменён после запечатывания.
step-archive = Архив внутри цел и читается только одним способом.
step-archive-no = Архив внутри повреждён или читается по-разному.
step-bag = Внутри ровно те файлы, из которых состоит заявление.
step-bag-no = Внутри не те файлы, из которых состоит заявление.
step-signature = Всё подписано ключом заявителя.
step-signature-no = Не всё подписано ключом заявителя.
step-number = Номер принадлежит ключу заявителя.
step-number-no = Номер не принадлежит ключу заявителя.
step-addressee = Оно адресовано нам.
step-addressee-no = Оно адресовано другим.
step-form = Форма наша, и эта версия принимается.
step-form-no = Форма не наша, или эта версия не принимается.
step-answers = Ответы соответствуют правилам формы.
step-answers-no = Ответы не соответствуют правилам формы.
step-attachments = Вложения — то, чем они названы.
step-attachments-no = Одно из вложений — не то, чем оно названо.
step-once = Оно не противоречит ничему принятому ранее.
step-once-no = Оно противоречит принятому ранее.

## What to do about a check that failed
advice-too-large = Попросите вложения поменьше (для фотографии достаточно 5 МБ) или увеличьте «megabytes» в разделе [limits].
advice-not-age = Это не запечатанное заявление: возможно, фотография или незаконченный черновик. Попросите файл application-....age, который форма выдала в конце.
advice-armoured = Почтовая программа завернула файл в текст. Попросите его вложением или на флешке.
advice-passphrase = Файл под паролем: по ошибке передана копия заявителя или черновик. Попросите другой файл, без -copy в названии.
advice-no-match = Файл запечатан для других или для ключа, который здесь не указан. Впишите прежние ключи в «identities»; если не поможет, спросите, откуда взята форма.
advice-cut = Файл обрезан или изменён по дороге. Попросите его ещё раз с того устройства, где он сделан.
advice-foreign = Ни одна наша форма так не запечатывает. Спросите, откуда взята форма; сохраните файл для тех, кто в этом разберётся.
advice-spliced = Кто-то собрал это из частей чужого заявления. Не используйте его; сообщите тем, кто отвечает за безопасность.
advice-form-unknown = Добавьте выпущенную форму командой «sayyar-intake forms add», затем «sayyar-intake quarantine retry». Если такую форму вы не выпускали, спросите, откуда она.
advice-form-changed = Сравните с выпущенным пакетом. Если форма не наша, кто-то раздаёт изменённую: сообщите тем, кто отвечает за безопасность.
advice-form-old = Попросите заявителя заполнить нынешнюю форму или примите командой «quarantine release», указав причину.
advice-answers-malformed = Ни одна наша форма так не записывает ответы. Спросите, откуда взята форма.
advice-answers-invalid = Посмотрите, что не так, командой «quarantine show». Попросите заявителя исправить заявление по сохранённой копии или примите командой «quarantine release», указав причину.
advice-attachment-list = Ни одна наша форма так не делает. Спросите, откуда взята форма.
advice-attachment = Не открывайте его двойным щелчком. Попросите документ ещё раз или посмотрите на рабочем столе, где это безопасно, и примите командой «quarantine release», указав причину.
advice-erased = Ничего: оно удалено с полным основанием. Новое заявление — это новое заявление.
advice-claims = Два разных исправления претендуют на одно место, возможно, с двух устройств. Спросите заявителя, какое верно, и попросите исправить ещё раз по последней копии.
advice-status = Два заявления просят одно и то же место статуса, случайно так не бывает. Сообщите тем, кто отвечает за безопасность.
advice-machine = Сбой диска или сети на этом компьютере, а не в заявлении. Повторите попытку.
advice-made = Ни одна наша форма такого не создаёт. Кто-то изменил файл или сделал его вручную: сохраните для тех, кто в этом разберётся.
advice-other = Обратитесь к тем, кто отвечает за систему.

## What an officer should look at
warning-filled-in-future = По часам устройства заявителя форма заполнена { $day }, в будущем.
warning-filled-long-ago = По часам устройства заявителя форма заполнена давно, { $day }.
warning-late = Поступило поздно: эта версия формы принималась до { $day }.
warning-build-unknown = Сборка { $build } этой формы здесь неизвестна, известна другая сборка той же версии.
warning-fee-changed = По новейшей версии формы пошлина составляет { $fee }.
warning-status-elsewhere = Это исправление просит запечатывать статус под другой пароль. Он остаётся под первым; замените пароль при личной явке.
warning-filing-time = Часы пункта, первым получившего файл, пошли назад или опережают наши. Проверьте время подачи.
warning-released = { $officer }: принято, хотя проверка не пройдена ({ $code }). { $reason }

## An application
number-wrong = Такого номера нет
number-wrong-text = В номере 13 букв и цифр, например FGA1-TTCD-1JSY-K. Нет ли опечатки?
not-found = Не найдено
not-found-text = Заявления { $number } здесь нет. Поищите по имени или загляните в карантин.
no-revision = Такой редакции нет.
no-attachment = Такого вложения нет.
filed = подано { $time }
fee = пошлина { $fee }
assisted = заполнено сотрудником
waits-first = Ждёт первую редакцию
print-receipt = Напечатать расписку
print-letter = Составить письмо
answers = Ответы
attachments = Вложения
attachment-save = Сохранить { $name }
attachment-look = Посмотреть { $name }
attachment-kind = { $kind }, { $size }
checks = Проверки
identity = Личность
identity-by = { $way }, { $officer }, { $time }
identity-note = Примечание: { $note }
identity-none = Личность заявителя ещё никто не проверил. До этого решение принять нельзя.
identity-how = Как
identity-note-label = Примечание
identity-record = Записать проверку
way-passport = предъявлен паспорт
way-identity-card = предъявлено удостоверение личности
way-residence-card = предъявлена карта проживания
way-known = известен по прежнему делу
way-other = иначе, как сказано в примечании
status = Статус
next-step = Следующий шаг
for-documents = Для документов
for-documents-label = Какие — как они названы в услуге
for-interview = Для собеседования
interview-day = День
interview-time = Время
where = Где
office = Отделение
message = Сообщение на языке заявителя ({ $language })
record-step = Записать шаг
published-later = Заявители увидят его после следующей публикации.
revisions = Редакции
revision = Редакция { $revision }, { $time }
revision-waits = ждёт предыдущую

## What is to be mended
problem-waiting = Первая редакция этого заявления ещё не поступила.
problem-identity-unchecked = Личность заявителя никто не проверил: сначала запишите это, потом решение.
problem-message = В сообщении не больше 500 знаков и нет управляющих символов.
problem-identity-way = Выберите, как проверена личность.
problem-identity-note = Укажите в примечании, как проверена личность.
problem-memory = Для пароля нужно 64 МБ памяти.
problem-office = Укажите отделение.
problem-documents = Укажите, какие документы нужны.
problem-day = Укажите день собеседования.
problem-time = Укажите время собеседования в виде 09:30.
problem-step = Выберите следующий шаг.
problem-reason = Объясните причину одним предложением.
problem-released = Эту проверку нельзя обойти, или файла уже нет.

## Attachments
picture = Изображение
picture-of = { $name } из { $number }
picture-again = Изображение создано заново из переданного файла, чтобы до вас не дошло ничего скрытого в нём. Чтобы получить сам файл, сохраните его.
picture-smaller = Показано уменьшенным; на самом деле { $width } × { $height } точек.
picture-bad = Это изображение показать нельзя: оно повреждено, больше { $most } млн точек или такого вида, который не показывается. Сохраните его и открывайте осторожно.
back = Назад к заявлению

## Quarantine
quarantine = Карантин
quarantine-empty = Решения ничего не ждёт.
quarantine-decided = Решено
quarantine-file = Файл
quarantine-why = Почему
quarantine-size = Размер
quarantine-came = Поступил
quarantine-decision = Решение
quarantine-gone = Такого файла в карантине нет. Возможно, он уже принят.
quarantine-title = Не принято
quarantine-names = В нём назван номер { $number }, редакция { $revision }.
quarantine-came-at = поступил { $time }
decided-dropped = Удалено, { $officer }: { $reason }
decided-released = Принято, { $officer }: { $reason }
decided-expired = Удалено автоматически: { $reason }
retry = Проверить ещё раз
reason = Причина (будет записана)
release = Всё равно принять
let-go = Удалить

## Receipt and letter
receipt = Расписка
receipt-none = Расписки для этой редакции нет.
letter = Письмо
letter-language = Язык текста
letter-state = О чём
letter-show = Показать
letter-none = Пока нет шага, о котором можно сообщить письмом.
letter-wrong = В шаблоне ошибка
letter-wrong-text = Это собственный шаблон учреждения, его может исправить тот, кто за него отвечает. Подробнее: «sayyar-intake letters check».
letter-mail = В письме нет ни ответов, ни пароля. Проверьте имя перед отправкой.
print = Напечатать
print-frame = Что будет напечатано
