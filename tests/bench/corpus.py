"""The corpus both generators build: the same pages in four languages, always the same bytes.

A page has about 600 words: headings with their own anchors, paragraphs, a bulleted and a numbered
list, a table, emphasis, and links to other pages. Sayyar and Hugo get the same markdown; only the
way a page points at another differs (`/s02/p017.md` and `/az/s02/p017/`).
"""

import itertools
import pathlib
import random
import shutil

HERE = pathlib.Path(__file__).parent
LANGUAGES = ["az", "en", "ru", "ar"]
PER_SECTION = 100

STEMS = {
    "az": """müraciət icazə xidmət qeydiyyat sənəd ərizə pasport viza yaşayış ölkə vətəndaş əcnəbi idarə
        şöbə növbə rüsum müddət cavab qərar məlumat işçi müqavilə tələbə ailə uşaq ünvan şəhər rayon
        kənd yol gün ay il səhər axşam sual nömrə hesab vərəqə möhür imza şəkil nüsxə əsl tərcümə dil
        hüquq vəzifə qanun məcəllə maddə şərt səbəb məqsəd nəticə başlanğıc son işıq su ev qapı masa
        kitab dəftər qələm məktəb universitet xəstəxana sərhəd hava liman qatar bilet gömrük səfir
        konsul nazir xəbər elan tədbir görüş söhbət dərs kurs mərkəz bölgə dağ dəniz çay meşə bazar""",
    "en": """application permit service registration document request passport visa residence country citizen
        foreigner office department queue fee period answer decision notice worker contract student family
        child address city district village road day month year morning evening question number account
        sheet stamp signature photo copy original translation language right duty law code article
        condition reason purpose result beginning end light water house door table book notebook pen
        school university hospital border airport harbour train ticket customs ambassador consul minister
        news announcement event meeting talk lesson course centre region mountain sea river forest market""",
    "ru": """заявление разрешение услуга регистрация документ просьба паспорт виза проживание страна гражданин
        иностранец управление отдел очередь пошлина срок ответ решение сведение работник договор студент
        семья ребёнок адрес город район село дорога день месяц год утро вечер вопрос номер счёт лист
        печать подпись фотография копия подлинник перевод язык право обязанность закон кодекс статья
        условие причина цель итог начало конец свет вода дом дверь стол книга тетрадь ручка школа
        университет больница граница аэропорт порт поезд билет таможня посол консул министр новость
        объявление встреча беседа урок курс центр область гора море река лес рынок""",
    "ar": """طلب تصريح خدمة تسجيل وثيقة جواز تأشيرة إقامة بلد مواطن أجنبي مكتب قسم دور رسم مدة جواب قرار
        إشعار عامل عقد طالب أسرة طفل عنوان مدينة حي قرية طريق يوم شهر سنة صباح مساء سؤال رقم حساب
        ورقة ختم توقيع صورة نسخة أصل ترجمة لغة حق واجب قانون مادة شرط سبب غرض نتيجة بداية نهاية ضوء
        ماء بيت باب كتاب دفتر قلم مدرسة جامعة مستشفى حدود مطار ميناء قطار تذكرة جمارك سفير قنصل وزير
        خبر إعلان اجتماع حديث درس دورة مركز منطقة جبل بحر نهر غابة سوق""",
}
ENDINGS = {
    "az": ["", "lar", "da", "dan", "ın", "ı", "a", "çı", "lıq", "sız", "lı", "la", "imiz", "iniz", "dır"],
    "en": ["", "s", "ed", "ing", "er", "less", "ful", "ly", "al", "ish"],
    "ru": ["", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах", "ный", "ная", "ские"],
    "ar": ["", "ات", "ان", "ين", "ها", "هم", "نا", "كم", "ية", "ي"],
}
SYLLABLES = {
    "az": "ba qa la şi rə dü mu nə çi gö zı to ve ha sə".split(),
    "en": "ba ka la shi re du mu ne chi go zi to ve ha se".split(),
    "ru": "ба ка ла ши ре ду му не чи го зи то ве ха се".split(),
    "ar": "با كا لا شي ري دو مو ني چي جو زي تو في ها سي".split(),
}
NAMES = {"az": "Azərbaycanca", "en": "English", "ru": "Русский", "ar": "العربية"}
INTERFACE = {
    "az": dict(site="Sınaq saytı", contents="Mündəricat", languages="Dillər", skip="Məzmuna keç", previous="Əvvəlki", next="Növbəti"),
    "en": dict(site="Test site", contents="Contents", languages="Languages", skip="Skip to content", previous="Previous", next="Next"),
    "ru": dict(site="Пробный сайт", contents="Содержание", languages="Языки", skip="К содержанию", previous="Назад", next="Вперёд"),
    "ar": dict(site="موقع تجريبي", contents="المحتويات", languages="اللغات", skip="إلى المحتوى", previous="السابق", next="التالي"),
}


class Writer:
    """Makes text of one language. Frequent words are frequent, and there is a long tail, as in real text."""

    def __init__(self, lang):
        stems, endings = STEMS[lang].split(), ENDINGS[lang]
        order = random.Random(f"words {lang}")
        self.words = [stem + ending for ending in endings for stem in stems]
        order.shuffle(self.words)
        self.heaviness = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.syllables = SYLLABLES[lang]

    def take(self, rng, count):
        words = rng.choices(self.words, cum_weights=self.heaviness, k=count)
        if count > 6:
            words[rng.randrange(count)] = "".join(rng.choices(self.syllables, k=4)).capitalize()
        return words

    def phrase(self, rng, count):
        text = " ".join(self.take(rng, count))
        return text[:1].upper() + text[1:]

    def paragraph(self, rng, count):
        sentences = []
        while count > 0:
            length = min(count, rng.randrange(8, 18))
            words = self.take(rng, length)
            if length > 9:
                words[4] = f"**{words[4]}**" if rng.random() < 0.3 else words[4]
                words[7] += ","
            text = " ".join(words)
            sentences.append(text[:1].upper() + text[1:] + ".")
            count -= length
        return " ".join(sentences)


def page_name(index):
    """`s02/p017` for page 117: sections of a hundred."""
    return f"s{index // PER_SECTION + 1:03}/p{index % PER_SECTION + 1:03}"


def body(writer, rng, total, link):
    """The markdown of one page; `link(page, anchor)` says how this generator points at another page."""

    def a_link():
        target = page_name(rng.randrange(total))
        anchor = rng.choice(["", "", "h1", "h4"])
        return f"[{' '.join(writer.take(rng, 3))}]({link(target, anchor)})"

    parts = [writer.paragraph(rng, 50) + " " + a_link() + "."]
    for number in range(1, 7):
        level = "###" if number in (3, 5) else "##"
        parts.append(f"{level} {writer.phrase(rng, 4)} {{#h{number}}}")
        parts.append(f"{writer.paragraph(rng, 38)} {a_link()}, {' '.join(writer.take(rng, 5))}.")
        parts.append(writer.paragraph(rng, 22))
        if number == 2:
            parts.append("\n".join(f"- {writer.phrase(rng, 7)}" for _ in range(6)))
        if number == 4:
            head = "| " + " | ".join(writer.phrase(rng, 1) for _ in range(4)) + " |\n|---|---|---|--:|"
            rows = (
                f"| {writer.phrase(rng, 2)} | {writer.phrase(rng, 2)} | `{rng.randrange(100)}-A` | {rng.randrange(10, 1000)} |"
                for _ in range(6)
            )
            parts.append("\n".join([head, *rows]))
        if number == 6:
            parts.append("\n".join(f"{n}. {writer.phrase(rng, 6)} {a_link() if n == 3 else ''}".rstrip() for n in range(1, 6)))
            parts.append("> " + writer.paragraph(rng, 14))
    return "\n\n".join(parts) + "\n"


def front_matter(title, description, weight, date=""):
    return f'+++\ntitle = "{title}"\ndescription = "{description}"\nweight = {weight}\n{date}+++\n'


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make(root, pages):
    """Writes `root/sayyar` and `root/hugo`, with `pages` pages over all languages, sections not counted."""
    root = pathlib.Path(root)
    each = pages // len(LANGUAGES)
    sections = (each + PER_SECTION - 1) // PER_SECTION
    for kind in ("sayyar", "hugo"):
        shutil.rmtree(root / kind, ignore_errors=True)
        shutil.copytree(HERE / kind, root / kind)
    words = 0
    for lang in LANGUAGES:
        writer = Writer(lang)
        roots = {kind: root / kind / "content" / lang for kind in ("sayyar", "hugo")}
        links = {
            "sayyar": lambda page, anchor: f"/{page}.md" + (f"#{anchor}" if anchor else ""),
            "hugo": lambda page, anchor, lang=lang: f"/{lang}/{page}/" + (f"#{anchor}" if anchor else ""),
        }
        for kind, folder in roots.items():
            rng = random.Random(f"home {lang}")
            write(folder / "_index.md", front_matter(INTERFACE[lang]["site"], writer.phrase(rng, 8), 0))
            for number in range(1, sections + 1):
                title, description = writer.phrase(rng, 2), writer.phrase(rng, 8)
                write(folder / f"s{number:03}" / "_index.md", front_matter(title, description, number) + writer.paragraph(rng, 30) + "\n")
            for index in range(each):
                rng = random.Random(f"{lang} {index}")
                head = front_matter(writer.phrase(rng, 4), writer.phrase(rng, 9), index % PER_SECTION + 1, "date = 2026-01-01\n")
                text = body(writer, rng, each, links[kind])
                write(folder / f"{page_name(index)}.md", head + text)
                words += len(text.split()) if kind == "sayyar" else 0
    configure(root, sections)
    return {"pages": each * len(LANGUAGES), "sections": sections * len(LANGUAGES), "words_a_page": words // (each * len(LANGUAGES))}


def configure(root, sections):
    """Configuration and interface strings of both sites: the first five sections are the navigation."""
    nav = [f"s{number:03}" for number in range(1, min(5, sections) + 1)]
    languages = ",\n".join(
        f'  {{ tag = "{lang}", name = "{NAMES[lang]}", complete = true{", dir = " + chr(34) + "rtl" + chr(34) if lang == "ar" else ""} }}'
        for lang in LANGUAGES
    )
    quoted = ", ".join(f'"{name}/_index.md"' for name in nav)
    for search in ("off", "on"):
        on = "true" if search == "on" else "false"
        text = (
            'base_url = "https://bench.example"\ntheme = "plain"\n'
            f"nav = [{quoted}]\nlanguage = [\n{languages},\n]\n[search]\nenabled = {on}\n[offline]\nenabled = false\n"
        )
        write(root / "sayyar" / f"search-{search}.toml", text)
    shutil.copy(root / "sayyar" / "search-off.toml", root / "sayyar" / "sayyar.toml")
    hugo = (root / "hugo" / "hugo.toml").read_text(encoding="utf-8")
    for weight, lang in enumerate(LANGUAGES, 1):
        hugo += f'\n[languages.{lang}]\nlabel = "{NAMES[lang]}"\nlocale = "{lang}"\ndirection = "{"rtl" if lang == "ar" else "ltr"}"\n'
        hugo += f'title = "{INTERFACE[lang]["site"]}"\nweight = {weight}\ncontentDir = "content/{lang}"\n'
        for place, name in enumerate(nav, 1):
            hugo += f'[[languages.{lang}.menus.main]]\npageRef = "/{name}"\nweight = {place}\n'
        write(root / "hugo" / "i18n" / f"{lang}.toml", "".join(f'{key} = "{value}"\n' for key, value in INTERFACE[lang].items()))
        ftl = "".join(f"{key} = {value}\n" for key, value in INTERFACE[lang].items())
        write(root / "sayyar" / "themes" / "plain" / "strings" / f"{lang}.ftl", ftl)
    write(root / "hugo" / "hugo.toml", hugo)
