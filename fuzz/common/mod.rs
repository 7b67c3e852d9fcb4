//! The form that tests of every part use, compiled once.
#![allow(dead_code, reason = "every target uses some of it")]

use std::sync::{Arc, LazyLock};

use sayyar_base::{Date, Diagnostics};
use sayyar_forms::{Compiled, Form, FormSource, Lists, Service};

macro_rules! definition {
    ($name:literal) => {
        include_str!(concat!("../../tests/vectors/form/definitions/", $name))
    };
}

const LISTS: [(&str, &str); 4] = [
    ("forms/lists/countries.toml", definition!("lists/countries.toml")),
    ("forms/lists/districts.toml", definition!("lists/districts.toml")),
    ("forms/lists/languages.toml", definition!("lists/languages.toml")),
    ("forms/lists/regions.toml", definition!("lists/regions.toml")),
];

pub static PERMIT: LazyLock<Form> =
    LazyLock::new(|| compile(definition!("permit/form.toml")).0.expect("a good form").form);

static AROUND: LazyLock<(Lists, Service)> = LazyLock::new(|| {
    let files = LISTS.map(|(path, text)| (Arc::from(path), text));
    let lists = Lists::parse(files.iter().map(|(path, text)| (path, *text))).0;
    let service = Service::parse("permit", &"service.toml".into(), definition!("permit/service.toml"), &lists).0;
    (lists, service.expect("a good service"))
});

/// Compiles a definition beside the lists and the service of that form.
pub fn compile(text: &str) -> (Option<Compiled>, Diagnostics) {
    let (lists, service) = &*AROUND;
    let path = Arc::from("form.toml");
    Form::compile(&FormSource { id: "permit", path: &path, text, service: Some(service), lists })
}

pub fn today() -> Date {
    Date { year: 2026, month: 11, day: 23 }
}

/// Bytes that look random and are the same every time.
pub fn entropy(bytes: &mut [u8]) {
    bytes.iter_mut().zip(1_u8..).for_each(|(byte, number)| *byte = number.wrapping_mul(37));
}
