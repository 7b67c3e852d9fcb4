//! Prints trees of statuses and what the native code says of them, for `track.mjs` to hold WebAssembly against:
//! good ones, and such as must not be believed.

use std::io::{self, Write};

use sayyar_seal::age::{Identity, Kind};
use sayyar_seal::ed25519::SigningKey;
use sayyar_seal::status::{self, Entry, State, Status};
use sayyar_seal::tree::Tree;
use sayyar_seal::{Digest, Number, Password, Time};
use sayyar_track::{Code, Tracking};
use serde_json::{Value, json};

const PASSWORD: &str = "WNQ4-NF3P-WD74-0YPE-3";

/// A tree as a page gets it, and who looks.
#[derive(Clone)]
struct Case {
    name: &'static str,
    number: String,
    password: &'static str,
    keys: String,
    index: Vec<u8>,
    shard: Vec<u8>,
}

fn main() -> io::Result<()> {
    let cases: Vec<Value> = cases().iter().map(told).collect();
    io::stdout().write_all(json!(cases).to_string().as_bytes())
}

/// A case with the verdict of the native code.
fn told(case: &Case) -> Value {
    let verdict = Tracking::new(&case.number, case.password, &case.keys)
        .and_then(|tracking| {
            let index: Value = tracking.index(&case.index)?.parse().map_err(|_| Code("json"))?;
            let found = tracking.find(&case.index, &case.shard)?;
            let found: Option<Value> = found.map(|text| text.parse().map_err(|_| Code("json"))).transpose()?;
            Ok(json!({ "index": index, "status": found }))
        })
        .unwrap_or_else(|Code(code)| json!({ "trouble": code }));
    json!({
        "name": case.name, "number": case.number, "password": case.password, "keys": case.keys,
        "index": hex(&case.index), "shard": hex(&case.shard), "expect": verdict,
    })
}

fn cases() -> Vec<Case> {
    let (desk, former, applicant) = (key(3), key(4), key(9));
    let number = Number::of(&applicant.public());
    let identity = identity(PASSWORD, &number);
    let keys = format!("{}\n{}", desk.public(), former.public());
    let tree = Tree::new(7, time(1_795_167_005), time(1_795_253_405), 4, 16);
    let status = Status::new(number, tree.sequence, tree.issued, tree.next, timeline());
    let index = |tree: &Tree, key: &SigningKey| tree.sign(key).expect("small numbers").into_bytes();
    let good = Case {
        name: "found",
        number: number.to_string(),
        password: PASSWORD,
        keys,
        index: index(&tree, &desk),
        shard: shard(&status, &desk, &identity, 5),
    };
    let with = |name, change: &dyn Fn(&mut Case)| {
        let mut case = Case { name, ..good.clone() };
        change(&mut case);
        case
    };
    let other = SigningKey::from_seed(&[8; 32]);
    let mut cases = vec![
        with("signed by the former key", &|case| {
            (case.index, case.shard) = (index(&tree, &former), shard(&status, &former, &identity, 0));
        }),
        with("not there", &|case| case.shard = shard(&status, &desk, &Identity::from_seed(Kind::Hybrid, &[1; 32]), 5)),
        with("typed as people type", &|case| {
            case.number = case.number.replace('-', " ").to_ascii_lowercase();
            case.password = "wnq4 nf3p wd74 oype 3";
        }),
        with("another number", &|case| case.number = Number::of(&other.public()).to_string()),
        with("a number mistyped", &|case| case.number.replace_range(0..1, "Z")),
        with("a password mistyped", &|case| case.password = "WNQ4-NF3P-WD74-0YPE-4"),
        with("no keys", &|case| case.keys.clear()),
        with("a key that is none", &|case| case.keys = "ssh-ed25519 AAAA".into()),
        with("an index by a stranger", &|case| case.index = index(&tree, &other)),
        with("a status by a stranger", &|case| case.shard = shard(&status, &other, &identity, 5)),
        with("an index that was changed", &|case| {
            let text = String::from_utf8_lossy(&case.index).replace("\"sequence\":7", "\"sequence\":8");
            case.index = text.into_bytes();
        }),
        with("a shard cut short", &|case| case.shard.truncate(15 * status::RECORD)),
        with("a record that was changed", &|case| case.shard[5 * status::RECORD + 4000] ^= 1),
        with("an older record in a newer tree", &|case| {
            let older = Status::new(number, 6, tree.issued, tree.next, timeline());
            case.shard = shard(&older, &desk, &identity, 5);
        }),
        with("the status of somebody else", &|case| {
            let stranger = Status::new(Number::of(&other.public()), 7, tree.issued, tree.next, timeline());
            case.shard = shard(&stranger, &desk, &identity, 5);
        }),
    ];
    cases.insert(0, good);
    cases
}

fn timeline() -> Vec<Entry> {
    let day = |text: &str| text.parse().expect("a day");
    let step =
        |on: &str, state, message: Option<&str>| Entry { on: day(on), state, message: message.map(str::to_owned) };
    let interview = State::Interview { day: day("2026-12-01"), time: "09:30".into(), office: "headquarters".into() };
    vec![
        step("2026-11-20", State::Received, None),
        step("2026-11-21", State::InReview, None),
        step("2026-11-22", State::DocumentsNeeded { documents: vec!["contract".into()] }, Some("2-ci səhifə oxunmur")),
        step("2026-11-23", interview, None),
        step("2026-12-02", State::Decided, None),
        step("2026-12-03", State::ReadyToCollect { office: "headquarters".into() }, None),
    ]
}

/// Sixteen records, one of them the status.
fn shard(status: &Status, desk: &SigningKey, identity: &Identity, place: usize) -> Vec<u8> {
    let mut entropy = entropy();
    let record = status.seal(desk, &identity.recipient(), &mut entropy).expect("it fits");
    let one = |at| if at == place { record.clone() } else { status::decoy(Kind::Hybrid, &mut entropy) };
    (0..16).flat_map(one).collect()
}

fn identity(password: &str, number: &Number) -> Identity {
    let password = Password::parse(password).expect("a password");
    password.status_identity(number, Kind::Hybrid).expect("64 MiB")
}

fn key(byte: u8) -> SigningKey {
    SigningKey::from_seed(&[byte; 32])
}

fn time(seconds: i64) -> Time {
    Time::from_unix(seconds).expect("a time")
}

/// The same bytes every time, of a period that nobody gets to see.
fn entropy() -> impl FnMut(&mut [u8]) {
    let mut state = Digest::of(b"statuses");
    move |bytes: &mut [u8]| {
        for piece in bytes.chunks_mut(64) {
            state = Digest::of(&state.0);
            piece.copy_from_slice(&state.0[..piece.len()]);
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
