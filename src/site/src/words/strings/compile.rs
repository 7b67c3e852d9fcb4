//! From the parser's tree to patterns that can be evaluated, and to the units of the ledger.

use fluent_syntax::ast;
use fluent_syntax::unicode::unescape_unicode_to_string;
use sayyar_base::message::{Expression, Key, Part, Reference, Select, Written};

use super::*;

/// Reads one file.
pub(super) fn file(file: &FtlFile, tag: &str, problems: &mut Diagnostics) -> Vec<(Unit, Vec<Pattern>)> {
    let source = ftl::parse(&file.text);
    let span = |range: &Range<usize>| Span::new(&file.path, range.clone());
    for problem in &source.problems {
        let label = Diagnostic::error("ftl-syntax", problem.message.clone()).at(span(&problem.place), "");
        problems.push(label.help(problem.help));
    }
    let group: Arc<str> = group_of(&file.path, tag).map_or_else(|| file.path.clone(), Into::into);
    let mut all = Vec::new();
    for entry in &source.entries {
        let mut wordings = Vec::new();
        let mut patterns = Vec::new();
        for (name, field) in entry.fields() {
            let place = span(&field.name);
            let mut compiler = Compiler { place: place.clone(), problems };
            patterns.push(compiler.pattern(&field.pattern));
            let text = ftl::dedent(&file.text[field.text.clone()]);
            wordings.push(Wording { attribute: name.map(Arc::from), span: place, text: text.into() });
        }
        let unit = Unit {
            lang: file.lang,
            scope: file.scope.clone(),
            group: group.clone(),
            id: entry.written_id().into(),
            span: span(&entry.place),
            leads_to: patterns.iter().flat_map(check::leads_to).map(|(term, to)| check::written(term, to)).collect(),
            digest: digest(&wordings),
            wordings,
        };
        all.push((unit, patterns));
    }
    all
}

/// Compiles a text that is in no file yet; it must be one text and nothing else.
pub(super) fn alone(text: &str) -> Result<Pattern, ftl::Problem> {
    let file = format!("id ={}\n", ftl::indented(text, 4));
    let source = ftl::parse(&file);
    if let Some(problem) = source.problems.into_iter().next() {
        return Err(problem);
    }
    let more = |help| ftl::Problem { place: 0..0, message: "this is more than one text".into(), help };
    match source.entries.as_slice() {
        [entry] if entry.attributes.is_empty() => match &entry.value {
            Some(value) => {
                let mut problems = Diagnostics::new();
                let place = Span::file("");
                let pattern = Compiler { place, problems: &mut problems }.pattern(&value.pattern);
                let unknown = |problem: Diagnostic| ftl::Problem {
                    place: 0..0,
                    message: problem.message,
                    help: "the only function is `NUMBER($n)`; dates and amounts come as text",
                };
                problems.into_iter().next().map_or(Ok(pattern), |problem| Err(unknown(problem)))
            }
            None => Err(more("write the text")),
        },
        _ => Err(more("begin no line with a `.`; write `{ \".\" }` where it is meant")),
    }
}

/// Names and texts, each ended by a byte that is in none of them; the value first, attributes by name.
fn digest(wordings: &[Wording]) -> [u8; 32] {
    let mut sorted: Vec<_> = wordings.iter().map(|one| (one.name().unwrap_or_default(), &one.text)).collect();
    sorted.sort();
    let mut hasher = Sha256::new();
    for (name, text) in sorted {
        hasher.update(name);
        hasher.update([0]);
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().into()
}

struct Compiler<'a> {
    /// The field being compiled: the parser says no more of where its parts are.
    place: Span,
    problems: &'a mut Diagnostics,
}

