//! What is wrong with a rule: found by the checker as a [`Mistake`], told to its author as a [`Complaint`].
//!
//! The engine that reads compiled rules finds mistakes and never words them.

use std::ops::Range;

use sayyar_base::diag::{did_you_mean, suggest};

use super::function::{Function, Parameter};
use super::scope::Scope;
use super::syntax::Binary;
use super::types::Type;

/// What is wrong in the text of a rule, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Stable short name; documented in `docs/errors.md`.
    pub code: &'static str,
    /// Bytes of the rule.
    pub range: Range<usize>,
    /// One sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Complaint {
    pub(super) fn new(code: &'static str, range: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, range, message: message.into(), help: None }
    }

    pub(super) fn syntax(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new("rule-syntax", range, message)
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What the checker finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mistake {
    UnknownField(String),
    /// A field of a repeat, named where there are many rows.
    FieldOfRows {
        repeat: String,
        field: String,
    },
    /// A repeat where a value is asked for.
    RowsAsValue(String),
    NotARepeat(String),
    UnknownMember {
        repeat: String,
        field: String,
    },
    /// `r.f` outside the functions that look at all rows.
    LooseMember {
        repeat: String,
        field: String,
    },
    RowOutside,
    UnknownColumn {
        list: String,
        column: String,
    },
    UnknownFunction(String),
    UnknownList(String),
    UnknownValue {
        list: String,
        value: String,
    },
    UnknownCountry(String),
    UnknownFee(String),
    FeeVaries(String),
    UnknownAxis {
        fee: String,
        axis: String,
        axes: Vec<String>,
    },
    MissingAxis {
        fee: String,
        axis: String,
    },
    /// `and`, `or`, `not`, a condition: what is asked for a yes or no, and what it got.
    NotBoolean {
        place: &'static str,
        found: Type,
    },
    /// Operands that do not go together.
    Operands {
        sign: Binary,
        left: Type,
        right: Type,
    },
    NotOrdered {
        sign: Binary,
        ty: Type,
    },
    NotNegated(Type),
    MixedCurrencies(String, String),
    /// `x == blank`, `blank is blank`.
    BlankOperand,
    Branches(Type, Type),
    NotIn {
        item: Type,
        list: Type,
    },
    NotAList(Type),
    LooseList,
    EmptyList,
    NotWritten,
    Count {
        function: Function,
        found: usize,
    },
    Argument {
        function: Function,
        wanted: &'static str,
        found: Option<Type>,
    },
    NamedArgument {
        function: Function,
        name: String,
    },
    BadPattern(String),
    DivisionByZero,
    Result {
        wanted: Type,
        found: Type,
    },
    AlwaysBlank,
    TooCostly {
        cost: u32,
        limit: u32,
    },
}

type Told = (&'static str, String, Option<String>);

impl Mistake {
    /// In words.
    pub(super) fn explain(&self, range: Range<usize>, scope: Scope<'_>) -> Complaint {
        let (code, message, help) = self
            .of_names(scope)
            .or_else(|| self.of_lists(scope))
            .or_else(|| self.of_types())
            .unwrap_or_else(|| self.of_functions());
        Complaint { code, range, message, help }
    }

    fn of_names(&self, scope: Scope<'_>) -> Option<Told> {
        let help = |text: String| Some(text);
        Some(match self {
            Self::UnknownField(name) => {
                let near = did_you_mean(name, scope.fields().collect::<Vec<_>>());
                let is_value = suggest(name, scope.fields()).is_none();
                let quoted = format!("{near}; a value of a list stands in quotes: '{name}'");
                ("unknown-field", format!("there is no field `{name}`"), help(if is_value { quoted } else { near }))
            }
            Self::FieldOfRows { repeat, field } => (
                "field-of-rows",
                format!("`{field}` has a value in each row of `{repeat}`, not one"),
                help(format!("ask all rows: any({repeat}.{field}), or make this a rule of a field in `{repeat}`")),
            ),
            Self::RowsAsValue(name) => (
                "rows-as-value",
                format!("`{name}` is a repeat, not a value"),
                help(format!("write count({name}), or {name} is blank")),
            ),
            Self::NotARepeat(name) => match scope.field(name) {
                Some(_) => ("not-a-repeat", format!("`{name}` has no rows"), help(format!("write `{name}` by itself"))),
                None => (
                    "unknown-field",
                    format!("there is no field `{name}`"),
                    help(did_you_mean(name, scope.fields().collect::<Vec<_>>())),
                ),
            },
            Self::UnknownMember { repeat, field } => {
                let members = match scope.field(repeat) {
                    Some(super::scope::Field::Repeat(repeat)) => repeat.fields.keys().map(|name| &**name).collect(),
                    _ => Vec::new(),
                };
                ("unknown-field", format!("`{repeat}` has no field `{field}`"), help(did_you_mean(field, members)))
            }
            Self::LooseMember { repeat, field } if scope.repeat() == Some(repeat) => (
                "loose-member",
                format!("`{repeat}.{field}` is the field in all rows"),
                help(format!("write `{field}` for the one in this row")),
            ),
            Self::LooseMember { repeat, field } => (
                "loose-member",
                format!("`{repeat}.{field}` is the field in all rows, not one value"),
                help(format!("count, sum, any, all, min and max look at all rows: count({repeat}.{field})")),
            ),
            Self::RowOutside => (
                "row-outside",
                "`row.` has no meaning here".into(),
                help("it is the candidate in `where`, the rule that says which values of a list may be chosen".into()),
            ),
            Self::UnknownColumn { list, column } => (
                "unknown-column",
                format!("the list `{list}` has no column `{column}`"),
                help(did_you_mean(column, scope.columns(list).collect::<Vec<_>>())),
            ),
            _ => return None,
        })
    }

    fn of_lists(&self, scope: Scope<'_>) -> Option<Told> {
        Some(match self {
            Self::UnknownList(list) => ("unknown-list", format!("there is no list `{list}`"), None),
            Self::UnknownValue { list, value } => (
                "unknown-value",
                format!("the list `{list}` has no value `{value}`"),
                Some(did_you_mean(value, scope.values(list).collect::<Vec<_>>())),
            ),
            Self::UnknownCountry(value) => {
                let known: Vec<_> = scope.values("countries").collect();
                let help = if known.is_empty() {
                    "countries are two capital letters of ISO 3166: 'AZ'".into()
                } else {
                    did_you_mean(&value.to_ascii_uppercase(), known)
                };
                ("unknown-value", format!("`{value}` is not a country"), Some(help))
            }
            Self::UnknownFee(fee) => (
                "unknown-fee",
                format!("the service has no fee `{fee}`"),
                Some(did_you_mean(fee, scope.fees().collect::<Vec<_>>())),
            ),
            Self::FeeVaries(fee) => (
                "fee-varies",
                format!("the fee `{fee}` varies"),
                Some("what it comes to is found out in person: no rule can compute it".into()),
            ),
            Self::UnknownAxis { fee, axis, axes } => {
                let help = match axes.as_slice() {
                    [] => "it is the same for everybody: leave the argument out".into(),
                    _ => did_you_mean(axis, axes.iter().map(String::as_str).collect::<Vec<_>>()),
                };
                ("wrong-argument", format!("the fee `{fee}` does not depend on `{axis}`"), Some(help))
            }
            Self::MissingAxis { fee, axis } => (
                "wrong-argument",
                format!("the fee `{fee}` depends on `{axis}`, and it is not given"),
                Some(format!("add {axis}=... to the arguments")),
            ),
            _ => return None,
        })
    }

    fn of_types(&self) -> Option<Told> {
        let mismatch = |message: String, help: &str| ("type-mismatch", message, Some(help.to_owned()));
        Some(match self {
            Self::NotBoolean { place, found } => {
                mismatch(format!("{place} takes yes or no, this is {found}"), to_boolean(found))
            }
            Self::Operands { sign: Binary::Arithmetic(sign), left, right } => {
                mismatch(format!("`{}` does not go with {left} and {right}", sign.sign()), instead(left, right))
            }
            Self::Operands { left, right, .. } => {
                mismatch(format!("{left} is compared with {right}"), compare(left, right))
            }
            Self::NotOrdered { sign, ty } => mismatch(
                format!("`{}` does not go with {ty}", sign.sign()),
                "numbers, amounts and dates have an order; ask others with `==` and `in`",
            ),
            Self::NotNegated(ty) => mismatch(format!("`-` does not go with {ty}"), "numbers and amounts have a minus"),
            Self::MixedCurrencies(one, other) => (
                "mixed-currencies",
                format!("{one} and {other} in one expression"),
                Some("amounts of different currencies neither compare nor add up".into()),
            ),
            Self::BlankOperand => {
                mismatch("nothing compares with `blank`".into(), "write `x is blank` or `x is not blank`")
            }
            Self::Branches(one, other) => {
                mismatch(format!("either {one} or {other}"), "both values must be of one type; `blank` goes with all")
            }
            Self::NotIn { item, list } => mismatch(format!("{item} cannot be in {list}"), "compare like with like"),
            Self::NotAList(ty) => mismatch(
                format!("{ty} has nothing in it"),
                "to the right of `in` stands a list ['baku', 'ganja'], or a field where several can be chosen",
            ),
            Self::Result { wanted, found } => {
                mismatch(format!("the rule gives {found}, and {wanted} is asked for"), wish(wanted))
            }
            _ => return None,
        })
    }

    fn of_functions(&self) -> Told {
        match self {
            Self::UnknownFunction(name) => ("unknown-function", format!("there is no function `{name}`"), None),
            Self::LooseList => {
                ("rule-syntax", "a list is not a value".into(), Some("it stands to the right of `in`".into()))
            }
            Self::EmptyList => ("empty-list", "the list has nothing in it".into(), Some("say what it may be".into())),
            Self::NotWritten => (
                "type-mismatch",
                "a list holds values that are written out".into(),
                Some("compare with a field by `==`, and join several by `or`".into()),
            ),
            Self::Count { function, found } => (
                "wrong-argument",
                format!("`{}` does not take {found} argument{}", function.name(), if *found == 1 { "" } else { "s" }),
                Some(format!("write {}", function.usage())),
            ),
            Self::Argument { function, wanted, found } => {
                let found = found.as_ref().map_or("`blank`".into(), ToString::to_string);
                let message = format!("`{}` takes {wanted} here, this is {found}", function.name());
                ("type-mismatch", message, Some(format!("write {}", function.usage())))
            }
            Self::NamedArgument { function, name } => (
                "wrong-argument",
                format!("`{}` has no argument `{name}`", function.name()),
                Some(format!("write {}", function.usage())),
            ),
            Self::BadPattern(why) => (
                "bad-pattern",
                "the pattern cannot be understood".into(),
                Some(why.lines().last().unwrap_or_default().trim().into()),
            ),
            Self::DivisionByZero => ("division-by-zero", "a division by zero".into(), Some("it has no result".into())),
            Self::TooCostly { cost, limit } => (
                "rule-too-costly",
                format!("the rule takes up to {cost} steps: {limit} is the limit"),
                Some("let a computed field hold what is asked for several times".into()),
            ),
            // What is left is `AlwaysBlank`; the others have been told above.
            _ => ("always-blank", "the rule is always blank".into(), Some("leave the key out".into())),
        }
    }
}

impl Parameter {
    pub(super) fn mistake(self, function: Function, found: Option<Type>) -> Mistake {
        Mistake::Argument { function, wanted: self.name(), found }
    }
}

fn to_boolean(found: &Type) -> &'static str {
    match found {
        Type::Files | Type::Choices(_) => "ask whether it is there: x is not blank",
        _ => "ask something of it: x == ..., x is not blank",
    }
}

/// What people mean when they calculate with other things than numbers.
fn instead(left: &Type, right: &Type) -> &'static str {
    match (left, right) {
        (Type::Date, Type::Date) => "write days_between(from, to), months_between(from, to) or age_on(birth, day)",
        (Type::Date, _) | (_, Type::Date) => "write add_days(date, 10), add_months(date, 3) or add_years(date, 1)",
        (Type::Money(_), Type::Money(_)) => "amounts add up, and divide to a number; they do not multiply",
        (Type::Money(_), _) | (_, Type::Money(_)) => "an amount goes with an amount, or is multiplied by a number",
        (Type::Text, _) | (_, Type::Text) => "texts are not joined in rules: words are in the .ftl files",
        _ => "rules calculate with numbers and amounts",
    }
}

