//! What the agency teaches.

use sayyar_base::toml::{Node, Read};
use sayyar_base::{At, Id};
use sayyar_forms::WordId;
use serde_json::Value;

use super::{Row, Words, list};

/// One course. Words: `course-<id>` with `.summary`, `audience-<audience>`, `topic-<topic>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Names it.
    pub id: At<Id>,
    /// Whom it is for.
    pub audience: At<Id>,
    /// What it teaches; never empty.
    pub topics: Vec<At<Id>>,
}

impl Read for Course {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.table(|table| {
            let id = table.required("id");
            let audience = table.required("audience");
            let topics = list::some(table, "topics");
            Some(Self { id: id?, audience: audience?, topics })
        })
    }
}

impl Course {
    pub(super) fn words(&self) -> Vec<WordId> {
        let own = WordId::new(format!("course-{}", self.id), &self.id.span);
        let audience = WordId::new(format!("audience-{}", self.audience), &self.audience.span);
        let topics = self.topics.iter().map(|topic| WordId::new(format!("topic-{topic}"), &topic.span));
        [own.attr("summary"), own, audience].into_iter().chain(topics).collect()
    }

    pub(super) fn row(&self, words: Words<'_>) -> Value {
        let own = format!("course-{}", self.id);
        Row::default()
            .set("id", self.id.as_str())
            .word("title", words, &own, None)
            .word("summary", words, &own, Some("summary"))
            .set("audience", self.audience.as_str())
            .word("audience_title", words, &format!("audience-{}", self.audience), None)
            .set("topics", list::texts(&self.topics))
            .each_word("topic_titles", words, "topic", self.topics.iter().map(|topic| topic.as_str()))
            .done()
    }
}
