//! A door on the Wi-Fi of a desk on the road: at which addresses telephones find it, and the page that shows them.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::Door;
use crate::qr;
use crate::web::{answer, esc};

/// What the people at the desk see.
#[derive(Debug, Clone)]
pub struct Lan {
    /// Where it listens.
    pub port: u16,
    /// Name and password of the Wi-Fi network, which everybody at the desk may know.
    pub wifi: Option<(String, String)>,
    /// The address to show, where it is not one this machine finds by itself.
    pub address: Option<String>,
}

impl Lan {
    /// Addresses telephones may find it at, the likeliest first.
    pub fn addresses(&self) -> Vec<String> {
        if let Some(address) = &self.address {
            return vec![address.clone()];
        }
        let mut found: Vec<IpAddr> = if_addrs::get_if_addrs()
            .unwrap_or_default()
            .into_iter()
            .filter(|one| !one.is_loopback() && !one.is_link_local())
            .map(|one| one.ip())
            .collect();
        found.sort_by_key(|address| (rank(*address), *address));
        found.dedup();
        found.into_iter().filter(IpAddr::is_ipv4).map(|address| format!("http://{address}:{}/", self.port)).collect()
    }

    /// What a telephone reads to join the network.
    pub fn wifi_code(&self) -> Option<String> {
        self.wifi.as_ref().map(|(name, password)| qr::wifi(name, password))
    }
}

/// Home routers and telephones that share their network give 192.168; containers and tunnels most others.
fn rank(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(address) => match address.octets() {
            [192, 168, ..] => 0,
            [10, ..] => 1,
            _ if address.is_private() => 2,
            _ => 3,
        },
        IpAddr::V6(_) => 4,
    }
}

/// What stands on the page, in the languages of those who come to a desk.
struct Words {
    tag: &'static str,
    direction: &'static str,
    title: &'static str,
    join: &'static str,
    open: &'static str,
    then: &'static str,
}

const WORDS: [Words; 4] = [
    Words {
        tag: "az",
        direction: "ltr",
        title: "Telefonunuzla müraciət edin",
        join: "Bu Wi-Fi şəbəkəsinə qoşulun",
        open: "Bu ünvanı açın",
        then: "Anketi doldurun, təqdim edin, qəbzi saxlayın. İnternet lazım deyil.",
    },
    Words {
        tag: "en",
        direction: "ltr",
        title: "Apply with your phone",
        join: "Join this Wi-Fi network",
        open: "Open this address",
        then: "Fill in the form, hand it in, keep the receipt. You need no internet.",
    },
    Words {
        tag: "ru",
        direction: "ltr",
        title: "Подайте заявление с телефона",
        join: "Подключитесь к этой сети Wi-Fi",
        open: "Откройте этот адрес",
        then: "Заполните форму, сдайте её и сохраните квитанцию. Интернет не нужен.",
    },
    Words {
        tag: "ar",
        direction: "rtl",
        title: "قدّم طلبك من هاتفك",
        join: "اتصل بشبكة Wi-Fi هذه",
        open: "افتح هذا العنوان",
        then: "املأ الاستمارة وسلّمها واحتفظ بالإيصال. لا حاجة إلى الإنترنت.",
    },
];

fn in_all(element: &str, words: impl Fn(&Words) -> &'static str) -> String {
    let one = |own: &Words| {
        format!("<{element} lang=\"{}\" dir=\"{}\">{}</{element}>", own.tag, own.direction, esc(words(own)))
    };
    WORDS.iter().map(one).collect()
}

/// The page to show on the desk's screen, or to print: how telephones get here.
pub(super) async fn poster(State(door): State<Arc<Door>>) -> Response {
    let Some(lan) = &door.face.lan else { return super::nothing().await };
    let addresses = lan.addresses();
    let mut steps = String::new();
    if let Some((name, password)) = &lan.wifi {
        let code = lan.wifi_code().and_then(|code| qr::svg(&code, name)).unwrap_or_default();
        let password =
            if password.is_empty() { String::new() } else { format!("<p class=\"text\">{}</p>", esc(password)) };
        steps += &format!(
            "<section>{code}<div>{}<p class=\"text\">{}</p>{password}</div></section>",
            in_all("h2", |own| own.join),
            esc(name)
        );
    }
    let first = addresses.first().map_or("", String::as_str);
    let code = qr::svg(first, first).unwrap_or_default();
    let others: String =
        addresses.iter().skip(1).map(|address| format!("<p class=\"other\">{}</p>", esc(address))).collect();
    steps += &format!(
        "<section>{code}<div>{}<p class=\"text\"><a href=\"/\">{}</a></p>{others}</div></section>",
        in_all("h2", |own| own.open),
        esc(first)
    );
    let html = format!(
        "<!doctype html><html lang=\"az\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{name}</title>\
         <link rel=\"stylesheet\" href=\"/door/door.css\"><main><p class=\"who\">{name}</p>\
         <div class=\"titles\">{titles}</div>{steps}<div class=\"then\">{then}</div></main></html>",
        name = esc(&door.face.name),
        titles = in_all("h1", |own| own.title),
        then = in_all("p", |own| own.then),
    );
    let mut response = answer(StatusCode::OK, "text/html; charset=utf-8", html);
    let policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

pub(super) async fn style() -> Response {
    answer(StatusCode::OK, "text/css; charset=utf-8", include_str!("door.css"))
}
