//! Messages with holes: what a Fluent message comes down to once it is parsed, and how its text is made.
//!
//! The site compiles `.ftl` files to [`Pattern`]s and evaluates them here with ICU's numbers and plurals;
//! a form's page evaluates the same patterns with the few rules its bundle carries. So a sentence reads
//! the same on both sides. What a language knows comes in through [`Speaker`]; nothing here knows any.
//!
//! Meaning follows the Fluent 1.0 specification, with two differences: no bidirectional isolation marks
//! where the speaker sees no need for them, and a number is exact (an integer and a power of ten).

mod json;

use std::borrow::Cow;
use std::sync::Arc;

pub use json::NotAPattern;

/// U+2068 FIRST STRONG ISOLATE, before text that may run the other way.
pub const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// U+2069 POP DIRECTIONAL ISOLATE, after it.
pub const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// Messages may lead to others; deeper than this they lead nowhere, and the text says `{id}`.
const DEEPEST: usize = 24;

/// An exact number and how it wants to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The digits, without the decimal sign: 1250 for 12.50.
    pub units: i64,
    /// How many of them stand after the decimal sign, written even when they are zeros.
    pub scale: u8,
    /// Whether it counts places (1st, 2nd) rather than things.
    pub ordinal: bool,
    /// Whether thousands are set apart.
    pub grouped: bool,
}

impl Number {
    /// `units` divided by ten to the power of `scale`.
    pub fn new(units: i64, scale: u8) -> Self {
        Self { units, scale, ordinal: false, grouped: true }
    }

    /// Reads `-12.50`, as numbers stand in messages; none when it is not one or has over 18 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits: String = [whole, fraction].concat();
        let fits = digits.len() <= 19 && !whole.is_empty() && (fraction.is_empty() != text.contains('.'));
        let scale = u8::try_from(fraction.len()).ok()?;
        if !fits || fraction.bytes().any(|b| !b.is_ascii_digit()) {
            return None;
        }
        Some(Self::new(digits.parse().ok()?, scale))
    }

    /// As [`Number::parse`] reads it: `-12.50`.
    pub fn plain(self) -> String {
        let digits = self.units.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        let padded = "0".repeat((scale + 1).saturating_sub(digits.len())) + &digits;
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        let (sign, dot) = (if self.units < 0 { "-" } else { "" }, if scale > 0 { "." } else { "" });
        [sign, whole, dot, fraction].concat()
    }

    /// Whether both are the same amount, however written: 1.0 is 1.
    pub fn equals(self, other: Self) -> bool {
        let scale = self.scale.max(other.scale);
        // A number too large to be written with that many decimals equals nothing but itself.
        let scaled = |number: Self| {
            let factor = 10_i128.checked_pow(u32::from(scale - number.scale))?;
            i128::from(number.units).checked_mul(factor)
        };
        self == other || scaled(self).is_some_and(|units| Some(units) == scaled(other))
    }
}

impl From<i64> for Number {
    fn from(units: i64) -> Self {
        Self::new(units, 0)
    }
}

/// What a message is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text, put in as it is.
    Text(Cow<'a, str>),
    /// A number, written as the language writes numbers.
    Number(Number),
}

/// The text of a message or of one of its attributes, with its holes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pattern(pub Vec<Part>);

/// A stretch of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words as they stand.
    Text(Arc<str>),
    /// A hole.
    Hole(Expression),
}

/// What fills a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// `{ "text" }`
    Text(Arc<str>),
    /// `{ 3 }`
    Number(Number),
    /// `{ $name }`
    Variable(Arc<str>),
    /// `{ id }` or `{ id.attribute }`
    Message(Reference),
    /// `{ -id(case: "genitive") }`: a term sees only what it is given here.
    Term(Reference, Vec<(Arc<str>, Expression)>),
    /// `{ NUMBER($n, minimumFractionDigits: 2) }`
    Formatted(Box<Expression>, Written),
    /// `{ $n -> [one] ... *[other] ... }`
    Select(Box<Select>),
}

/// Another message or term.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Its id, without the `-` of a term.
    pub id: Arc<str>,
    /// One of its attributes rather than its value.
    pub attribute: Option<Arc<str>>,
}

/// How `NUMBER` wants a number written; what is absent stays as it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// At least so many digits after the decimal sign.
    pub fraction: Option<u8>,
    /// Whether it counts places.
    pub ordinal: Option<bool>,
    /// Whether thousands are set apart.
    pub grouped: Option<bool>,
}

/// A choice among wordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Select {
    /// What decides.
    pub on: Expression,
    /// The wordings, in the order written.
    pub variants: Vec<(Key, Pattern)>,
    /// The index of the one taken when no key fits.
    pub default: usize,
}

/// When a wording is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// For this text, or for numbers of this plural category.
    Word(Arc<str>),
    /// For exactly this number.
    Number(Number),
}

