//! The machine-readable zone of passports and identity cards: ICAO Doc 9303, eighth edition.
//!
//! Part 3, section 4 has the rules for all (check digits in 4.9); part 4 passports (TD3, two lines of 44), part 5 cards
//! (TD1, three lines of 30), part 6 larger cards (TD2, two lines of 36). Visas (part 7) are not travel documents of a
//! person and are refused.
//!
//! People copy the lines by hand or paste what a scanner read. What cannot mean anything else is put right: letters of
//! other keyboards that look the same, small letters, `«` for `<<`, spaces for `<`, the number of fillers at the end of
//! a line (nobody counts 19 of them) and before its last digits, `O` for `0` and `I` for `1` where only digits can
//! stand and the other way round where only letters can. In numbers of documents, which mix both, nothing is guessed.
//! Every check digit is then held to what remains.

mod layout;
mod name;
mod repair;

use std::fmt;

use sayyar_base::Date;

use super::country;
pub use layout::Format;
use layout::Layout;
pub use name::same as same_name;

/// One thing a zone says; `fills` in a form names them so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The primary identifier.
    Surname,
    /// The secondary identifier.
    GivenNames,
    /// The number of the document.
    Number,
    /// Of whom.
    Nationality,
    /// The day of birth.
    Birth,
    /// Female, male or not said.
    Sex,
    /// The last day the document is valid.
    Expiry,
    /// Who issued it.
    Issuer,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Surname,
        Self::GivenNames,
        Self::Number,
        Self::Nationality,
        Self::Birth,
        Self::Sex,
        Self::Expiry,
        Self::Issuer,
    ];

    /// Its name in a definition.
    pub fn name(self) -> &'static str {
        match self {
            Self::Surname => "surname",
            Self::GivenNames => "given-names",
            Self::Number => "number",
            Self::Nationality => "nationality",
            Self::Birth => "birth",
            Self::Sex => "sex",
            Self::Expiry => "expiry",
            Self::Issuer => "issuer",
        }
    }

    /// The part of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// What a document says about sex (part 4, section 4.2.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// `F`
    Female,
    /// `M`
    Male,
    /// `<`, or `X` as some write it.
    Unspecified,
}

impl Sex {
    /// As the value of a choice: `female`, `male`, `unspecified`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Unspecified => "unspecified",
        }
    }
}

/// A day written with two digits of its year; `None` for a month or day that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ShortDate {
    year: u8,
    month: u8,
    day: u8,
}

/// A zone that was read and whose check digits are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mrz {
    /// Which kind of document.
    pub format: Format,
    /// The lines as the document has them, joined by `\n`: the canonical answer.
    pub lines: String,
    /// The kind of document and whatever its issuer adds: `P`, `ID`.
    pub code: String,
    /// Three letters, or one for Germany.
    pub issuer: String,
    /// Words parted by spaces. Never empty.
    pub surname: String,
    /// Words parted by spaces; empty where there are none.
    pub given_names: String,
    /// Whether the names fill their line, so that some of them may be missing.
    pub names_cut: bool,
    /// Without fillers.
    pub number: String,
    /// Three letters, or one for Germany.
    pub nationality: String,
    /// The latest such day that is not after today; nothing where the document does not know it.
    pub birth: Option<Date>,
    /// As it says.
    pub sex: Sex,
    /// The such day that is nearest to today; nothing where the document does not expire.
    pub expiry: Option<Date>,
    /// Optional data without fillers, those of both lines joined by a space.
    pub optional: String,
    /// Birth as it is written.
    short_birth: Option<ShortDate>,
}

/// Which check digit is wrong, or which date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// The number of the document.
    Number,
    /// The day of birth.
    Birth,
    /// The day of expiry.
    Expiry,
    /// The personal number, or whatever optional data there is.
    Optional,
    /// All of them together: the last digit.
    Whole,
}

impl Checked {
    /// `number`, `birth`, `expiry`, `optional`, `whole`: the `part` of the problem `mrz-check`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Birth => "birth",
            Self::Expiry => "expiry",
            Self::Optional => "optional",
            Self::Whole => "whole",
        }
    }
}

/// Why a text is not a zone. Lines and columns begin at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MrzProblem {
    /// Not two or three lines.
    Lines(usize),
    /// A line that has too many or too few characters.
    Length {
        /// Which.
        line: usize,
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A character that does not belong there.
    Character {
        /// Its line.
        line: usize,
        /// Its place in it.
        column: usize,
    },
    /// A visa, or no passport or card at all.
    Document,
    /// Nobody's name.
    Name,
    /// A check digit that is wrong: something was copied wrongly. The problem is `mrz-check`, all others `malformed`.
    Digit(Checked),
    /// A day that does not exist.
    Date(Checked),
}

