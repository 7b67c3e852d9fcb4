//! Tokens into a tree. Loosest first: `a if c else b`, `or`, `and`, `not`, comparisons, `+ -`, `* /`, `-a`.

use std::ops::Range;
use std::sync::Arc;

use sayyar_base::diag::suggest;

use super::function::Function;
use super::lexer::{Token, tokens};
use super::mistake::Complaint;
use super::syntax::{Binary, Comparison, Expr, Kind, MAX_DEPTH, MAX_LENGTH, Operation, RESERVED, Unary};

/// Reads a rule. One complaint, the first: what follows it would be guesses.
pub fn parse(text: &str) -> Result<Expr, Complaint> {
    if text.len() > MAX_LENGTH {
        let message = format!("a rule of {} bytes: {MAX_LENGTH} is the limit", text.len());
        return Err(Complaint::new("rule-too-long", 0..text.len(), message)
            .help("split it: let a computed field hold a part of it"));
    }
    let mut parser = Parser { tokens: tokens(text)?, at: 0, nesting: 0 };
    if parser.token() == &Token::End {
        return Err(Complaint::syntax(0..text.len(), "the rule is empty").help("leave the key out, or write a rule"));
    }
    let expr = parser.expr()?;
    match parser.token() {
        Token::End => Ok(expr),
        _ => Err(parser.unexpected()),
    }
}

struct Parser {
    tokens: Vec<(Token, Range<usize>)>,
    at: usize,
    nesting: usize,
}

type Parsed = Result<Expr, Complaint>;

const COMPARISONS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::Unequal,
    Comparison::Less,
    Comparison::AtMost,
    Comparison::More,
    Comparison::AtLeast,
];

