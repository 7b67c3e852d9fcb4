//! Whom the agency works with.

use sayyar_base::toml::{Node, Read};
use sayyar_base::{At, Diagnostic, Id};
use sayyar_forms::WordId;
use serde_json::Value;

use super::{Row, Words, list};

/// One partner. Words: `partner-<id>` with `.work` and, if wanted, `.short`; `topic-<topic>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Names it.
    pub id: At<Id>,
    /// Its own site.
    pub url: String,
    /// What they work on together; never empty.
    pub topics: Vec<At<Id>>,
}

impl Read for Partner {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.table(|table| {
            let id = table.required("id");
            let url = table.required_node("url").and_then(|node| read_url(&node));
            let topics = list::some(table, "topics");
            Some(Self { id: id?, url: url?, topics })
        })
    }
}

/// An address on the web: a scheme, a host, and nothing a browser would mend in silence.
fn read_url(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    if host.contains('.') && !host.contains('@') && text.chars().all(plain) {
        return Some(text.to_owned());
    }
    let problem = Diagnostic::error("bad-url", format!("`{text}` is not an address on the web"));
    node.report(problem.at(node.span(), "").help("write it as https://www.iom.int/"))
}

impl Partner {
    pub(super) fn words(&self) -> Vec<WordId> {
        let own = WordId::new(format!("partner-{}", self.id), &self.id.span);
        let topics = self.topics.iter().map(|topic| WordId::new(format!("topic-{topic}"), &topic.span));
        [own.attr("short").optional(), own.attr("work"), own].into_iter().chain(topics).collect()
    }

    pub(super) fn row(&self, words: Words<'_>) -> Value {
        let own = format!("partner-{}", self.id);
        Row::default()
            .set("id", self.id.as_str())
            .word("title", words, &own, None)
            .set_some("short", words(&own, Some("short")))
            .word("work", words, &own, Some("work"))
            .set("url", self.url.as_str())
            .set("topics", list::texts(&self.topics))
            .each_word("topic_titles", words, "topic", self.topics.iter().map(|topic| topic.as_str()))
            .done()
    }
}
