//! Texts that fit a pattern: one for each way it can go, as far as it is easily read.
//!
//! What is found is held against the pattern itself, so reading it wrongly finds less, never something wrong.

use std::iter::Peekable;
use std::str::Chars;

use crate::pattern::Pattern;

/// So many texts are kept while reading.
const MOST: usize = 16;
/// Repetitions that are tried where there is no end to them.
const MORE: u32 = 3;

/// Texts that fit, short ones first.
pub(super) fn samples(pattern: &Pattern) -> Vec<String> {
    let mut reader = Reader { letters: pattern.as_str().chars().peekable() };
    let Some(mut found) = reader.either() else { return Vec::new() };
    found.retain(|text| pattern.fits(text));
    found.sort_by_key(|text| text.chars().count());
    found
}

struct Reader<'p> {
    letters: Peekable<Chars<'p>>,
}

impl Reader<'_> {
    /// `a|b`
    fn either(&mut self) -> Option<Vec<String>> {
        let mut all = self.sequence()?;
        while self.letters.next_if_eq(&'|').is_some() {
            all.extend(self.sequence()?);
        }
        Some(kept(all))
    }

    fn sequence(&mut self) -> Option<Vec<String>> {
        let mut all = vec![String::new()];
        while let Some(letter) = self.letters.peek() {
            if matches!(letter, '|' | ')') {
                break;
            }
            let part = self.part()?;
            let part = self.repeated(part)?;
            all = joined(&all, &part);
        }
        Some(all)
    }

    fn part(&mut self) -> Option<Vec<String>> {
        match self.letters.next()? {
            '(' => {
                if self.letters.next_if_eq(&'?').is_some() && self.letters.next() != Some(':') {
                    return None;
                }
                let inner = self.either()?;
                (self.letters.next() == Some(')')).then_some(inner)
            }
            '[' => self.class(),
            '.' => Some(vec!["a".into()]),
            '^' | '$' => Some(vec![String::new()]),
            '\\' => self.escaped().map(|letter| vec![letter.into()]),
            letter => Some(vec![letter.into()]),
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.letters.next()? {
            'd' => '0',
            'w' => 'a',
            's' => ' ',
            'n' => '\n',
            't' => '\t',
            letter if letter.is_ascii_alphanumeric() => return None,
            letter => letter,
        })
    }

    /// The first letter of each range.
    fn class(&mut self) -> Option<Vec<String>> {
        let not = self.letters.next_if_eq(&'^').is_some();
        let (mut all, mut ranges) = (Vec::new(), Vec::new());
        loop {
            let first = match self.letters.next()? {
                ']' if !ranges.is_empty() => break,
                '[' => return None,
                '\\' => self.escaped()?,
                letter => letter,
            };
            let mut ahead = self.letters.clone();
            let last = if ahead.next() == Some('-') && ahead.peek().is_some_and(|next| *next != ']') {
                self.letters.next();
                match self.letters.next()? {
                    '\\' => self.escaped()?,
                    letter => letter,
                }
            } else {
                first
            };
            ranges.push((first, last));
            all.push(first.to_string());
        }
        if not {
            let free = |letter: &char| !ranges.iter().any(|(first, last)| (first..=last).contains(&letter));
            return "a0A -".chars().find(free).map(|letter| vec![letter.into()]);
        }
        Some(kept(all))
    }

    /// `?`, `*`, `+`, `{2}`, `{2,}`, `{2,5}`, each lazy or not.
    fn repeated(&mut self, part: Vec<String>) -> Option<Vec<String>> {
        let (least, most) = match self.letters.peek() {
            Some('?') => (0, 1),
            Some('*') => (0, MORE),
            Some('+') => (1, MORE),
            Some('{') => {
                let inner: String = self.letters.by_ref().skip(1).take_while(|letter| *letter != '}').collect();
                let (least, most) = inner.split_once(',').unwrap_or((&inner, &inner));
                let least: u32 = least.parse().ok()?;
                self.letters.next_if_eq(&'?');
                let most = if most.is_empty() { least + MORE } else { most.parse().ok()? };
                return Some(times(&part, least, most));
            }
            _ => return Some(part),
        };
        self.letters.next();
        self.letters.next_if_eq(&'?');
        Some(times(&part, least, most))
    }
}

fn times(part: &[String], least: u32, most: u32) -> Vec<String> {
    let counts = [least, least.saturating_add(1).min(most), most.min(least.saturating_add(MORE))];
    let mut all = Vec::new();
    for count in counts.into_iter().filter(|count| *count <= 1000) {
        let mut one = vec![String::new()];
        for _ in 0..count {
            one = joined(&one, part);
        }
        all.extend(one);
    }
    all.dedup();
    kept(all)
}

fn joined(all: &[String], part: &[String]) -> Vec<String> {
    kept(all.iter().flat_map(|text| part.iter().map(move |more| format!("{text}{more}"))).collect())
}

fn kept(mut all: Vec<String>) -> Vec<String> {
    all.dedup();
    all.truncate(MOST);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for pattern in [
            "[A-Z]{3}-[0-9]{4}",
            "[0-9]+",
            "(?:AZE|AA)?[0-9]{7,8}",
            "a|b|cd*",
            "\\d{2}\\.\\d{2}",
            "[^0-9]+x?",
            "[A-Za-z ]*",
            ".+@.+",
            "[a.-]{2}",
            "x{2,}?y",
        ] {
            let pattern = Pattern::new(pattern).unwrap();
            assert!(!samples(&pattern).is_empty(), "{}", pattern.as_str());
        }
        assert_eq!(samples(&Pattern::new("(?i)a").unwrap()), [""; 0]);
    }
}
