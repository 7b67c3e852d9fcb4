//! How to reach the agency from anywhere.

use sayyar_base::toml::{Node, Table};
use sayyar_base::{At, Diagnostic, Id, Tag};
use sayyar_forms::WordId;
use serde_json::{Map, Value};

use super::{Phone, Row, Words, list};

/// One for the whole agency. Words: `language-<tag>`, `store-<id>`, `payment-<id>`, `function-<id>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// The short number inside the country, 2 to 6 digits.
    pub call_centre: String,
    /// The same from abroad.
    pub call_centre_full: Phone,
    /// The agency's own number.
    pub phone: Phone,
    /// Where sealed files can be sent by e-mail.
    pub email: Option<String>,
    /// When the call centre answers, as people write it: `24/7`.
    pub hours: String,
    /// Languages the call centre speaks, in the order a caller is offered them; never empty.
    pub languages: Vec<At<Tag>>,
    /// The name of the mobile app.
    pub app: Option<String>,
    /// Where the app is to be had.
    pub stores: Vec<At<Id>>,
    /// How fees can be paid.
    pub payments: Vec<At<Id>>,
    /// What every regional office does.
    pub functions: Vec<At<Id>>,
    /// Whatever else a theme wants to know.
    pub extra: Map<String, Value>,
}

impl Contact {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let call_centre = table.required_node("call_centre").and_then(|node| short_number(&node));
        let call_centre_full = table.required("call_centre_full");
        let phone = table.required("phone");
        let email = table.node("email").and_then(|node| email(&node));
        let hours = table.required("hours");
        let languages = list::some(table, "languages");
        let app = table.optional("app");
        let stores = list::any(table, "stores");
        let payments = list::any(table, "payments");
        let functions = list::any(table, "functions");
        let extra = table.node("extra").and_then(|node| {
            node.table(|table| {
                let read = |(key, node): (At<&str>, Node<'_>)| Some((key.value.to_owned(), node.read()?));
                Some(table.rest().into_iter().filter_map(read).collect())
            })
        });
        Some(Self {
            call_centre: call_centre?,
            call_centre_full: call_centre_full?,
            phone: phone?,
            email,
            hours: hours?,
            languages,
            app,
            stores,
            payments,
            functions,
            extra: extra.unwrap_or_default(),
        })
    }

    pub(super) fn words(&self) -> Vec<WordId> {
        let languages = self.languages.iter().map(|tag| WordId::new(format!("language-{tag}"), &tag.span));
        let ids = [("store", &self.stores), ("payment", &self.payments), ("function", &self.functions)];
        let ids = ids.into_iter().flat_map(|(prefix, ids)| ids.iter().map(move |id| (prefix, id)));
        languages.chain(ids.map(|(prefix, id)| WordId::new(format!("{prefix}-{id}"), &id.span))).collect()
    }

    pub(super) fn row(&self, words: Words<'_>) -> Value {
        let ids = |ids: &[At<Id>]| ids.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>();
        let titles = |row: Row, key: &str, prefix: &str, of: &[At<Id>]| {
            row.each_word(key, words, prefix, ids(of).iter().map(String::as_str))
        };
        let row = Row::default()
            .set("call_centre", self.call_centre.as_str())
            .set("call_centre_full", self.call_centre_full.to_string())
            .set("phone", self.phone.to_string())
            .set_some("email", self.email.as_deref())
            .set("hours", self.hours.as_str())
            .set("languages", list::texts(&self.languages))
            .each_word("language_titles", words, "language", self.languages.iter().map(|tag| tag.as_str()))
            .set_some("app", self.app.as_deref())
            .set("stores", ids(&self.stores))
            .set("payments", ids(&self.payments))
            .set("functions", ids(&self.functions))
            .set("extra", Value::Object(self.extra.clone()));
        let row = titles(row, "store_titles", "store", &self.stores);
        let row = titles(row, "payment_titles", "payment", &self.payments);
        titles(row, "function_titles", "function", &self.functions).done()
    }
}

/// What can stand in a `mailto:` link as it is.
fn email(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    if text.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.')) {
        return Some(text.to_owned());
    }
    let problem = Diagnostic::error("bad-email", format!("`{text}` is not an e-mail address"));
    node.report(problem.at(node.span(), "").help("write it as in \"apply@agency.example\""))
}

fn short_number(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    if (2..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    let problem = Diagnostic::error("bad-short-number", format!("`{text}` is not a short number"));
    node.report(problem.at(node.span(), "").help("write 2 to 6 digits, as in \"919\""))
}
