//! Addresses as squares that telephones read: for the terminal, and as a picture in a page.

use qrcode::{Color, EcLevel, QrCode};

/// White around it, in modules: readers want four.
const QUIET: usize = 4;

/// The rows of a code, dark as `true`, with white around; nothing when the text is too long for one.
fn rows(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, modules) = (code.width(), code.to_colors());
    let side = width + 2 * QUIET;
    let dark = |row: usize, column: usize| {
        let inside = |place: usize| (QUIET..QUIET + width).contains(&place);
        inside(row) && inside(column) && modules[(row - QUIET) * width + column - QUIET] == Color::Dark
    };
    Some((0..side).map(|row| (0..side).map(|column| dark(row, column)).collect()).collect())
}

/// For a terminal: two rows a line. With `colour` black on white, whatever the terminal's own are; without, dark letters
/// are dark, which holds on paper.
pub(crate) fn terminal(text: &str, colour: bool) -> Option<String> {
    let rows = rows(text)?;
    let (begin, end) = if colour { ("\u{1b}[30;107m", "\u{1b}[0m") } else { ("", "") };
    let empty = vec![false; rows.len()];
    let mut out = String::new();
    for pair in rows.chunks(2) {
        out += begin;
        let (upper, lower) = (&pair[0], pair.get(1).unwrap_or(&empty));
        out.extend(upper.iter().zip(lower).map(|pair| match pair {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        }));
        out += end;
        out.push('\n');
    }
    Some(out)
}

/// A picture in a page, as large as its place.
pub(crate) fn svg(text: &str, label: &str) -> Option<String> {
    let rows = rows(text)?;
    let side = rows.len();
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
            path += &format!("M{x} {y}h1v1h-1z");
        }
    }
    let label = crate::web::esc(label);
    Some(format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"{label}\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

/// What a telephone reads to join a Wi-Fi network.
pub(crate) fn wifi(name: &str, password: &str) -> String {
    let quoted = |text: &str| {
        let mut out = String::new();
        for c in text.chars() {
            if matches!(c, '\\' | ';' | ',' | ':' | '"') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    };
    match password {
        "" => format!("WIFI:T:nopass;S:{};;", quoted(name)),
        password => format!("WIFI:T:WPA;S:{};P:{};;", quoted(name), quoted(password)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_white_around_them() {
        let text = terminal("http://192.168.4.1:7342/", false).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[..2].iter().all(|line| line.chars().all(|c| c == ' ')), "{text}");
        assert!(lines.iter().all(|line| line.starts_with("    ") && line.ends_with("    ")));
        // The corner that every reader looks for.
        assert!(lines[2].starts_with("    █▀▀▀▀▀█ "), "{text}");
        assert_eq!(terminal(&"x".repeat(5000), false), None);
        assert!(svg("x", "\"<").unwrap().contains("aria-label=\"&quot;&lt;\""));
    }

    #[test]
    fn names_of_networks_are_quoted() {
        assert_eq!(wifi("Səyyar; masa", "a:b\\c"), "WIFI:T:WPA;S:Səyyar\\; masa;P:a\\:b\\\\c;;");
        assert_eq!(wifi("open", ""), "WIFI:T:nopass;S:open;;");
    }
}
