//! What the templates of a form's page see: controls instead of field types, decided here once.
//!
//! Templates know no words; they name them (`data-t`), and [`super::fill`] puts them in.

use sayyar_forms::{Field, FieldKind, Form, Purpose};
use serde::Serialize;

/// A list of up to so many values is shown as rows, all in sight; a longer one as a menu.
const ROWS: usize = 12;
/// A longer menu than this is searched by typing.
const MENU: usize = 30;
/// Texts of up to so many characters get one line.
const LINE: u32 = 1_000;

/// The whole page, words left out.
#[derive(Debug, Serialize)]
pub(super) struct View {
    /// `application` or `checker`.
    pub(super) kind: &'static str,
    pub(super) sensitive: bool,
    pub(super) privacy: bool,
    pub(super) privacy_detail: bool,
    /// What somebody should have at hand: a word each.
    pub(super) needs: Vec<Need>,
    pub(super) sections: Vec<Step>,
}

/// A paper to have at hand.
#[derive(Debug, Serialize)]
pub(super) struct Need {
    id: String,
    hint: bool,
}

/// A section.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    id: String,
    lead: bool,
    /// Whether it asks for something people hesitate to give, and says again that it stays here.
    promise: bool,
    /// Whether there is anything to save.
    save: bool,
    items: Vec<Item>,
}

/// A question, or what holds questions.
#[derive(Debug, Default, Serialize)]
pub(super) struct Item {
    id: String,
    /// The id of what is typed into: `f-months`; in a row `f-name-0`.
    at: String,
    /// The field's type.
    #[serde(rename = "type")]
    ty: &'static str,
    /// How it is shown: `line`, `lines`, `date`, `radios`, `boxes`, `select`, `find`, `files`, `computed`, `note`,
    /// `group`, `repeat`.
    control: &'static str,
    /// The word of its hint.
    hint: Option<String>,
    title: bool,
    /// A second line of help: a word of the theme, with its arguments as JSON.
    note: Option<&'static str>,
    note_args: Option<String>,
    /// Ids of what describes it.
    described: String,
    /// `always` where it need not be answered, `rule` where that depends.
    optional: Option<&'static str>,
    class: &'static str,
    input: &'static str,
    mode: Option<&'static str>,
    dir: Option<&'static str>,
    complete: &'static str,
    capitals: Option<&'static str>,
    unit: Option<String>,
    /// Digits behind the sign of an amount.
    digits: Option<u8>,
    lines: u32,
    min: Option<u32>,
    max: Option<u32>,
    /// What one file may have, in bytes.
    each: Option<u64>,
    accept: Option<String>,
    list: Option<String>,
    options: Vec<Choice>,
    /// Whether the rows stand side by side.
    side: bool,
    /// Which parts of a passport go where, as JSON.
    fills: Option<String>,
    items: Vec<Item>,
}

/// A value of a list.
#[derive(Debug, Serialize)]
pub(super) struct Choice {
    value: String,
    word: String,
    hint: bool,
}

/// Makes views of a form. `knows` says whether any language has words for an id such as `months.hint`.
pub(super) struct Viewer<'a> {
    pub(super) form: &'a Form,
    pub(super) knows: &'a dyn Fn(&str) -> bool,
}

