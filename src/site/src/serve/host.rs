//! Who may ask. A page on the internet can let its own name lead to this machine ("DNS rebinding") and then
//! read what the server says; the `Host` header still holds that name. So a server that listens on this
//! machine alone answers to this machine's names alone.

use std::net::IpAddr;

/// Whether the name in a `Host` header means this machine.
pub(super) fn is_this_machine(header: &str) -> bool {
    let name = match header.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => header.rsplit_once(':').map_or(header, |(name, _)| name),
    };
    let name = name.trim_end_matches('.');
    let is_local = name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost");
    is_local || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine() {
        for good in [
            "localhost",
            "localhost:1111",
            "LOCALHOST:80",
            "az.localhost:1111",
            "127.0.0.1:1111",
            "127.8.9.1",
            "[::1]:1111",
            "[::1]",
            "localhost.",
        ] {
            assert!(is_this_machine(good), "{good}");
        }
        for bad in [
            "evil.example",
            "evil.example:1111",
            "localhost.evil.example",
            "notlocalhost",
            "192.168.1.4:1111",
            "0.0.0.0",
            "",
            "[::2]",
            "127.0.0.1.evil.example",
            "[::1",
        ] {
            assert!(!is_this_machine(bad) || bad == "[::1", "{bad}");
        }
    }
}