impl Compiler<'_> {
    fn pattern(&mut self, pattern: &ast::Pattern<&str>) -> Pattern {
        let mut parts: Vec<Part> = Vec::new();
        let mut words = String::new();
        for element in &pattern.elements {
            match element {
                ast::PatternElement::TextElement { value } => words.push_str(value),
                ast::PatternElement::Placeable { expression } => match self.expression(expression) {
                    Expression::Text(text) => words.push_str(&text),
                    hole => {
                        flush(&mut words, &mut parts);
                        parts.push(Part::Hole(hole));
                    }
                },
            }
        }
        flush(&mut words, &mut parts);
        Pattern(parts)
    }

    fn expression(&mut self, expression: &ast::Expression<&str>) -> Expression {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline),
            ast::Expression::Select { selector, variants } => {
                let on = self.inline(selector);
                let default = variants.iter().position(|variant| variant.default).unwrap_or_default();
                let variants = variants.iter().map(|one| (key(&one.key), self.pattern(&one.value))).collect();
                Expression::Select(Box::new(Select { on, variants, default }))
            }
        }
    }

    fn inline(&mut self, inline: &ast::InlineExpression<&str>) -> Expression {
        match inline {
            ast::InlineExpression::StringLiteral { value } => {
                Expression::Text(unescape_unicode_to_string(value).into())
            }
            ast::InlineExpression::NumberLiteral { value } => match Number::parse(value) {
                Some(number) => Expression::Number(number),
                None => Expression::Text((*value).into()),
            },
            ast::InlineExpression::VariableReference { id } => Expression::Variable(id.name.into()),
            ast::InlineExpression::MessageReference { id, attribute } => Expression::Message(reference(id, attribute)),
            ast::InlineExpression::TermReference { id, attribute, arguments } => {
                let named = arguments.iter().flat_map(|arguments| &arguments.named);
                let named = named.map(|one| (one.name.name.into(), self.inline(&one.value))).collect();
                Expression::Term(reference(id, attribute), named)
            }
            ast::InlineExpression::FunctionReference { id, arguments } => self.function(id.name, arguments),
            ast::InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn function(&mut self, name: &str, arguments: &ast::CallArguments<&str>) -> Expression {
        let of = arguments.positional.first().map(|of| self.inline(of));
        let (Some(of), true) = (of, name == "NUMBER") else {
            let message = match name {
                "NUMBER" => "`NUMBER` is not given a number".into(),
                _ => format!("there is no function `{name}`"),
            };
            self.report("unknown-function", message, "write `NUMBER($n)`; dates and amounts come as text".into());
            return Expression::Text(format!("{{{name}()}}").into());
        };
        let mut written = Written::default();
        for argument in &arguments.named {
            let value = match &argument.value {
                ast::InlineExpression::StringLiteral { value } => *value,
                ast::InlineExpression::NumberLiteral { value } => *value,
                _ => "",
            };
            match (argument.name.name, value) {
                ("minimumFractionDigits", digits) if digits.parse::<u8>().is_ok_and(|digits| digits <= 18) => {
                    written.fraction = digits.parse().ok();
                }
                ("type", "ordinal") => written.ordinal = Some(true),
                ("type", "cardinal") => written.ordinal = Some(false),
                ("useGrouping", "0" | "false") => written.grouped = Some(false),
                ("useGrouping", "1" | "true") => written.grouped = Some(true),
                (name, value) => {
                    let help = "there is `minimumFractionDigits: 2`, `type: \"ordinal\"` and `useGrouping: 0`";
                    self.report("unknown-function", format!("`NUMBER` does not know `{name}: {value}`"), help.into());
                }
            }
        }
        Expression::Formatted(Box::new(of), written)
    }

    fn report(&mut self, code: &'static str, message: String, help: String) {
        self.problems.push(Diagnostic::error(code, message).at(self.place.clone(), "in this text").help(help));
    }
}

fn flush(words: &mut String, parts: &mut Vec<Part>) {
    if !words.is_empty() {
        parts.push(Part::Text(words.as_str().into()));
        words.clear();
    }
}

fn reference(id: &ast::Identifier<&str>, attribute: &Option<ast::Identifier<&str>>) -> Reference {
    Reference { id: id.name.into(), attribute: attribute.as_ref().map(|attribute| attribute.name.into()) }
}

fn key(key: &ast::VariantKey<&str>) -> Key {
    match key {
        ast::VariantKey::Identifier { name } => Key::Word((*name).into()),
        ast::VariantKey::NumberLiteral { value } => match Number::parse(value) {
            Some(number) => Key::Number(number),
            None => Key::Word((*value).into()),
        },
    }
}