/// A language, as far as a sentence needs it.
pub trait Speaker {
    /// The pattern of a message, where the language has it.
    fn message(&self, to: &Reference) -> Option<&Pattern>;
    /// The pattern of a term.
    fn term(&self, to: &Reference) -> Option<&Pattern>;
    /// Writes a number with the language's digits and signs.
    fn number(&self, number: Number, out: &mut String);
    /// The CLDR plural category of a number: `one`, `few`, `other` ...
    fn plural(&self, number: Number) -> &'static str;
    /// Whether this argument's text needs isolation from the words around it.
    fn isolates(&self, text: &str) -> bool;
}

impl Pattern {
    /// The whole text, when nothing has to be filled in.
    pub fn plain(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Writes the text. Returns the first variable or reference that leads nowhere (`$name`, `id`, `-id`);
    /// it stands in the text in braces, so that a reader of a draft sees it too.
    pub fn write(&self, speaker: &dyn Speaker, arguments: &[(&str, Value)], out: &mut String) -> Result<(), String> {
        let mut run = Run { speaker, out, lost: None, depth: 0 };
        run.pattern(self, Arguments::Given(arguments));
        run.lost.map_or(Ok(()), Err)
    }

    /// Calls back for every expression inside, outermost first.
    pub fn walk<'p>(&'p self, see: &mut dyn FnMut(&'p Expression)) {
        for part in &self.0 {
            if let Part::Hole(expression) = part {
                expression.walk(see);
            }
        }
    }
}

impl Expression {
    fn walk<'p>(&'p self, see: &mut dyn FnMut(&'p Expression)) {
        see(self);
        match self {
            Self::Formatted(of, _) => of.walk(see),
            Self::Term(_, named) => named.iter().for_each(|(_, value)| value.walk(see)),
            Self::Select(select) => {
                select.on.walk(see);
                select.variants.iter().for_each(|(_, pattern)| pattern.walk(see));
            }
            Self::Text(_) | Self::Number(_) | Self::Variable(_) | Self::Message(_) => {}
        }
    }
}

/// What variables stand for: what the caller gave, or what a term was given.
#[derive(Clone, Copy)]
enum Arguments<'a> {
    Given(&'a [(&'a str, Value<'a>)]),
    OfTerm(&'a [(Arc<str>, Option<Value<'a>>)]),
}

impl<'a> Arguments<'a> {
    fn get(self, name: &str) -> Option<Value<'a>> {
        match self {
            Self::Given(all) => all.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()),
            Self::OfTerm(all) => all.iter().find(|(known, _)| **known == *name).and_then(|(_, value)| value.clone()),
        }
    }
}

/// One text being written.
struct Run<'a> {
    speaker: &'a dyn Speaker,
    out: &'a mut String,
    lost: Option<String>,
    depth: usize,
}

impl Run<'_> {
    fn pattern(&mut self, pattern: &Pattern, arguments: Arguments) {
        let alone = pattern.0.len() == 1;
        for part in &pattern.0 {
            match part {
                Part::Text(text) => self.out.push_str(text),
                Part::Hole(expression) => self.hole(expression, arguments, alone),
            }
        }
    }

    fn hole(&mut self, expression: &Expression, arguments: Arguments, alone: bool) {
        match expression {
            Expression::Text(text) => self.out.push_str(text),
            Expression::Message(to) => self.follow(self.speaker.message(to), to, "", arguments),
            Expression::Term(to, named) => {
                let given: Vec<_> = named.iter().map(|(n, e)| (n.clone(), self.value(e, arguments))).collect();
                self.follow(self.speaker.term(to), to, "-", Arguments::OfTerm(&given));
            }
            Expression::Select(select) => {
                let chosen = self.choose(select, arguments);
                self.pattern(chosen, arguments);
            }
            Expression::Number(_) | Expression::Variable(_) | Expression::Formatted(..) => {
                match self.value(expression, arguments) {
                    Some(Value::Number(number)) => self.speaker.number(number, self.out),
                    Some(Value::Text(text)) if !alone && self.speaker.isolates(&text) => {
                        self.out.extend([FIRST_STRONG_ISOLATE]);
                        self.out.push_str(&text);
                        self.out.extend([POP_DIRECTIONAL_ISOLATE]);
                    }
                    Some(Value::Text(text)) => self.out.push_str(&text),
                    None => self.miss(name_of(expression), arguments),
                }
            }
        }
    }

    fn follow(&mut self, found: Option<&Pattern>, to: &Reference, sigil: &str, arguments: Arguments) {
        match found {
            Some(pattern) if self.depth < DEEPEST => {
                self.depth += 1;
                self.pattern(pattern, arguments);
                self.depth -= 1;
            }
            _ => self.lose(match &to.attribute {
                Some(attribute) => format!("{sigil}{}.{attribute}", to.id),
                None => format!("{sigil}{}", to.id),
            }),
        }
    }

    /// A term that was not given something is no mistake: it says what it says without.
    fn miss(&mut self, name: String, arguments: Arguments) {
        match arguments {
            Arguments::Given(_) => self.lose(name),
            Arguments::OfTerm(_) => self.out.extend(["{", &name, "}"]),
        }
    }

    fn lose(&mut self, name: String) {
        self.out.extend(["{", &name, "}"]);
        self.lost.get_or_insert(name);
    }

    fn value<'v>(&mut self, expression: &'v Expression, arguments: Arguments<'v>) -> Option<Value<'v>> {
        match expression {
            Expression::Text(text) => Some(Value::Text(Cow::Borrowed(text))),
            Expression::Number(number) => Some(Value::Number(*number)),
            Expression::Variable(name) => arguments.get(name),
            Expression::Formatted(of, written) => match self.value(of, arguments)? {
                Value::Number(number) => Some(Value::Number(number.written(*written))),
                text @ Value::Text(_) => Some(text),
            },
            Expression::Message(_) | Expression::Term(..) | Expression::Select(_) => {
                let mut text = String::new();
                let mut inner = Run { speaker: self.speaker, out: &mut text, lost: None, depth: self.depth };
                inner.hole(expression, arguments, true);
                let lost = inner.lost;
                self.lost = self.lost.take().or(lost);
                Some(Value::Text(Cow::Owned(text)))
            }
        }
    }

    fn choose<'p>(&mut self, select: &'p Select, arguments: Arguments) -> &'p Pattern {
        let value = self.value(&select.on, arguments);
        if value.is_none() && matches!(arguments, Arguments::Given(_)) {
            self.lost.get_or_insert_with(|| name_of(&select.on));
        }
        // An exact number wins over its plural category only when written first, as Fluent has it.
        let fits = |key: &Key| match (key, &value) {
            (Key::Word(word), Some(Value::Text(text))) => **word == **text,
            (Key::Word(word), Some(Value::Number(number))) => **word == *self.speaker.plural(*number),
            (Key::Number(exact), Some(Value::Number(number))) => exact.equals(*number),
            _ => false,
        };
        let chosen = select.variants.iter().position(|(key, _)| fits(key)).unwrap_or(select.default);
        &select.variants[chosen].1
    }
}

