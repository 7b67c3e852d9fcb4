//! Reading and making JSON in few bytes of code: the engine in the page is weighed, and what is written inline sixty
//! times is there sixty times.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

/// What stands at a key.
#[inline(never)]
pub(crate) fn at<'a>(json: &'a Json, key: &str) -> Option<&'a Json> {
    json.as_object()?.get(key)
}

/// The text at a key.
#[inline(never)]
pub(crate) fn text<'a>(json: &'a Json, key: &str) -> Option<&'a str> {
    at(json, key)?.as_str()
}

/// The list at a key.
#[inline(never)]
pub(crate) fn list<'a>(json: &'a Json, key: &str) -> Option<&'a [Json]> {
    at(json, key)?.as_array().map(Vec::as_slice)
}

/// The object at a key.
#[inline(never)]
pub(crate) fn object<'a>(json: &'a Json, key: &str) -> Option<&'a Map<String, Json>> {
    at(json, key)?.as_object()
}

/// An object of one key more.
#[inline(never)]
pub(crate) fn set(json: &mut Map<String, Json>, key: &str, value: Json) {
    json.insert(key.to_owned(), value);
}

/// Each read, or nothing when one cannot be.
#[inline(never)]
pub(crate) fn each<T>(items: &[Json], read: &dyn Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        all.push(read(item)?);
    }
    Some(all)
}

/// An amount as answers write it.
#[inline(never)]
pub(crate) fn money(money: &sayyar_base::Money) -> Json {
    let mut json = Map::new();
    set(&mut json, "amount", money.minor.into());
    set(&mut json, "currency", money.currency.code().into());
    json.into()
}

/// Texts as a list.
#[inline(never)]
pub(crate) fn texts(items: &mut dyn Iterator<Item = &Arc<str>>) -> Json {
    let mut all = Vec::new();
    for item in items {
        all.push(Json::from(&**item));
    }
    Json::Array(all)
}
