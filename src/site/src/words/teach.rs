//! What a form learns of a language: ICU answers, so that a form writes numbers and dates as the site does.

use sayyar_base::message::Number;
use sayyar_base::{Date, Money};
use sayyar_forms::speech::Teacher;

use super::locale::{DateStyle, Locale};

impl Teacher for Locale {
    fn number(&self, number: Number) -> String {
        self.number(number)
    }

    fn plural(&self, number: Number) -> &'static str {
        self.plural_of(number)
    }

    fn date(&self, date: Date) -> String {
        self.date(date, DateStyle::Long)
    }

    fn money(&self, money: Money) -> String {
        self.money(money.minor, money.currency.code())
    }

    fn list(&self, items: &[&str]) -> String {
        self.list(items)
    }
}

#[cfg(test)]
mod tests {
    use sayyar_forms::speech::Tongue;

    use super::*;

    /// Learning ends with an examination, so every language that is learnt says what ICU says.
    #[test]
    fn languages_are_learnt() {
        let mut wrong = vec![];
        for name in [
            "az",
            "en",
            "en-GB",
            "ru",
            "tr",
            "ar-u-nu-latn",
            "ar-EG",
            "fa-u-ca-gregory",
            "ur",
            "de",
            "fr",
            "uk",
            "ka",
            "zh",
            "hi",
            "bn",
            "uz",
            "kk",
            "ky",
            "tg",
            "tk",
            "vi",
            "id",
            "it",
            "pl",
            "ro",
            "hy",
            "he",
            "ps-u-ca-gregory",
            "pt",
        ] {
            if let Err(error) = Locale::new(name).map(|locale| Tongue::learn(&locale)).unwrap() {
                wrong.push(format!("{name}: {error}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let persian = Tongue::learn(&Locale::new("fa").unwrap()).unwrap_err().to_string();
        assert!(persian.contains("is its calendar another?"), "{persian}");
    }
}
