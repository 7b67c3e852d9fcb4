//! From the text of a pattern to its steps.

use super::{MAX_STEPS, NotAPattern, Program, Step};

/// Groups in groups.
const DEEPEST: usize = 16;
/// What may stand in `{..}`.
const MOST: usize = 1_000;

const RANGE: NotAPattern = NotAPattern("a range in a class goes from one character up to another");

const DIGITS: &[(char, char)] = &[('0', '9')];
const WORDS: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
/// What `char::is_ascii_whitespace` says, and the vertical tab.
const SPACES: &[(char, char)] = &[('\t', '\r'), (' ', ' ')];

/// The steps of a pattern.
pub(super) fn program(text: &str) -> Result<Program, NotAPattern> {
    let (any_case, text) = text.strip_prefix("(?i)").map_or((false, text), |rest| (true, rest));
    let mut reader = Reader { rest: text, ranges: Vec::new(), depth: 0 };
    let tree = reader.alternatives()?;
    if !reader.rest.is_empty() {
        return Err(NotAPattern("a `)` has no `(`; write `\\)` for the character itself"));
    }
    let mut steps = Vec::new();
    emit(&tree, &mut steps)?;
    steps.push(Step::Done);
    Ok(Program { steps, ranges: reader.ranges, any_case })
}

enum Tree {
    Step(Step),
    All(Vec<Tree>),
    Either(Vec<Tree>),
    Times { what: Box<Tree>, min: usize, max: Option<usize> },
}

struct Reader<'a> {
    rest: &'a str,
    ranges: Vec<(char, char)>,
    depth: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next();
        self.rest = letters.as_str();
        letter
    }

    fn take(&mut self, what: &str) -> bool {
        let rest = self.rest.strip_prefix(what);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn alternatives(&mut self) -> Result<Tree, NotAPattern> {
        let mut all = Vec::new();
        loop {
            let mut one = Vec::new();
            while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
                one.push(self.repeated()?);
            }
            all.push(Tree::All(one));
            if !self.take("|") {
                return Ok(Tree::Either(all));
            }
        }
    }

    fn repeated(&mut self) -> Result<Tree, NotAPattern> {
        let what = self.single()?;
        let (min, max) = match () {
            () if self.take("*") => (0, None),
            () if self.take("+") => (1, None),
            () if self.take("?") => (0, Some(1)),
            () if self.take("{") => self.counts()?,
            () => return Ok(what),
        };
        // Least or most is the same to a whole text.
        self.take("?");
        if self.rest.starts_with(['*', '+', '?', '{']) {
            return Err(NotAPattern("a repetition is repeated: put it in brackets"));
        }
        Ok(Tree::Times { what: Box::new(what), min, max })
    }

    /// `3}`, `3,}`, `3,5}`
    fn counts(&mut self) -> Result<(usize, Option<usize>), NotAPattern> {
        let min = self.count();
        let max = if !self.take(",") {
            min.map(Some)
        } else if self.rest.starts_with('}') {
            Some(None)
        } else {
            self.count().map(Some)
        };
        match (min, max, self.take("}")) {
            (Some(min), Some(max), true) if max.is_none_or(|max| min <= max) => Ok((min, max)),
            _ => Err(NotAPattern("`{..}` takes numbers up to 1000, as in `{3}`, `{3,}` or `{3,5}`")),
        }
    }

    fn count(&mut self) -> Option<usize> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest;
        number.parse().ok().filter(|number| *number <= MOST)
    }

    fn single(&mut self) -> Result<Tree, NotAPattern> {
        let step = match self.next() {
            Some('(') => return self.group(),
            Some('[') => self.class()?,
            Some('.') => self.one(&[('\n', '\n')], true),
            Some('^') => Step::Start,
            Some('$') => Step::End,
            Some('*' | '+' | '?' | '{') => return Err(NotAPattern("there is nothing to repeat")),
            Some('\\') => {
                let (ranges, negated) = self.escape()?;
                self.one(&ranges, negated)
            }
            Some(letter) => self.one(&[(letter, letter)], false),
            None => return Err(NotAPattern("it ends too early")),
        };
        Ok(Tree::Step(step))
    }

    fn group(&mut self) -> Result<Tree, NotAPattern> {
        if !self.take("?:") && self.rest.starts_with('?') {
            return Err(NotAPattern(
                "`(?..)` looks around, names or switches: only `(?:..)` and `(?i)` in front are known",
            ));
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(NotAPattern("it has groups in groups, more than sixteen deep"));
        }
        let tree = self.alternatives()?;
        self.depth -= 1;
        if self.take(")") { Ok(tree) } else { Err(NotAPattern("a group `(..)` is not closed")) }
    }

    fn class(&mut self) -> Result<Step, NotAPattern> {
        let negated = self.take("^");
        let mut ranges = Vec::new();
        while !self.take("]") {
            self.no_difference()?;
            match self.next() {
                None => return Err(NotAPattern("a class `[..]` is not closed")),
                // Other programs nest, add and subtract classes.
                Some('[' | '&' | '~') => return Err(NotAPattern("write `\\` before `[`, `&` and `~` in a class")),
                Some('\\') => match self.escape()? {
                    (_, true) => return Err(NotAPattern("`\\D`, `\\W` and `\\S` stand in no class: write `[^..]`")),
                    (escaped, false) => match escaped[..] {
                        [(letter, last)] if letter == last => ranges.push((letter, self.range_to(letter)?)),
                        // To others a range would begin with all of these.
                        _ if self.rest.starts_with('-') && !self.rest.starts_with("-]") => return Err(RANGE),
                        _ => ranges.extend(escaped),
                    },
                },
                Some(letter) => ranges.push((letter, self.range_to(letter)?)),
            }
        }
        if ranges.is_empty() {
            return Err(NotAPattern("a class has something in it: write `\\]` for the character itself"));
        }
        Ok(self.one(&ranges, negated))
    }

    /// To others `--` in a class takes away.
    fn no_difference(&self) -> Result<(), NotAPattern> {
        if self.rest.starts_with("--") { Err(NotAPattern("write `\\-` for a hyphen in a class")) } else { Ok(()) }
    }

    /// The other end of a range that begins with this.
    fn range_to(&mut self, first: char) -> Result<char, NotAPattern> {
        self.no_difference()?;
        if self.rest.starts_with("-]") || !self.take("-") {
            return Ok(first);
        }
        let last = match self.next() {
            Some('\\') => match self.escape()? {
                (escaped, false) if escaped.len() == 1 && escaped[0].0 == escaped[0].1 => Some(escaped[0].0),
                _ => None,
            },
            Some('[') => None,
            last => last,
        };
        last.filter(|last| first <= *last).ok_or(RANGE)
    }

    /// What stands behind `\`, and whether it is meant to be anything else.
    fn escape(&mut self) -> Result<(Vec<(char, char)>, bool), NotAPattern> {
        let one = |letter: char| Ok((vec![(letter, letter)], false));
        match self.next() {
            Some(letter @ ('d' | 'D')) => Ok((DIGITS.to_vec(), letter == 'D')),
            Some(letter @ ('w' | 'W')) => Ok((WORDS.to_vec(), letter == 'W')),
            Some(letter @ ('s' | 'S')) => Ok((SPACES.to_vec(), letter == 'S')),
            Some('n') => one('\n'),
            Some('t') => one('\t'),
            Some(letter) if letter.is_ascii_punctuation() && !matches!(letter, '<' | '>') => one(letter),
            _ => Err(NotAPattern("`\\` stands before a sign, or as \\d, \\w, \\s, \\D, \\W, \\S, \\n, \\t")),
        }
    }

    fn one(&mut self, ranges: &[(char, char)], negated: bool) -> Step {
        let from = self.ranges.len();
        self.ranges.extend_from_slice(ranges);
        Step::One { from, to: self.ranges.len(), negated }
    }
}