impl fmt::Display for MrzProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lines(found) => write!(f, "lines {found}"),
            Self::Length { line, found, expected } => write!(f, "length of line {line}: {found}, not {expected}"),
            Self::Character { line, column } => write!(f, "character {column} of line {line}"),
            Self::Document => f.write_str("document"),
            Self::Name => f.write_str("name"),
            Self::Digit(part) => write!(f, "check digit: {}", part.name()),
            Self::Date(part) => write!(f, "date: {}", part.name()),
        }
    }
}

impl std::error::Error for MrzProblem {}

/// Reads a zone as typed, pasted or scanned. Nothing typed is no zone either: ask for blanks first.
pub fn read(text: &str, today: Date) -> Result<Mrz, MrzProblem> {
    let lines = repair::lines(text)?;
    let (format, rows) = repair::fit(lines)?;
    let layout = format.layout();
    let rows = layout.settle(rows)?;
    let zone = Zone { layout, rows: &rows };
    zone.check_digits()?;
    zone.read(format, today)
}

impl Mrz {
    /// The value of a part as the answer of a field it may fill; nothing where it says nothing a field could hold.
    pub fn part(&self, part: Part) -> Option<String> {
        let text = match part {
            Part::Surname => self.surname.clone(),
            Part::GivenNames => self.given_names.clone(),
            Part::Number => self.number.clone(),
            Part::Nationality => country::from_passport(&self.nationality)?.to_owned(),
            Part::Issuer => country::from_passport(&self.issuer)?.to_owned(),
            Part::Birth => self.birth?.to_string(),
            Part::Expiry => self.expiry?.to_string(),
            Part::Sex => self.sex.name().to_owned(),
        };
        (!text.is_empty()).then_some(text)
    }

    /// Whether an answer, canonical for its field, says the same. True also where that cannot be told: what the
    /// document leaves out, a name in another script, the century of a birth.
    pub fn agrees(&self, part: Part, answer: &str) -> bool {
        match part {
            Part::Surname => same_name(&self.surname, answer, self.names_cut && self.given_names.is_empty()),
            Part::GivenNames => same_name(&self.given_names, answer, self.names_cut),
            Part::Number => {
                let letters = |text: &str| {
                    let kept = text.chars().filter_map(super::letters::capital);
                    kept.collect::<Vec<_>>()
                };
                letters(&self.number) == letters(answer)
            }
            Part::Birth => match (self.short_birth, answer.parse::<Date>()) {
                (Some(short), Ok(day)) => short == ShortDate::of(day),
                _ => true,
            },
            Part::Nationality | Part::Issuer | Part::Expiry | Part::Sex => {
                self.part(part).is_none_or(|value| value == answer)
            }
        }
    }
}

/// Settled lines of a known format.
struct Zone<'a> {
    layout: &'static Layout,
    rows: &'a [Vec<u8>],
}