impl Viewer<'_> {
    pub(super) fn view(&self) -> View {
        let application = self.form.purpose() == Purpose::Application;
        View {
            kind: self.form.purpose().name(),
            sensitive: self.form.is_sensitive(),
            privacy: (self.knows)("privacy"),
            privacy_detail: (self.knows)("privacy.detail"),
            // What only some need is asked of them later.
            needs: self
                .form
                .sections()
                .iter()
                .filter(|section| section.visible.is_none())
                .flat_map(|section| {
                    section.fields.iter().filter(|field| field.visible.is_none()).filter_map(|field| self.need(field))
                })
                .collect(),
            sections: self.form.sections().iter().map(|section| self.step(section, application)).collect(),
        }
    }

    fn known(&self, word: String) -> Option<String> {
        Some(word).filter(|word| (self.knows)(word))
    }

    fn need(&self, field: &Field) -> Option<Need> {
        let id = match &field.kind {
            FieldKind::Files { document: Some(document), .. } if (self.knows)(&format!("document-{document}")) => {
                format!("document-{document}")
            }
            FieldKind::Files { .. } | FieldKind::Passport { .. } => field.id.to_string(),
            _ => return None,
        };
        let hint = id.starts_with("document-") && (self.knows)(&format!("{id}.hint"));
        field.required.as_ref().filter(|rule| rule.reads().is_empty()).map(|_| Need { id, hint })
    }

    fn step(&self, section: &sayyar_forms::Section, save: bool) -> Step {
        let delicate = |field: &Field| {
            use FieldKind::{Email, Files, Passport, PersonalCode, Phone};
            matches!(field.kind, Email | Files { .. } | Passport { .. } | PersonalCode | Phone)
        };
        Step {
            id: section.id.to_string(),
            lead: (self.knows)(&format!("section-{}.lead", section.id)),
            promise: section.fields.iter().flat_map(Field::walk).any(delicate),
            save,
            items: section.fields.iter().map(|field| self.item(field, false)).collect(),
        }
    }

    /// `row`: whether it stands in a row of a repeat.
    fn item(&self, field: &Field, row: bool) -> Item {
        let at = format!("f-{}{}", field.id, if row { "-0" } else { "" });
        let optional = match &field.required {
            // Rows that must be there are not, whatever the rows themselves are.
            None if matches!(field.kind, FieldKind::Repeat { min: 1.., .. }) => None,
            None => Some("always"),
            Some(rule) if !rule.reads().is_empty() => Some("rule"),
            Some(_) => None,
        };
        let mut item = Item {
            id: field.id.to_string(),
            ty: field.kind.name(),
            hint: self.known(format!("{}.hint", field.id)),
            optional: optional.filter(|_| field.is_answered()),
            class: "",
            input: "text",
            complete: "off",
            list: field.kind.list().map(str::to_owned),
            at,
            ..Item::default()
        };
        self.control(&field.kind, &mut item);
        if let FieldKind::Repeat { fields, min, max } = &field.kind {
            let required = field.required.as_ref().is_some_and(|rule| rule.reads().is_empty());
            item.min = Some((*min).max(u32::from(required)));
            item.max = Some(*max);
            item.items = fields.iter().map(|inner| self.item(inner, true)).collect();
        }
        if let FieldKind::Group(fields) = &field.kind {
            item.items = fields.iter().map(|inner| self.item(inner, row)).collect();
        }
        let described = [(item.hint.is_some(), "hint"), (item.note.is_some(), "note")];
        let parts: Vec<_> = described.iter().filter(|(is, _)| *is).map(|(_, of)| format!("{}-{of}", item.at)).collect();
        item.described = parts.join(" ");
        item
    }

    fn control(&self, kind: &FieldKind, item: &mut Item) {
        match kind {
            FieldKind::Text { max, .. } => {
                item.control = if *max > LINE { "lines" } else { "line" };
                item.class = width(*max);
            }
            FieldKind::LongText { max, .. } => {
                (item.control, item.lines, item.max) = ("lines", 6, Some(*max));
            }
            FieldKind::Address { max } => (item.control, item.lines, item.max) = ("lines", 3, Some(*max)),
            FieldKind::Integer { .. } => {
                (item.control, item.class, item.mode, item.dir) = ("line", "w8", Some("numeric"), Some("ltr"));
            }
            FieldKind::Decimal { .. } => {
                (item.control, item.class, item.mode, item.dir) = ("line", "w8", Some("decimal"), Some("ltr"));
            }
            FieldKind::Money { currency, .. } => {
                (item.control, item.class, item.mode, item.dir) = ("line", "w8", Some("decimal"), Some("ltr"));
                item.unit = Some(currency.code().to_owned());
                item.digits = Some(currency.digits());
            }
            FieldKind::Phone => {
                (item.control, item.class, item.input, item.dir) = ("line", "w16", "tel", Some("ltr"));
                item.complete = "tel";
            }
            FieldKind::Email => {
                (item.control, item.input, item.dir) = ("line", "email", Some("ltr"));
                (item.complete, item.capitals) = ("email", Some("none"));
            }
            FieldKind::PersonalCode => {
                (item.control, item.class, item.dir) = ("line", "code w8", Some("ltr"));
                item.capitals = Some("characters");
            }
            FieldKind::Passport { fills } => {
                (item.control, item.lines, item.class, item.dir) = ("lines", 3, "code mrz", Some("ltr"));
                item.capitals = Some("characters");
                item.note = item.hint.is_none().then_some("form-passport-hint");
                let parts: serde_json::Map<_, _> =
                    fills.iter().map(|(field, part)| (field.to_string(), part.name().into())).collect();
                item.fills = Some(serde_json::Value::from(parts).to_string());
            }
            FieldKind::Date { .. } => {
                item.control = "date";
                if item.hint.is_none() {
                    item.note = Some("form-date-hint");
                }
            }
            FieldKind::Files { .. } => self.files(kind, item),
            FieldKind::Computed { .. } => item.control = "computed",
            FieldKind::Note => {
                item.control = "note";
                item.title = (self.knows)(&format!("{}.title", item.id));
            }
            FieldKind::Group(_) => item.control = "group",
            FieldKind::Repeat { .. } => item.control = "repeat",
            FieldKind::YesNo | FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::Country { .. } => {
                self.choose(kind, item);
            }
        }
    }

    fn choose(&self, kind: &FieldKind, item: &mut Item) {
        if matches!(kind, FieldKind::YesNo) {
            let option = |value: &str| Choice { value: value.into(), word: format!("form-{value}"), hint: false };
            (item.control, item.side) = ("radios", true);
            item.options = vec![option("yes"), option("no")];
            return;
        }
        let name = kind.list().unwrap_or_default();
        let values = self.form.list(name).map(|list| list.values.as_slice()).unwrap_or_default();
        item.control = match kind {
            FieldKind::Choices { .. } => "boxes",
            _ if values.len() <= ROWS => "radios",
            // Of a list that another answer narrows few are left: those fit into a menu.
            _ if values.len() <= MENU || (kind.filter().is_some() && !matches!(kind, FieldKind::Country { .. })) => {
                "select"
            }
            _ => {
                item.note = Some("form-find-hint");
                "find"
            }
        };
        if matches!(item.control, "radios" | "boxes") {
            item.options = values
                .iter()
                .map(|value| {
                    let word = format!("{name}-{value}");
                    Choice { value: value.to_string(), hint: (self.knows)(&format!("{word}.hint")), word }
                })
                .collect();
        }
        // What a script fills in has only what its first language says; on paper it is a line to write on.
        if item.control == "select" && kind.filter().is_none() {
            item.options = values
                .iter()
                .map(|value| Choice { value: value.to_string(), word: format!("{name}-{value}"), hint: false })
                .collect();
        }
    }

    fn files(&self, kind: &FieldKind, item: &mut Item) {
        let FieldKind::Files { document, formats, each_mb, max, .. } = kind else { return };
        let labels: Vec<_> = formats.iter().map(|format| format.label()).collect();
        let args = serde_json::json!({
            "types": labels.join(", "),
            "size": { "t": "form-megabytes", "a": { "n": each_mb } },
            "max": max,
        });
        item.control = "files";
        item.max = Some(*max);
        item.each = Some(u64::from(*each_mb) * 1_000_000);
        // iPhones turn their own photos into JPEG when that is what is asked for by its type.
        item.accept = Some(formats.iter().map(|format| format.media_type()).collect::<Vec<_>>().join(","));
        item.note = Some("form-files-hint");
        item.note_args = Some(args.to_string());
        // What the service says of the document everywhere else.
        let shared = || document.as_ref().and_then(|document| self.known(format!("document-{document}.hint")));
        item.hint = item.hint.take().or_else(shared);
    }
}

/// How wide a line is says how much is expected.
fn width(max: u32) -> &'static str {
    match max {
        0..=4 => "w4",
        5..=12 => "w8",
        13..=24 => "w16",
        25..=60 => "w24",
        _ => "",
    }
}
