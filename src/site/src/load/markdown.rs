//! Markdown to a [`Body`]: HTML with holes for links and components, headings, words.
//!
//! Raw HTML is an error: what an editor may place on a page is markdown and the theme's components,
//! so pages stay well-formed, translatable and safe.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use sayyar_base::{Diagnostic, Diagnostics, Span};

use super::body::{Body, Filling, Heading, Hole, Target};
use super::component::{self, Tags, What};
use crate::words::slug::slug;

/// Parses the markdown that starts at byte `from` of `text`. `place` is the page's path below
/// its language's folder, which relative links start from.
pub(super) fn parse(file: &Arc<str>, place: &str, text: &str, from: usize, diagnostics: &mut Diagnostics) -> Body {
    let (covered, tags) = component::cover(file, text, from);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let mut writer = Writer {
        file,
        place,
        source: text,
        covered: &covered,
        tags,
        diagnostics,
        body: Body { html: String::with_capacity((text.len() - from) * 3 / 2), ..Body::default() },
        outer: Vec::new(),
        ids: BTreeSet::new(),
        notes: BTreeMap::new(),
        heading: None,
        columns: Vec::new(),
        column: 0,
        head: false,
        in_code: false,
        task: false,
        image: None,
    };
    for (event, range) in Parser::new_ext(&covered[from..], options).into_offset_iter() {
        writer.event(event, range.start + from..range.end + from);
    }
    writer.finish()
}

/// How deep components may stand in each other.
const MAX_DEPTH: usize = 16;

/// An open block component: what stood before it, and the call.
struct Open {
    before: Body,
    call: super::body::Call,
    range: Range<usize>,
}

