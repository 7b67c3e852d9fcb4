//! Amounts of money: whole minor units and an ISO 4217 code. No fractions, no rounding, no conversion.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::diag::suggest;

/// Active codes of ISO 4217, list one, funds and metals left out, by the digits of their minor unit.
const CODES: [(u8, &str); 3] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
    (
        2,
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP \
         CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS \
         INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN \
         MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE \
         SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW \
         ZWG",
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
];

/// A currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: &'static str,
    digits: u8,
}

impl Currency {
    /// Every currency that is known.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.into_iter().flat_map(|(digits, codes)| codes.split(' ').map(move |code| Self { code, digits }))
    }

    /// The currency of a code, where it is known.
    pub fn of(code: &str) -> Option<Self> {
        Self::all().find(|one| one.code == code)
    }

    /// Three capital letters.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// How many decimals its minor unit has: 2 for AZN, 0 for JPY, 3 for KWD.
    pub fn digits(self) -> u8 {
        self.digits
    }

    fn minor_per_major(self) -> i64 {
        10_i64.pow(u32::from(self.digits))
    }
}

/// An amount in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units: 35000 is 350 AZN.
    pub minor: i64,
    /// Of what.
    pub currency: Currency,
}

impl Money {
    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The sum; nothing when the currencies differ or it is too large.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let same = self.currency == other.currency;
        same.then(|| self.minor.checked_add(other.minor)).flatten().map(|minor| Self { minor, ..self })
    }

    /// That many times the amount; nothing when it is too large.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.minor.checked_mul(times).map(|minor| Self { minor, ..self })
    }
}

impl PartialOrd for Money {
    /// Amounts of different currencies do not compare.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
    }
}

/// Why a text is not an amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMoney {
    /// Not digits, a space and a code.
    Shape(String),
    /// A code ISO 4217 does not have.
    Currency(String),
    /// More or fewer decimals than the currency has.
    Decimals(Currency),
    /// More than 15 digits.
    TooLarge,
}

impl fmt::Display for NotMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(text) => {
                write!(f, "`{text}` is not an amount: write it as `350 AZN` or `20.50 USD`, without separators")
            }
            Self::Currency(code) => {
                write!(f, "there is no currency `{code}`")?;
                match suggest(&code.to_ascii_uppercase(), Currency::all().map(Currency::code)) {
                    Some(near) => write!(f, ", did you mean `{near}`?"),
                    None => Ok(()),
                }
            }
            Self::Decimals(currency) if currency.digits == 0 => {
                write!(f, "{} has no smaller unit: leave the decimals out", currency.code)
            }
            Self::Decimals(currency) => {
                write!(f, "{} has {} decimals: write all of them or none", currency.code, currency.digits)
            }
            Self::TooLarge => f.write_str("the amount is too large: it may have 15 digits"),
        }
    }
}

impl std::error::Error for NotMoney {}

impl FromStr for Money {
    type Err = NotMoney;

    /// Digits without separators or needless zeros, all the currency's decimals or none, one space, the code.
    fn from_str(text: &str) -> Result<Self, NotMoney> {
        let shape = || NotMoney::Shape(text.to_owned());
        let (amount, code) = text.split_once(' ').ok_or_else(shape)?;
        let (major, decimals) = amount.split_once('.').map_or((amount, None), |(major, rest)| (major, Some(rest)));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let needless = major.len() > 1 && major.starts_with('0');
        if !digits(major) || needless || decimals.is_some_and(|part| !digits(part)) || code.contains(' ') {
            return Err(shape());
        }
        let currency = Currency::of(code).ok_or_else(|| NotMoney::Currency(code.to_owned()))?;
        if decimals.is_some_and(|part| part.len() != usize::from(currency.digits)) {
            return Err(NotMoney::Decimals(currency));
        }
        if major.len() + usize::from(currency.digits) > 15 {
            return Err(NotMoney::TooLarge);
        }
        let number = |part: &str| part.parse::<i64>().map_err(|_| NotMoney::TooLarge);
        let minor = number(major)? * currency.minor_per_major() + decimals.map_or(Ok(0), number)?;
        Ok(Self { minor, currency })
    }
}

impl fmt::Display for Money {
    /// As definitions write it: `350 AZN`, `20.50 USD`. What people read is the locale's business.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per = self.currency.minor_per_major();
        let (major, minor) =
            (self.minor.unsigned_abs() / per.unsigned_abs(), self.minor.unsigned_abs() % per.unsigned_abs());
        let sign = if self.minor < 0 { "-" } else { "" };
        if minor == 0 {
            write!(f, "{sign}{major} {}", self.currency.code)
        } else {
            write!(f, "{sign}{major}.{minor:0width$} {}", self.currency.code, width = usize::from(self.currency.digits))
        }
    }
}

impl Serialize for Money {
    /// `{"amount":60000,"currency":"AZN"}`, in minor units.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Money", 2)?;
        object.serialize_field("amount", &self.minor)?;
        object.serialize_field("currency", self.currency.code)?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(text: &str) -> Result<i64, String> {
        text.parse::<Money>().map(|money| money.minor).map_err(|error| error.to_string())
    }

    #[test]
    fn amounts_as_they_are_written() {
        for (text, expected) in
            [("350 AZN", 35_000), ("20.50 USD", 2_050), ("0 AZN", 0), ("500 JPY", 500), ("1.005 KWD", 1_005)]
        {
            assert_eq!(minor(text), Ok(expected));
            assert_eq!(text.parse::<Money>().unwrap().to_string(), text);
        }
        assert_eq!("999999999999999 JPY".parse::<Money>().map(|money| money.minor), Ok(999_999_999_999_999));
        assert_eq!(Money { minor: -5, currency: Currency::of("AZN").unwrap() }.to_string(), "-0.05 AZN");
    }

    #[test]
    fn amounts_that_are_none() {
        for text in ["", "350", "AZN", "350AZN", "1,000 AZN", "-5 AZN", "5. AZN", ".5 AZN", "05 AZN", "5  AZN", "٥ AZN"]
        {
            assert_eq!(text.parse::<Money>(), Err(NotMoney::Shape(text.to_owned())));
        }
        let complaints = [
            ("5 ANZ", "there is no currency `ANZ`, did you mean `AZN`?"),
            ("5 QQQ", "there is no currency `QQQ`"),
            ("5 azn", "there is no currency `azn`, did you mean `AZN`?"),
            ("5 EUX", "there is no currency `EUX`, did you mean `EUR`?"),
            ("20.5 USD", "USD has 2 decimals: write all of them or none"),
            ("1.5 JPY", "JPY has no smaller unit: leave the decimals out"),
            ("99999999999999 AZN", "the amount is too large: it may have 15 digits"),
        ];
        for (text, complaint) in complaints {
            assert_eq!(minor(text), Err(complaint.to_owned()));
        }
    }

    #[test]
    fn currencies_do_not_mix() {
        let [azn, usd]: [Money; 2] = ["350 AZN", "20 USD"].map(|text| text.parse().unwrap());
        assert_eq!(azn.checked_add(usd), None);
        assert_eq!(azn.partial_cmp(&usd), None);
        assert_eq!(azn.checked_add(azn).map(|sum| sum.to_string()).as_deref(), Some("700 AZN"));
        assert_eq!(azn.checked_mul(i64::MAX), None);
        assert!(Currency::all().all(|one| one.code.len() == 3 && Currency::of(one.code) == Some(one)));
    }
}
