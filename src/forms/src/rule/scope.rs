//! What a rule may name: fields with their types, lists with their values and columns, fees with their axes.
//!
//! [`Names`] are those of a whole form; a [`Scope`] is where in it a rule stands.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sayyar_base::Currency;

use super::syntax::is_name;
use super::types::Type;
use crate::fee::{AxisKind, Fee, Price};

/// Columns by name.
pub type Columns = BTreeMap<Arc<str>, Type>;

/// Everything a form has that rules can name.
#[derive(Debug, Clone, Default)]
pub struct Names {
    fields: BTreeMap<Arc<str>, Field>,
    lists: BTreeMap<Arc<str>, NamedList>,
    fees: BTreeMap<Arc<str>, NamedFee>,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    One(Type),
    Repeat(Repeat),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeat {
    pub(super) max: u32,
    pub(super) fields: Columns,
}

#[derive(Debug, Clone, Default)]
struct NamedList {
    values: BTreeSet<Arc<str>>,
    columns: Columns,
}

/// What rules need to know of a fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NamedFee {
    Varies,
    Cases {
        /// As arguments write them, with `_` for `-`; the axis itself; what it takes.
        axes: Vec<(Arc<str>, Arc<str>, Type)>,
        currency: Currency,
    },
}

/// A name no field can have: not `[a-z][a-z0-9_]*`, longer than 64 bytes, taken, or a word of the rule language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadName(pub String);

impl Names {
    /// A field outside every repeat.
    pub fn field(&mut self, name: &str, ty: Type) -> Result<(), BadName> {
        self.add(name, Field::One(ty))
    }

    /// A repeat of at most `max` rows with its fields.
    pub fn repeat(
        &mut self,
        name: &str,
        max: u32,
        fields: impl IntoIterator<Item = (impl AsRef<str>, Type)>,
    ) -> Result<(), BadName> {
        let mut columns = Columns::new();
        for (field, ty) in fields {
            let field = field.as_ref();
            if !is_name(field) || columns.insert(field.into(), ty).is_some() {
                return Err(BadName(field.to_owned()));
            }
        }
        self.add(name, Field::Repeat(Repeat { max, fields: columns }))
    }

    /// One more field in the rows of a repeat that is there.
    pub fn row_field(&mut self, repeat: &str, name: &str, ty: Type) -> Result<(), BadName> {
        match self.fields.get_mut(repeat) {
            Some(Field::Repeat(repeat)) if is_name(name) && !repeat.fields.contains_key(name) => {
                repeat.fields.insert(name.into(), ty);
                Ok(())
            }
            _ => Err(BadName(name.to_owned())),
        }
    }

    fn add(&mut self, name: &str, field: Field) -> Result<(), BadName> {
        if !is_name(name) || self.fields.contains_key(name) {
            return Err(BadName(name.to_owned()));
        }
        self.fields.insert(name.into(), field);
        Ok(())
    }

    /// The values of a list, and what else its rows say: `row.` names these columns. The list of countries is
    /// called `countries`; without it any two capital letters are a country.
    pub fn list<'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a str>, columns: Columns) {
        let mut all = BTreeSet::new();
        all.extend(values.into_iter().map(Arc::from));
        let values = all;
        self.lists.insert(name.into(), NamedList { values, columns });
    }

    /// A fee of the service.
    pub fn fee(&mut self, fee: &Fee) {
        let named = match &fee.price {
            Price::Varies => NamedFee::Varies,
            Price::Cases { axes, cases } => {
                let axes = axes.iter().map(|axis| {
                    let ty = match &axis.kind {
                        AxisKind::Integer => Type::Integer,
                        AxisKind::List { list, .. } => Type::Choice(list.as_str().into()),
                    };
                    (axis.id.replace('-', "_").into(), axis.id.as_str().into(), ty)
                });
                // The reader of fees refuses one without cases; without one there is no amount to speak of.
                let Some(first) = cases.first() else { return };
                NamedFee::Cases { axes: axes.collect(), currency: first.amount.currency }
            }
        };
        self.fees.insert(fee.id.as_str().into(), named);
    }

    /// Where rules outside every repeat stand.
    pub fn outside(&self) -> Scope<'_> {
        Scope { names: self, repeat: None, list: None }
    }

    /// Where rules inside a repeat stand.
    pub fn within<'a>(&'a self, repeat: &'a str) -> Scope<'a> {
        Scope { repeat: Some(repeat), ..self.outside() }
    }
}

/// Where a rule stands.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    names: &'a Names,
    repeat: Option<&'a str>,
    list: Option<&'a str>,
}

impl<'a> Scope<'a> {
    /// The same place, for a rule that says which values of a list may be chosen: `row.` is the candidate.
    #[must_use]
    pub fn choosing(self, list: &'a str) -> Self {
        Self { list: Some(list), ..self }
    }

    /// The fields of this row, inside a repeat.
    pub(super) fn row(self) -> Option<&'a Columns> {
        self.fields_of(self.repeat?)
    }

    /// The repeat the rule stands in.
    pub(super) fn repeat(self) -> Option<&'a str> {
        self.repeat
    }

    /// The list that is chosen from.
    pub(super) fn list(self) -> Option<&'a str> {
        self.list
    }

    /// What an outer name stands for.
    pub(super) fn field(self, name: &str) -> Option<&'a Field> {
        self.names.fields.get(name)
    }

    fn fields_of(self, repeat: &str) -> Option<&'a Columns> {
        match self.field(repeat)? {
            Field::Repeat(repeat) => Some(&repeat.fields),
            Field::One(_) => None,
        }
    }

    /// The type of a column of the candidate.
    pub(super) fn column(self, name: &str) -> Option<&'a Type> {
        self.names.lists.get(self.list?)?.columns.get(name)
    }

    /// The columns of a list.
    pub(super) fn columns(self, list: &str) -> impl Iterator<Item = &'a str> + Clone {
        self.names.lists.get(list).into_iter().flat_map(|list| list.columns.keys()).map(|name| &**name)
    }

    /// Whether the list has the value; nothing when there is no such list.
    pub(super) fn offers(self, list: &str, value: &str) -> Option<bool> {
        Some(self.names.lists.get(list)?.values.contains(value))
    }

    /// The values of a list.
    pub(super) fn values(self, list: &str) -> impl Iterator<Item = &'a str> + Clone {
        self.names.lists.get(list).into_iter().flat_map(|list| &list.values).map(|value| &**value)
    }

    /// A fee of the service.
    pub(super) fn fee(self, fee: &str) -> Option<&'a NamedFee> {
        self.names.fees.get(fee)
    }

    /// The fees of the service.
    pub(super) fn fees(self) -> impl Iterator<Item = &'a str> + Clone {
        self.names.fees.keys().map(|name| &**name)
    }

    /// Every field that has a plain name here, repeats among them.
    pub(super) fn fields(self) -> impl Iterator<Item = &'a str> + Clone {
        let row = self.row().into_iter().flat_map(|columns| columns.keys());
        row.chain(self.names.fields.keys()).map(|name| &**name)
    }

    /// The repeat that has a field of this name, and there is none of it outside.
    pub(super) fn repeat_of(self, field: &str) -> Option<&'a str> {
        let has = |(name, one): (&'a Arc<str>, &'a Field)| match one {
            Field::Repeat(repeat) if repeat.fields.contains_key(field) => Some(&**name),
            _ => None,
        };
        self.names.fields.iter().find_map(has)
    }
}