struct Writer<'a> {
    file: &'a Arc<str>,
    place: &'a str,
    source: &'a str,
    /// The source with its component tags covered.
    covered: &'a str,
    tags: Tags,
    diagnostics: &'a mut Diagnostics,
    body: Body,
    outer: Vec<Open>,
    ids: BTreeSet<Arc<str>>,
    /// Footnote labels by first reference, and how often each was referred to.
    notes: BTreeMap<String, (usize, usize)>,
    /// Where the heading's tag goes, where its words start, and the id it was given.
    heading: Option<(usize, usize, Option<String>)>,
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
    /// Whether a block of code is open.
    in_code: bool,
    /// Whether the words of a task, which label its box, are open.
    task: bool,
    /// The words of an image's description, while it is open.
    image: Option<String>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                let text = self.code(text, range);
                self.push("<code>");
                self.words(&text);
                self.push("</code>");
            }
            Event::Html(_) => self.blocks(&range, false),
            Event::InlineHtml(_) => {
                self.only_comments(&range);
                self.blocks(&range, true);
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => self.words("\n"),
            Event::HardBreak => {
                self.push("<br>\n");
                self.body.text.push(' ');
            }
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => {
                self.push(if done {
                    "<label><input type=\"checkbox\" disabled checked> "
                } else {
                    "<label><input type=\"checkbox\" disabled> "
                });
                self.task = true;
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if matches!(tag, Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock) {
            self.end_task();
        }
        match tag {
            Tag::Paragraph if self.is_component_alone(&range) => {}
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { id, .. } => {
                self.heading = Some((self.body.html.len(), self.body.text.len(), id.map(String::from)));
            }
            Tag::BlockQuote(_) => self.push("<blockquote>\n"),
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                self.push("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) = info.split([' ', ',']).next().filter(|l| !l.is_empty())
                {
                    self.push(" class=\"language-");
                    escape(language, &mut self.body.html);
                    self.push("\"");
                }
                self.push(">");
            }
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(first)) => self.push(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.push("<ul>\n"),
            Tag::Item => self.push("<li>"),
            Tag::FootnoteDefinition(label) => self.footnote(&label),
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(columns) => {
                self.columns = columns;
                self.push("<div class=\"table-scroll\" tabindex=\"0\"><table>\n");
            }
            Tag::TableHead => {
                self.head = true;
                self.column = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.push("<tr>");
            }
            Tag::TableCell => {
                let name = if self.head { "<th scope=\"col\"" } else { "<td" };
                self.push(name);
                self.push(match self.columns.get(self.column) {
                    Some(Alignment::Center) => " class=\"center\">",
                    Some(Alignment::Right) => " class=\"end\">",
                    _ => ">",
                });
            }
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.push("<a href=\"");
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.destination(&format!("{mail}{dest_url}"), &range);
                self.title(&title);
                self.push(">");
            }
            Tag::Image { dest_url, title, .. } => {
                self.push("<img src=\"");
                self.destination(&dest_url, &range);
                self.title(&title);
                self.image = Some(String::new());
            }
            Tag::HtmlBlock => self.only_comments(&range),
            Tag::MetadataBlock(_) => {}
        }
    }

    /// Closes the label of a task: where its words end, at the latest where a block or its item does.
    fn end_task(&mut self) {
        if std::mem::take(&mut self.task) {
            self.push("</label>");
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if matches!(tag, TagEnd::Paragraph | TagEnd::Item) {
            self.end_task();
        }
        let closing = match tag {
            TagEnd::Paragraph if self.is_component_alone(&range) => "\n",
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(level) => return self.heading_end(level, &range),
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::CodeBlock => {
                self.in_code = false;
                "</code></pre>\n"
            }
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::FootnoteDefinition => "</div>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.head = false;
                "</tr></thead>\n<tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                self.column += 1;
                self.body.text.push(' ');
                if self.head { "</th>" } else { "</td>" }
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            TagEnd::Link => "</a>",
            TagEnd::Image => {
                let description = self.image.take().unwrap_or_default();
                self.push(" alt=\"");
                escape(&description, &mut self.body.html);
                "\" loading=\"lazy\">"
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => "",
        };
        self.push(closing);
        if matches!(
            tag,
            TagEnd::Paragraph | TagEnd::Item | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition
        ) {
            self.body.text.push('\n');
        }
    }

    /// Markup; none inside an image's description, which is an attribute.
    fn push(&mut self, html: &str) {
        if self.image.is_none() {
            self.body.html.push_str(html);
        }
    }

    /// Text that a reader sees.
    fn words(&mut self, text: &str) {
        if let Some(description) = &mut self.image {
            description.push_str(text);
            return;
        }
        escape(text, &mut self.body.html);
        self.body.text.push_str(text);
    }

    /// Text with the components in it; code shows them as they were written.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let tags: Vec<_> = self.tags.range(range.clone()).map(|(_, tag)| tag.clone()).collect();
        if tags.is_empty() {
            return self.words(text);
        }
        if self.in_code {
            let written = self.source[range].to_owned();
            return self.words(&written);
        }
        let mut done = range.start;
        for tag in tags {
            let before = &self.covered[done..tag.range.start];
            self.words(before);
            done = tag.range.end;
            self.component(tag);
        }
        let after = &self.covered[done.min(range.end)..range.end];
        self.words(after);
    }

    fn code<'t>(&self, text: CowStr<'t>, range: Range<usize>) -> CowStr<'t> {
        if self.tags.range(range.clone()).next().is_none() {
            return text;
        }
        let written = self.source[range].trim_matches('`').trim();
        CowStr::from(written.to_owned())
    }

    /// Whether a paragraph is one component and nothing else, which then is a block of its own.
    fn is_component_alone(&self, range: &Range<usize>) -> bool {
        let Some((_, tag)) = self.tags.range(range.clone()).next() else { return false };
        let before = &self.source[range.start..tag.range.start];
        let after = &self.source[tag.range.end.min(range.end)..range.end];
        before.trim().is_empty() && after.trim().is_empty()
    }

    /// Reports HTML that is more than comments; tags of block components are covered by comments.
    fn only_comments(&mut self, range: &Range<usize>) {
        let html = self.covered[range.clone()].trim_end();
        let mut rest = html.trim_start();
        while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
            rest = after.trim_start();
        }
        // Who opened a tag is told so; that it is closed again is no second mistake.
        let closing = rest.starts_with("</") && !rest[2..].contains('<');
        if rest.is_empty() || closing {
            return;
        }
        let span = Span::new(self.file, range.start..range.start + html.len());
        self.diagnostics.push(if self.tags.range(range.clone()).next().is_some() {
            Diagnostic::error("component-place", "a tag around blocks stands alone on its line")
                .at(span, "")
                .help("put what stands beside it on a line of its own")
        } else {
            Diagnostic::error("raw-html", "HTML is not allowed in a page")
                .at(span, "")
                .help("write markdown or use one of the theme's components; to show a `<`, write `\\<`")
        });
    }

    /// The tags of block components in a stretch of HTML; in the middle of a paragraph they have no place.
    fn blocks(&mut self, range: &Range<usize>, inline: bool) {
        let inside: Vec<_> = self.tags.range(range.clone()).map(|(_, tag)| tag.clone()).collect();
        for tag in inside {
            if inline && !matches!(tag.what, What::Broken(_)) {
                self.diagnostics.push(
                    Diagnostic::error("component-place", "a tag around blocks stands alone on its line")
                        .at(Span::new(self.file, tag.range), "")
                        .help("put it on a line of its own, with an empty line before it"),
                );
            } else {
                self.component(tag);
            }
        }
    }

    fn component(&mut self, tag: component::Tag) {
        component::report(&tag, self.diagnostics);
        match tag.what {
            What::Inline(call) => self.hole(tag.range, Filling::Component(Box::new(call))),
            What::Open(call) if self.outer.len() >= MAX_DEPTH => self.diagnostics.push(
                Diagnostic::error(
                    "component-depth",
                    format!("`{}` stands inside more than {MAX_DEPTH} others", call.name),
                )
                .at(Span::new(self.file, tag.range), "")
                .help("end some of the components above it"),
            ),
            What::Open(call) => {
                let before = std::mem::take(&mut self.body);
                self.outer.push(Open { before, call, range: tag.range });
            }
            What::Close => self.close(tag.range),
            What::Broken(_) => {}
        }
    }

    fn close(&mut self, range: Range<usize>) {
        let Some(open) = self.outer.pop() else {
            self.diagnostics.push(
                Diagnostic::error("component-not-open", "there is no open component to end here")
                    .at(Span::new(self.file, range), "")
                    .help("remove this line, or open a component above it, such as `{% notice() %}`"),
            );
            return;
        };
        let mut inner = std::mem::replace(&mut self.body, open.before);
        // Headings, anchors and words belong to the page, wherever on it they stand.
        self.body.headings.append(&mut inner.headings);
        self.body.anchors.append(&mut inner.anchors);
        self.body.text.push_str(&std::mem::take(&mut inner.text));
        let call = super::body::Call { inner: Some(inner), ..open.call };
        self.hole(open.range, Filling::Component(Box::new(call)));
        self.push("\n");
    }

    /// A hole; none inside an image's description, which is an attribute.
    fn hole(&mut self, range: Range<usize>, filling: Filling) {
        if self.image.is_some() {
            return;
        }
        let span = Span::new(self.file, range);
        self.body.holes.push(Hole { at: self.body.html.len(), span, filling });
    }

    fn heading_end(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let Some((place, words, given)) = self.heading.take() else { return };
        let title = self.body.text[words..].trim().to_owned();
        self.body.text.push('\n');
        if let Some(taken) = given.as_deref().filter(|id| self.ids.contains(*id)) {
            self.diagnostics.push(
                Diagnostic::error("duplicate-anchor", format!("two headings have the anchor `#{taken}`"))
                    .at(
                        Span::new(self.file, range.start..range.start + self.source[range.clone()].trim_end().len()),
                        "",
                    )
                    .help("give one of them another: links could not tell them apart"),
            );
        }
        let wanted = given.unwrap_or_else(|| slug(&title));
        let id = self.unique(wanted);
        let level = level as u8;
        let mut opening = format!("<h{level} id=\"");
        escape(&id, &mut opening);
        opening.push_str("\">");
        self.body.html.insert_str(place, &opening);
        for hole in self.body.holes.iter_mut().rev().take_while(|hole| hole.at >= place) {
            hole.at += opening.len();
        }
        self.push(&format!("</h{level}>\n"));
        self.body.headings.push(Heading { level, id, title });
    }

    /// The id, with a number behind it where an earlier heading has it already.
    fn unique(&mut self, wanted: String) -> Arc<str> {
        let mut id: Arc<str> = wanted.as_str().into();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{wanted}-{number}").into();
            number += 1;
        }
        self.body.anchors.push(id.clone());
        id
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push("\" title=\"");
            escape(title, &mut self.body.html);
        }
        self.push("\"");
    }

    fn destination(&mut self, written: &str, range: &Range<usize>) {
        match destination(self.place, written) {
            Destination::Outside => escape(written, &mut self.body.html),
            Destination::Inside(target) => self.hole(range.clone(), Filling::Url(target)),
            Destination::Refused(why, help) => self.diagnostics.push(
                Diagnostic::error("bad-link", format!("`{written}` {why}"))
                    .at(Span::new(self.file, range.clone()), "")
                    .help(help),
            ),
        }
    }

    fn footnote_reference(&mut self, label: &str) {
        let number = self.notes.len() + 1;
        let note = self.notes.entry(label.to_owned()).or_insert((number, 0));
        note.1 += 1;
        let (number, times) = *note;
        let mut name = String::new();
        escape(&slug(label), &mut name);
        let back = if times == 1 { format!(" id=\"note-{name}-back\"") } else { String::new() };
        self.push(&format!("<sup{back}><a href=\"#note-{name}\" role=\"doc-noteref\">{number}</a></sup>"));
    }

    fn footnote(&mut self, label: &str) {
        let number = self.notes.len() + 1;
        let (number, _) = *self.notes.entry(label.to_owned()).or_insert((number, 0));
        let mut name = String::new();
        escape(&slug(label), &mut name);
        self.push(&format!(
            "<div class=\"footnote\" id=\"note-{name}\"><a href=\"#note-{name}-back\" role=\"doc-backlink\">{number}</a> "
        ));
    }

    fn finish(mut self) -> Body {
        while let Some(open) = self.outer.pop() {
            let inner = std::mem::replace(&mut self.body, open.before);
            self.body.html.push_str(&inner.html);
            self.diagnostics.push(
                Diagnostic::error(
                    "component-not-closed",
                    format!("`{}` is opened here and never ended", open.call.name),
                )
                .at(Span::new(self.file, open.range), "")
                .help("write `{% end %}` on a line of its own where it should end"),
            );
        }
        self.body
    }
}

