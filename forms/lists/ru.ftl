## Общие слова услуг

# Разделы
category-work = Работа
category-travel = Поездка
category-stay = Пребывание
category-residence = Проживание
category-citizenship = Гражданство
category-protection = Защита

# Для кого услуга
audience-foreigner = Иностранцы
audience-stateless = Лица без гражданства
audience-citizen = Граждане Азербайджана

# Способы подачи
channel-form = Форма, которую заполняют без интернета
channel-online = Онлайн на сайте Службы
channel-app = Мобильное приложение MigAz
channel-office = Региональное миграционное управление
channel-headquarters = Главное управление в Баку
channel-travelling-desk = Выездной приём
channel-mission = Посольство или консульство Азербайджана за рубежом
channel-airport = Центр ASAN Viza в международном аэропорту

# Шаги
step-check = Проверьте условия
    .detail = Убедитесь, что вам нужна именно эта услуга, и соберите документы.
step-fill = Заполните заявление
    .detail = Ответьте на вопросы и приложите чёткие и полные копии документов в формате PDF или JPG.
step-pay = Оплатите госпошлину
    .detail = Онлайн — кредитной картой или банковским переводом, либо через платёжный терминал или отделение банка. Сохраните квитанцию.
step-hand-in = Подайте заявление
    .detail = Выберите один из способов на этой странице. Вы получите номер заявления и пароль: сохраните и то и другое.
step-interview = Пройдите собеседование
    .detail = Встретьтесь с сотрудником Службы и расскажите, что с вами произошло.
step-track = Следите за заявлением
    .detail = По номеру заявления и паролю статус можно проверить в любое время.
step-collect = Заберите документ
    .detail = Когда в статусе появится, что документ готов, придите за ним с паспортом.
step-decision = Узнайте решение
    .detail = Мы сообщим, что решено и что делать дальше.

# Документы
document-passport = Паспорт
    .hint = Страница с фотографией и все страницы со штампами и визами
document-photo = Фотография
    .hint = 3 × 4 см, лицо видно полностью, фон светлый и однотонный
document-contract = Трудовой договор
    .hint = Все страницы, с подписями обеих сторон
document-medical = Медицинская справка
    .hint = С подписью и печатью клиники, где вы проходили осмотр
document-no-criminal-record = Справка об отсутствии судимости
    .hint = Печать и дата должны легко читаться
document-birth-certificate = Свидетельство о рождении
    .hint = Все страницы с текстом
document-marriage-certificate = Свидетельство о браке
    .hint = Все страницы с текстом
    .when = Если вы состоите в браке
document-supporting = Другие документы по вашему случаю
    .hint = Документы, подтверждающие основание для обращения
    .when = Если этого требует ваш случай

# Пошлина
fee-state = Госпошлина
    .varies = Зависит от вашего случая
axis-months = Срок разрешения
axis-cause = Как было утрачено гражданство

# От чего считается срок
after-arrival = после приезда в Азербайджан

# Правовая основа
legal-migration-code = Миграционный кодекс Азербайджанской Республики
legal-citizenship-law = Закон Азербайджанской Республики «О гражданстве Азербайджанской Республики»
legal-refugee-law = Закон Азербайджанской Республики «О статусе беженцев и вынужденных переселенцев (лиц, переселённых внутри страны)»
legal-refugee-convention = Конвенция 1951 года о статусе беженцев
legal-state-fees = Закон Азербайджанской Республики «О государственной пошлине»

# Основания для разрешения на проживание
residence-purposes-family = Воссоединение семьи
residence-purposes-study = Учёба
residence-purposes-work = Работа
residence-purposes-investment = Инвестиции
residence-purposes-other = Другое основание

# Виды виз
visa-types-tourist = Туризм
visa-types-business = Деловая поездка
visa-types-transit = Транзит
visa-types-student = Учёба
visa-types-medical = Лечение
visa-types-other = Другая цель

# Как было утрачено гражданство
citizenship-losses-renunciation = Выход из гражданства
citizenship-losses-adoption = Усыновление или удочерение
citizenship-losses-marriage = Брак
citizenship-losses-other = Другая причина