impl Parser {
    /// The last token is the end, and nobody goes past it.
    fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)].0
    }

    fn next_token(&self) -> &Token {
        &self.tokens[(self.at + 1).min(self.tokens.len() - 1)].0
    }

    fn range(&self) -> Range<usize> {
        self.tokens[self.at.min(self.tokens.len() - 1)].1.clone()
    }

    /// The end of what was read last.
    fn end(&self) -> usize {
        self.tokens[self.at.saturating_sub(1)].1.end
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.token(), Token::Word(found) if found == word)
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.token(), Token::Sign(found) if *found == sign)
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = self.is_sign(sign);
        self.at += usize::from(found);
        found
    }

    fn unexpected(&self) -> Complaint {
        let complaint = Complaint::syntax(self.range(), format!("{} is not expected here", self.token().name()));
        match self.token() {
            Token::Sign("=") => complaint.help("write `==` to compare"),
            Token::Sign("[") => complaint.help("a list stands to the right of `in`: region in ['baku', 'ganja']"),
            Token::Sign(")") => complaint.help("a bracket closes that was not opened"),
            Token::Word(word) => match suggest(word, ["and", "or", "not", "in", "is", "if", "else"]) {
                Some(near) if near != word => complaint.help(format!("did you mean `{near}`?")),
                _ => complaint.help("two values need an operator between them, such as `and`"),
            },
            Token::End => complaint.help("something is missing"),
            _ => complaint.help("two values need an operator between them, such as `and`"),
        }
    }

    fn expect(&mut self, sign: &'static str, help: &str) -> Result<(), Complaint> {
        if self.sign(sign) {
            return Ok(());
        }
        let found = self.token().name();
        Err(Complaint::syntax(self.range(), format!("expected `{sign}`, found {found}")).help(help))
    }

    fn make(&self, kind: Kind, start: usize) -> Parsed {
        let range = start..self.end();
        Expr::new(kind, range.clone()).ok_or_else(|| too_deep(range))
    }

    /// Runs what may come back to itself.
    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.nesting == MAX_DEPTH {
            return Err(too_deep(self.range()));
        }
        self.nesting += 1;
        let read = read(self);
        self.nesting -= 1;
        read
    }

    fn expr(&mut self) -> Parsed {
        self.deeper(|parser| {
            let start = parser.range().start;
            let then = parser.or()?;
            if !parser.word("if") {
                return Ok(then);
            }
            let condition = parser.or()?;
            if !parser.word("else") {
                let complaint =
                    Complaint::syntax(parser.range(), format!("expected `else`, found {}", parser.token().name()));
                return Err(complaint.help("write `a if condition else b`; `else blank` where there is nothing to say"));
            }
            let otherwise = parser.expr()?;
            let [condition, then, otherwise] = [condition, then, otherwise].map(Box::new);
            parser.make(Kind::If { condition, then, otherwise }, start)
        })
    }

    /// A row of operands with operators between them, from left to right.
    fn chain(&mut self, operand: fn(&mut Self) -> Parsed, operator: fn(&Token) -> Option<Binary>) -> Parsed {
        let start = self.range().start;
        let mut left = operand(self)?;
        while let Some(sign) = operator(self.token()) {
            self.at += 1;
            let right = operand(self)?;
            left = self.make(Kind::Binary(sign, Box::new(left), Box::new(right)), start)?;
        }
        Ok(left)
    }

    fn or(&mut self) -> Parsed {
        self.chain(Self::and, |token| matches!(token, Token::Word(word) if word == "or").then_some(Binary::Or))
    }

    fn and(&mut self) -> Parsed {
        self.chain(Self::not, |token| matches!(token, Token::Word(word) if word == "and").then_some(Binary::And))
    }

    fn not(&mut self) -> Parsed {
        let start = self.range().start;
        if !self.word("not") {
            return self.comparison();
        }
        let inner = self.deeper(Self::not)?;
        self.make(Kind::Unary(Unary::Not, Box::new(inner)), start)
    }

    fn comparison(&mut self) -> Parsed {
        let start = self.range().start;
        let left = self.sum()?;
        let compared = self.compared(left, start)?;
        if self.comparing() {
            let complaint = Complaint::syntax(self.range(), "one comparison after the other");
            return Err(complaint.help("join two with `and`: 1 <= months and months <= 12"));
        }
        Ok(compared)
    }

    fn comparing(&self) -> bool {
        match self.token() {
            Token::Sign(sign) => COMPARISONS.iter().any(|one| one.sign() == *sign),
            Token::Word(word) if word == "not" => matches!(self.next_token(), Token::Word(next) if next == "in"),
            Token::Word(word) => word == "in" || word == "is",
            _ => false,
        }
    }

    /// What stands behind an operand: a comparison, `in`, `is`, or nothing of the kind.
    fn compared(&mut self, left: Expr, start: usize) -> Parsed {
        let sign = match self.token() {
            Token::Sign(sign) => COMPARISONS.into_iter().find(|one| one.sign() == *sign),
            _ => None,
        };
        if let Some(comparison) = sign {
            self.at += 1;
            let right = self.sum()?;
            let kind = Kind::Binary(Binary::Compare(comparison), Box::new(left), Box::new(right));
            return self.make(kind, start);
        }
        if self.word("is") {
            let negated = self.word("not");
            if !self.word("blank") {
                let complaint =
                    Complaint::syntax(self.range(), format!("expected `blank`, found {}", self.token().name()));
                return Err(complaint.help("`is` only asks for `is blank` and `is not blank`; write `==` to compare"));
            }
            let asked = self.make(Kind::IsBlank(Box::new(left)), start)?;
            return self.negated(asked, negated, start);
        }
        let negated = self.is_word("not") && matches!(self.next_token(), Token::Word(word) if word == "in");
        self.at += usize::from(negated);
        if self.word("in") {
            let list = if self.is_sign("[") { self.list()? } else { self.sum()? };
            let asked = self.make(Kind::In(Box::new(left), Box::new(list)), start)?;
            return self.negated(asked, negated, start);
        }
        Ok(left)
    }

    fn negated(&self, asked: Expr, negated: bool, start: usize) -> Parsed {
        if negated { self.make(Kind::Unary(Unary::Not, Box::new(asked)), start) } else { Ok(asked) }
    }

    fn list(&mut self) -> Parsed {
        let start = self.range().start;
        self.at += 1;
        let mut items = Vec::new();
        while !self.is_sign("]") {
            items.push(self.sum()?);
            if !self.sign(",") {
                break;
            }
        }
        self.expect("]", "a list is written ['baku', 'ganja']")?;
        self.make(Kind::List(items), start)
    }

    fn sum(&mut self) -> Parsed {
        self.chain(Self::product, |token| match token {
            Token::Sign("+") => Some(Binary::Arithmetic(Operation::Add)),
            Token::Sign("-") => Some(Binary::Arithmetic(Operation::Subtract)),
            _ => None,
        })
    }

    fn product(&mut self) -> Parsed {
        self.chain(Self::negation, |token| match token {
            Token::Sign("*") => Some(Binary::Arithmetic(Operation::Multiply)),
            Token::Sign("/") => Some(Binary::Arithmetic(Operation::Divide)),
            _ => None,
        })
    }

    fn negation(&mut self) -> Parsed {
        let start = self.range().start;
        if !self.sign("-") {
            return self.primary();
        }
        let inner = self.deeper(Self::negation)?;
        // A number with a minus is a number.
        let kind = match inner.kind {
            Kind::Integer(number) => Kind::Integer(-number),
            Kind::Decimal(number) => Kind::Decimal((-number).normalize()),
            _ => Kind::Unary(Unary::Negate, Box::new(inner)),
        };
        self.make(kind, start)
    }

    fn primary(&mut self) -> Parsed {
        let start = self.range().start;
        let kind = match self.token().clone() {
            Token::Integer(number) => Kind::Integer(number),
            Token::Decimal(number) => Kind::Decimal(number),
            Token::Text(text) if text.is_empty() => {
                let complaint = Complaint::syntax(self.range(), "a text with nothing in it");
                return Err(complaint.help("write `x is blank` to ask, and `blank` for nothing"));
            }
            Token::Text(text) => Kind::Text(text.into()),
            Token::Word(word) => return self.named(word, start),
            Token::Sign("(") => {
                self.at += 1;
                let mut inner = self.expr()?;
                self.expect(")", "a bracket was opened and is not closed")?;
                inner.range = start..self.end();
                return Ok(inner);
            }
            Token::Sign(_) | Token::End => return Err(self.unexpected()),
        };
        self.at += 1;
        self.make(kind, start)
    }

    fn named(&mut self, word: String, start: usize) -> Parsed {
        let called = matches!(self.next_token(), Token::Sign("("));
        let member = matches!(self.next_token(), Token::Sign("."));
        let kind = match word.as_str() {
            "today" if called => {
                let complaint = Complaint::syntax(self.range(), "`today` is not a function");
                return Err(complaint.help("leave the brackets out"));
            }
            "row" if !member => {
                let complaint = Complaint::syntax(self.range(), "`row` by itself is not a value");
                return Err(complaint.help("name one of its columns: row.region"));
            }
            "blank" => Kind::Blank,
            "today" => Kind::Today,
            "true" | "false" => Kind::Boolean(word == "true"),
            "row" => return self.member(word, start),
            reserved if RESERVED.contains(&reserved) => return Err(self.unexpected()),
            _ if called => return self.call(&word, start),
            _ if member => return self.member(word, start),
            _ => Kind::Name(word.into()),
        };
        self.at += 1;
        self.make(kind, start)
    }

    fn member(&mut self, of: String, start: usize) -> Parsed {
        self.at += 2;
        let Token::Word(member) = self.token().clone() else {
            let complaint = Complaint::syntax(self.range(), format!("expected a name, found {}", self.token().name()));
            return Err(complaint.help(format!("name what you want of it: {of}.name")));
        };
        self.at += 1;
        if self.is_sign(".") {
            return Err(Complaint::syntax(self.range(), "there is nothing below that").help("one `.` is enough"));
        }
        self.make(Kind::Member(of.into(), member.into()), start)
    }

    fn call(&mut self, name: &str, start: usize) -> Parsed {
        let (named_at, mut arguments, mut named) = (self.range(), Vec::new(), Vec::<(Arc<str>, Expr)>::new());
        self.at += 2;
        while !self.is_sign(")") {
            let place = self.range();
            let key = match (self.token(), self.next_token()) {
                (Token::Word(key), Token::Sign("=")) => Some(Arc::from(key.as_str())),
                _ => None,
            };
            match key {
                Some(key) if named.iter().any(|(other, _)| *other == key) => {
                    return Err(Complaint::syntax(place, format!("`{key}` is given twice")).help("leave one out"));
                }
                Some(key) => {
                    self.at += 2;
                    named.push((key, self.expr()?));
                }
                None if !named.is_empty() => {
                    let complaint = Complaint::syntax(place, "an argument without a name behind one with a name");
                    return Err(complaint.help("name it too: fee('state', months=months, purpose=purpose)"));
                }
                None => arguments.push(self.expr()?),
            }
            if !self.sign(",") {
                break;
            }
        }
        self.expect(")", &format!("the arguments of `{name}` end with a bracket"))?;
        named.sort_by(|(a, _), (b, _)| a.cmp(b));
        let range = start..self.end();
        match (name, arguments.as_slice()) {
            ("date" | "money", [Expr { kind: Kind::Text(text), .. }]) if named.is_empty() => {
                let kind = if name == "date" { literal_date(text, range)? } else { literal_money(text, range)? };
                self.make(kind, start)
            }
            ("date", _) => Err(Complaint::new("wrong-argument", range, "`date` takes a day that is written out")
                .help("write date('2026-12-01'), and add_days, add_months or add_years to count from a day")),
            ("money", _) => Err(Complaint::new("wrong-argument", range, "`money` takes an amount that is written out")
                .help("write money('350 AZN')")),
            _ if Function::of(name).is_none() => Err(unknown_function(name, named_at)),
            _ => self.make(Kind::Call { name: name.into(), arguments, named }, start),
        }
    }
}