enum Destination {
    Outside,
    Inside(Target),
    Refused(&'static str, &'static str),
}

/// What a link's destination means: another site, or a path to a source file of this one.
fn destination(place: &str, written: &str) -> Destination {
    const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];
    if SCHEMES.iter().any(|scheme| written.starts_with(scheme)) {
        return Destination::Outside;
    }
    if written.starts_with("//") || written.split('/').next().is_some_and(|first| first.contains(':')) {
        return Destination::Refused(
            "is not a kind of link a page may hold",
            "use https:, mailto:, tel:, or the path of a page such as `/fees.md`",
        );
    }
    let (path, fragment) = match written.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (written, None),
    };
    let fragment = fragment.filter(|f| !f.is_empty()).map(Arc::from);
    if path.is_empty() {
        return Destination::Inside(Target { path: None, fragment });
    }
    match join(place, path) {
        Some(path) => Destination::Inside(Target { path: Some(path.into()), fragment }),
        None => Destination::Refused(
            "leads out of the content folder",
            "a link's path starts at the language's folder (`/fees.md`) or at this file (`visa.md`)",
        ),
    }
}

/// A path as written on the page `place`, relative to the language's folder.
fn join<'a>(place: &str, written: &'a str) -> Option<Cow<'a, str>> {
    let (mut parts, written): (Vec<&str>, &str) = match written.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (place.split('/').collect(), written),
    };
    parts.pop();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/").into())
}

/// Appends text with the characters escaped that HTML gives a meaning to.
pub(crate) fn escape(text: &str, into: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        into.push_str(&text[done..at]);
        into.push_str(entity);
        done = at + 1;
    }
    into.push_str(&text[done..]);
}