fn compare(left: &Type, right: &Type) -> &'static str {
    match (left, right) {
        (Type::Date, Type::Text) | (Type::Text, Type::Date) => "write the day as date('2026-12-01')",
        (Type::Money(_), Type::Text | Type::Integer | Type::Decimal)
        | (Type::Text | Type::Integer | Type::Decimal, Type::Money(_)) => "write the amount as money('350 AZN')",
        (Type::Integer | Type::Decimal, Type::Text) | (Type::Text, Type::Integer | Type::Decimal) => {
            "a number stands without quotes"
        }
        (Type::Boolean, Type::Text) | (Type::Text, Type::Boolean) => "write `true` or `false` without quotes",
        (Type::Choices(_), _) => "several can be chosen: ask 'value' in field",
        (_, Type::Choices(_)) => "several can be chosen: ask with `in`",
        (Type::Choice(_), Type::Choice(_)) => "the two are chosen from different lists",
        (Type::Files, _) | (_, Type::Files) => "of files rules know how many there are: count(field), field is blank",
        _ => "compare like with like",
    }
}

fn wish(wanted: &Type) -> &'static str {
    match wanted {
        Type::Boolean => "ask something: x == ..., x is not blank",
        Type::Integer => "write round(x), floor(x) or ceil(x) for a whole number",
        _ => "change the rule, or the type of the field",
    }
}