fn emit(tree: &Tree, steps: &mut Vec<Step>) -> Result<(), NotAPattern> {
    if steps.len() > MAX_STEPS {
        return Err(NotAPattern("it repeats repetitions too often"));
    }
    match tree {
        Tree::Step(step) => steps.push(*step),
        Tree::All(all) => all.iter().try_for_each(|one| emit(one, steps))?,
        Tree::Either(all) => {
            let mut ends = Vec::new();
            for (place, one) in all.iter().enumerate() {
                let or = steps.len();
                let last = place + 1 == all.len();
                if !last {
                    steps.push(Step::Or(0));
                }
                emit(one, steps)?;
                if !last {
                    ends.push(steps.len());
                    steps.push(Step::Go(0));
                    steps[or] = Step::Or(steps.len());
                }
            }
            let end = steps.len();
            ends.into_iter().for_each(|place| steps[place] = Step::Go(end));
        }
        Tree::Times { what, min, max } => emit_times(what, *min, *max, steps)?,
    }
    Ok(())
}

fn emit_times(what: &Tree, min: usize, max: Option<usize>, steps: &mut Vec<Step>) -> Result<(), NotAPattern> {
    for _ in 0..min {
        let before = steps.len();
        emit(what, steps)?;
        // Nothing, repeated, is nothing.
        if steps.len() == before {
            return Ok(());
        }
    }
    let Some(max) = max else {
        let or = steps.len();
        steps.push(Step::Or(0));
        emit(what, steps)?;
        steps.push(Step::Go(or));
        steps[or] = Step::Or(steps.len());
        return Ok(());
    };
    let mut ors = Vec::new();
    for _ in min..max {
        ors.push(steps.len());
        steps.push(Step::Or(0));
        emit(what, steps)?;
    }
    let end = steps.len();
    ors.into_iter().for_each(|place| steps[place] = Step::Or(end));
    Ok(())
}
