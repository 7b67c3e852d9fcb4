//! Where in a zone what stands, and of which letters it is made.

use super::MrzProblem;

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Cards of the size of a bank card: three lines of 30 (part 5, section 4.2).
    Td1,
    /// Larger cards: two lines of 36 (part 6, section 4.2).
    Td2,
    /// Passports: two lines of 44 (part 4, section 4.2).
    Td3,
}

impl Format {
    /// `TD1`, `TD2`, `TD3`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Td1 => "TD1",
            Self::Td2 => "TD2",
            Self::Td3 => "TD3",
        }
    }

    pub(super) fn layout(self) -> &'static Layout {
        match self {
            Self::Td1 => &TD1,
            Self::Td2 => &TD2,
            Self::Td3 => &TD3,
        }
    }
}

/// Positions of one line, both ends included, counted from 1 as Doc 9303 does; lines from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Place {
    /// The check digit, which always follows what it checks.
    pub(super) fn digit(self) -> Self {
        Self { from: self.to + 1, to: self.to + 1, ..self }
    }
}

const fn place(row: usize, from: usize, to: usize) -> Place {
    Place { row: row - 1, from, to }
}

/// One kind of document.
pub(super) struct Layout {
    pub(super) rows: usize,
    pub(super) width: usize,
    pub(super) code: Place,
    pub(super) issuer: Place,
    pub(super) name: Place,
    pub(super) number: Place,
    pub(super) nationality: Place,
    pub(super) birth: Place,
    pub(super) sex: Place,
    pub(super) expiry: Place,
    /// Optional data that has a check digit of its own.
    pub(super) personal: Option<Place>,
    pub(super) optional: &'static [Place],
    /// Where a number of more than nine characters goes on.
    pub(super) long_number: Option<Place>,
    /// What the last check digit is made of.
    pub(super) composite: &'static [Place],
    pub(super) last: Place,
    /// The line and the position up to which its fillers may be put right, and how many characters stand behind them.
    pub(super) loose: &'static [(usize, usize)],
}

static TD1: Layout = Layout {
    rows: 3,
    width: 30,
    code: place(1, 1, 2),
    issuer: place(1, 3, 5),
    name: place(3, 1, 30),
    number: place(1, 6, 14),
    nationality: place(2, 16, 18),
    birth: place(2, 1, 6),
    sex: place(2, 8, 8),
    expiry: place(2, 9, 14),
    personal: None,
    optional: &[place(1, 16, 30), place(2, 19, 29)],
    long_number: Some(place(1, 16, 30)),
    composite: &[place(1, 6, 30), place(2, 1, 7), place(2, 9, 15), place(2, 19, 29)],
    last: place(2, 30, 30),
    loose: &[(15, 0), (18, 1), (1, 0)],
};

static TD2: Layout = Layout {
    rows: 2,
    width: 36,
    code: place(1, 1, 2),
    issuer: place(1, 3, 5),
    name: place(1, 6, 36),
    number: place(2, 1, 9),
    nationality: place(2, 11, 13),
    birth: place(2, 14, 19),
    sex: place(2, 21, 21),
    expiry: place(2, 22, 27),
    personal: None,
    optional: &[place(2, 29, 35)],
    long_number: Some(place(2, 29, 35)),
    composite: &[place(2, 1, 10), place(2, 14, 20), place(2, 22, 35)],
    last: place(2, 36, 36),
    loose: &[(6, 0), (28, 1)],
};

static TD3: Layout = Layout {
    rows: 2,
    width: 44,
    code: place(1, 1, 2),
    issuer: place(1, 3, 5),
    name: place(1, 6, 44),
    number: place(2, 1, 9),
    nationality: place(2, 11, 13),
    birth: place(2, 14, 19),
    sex: place(2, 21, 21),
    expiry: place(2, 22, 27),
    personal: Some(place(2, 29, 42)),
    optional: &[place(2, 29, 42)],
    long_number: None,
    composite: &[place(2, 1, 10), place(2, 14, 20), place(2, 22, 43)],
    last: place(2, 44, 44),
    loose: &[(6, 0), (28, 2)],
};

/// Of which letters a field is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Letters,
    /// Digits and fillers.
    Digits,
    /// One digit.
    Digit,
    Sex,
}

impl Alphabet {
    /// The character, put right where the alphabet decides.
    fn settle(self, c: u8) -> Option<u8> {
        let c = match (self, c) {
            (Self::Letters, b'0') | (Self::Sex, b'0') => b'O',
            (Self::Letters, b'1') => b'I',
            (Self::Digits | Self::Digit, b'O') => b'0',
            (Self::Digits | Self::Digit, b'I') => b'1',
            (_, c) => c,
        };
        let fits = match self {
            Self::Letters => c.is_ascii_uppercase() || c == b'<',
            Self::Digits => c.is_ascii_digit() || c == b'<',
            Self::Digit => c.is_ascii_digit(),
            Self::Sex => matches!(c, b'F' | b'M' | b'X' | b'<'),
        };
        fits.then_some(c)
    }
}

impl Layout {
    /// Puts look-alikes right where only letters or only digits can stand.
    pub(super) fn settle(&self, mut rows: Vec<Vec<u8>>) -> Result<Vec<Vec<u8>>, MrzProblem> {
        let mut places = vec![
            (self.code, Alphabet::Letters),
            (self.issuer, Alphabet::Letters),
            (self.name, Alphabet::Letters),
            (self.nationality, Alphabet::Letters),
            (self.sex, Alphabet::Sex),
            (self.number.digit(), Alphabet::Digits),
            (self.birth, Alphabet::Digits),
            (self.birth.digit(), Alphabet::Digits),
            (self.expiry, Alphabet::Digits),
            (self.expiry.digit(), Alphabet::Digits),
            (self.last, Alphabet::Digit),
        ];
        places.extend(self.personal.map(|place| (place.digit(), Alphabet::Digits)));
        for (place, alphabet) in places {
            for column in place.from..=place.to {
                let c = &mut rows[place.row][column - 1];
                let wrong = MrzProblem::Character { line: place.row + 1, column };
                *c = alphabet.settle(*c).ok_or(wrong)?;
            }
        }
        Ok(rows)
    }
}
