//! A rule that is read prints to what reads the same, keeps its meaning as JSON, and runs within its cost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayyar_forms::rule::{Answers, Facts, MAX_COST, Rule, Source, Value, compile, parse};

#[path = "../common/mod.rs"]
mod common;

/// Something for every name, of every type in turn: what does not fit its field is refused by the rule.
struct Odd(u8);

impl Odd {
    fn value(&self, name: &str) -> Option<Value> {
        match (self.0 as usize + name.len()) % 6 {
            0 => Some(Value::Integer(7)),
            1 => Some(Value::Boolean(true)),
            2 => Some(Value::Text("baku".into())),
            3 => Some(Value::Date(common::today())),
            4 => Some(Value::Decimal(12.into())),
            _ => None,
        }
    }
}

impl Answers for Odd {
    fn field(&self, name: &str) -> Option<Value> {
        self.value(name)
    }

    fn rows(&self, _: &str) -> u32 {
        u32::from(self.0 % 5)
    }

    fn cell(&self, _: &str, _: u32, name: &str) -> Option<Value> {
        self.value(name)
    }
}

fuzz_target!(|text: &str| {
    if let Ok(expr) = parse(text) {
        assert_eq!(parse(&expr.to_string()).as_ref(), Ok(&expr), "{text}");
    }
    let names = common::PERMIT.names();
    let inside = names.within("relatives");
    for scope in [names.outside(), inside, names.outside().choosing("districts")] {
        let Ok(rule) = compile(&Source::text(text), scope, None) else { continue };
        assert!(rule.cost() <= MAX_COST);
        let back = Rule::from_json(&rule.to_json(), scope, Some(rule.ty())).expect("what was written is read");
        assert_eq!(back.expr(), rule.expr());
        for odd in 0..6 {
            let candidate = |name: &str| Odd(odd).value(name);
            let fees = common::PERMIT.fees();
            let answers = Odd(odd);
            let row = Some(("relatives", 0));
            let facts = Facts { today: common::today(), answers: &answers, fees, row, candidate: Some(&candidate) };
            if let Some(value) = rule.run(facts).value {
                assert!(rule.ty().holds(&value), "{text}: {value:?}");
            }
        }
    }
});
