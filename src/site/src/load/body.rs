//! A page's body: HTML with holes. What a hole becomes depends on other files
//! (a link's URL, a component's output), so it is filled when the page is rendered.

use std::sync::Arc;

use sayyar_base::Span;

/// HTML with holes, in order of their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML around the holes.
    pub html: String,
    /// The holes, by rising `at`.
    pub holes: Vec<Hole>,
    /// The headings that belong into a table of contents.
    pub headings: Vec<Heading>,
    /// Every `id` an anchor may name.
    pub anchors: Vec<Arc<str>>,
    /// The words a reader sees, without markup, for search.
    pub text: String,
}

/// A place in the HTML where something is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// Byte of `Body::html` before which the filling goes.
    pub at: usize,
    /// Where it stands in the source.
    pub span: Span,
    /// What is filled in.
    pub filling: Filling,
}

/// What goes into a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    /// The URL of a page or a file of the content folder.
    Url(Target),
    /// The output of a component.
    Component(Box<Call>),
}

/// Where an internal link leads, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Path below the language's folder, normalised, such as `services/visa.md`; `None` is this page.
    pub path: Option<Arc<str>>,
    /// What follows `#`.
    pub fragment: Option<Arc<str>>,
}

/// A component with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The component's name.
    pub name: String,
    /// Its arguments in the order written, with where each value stands.
    pub args: Vec<(String, Arg, Span)>,
    /// What stands between the tags of a block component.
    pub inner: Option<Body>,
}

/// A typed argument of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// `"text"`
    Text(String),
    /// `12`
    Integer(i64),
    /// `true` or `false`
    Bool(bool),
}

/// One heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: Arc<str>,
    /// Its text without markup.
    pub title: String,
}

impl Body {
    /// Fills every hole by asking `fill`, which appends to the text it is given.
    pub fn fill<E>(&self, mut fill: impl FnMut(usize, &Hole, &mut String) -> Result<(), E>) -> Result<String, E> {
        let mut out = String::with_capacity(self.html.len() + self.holes.len() * 48);
        let mut done = 0;
        for (number, hole) in self.holes.iter().enumerate() {
            out.push_str(&self.html[done..hole.at]);
            done = hole.at;
            fill(number, hole, &mut out)?;
        }
        out.push_str(&self.html[done..]);
        Ok(out)
    }
}
