//! What templates may ask: every function answers from the page being rendered on this thread
//! and records what was read, so that an edit renders only the pages it changes.

use sayyar_base::Date;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::render::scope::{self, Scope};
use crate::words::{Arg, DateStyle};

pub(super) fn register(tera: &mut Tera) {
    tera.register_function("t", |kwargs: Kwargs, _: &State<'_>| scope::with(|scope| message(scope, &kwargs)));
    tera.register_function("page", |kwargs: Kwargs, _: &State<'_>| {
        let path = kwargs.must_get::<&str>("path")?;
        scope::with(|scope| scope.card(path))
    });
    tera.register_function("pages", |kwargs: Kwargs, _: &State<'_>| {
        let section = kwargs.must_get::<&str>("section")?;
        let limit = kwargs.get::<usize>("limit")?;
        scope::with(|scope| scope.cards(section, limit))
    });
    tera.register_function("url", |kwargs: Kwargs, _: &State<'_>| {
        let path = kwargs.must_get::<&str>("path")?;
        scope::with(|scope| scope.url(path))
    });
    tera.register_function("services", |_: Kwargs, _: &State<'_>| scope::with(Scope::services));
    tera.register_function("service", |kwargs: Kwargs, _: &State<'_>| {
        let id = kwargs.must_get::<&str>("id")?;
        scope::with(|scope| scope.service(id))
    });
    tera.register_function("form", |kwargs: Kwargs, _: &State<'_>| {
        let id = kwargs.must_get::<&str>("id")?;
        scope::with(|scope| scope.form(id))
    });
    tera.register_function("guide", |kwargs: Kwargs, _: &State<'_>| {
        let id = kwargs.must_get::<&str>("service")?;
        scope::with(|scope| scope.guide(id))
    });
    tera.register_function("data", |kwargs: Kwargs, _: &State<'_>| {
        let name = kwargs.must_get::<&str>("name")?;
        scope::with(|scope| scope.data(name))
    });
    tera.register_function("asset", |kwargs: Kwargs, _: &State<'_>| {
        let path = kwargs.must_get::<&str>("path")?;
        scope::with(|scope| scope.asset(path))
    });
    tera.register_filter("date", |value: &Value, kwargs: Kwargs, _: &State<'_>| date(value, &kwargs));
    tera.register_filter("number", |value: &Value, _: Kwargs, _: &State<'_>| {
        let number = value.as_i64().ok_or_else(|| Error::message("`number` formats whole numbers"))?;
        scope::with(|scope| Ok(scope.locale().integer(number)))
    });
    tera.register_filter("upper_locale", |text: &str, _: Kwargs, _: &State<'_>| {
        scope::with(|scope| Ok(scope.locale().upper(text)))
    });
    tera.register_filter("lower_locale", |text: &str, _: Kwargs, _: &State<'_>| {
        scope::with(|scope| Ok(scope.locale().lower(text)))
    });
}

/// `t(id="...", attr="...", lang="...", name=value ...)`; without `lang` in the language of the place it stands in.
fn message(scope: &mut Scope, kwargs: &Kwargs) -> TeraResult<Value> {
    let id = kwargs.must_get::<&str>("id")?;
    let attr = kwargs.get::<&str>("attr")?;
    let form = kwargs.get::<&str>("form")?;
    let lang = kwargs.get::<&str>("lang")?;
    let mut args = Vec::new();
    for (key, value) in kwargs.iter() {
        let Some(name) = key.as_str().filter(|name| !matches!(*name, "id" | "attr" | "form" | "lang")) else {
            continue;
        };
        let arg = match (value.as_i64(), value.as_str()) {
            (Some(number), _) => Arg::Number(number),
            (None, Some(text)) => Arg::Text(text),
            _ => {
                return Err(Error::message(format!(
                    "argument `{name}` of message `{id}` must be text or a whole number"
                )));
            }
        };
        args.push((name, arg));
    }
    scope.message(lang, form, id, attr, &args)
}

fn date(value: &Value, kwargs: &Kwargs) -> TeraResult<String> {
    let text = value.as_str().ok_or_else(|| Error::message("`date` formats a day such as \"2026-11-20\""))?;
    let date: Date =
        text.parse().map_err(|_| Error::message(format!("`{text}` is not a day such as \"2026-11-20\"")))?;
    let style = match kwargs.get::<&str>("style")?.unwrap_or("long") {
        "long" => DateStyle::Long,
        "medium" => DateStyle::Medium,
        "short" => DateStyle::Short,
        "month" => DateStyle::Month,
        "weekday" => DateStyle::Weekday,
        "day" => DateStyle::Day,
        other => {
            let known = "long, medium, short, month, weekday or day";
            return Err(Error::message(format!("there is no date style `{other}`: use {known}")));
        }
    };
    scope::with(|scope| Ok(scope.locale().date(date, style)))
}