impl Zone<'_> {
    fn at(&self, place: layout::Place) -> &[u8] {
        &self.rows[place.row][place.from - 1..place.to]
    }

    /// The number and its check digit; a long one goes on in the optional data (parts 5 and 6, section 4.2).
    fn number(&self) -> Result<(Vec<u8>, u8, Option<usize>), MrzProblem> {
        let number = self.at(self.layout.number);
        let digit = self.at(self.layout.number.digit())[0];
        let Some(more) = self.layout.long_number.filter(|_| digit == b'<' && number.iter().all(|c| *c != b'<')) else {
            return Ok((number.to_vec(), digit, None));
        };
        let more = self.at(more);
        let length = more.iter().position(|c| *c == b'<').unwrap_or(more.len());
        let (digit, rest) = more[..length].split_last().ok_or(MrzProblem::Digit(Checked::Number))?;
        Ok(([number, rest].concat(), *digit, Some(length)))
    }

    fn check_digits(&self) -> Result<(), MrzProblem> {
        let (number, digit, _) = self.number()?;
        let Layout { birth, expiry, personal, .. } = *self.layout;
        let mut fields = vec![
            (Checked::Number, number, digit),
            (Checked::Birth, self.at(birth).to_vec(), self.at(birth.digit())[0]),
            (Checked::Expiry, self.at(expiry).to_vec(), self.at(expiry.digit())[0]),
        ];
        fields.extend(personal.map(|place| (Checked::Optional, self.at(place).to_vec(), self.at(place.digit())[0])));
        let whole: Vec<u8> = self.layout.composite.iter().flat_map(|place| self.at(*place)).copied().collect();
        fields.push((Checked::Whole, whole, self.at(self.layout.last)[0]));
        for (part, field, digit) in fields {
            // Where nothing is said, nothing may be checked.
            let empty = part != Checked::Whole && part != Checked::Number && field.iter().all(|c| *c == b'<');
            if digit != check_digit(&field) && !(empty && digit == b'<') {
                return Err(MrzProblem::Digit(part));
            }
        }
        Ok(())
    }

    fn read(&self, format: Format, today: Date) -> Result<Mrz, MrzProblem> {
        let (number, _, taken) = self.number()?;
        let optional = self.layout.optional.iter().map(|place| {
            let field = self.at(*place);
            let long = self.layout.long_number.is_some_and(|long| long.row == place.row && long.from == place.from);
            words(&field[taken.filter(|_| long).unwrap_or(0)..])
        });
        let optional: Vec<_> = optional.filter(|text| !text.is_empty()).collect();
        let name = self.at(self.layout.name);
        let (surname, given_names) = name::split(name).ok_or(MrzProblem::Name)?;
        let (short_birth, birth) = self.birth(today)?;
        Ok(Mrz {
            format,
            lines: self.rows.iter().map(|row| text(row)).collect::<Vec<_>>().join("\n"),
            code: words(self.at(self.layout.code)),
            issuer: words(self.at(self.layout.issuer)),
            surname,
            given_names,
            names_cut: name.last() != Some(&b'<'),
            number: text(&number).replace('<', ""),
            nationality: words(self.at(self.layout.nationality)),
            birth,
            sex: match self.at(self.layout.sex)[0] {
                b'F' => Sex::Female,
                b'M' => Sex::Male,
                _ => Sex::Unspecified,
            },
            expiry: self.expiry(today)?,
            optional: optional.join(" "),
            short_birth,
        })
    }

    /// Parts of it may be unknown (part 3, section 4.8): then there is no day to speak of.
    fn birth(&self, today: Date) -> Result<(Option<ShortDate>, Option<Date>), MrzProblem> {
        let field = self.at(self.layout.birth);
        if field.contains(&b'<') {
            return Ok((None, None));
        }
        let short = ShortDate::read(field);
        let days = [2000, 1900].into_iter().filter_map(|century| short.in_century(century));
        let day = days.filter(|day| *day <= today).max().ok_or(MrzProblem::Date(Checked::Birth))?;
        Ok((Some(short), Some(day)))
    }

    fn expiry(&self, today: Date) -> Result<Option<Date>, MrzProblem> {
        let field = self.at(self.layout.expiry);
        if field.iter().all(|c| *c == b'<') {
            return Ok(None);
        }
        if field.contains(&b'<') {
            return Err(MrzProblem::Date(Checked::Expiry));
        }
        let short = ShortDate::read(field);
        let apart = |day: &Date| (day.days_since_epoch() - today.days_since_epoch()).abs();
        let centuries = [1900, 2000, 2100].into_iter();
        let days = centuries.filter_map(|century| short.in_century(century));
        days.min_by_key(apart).map(Some).ok_or(MrzProblem::Date(Checked::Expiry))
    }
}

impl ShortDate {
    /// Six digits.
    fn read(field: &[u8]) -> Self {
        let number = |at: usize| (field[at] - b'0') * 10 + (field[at + 1] - b'0');
        Self { year: number(0), month: number(2), day: number(4) }
    }

    fn of(day: Date) -> Self {
        Self { year: (day.year % 100) as u8, month: day.month, day: day.day }
    }

    fn in_century(self, century: i32) -> Option<Date> {
        Date::new(century + i32::from(self.year), self.month, self.day)
    }
}

/// Part 3, section 4.9: weights 7, 3, 1; letters from 10, fillers nothing; modulus 10.
fn check_digit(field: &[u8]) -> u8 {
    let value = |c: u8| match c {
        b'0'..=b'9' => u32::from(c - b'0'),
        b'A'..=b'Z' => u32::from(c - b'A') + 10,
        _ => 0,
    };
    let sum: u32 = field.iter().zip([7, 3, 1].into_iter().cycle()).map(|(c, weight)| value(*c) * weight).sum();
    b"0123456789"[(sum % 10) as usize]
}

/// Only ASCII stands in a settled zone.
fn text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// Without fillers at the ends; those between are spaces, one each.
fn words(field: &[u8]) -> String {
    let text = text(field);
    text.split('<').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
