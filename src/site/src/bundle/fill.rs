//! Puts words into the markup of a form's page. Templates name words and never hold any, so the page can
//! speak another language by one walk over it: what this does once, `src/offline/page/language.js` does again.
//!
//! `<p data-t="months.hint"></p>` gets the words of that id, `data-a` may hold arguments as JSON, `data-prose`
//! asks for paragraphs and lists, `data-t-label` for an `aria-label`. An element whose words the language does
//! not have is marked `data-mute`.

use sayyar_base::message::{Number, Value};
use serde_json::Value as Json;

/// Says a message in the language of the page: its id, its arguments.
pub(super) type Say<'a> = dyn Fn(&str, &[(&str, Value)]) -> Option<String> + 'a;

/// The page with all words in their places, and the ids of the theme for which there are none.
pub(super) fn fill(markup: &str, say: &Say) -> (String, Vec<String>) {
    let mut out = String::with_capacity(markup.len() * 2);
    let mut lost = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find(" data-t") {
        let begin = rest[..at].rfind('<').unwrap_or(at);
        let Some(end) = tag_end(&rest[begin..]).map(|end| begin + end) else { break };
        let tag = &rest[begin..end];
        out.push_str(&rest[..begin]);
        element(tag, say, &mut out, &mut lost);
        rest = &rest[end..];
    }
    out.push_str(rest);
    (out, lost)
}

/// Behind the `>` that closes a tag.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, c)| match (quote, c) {
        (None, '>') => Some(at + 1),
        (None, '"' | '\'') => {
            quote = Some(c);
            None
        }
        (Some(open), _) if open == c => {
            quote = None;
            None
        }
        _ => None,
    })
}

fn element(tag: &str, say: &Say, out: &mut String, lost: &mut Vec<String>) {
    let args = attribute(tag, "data-a").and_then(|json| serde_json::from_str(&json).ok()).unwrap_or(Json::Null);
    let inner = attribute(tag, "data-t").map(|id| (told(&id, &args, say), id));
    let label = attribute(tag, "data-t-label").map(|id| (told(&id, &Json::Null, say), id));
    for (text, id) in [&inner, &label].into_iter().flatten() {
        // What a form's author may leave out is not missing.
        if text.is_none() && id.starts_with("form-") {
            lost.push(id.clone());
        }
    }
    out.push_str(tag.trim_end_matches('>'));
    if let Some((Some(text), _)) = &label {
        out.push_str(" aria-label=\"");
        escape(text, out);
        out.push('"');
    }
    match inner {
        Some((None, _)) => out.push_str(" data-mute>"),
        Some((Some(text), _)) if tag.contains(" data-prose") => {
            out.push('>');
            prose(&text, out);
        }
        Some((Some(text), _)) => {
            out.push('>');
            escape(&text, out);
        }
        None => out.push('>'),
    }
}

/// A message; arguments may be texts, numbers, or messages of their own (`{"t": id, "a": arguments}`).
fn told(id: &str, args: &Json, say: &Say) -> Option<String> {
    let args = args.as_object();
    let given: Vec<(&str, Value)> = args
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| {
            let value = match value {
                Json::String(text) => Value::Text(text.into()),
                Json::Number(number) => Value::Number(Number::parse(&number.to_string())?),
                Json::Object(message) => {
                    let id = message.get("t")?.as_str()?;
                    Value::Text(told(id, message.get("a").unwrap_or(&Json::Null), say)?.into())
                }
                _ => return None,
            };
            Some((name.as_str(), value))
        })
        .collect();
    say(id, &given)
}

/// The value of an attribute as it was before it was escaped.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.match_indices(name).find_map(|(at, _)| {
        let rest = tag[at + name.len()..].strip_prefix('=')?;
        (tag[..at].ends_with(' ')).then_some(rest)
    })?;
    let quote = start.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = start[1..].split(quote).next()?;
    let plain = [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    Some(plain.iter().fold(value.to_owned(), |text, (entity, c)| text.replace(entity, c)))
}

/// Paragraphs, and lists whose lines begin with `- `.
fn prose(text: &str, out: &mut String) {
    for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        let lines: Vec<_> = block.lines().collect();
        if lines.iter().all(|line| line.starts_with("- ")) {
            out.push_str("<ul>");
            for line in lines {
                out.push_str("<li>");
                escape(&line[2..], out);
                out.push_str("</li>");
            }
            out.push_str("</ul>");
        } else {
            out.push_str("<p>");
            escape(block, out);
            out.push_str("</p>");
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(id: &str, args: &[(&str, Value)]) -> Option<String> {
        let arg = |name: &str| {
            args.iter().find(|(known, _)| *known == name).map(|(_, value)| match value {
                Value::Text(text) => text.to_string(),
                Value::Number(number) => format!("{}e-{}", number.units, number.scale),
            })
        };
        match id {
            "months" => Some("How many months < 12?".into()),
            "form-size" => Some(format!("{} MB", arg("n")?)),
            "form-hint" => Some(format!("up to {}", arg("size")?)),
            "lead" => Some("One.\nStill one.\n\n- a\n- b\n\nTwo & \"three\"".into()),
            _ => None,
        }
    }

    #[track_caller]
    fn check(markup: &str, filled: &str, lost: &[&str]) {
        assert_eq!(fill(markup, &english), (filled.into(), lost.iter().map(|id| (*id).into()).collect()));
    }

    #[test]
    fn words_go_where_they_are_named() {
        check("<p><b data-t=\"months\"></b></p>", "<p><b data-t=\"months\">How many months &lt; 12?</b></p>", &[]);
        check(
            "<p data-t=\"form-hint\" data-a='{\"size\":{\"t\":\"form-size\",\"a\":{\"n\":1.5}}}'></p>",
            "<p data-t=\"form-hint\" data-a='{\"size\":{\"t\":\"form-size\",\"a\":{\"n\":1.5}}}'>up to 15e-1 MB</p>",
            &[],
        );
        check(
            "<p data-t=\"form-size\" data-a=\"{&quot;n&quot;:5}\"></p>",
            "<p data-t=\"form-size\" data-a=\"{&quot;n&quot;:5}\">5e-0 MB</p>",
            &[],
        );
        check(
            "<i class=\"a>b\" data-t-label=\"months\"></i>",
            "<i class=\"a>b\" data-t-label=\"months\" aria-label=\"How many months &lt; 12?\"></i>",
            &[],
        );
    }

    #[test]
    fn prose_has_paragraphs_and_lists() {
        check(
            "<div data-t=\"lead\" data-prose></div>",
            "<div data-t=\"lead\" data-prose><p>One.\nStill one.</p><ul><li>a</li><li>b</li></ul>\
             <p>Two &amp; &quot;three&quot;</p></div>",
            &[],
        );
    }

    #[test]
    fn what_has_no_words_is_marked() {
        check("<p data-t=\"months.hint\"></p>", "<p data-t=\"months.hint\" data-mute></p>", &[]);
        check("<p data-t=\"form-typo\"></p>", "<p data-t=\"form-typo\" data-mute></p>", &["form-typo"]);
    }
}