fn literal_date(text: &str, range: Range<usize>) -> Result<Kind, Complaint> {
    let wrong =
        |_| Complaint::new("bad-date", range, format!("`{text}` is not a day")).help("write date('2026-12-01')");
    text.parse().map(Kind::Date).map_err(wrong)
}

fn literal_money(text: &str, range: Range<usize>) -> Result<Kind, Complaint> {
    let wrong = |error: sayyar_base::money::NotMoney| {
        Complaint::new("bad-money", range, error.to_string()).help("write money('350 AZN')")
    };
    text.parse().map(Kind::Money).map_err(wrong)
}

fn unknown_function(name: &str, range: Range<usize>) -> Complaint {
    let complaint = Complaint::new("unknown-function", range, format!("there is no function `{name}`"));
    let elsewhere = match name {
        "length" | "size" => Some("write `len` for the letters of a text, `count` for rows and choices"),
        "now" | "current_date" => Some("write `today`"),
        "lower" | "upper" | "trim" => Some("texts are compared as they are: offer a choice instead of a free text"),
        "age" => Some("write age_on(birth_date, today)"),
        "coalesce" => Some("write default(x, 0)"),
        _ => None,
    };
    let names = || Function::ALL.into_iter().map(Function::name).chain(["date", "money"]);
    match (elsewhere, suggest(name, names())) {
        (Some(help), _) => complaint.help(help),
        (None, Some(near)) => complaint.help(format!("did you mean `{near}`?")),
        (None, None) => complaint.help(format!("there is {}", names().collect::<Vec<_>>().join(", "))),
    }
}

fn too_deep(range: Range<usize>) -> Complaint {
    Complaint::new("rule-too-deep", range, format!("more than {MAX_DEPTH} things inside each other"))
        .help("write `x in [...]` instead of many `or`, or let a computed field hold a part")
}