impl Number {
    fn written(mut self, how: Written) -> Self {
        if let Some(fraction) = how.fraction {
            // Capped so that the digits always fit: 18 is more than any message asks for.
            while self.scale < fraction.min(18) {
                let Some(units) = self.units.checked_mul(10) else {
                    break;
                };
                (self.units, self.scale) = (units, self.scale + 1);
            }
        }
        self.ordinal = how.ordinal.unwrap_or(self.ordinal);
        self.grouped = how.grouped.unwrap_or(self.grouped);
        self
    }
}

fn name_of(expression: &Expression) -> String {
    match expression {
        Expression::Variable(name) => format!("${name}"),
        Expression::Formatted(of, _) => name_of(of),
        _ => "???".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct English;

    impl Speaker for English {
        fn message(&self, _: &Reference) -> Option<&Pattern> {
            None
        }
        fn term(&self, _: &Reference) -> Option<&Pattern> {
            None
        }
        fn number(&self, number: Number, out: &mut String) {
            out.push_str(&number.units.to_string());
        }
        fn plural(&self, number: Number) -> &'static str {
            if number.equals(1.into()) { "one" } else { "other" }
        }
        fn isolates(&self, text: &str) -> bool {
            !text.is_ascii()
        }
    }

    fn days() -> Pattern {
        let word = |key: &str, text: &str| (Key::Word(key.into()), Pattern(vec![Part::Text(text.into())]));
        let on = Expression::Variable("n".into());
        let select = Select { on: on.clone(), variants: vec![word("one", " day"), word("other", " days")], default: 1 };
        Pattern(vec![Part::Hole(on), Part::Hole(Expression::Select(Box::new(select)))])
    }

    #[test]
    fn holes_are_filled_and_lost_ones_named() {
        let text = |arguments: &[(&str, Value)]| {
            let mut out = String::new();
            let result = days().write(&English, arguments, &mut out);
            (out, result.err())
        };
        assert_eq!(text(&[("n", Value::Number(1.into()))]), ("1 day".into(), None));
        assert_eq!(text(&[("n", Value::Number(20.into()))]), ("20 days".into(), None));
        assert_eq!(text(&[("n", Value::Text("x".into()))]), ("x days".into(), None));
        assert_eq!(text(&[("n", Value::Text("é".into()))]), ("\u{2068}é\u{2069} days".into(), None));
        assert_eq!(text(&[]), ("{$n} days".into(), Some("$n".into())));
    }

    #[test]
    fn numbers_are_exact() {
        assert_eq!(Number::parse("-12.50"), Some(Number::new(-1250, 2)));
        assert_eq!(Number::parse("-0.5"), Some(Number::new(-5, 1)));
        for bad in ["", "1.", ".5", "1.2.3", "1e3", "x", "1.-5", "99999999999999999999"] {
            assert_eq!(Number::parse(bad), None, "{bad}");
        }
        assert!(Number::new(10, 1).equals(1.into()));
        assert!(!Number::new(11, 1).equals(1.into()));
        assert_eq!(Number::from(5).written(Written { fraction: Some(2), ..Written::default() }), Number::new(500, 2));
    }
}
