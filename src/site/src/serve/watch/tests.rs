use std::fs;

use super::*;

/// A site in a folder of its own, watched, removed in the end.
struct Watched {
    root: PathBuf,
    watcher: Watcher,
    _stop: Sender<Signal>,
}

impl Watched {
    fn new(name: &str, poll: bool) -> Self {
        let root = std::env::temp_dir().join(format!("sayyar-watch-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("content/az/news")).unwrap();
        fs::write(root.join(config::FILE), "").unwrap();
        fs::write(root.join("content/az/a.md"), "a").unwrap();
        fs::write(root.join("content/az/news/b.md"), "b").unwrap();
        let (watcher, stop) = Watcher::new(&root, poll);
        Self { root, watcher, _stop: stop }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Waits until just these have changed, and then a moment for anything else.
    fn expect(&mut self, expected: &[&str]) {
        let (mut all, end) = (BTreeSet::new(), Instant::now() + Duration::from_secs(20));
        let missing = |all: &BTreeSet<String>| expected.iter().any(|path| !all.contains(*path));
        loop {
            let patience = Duration::from_millis(if missing(&all) { 2000 } else { 100 });
            match self.watcher.next(Some(patience)) {
                News::Changed(paths) => all.extend(paths),
                News::Quiet if missing(&all) && Instant::now() < end => {}
                News::Quiet => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(all.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

#[test]
fn a_save_is_a_change() {
    let mut site = Watched::new("save", false);
    fs::write(site.at("content/az/a.md"), "A").unwrap();
    site.expect(&["content/az/a.md"]);
    // The same bytes again: the system says written, and it is for others to see that nothing differs.
    fs::write(site.at("content/az/a.md"), "A").unwrap();
    site.expect(&["content/az/a.md"]);
}

#[test]
fn editors_rename_over() {
    let mut site = Watched::new("rename", false);
    fs::write(site.at("content/az/.a.md.swp"), "x").unwrap();
    fs::write(site.at("content/az/a.md~"), "x").unwrap();
    fs::write(site.at("content/az/4913"), "x").unwrap();
    fs::remove_file(site.at("content/az/4913")).unwrap();
    fs::write(site.at("content/az/a.md.new"), "new").unwrap();
    fs::rename(site.at("content/az/a.md.new"), site.at("content/az/a.md")).unwrap();
    site.expect(&["content/az/a.md"]);
    fs::write(site.at("sayyar.toml.new"), "x = 1").unwrap();
    fs::rename(site.at("sayyar.toml.new"), site.at("sayyar.toml")).unwrap();
    site.expect(&["sayyar.toml"]);
}

#[test]
fn folders_come_and_go() {
    let mut site = Watched::new("folders", false);
    fs::create_dir_all(site.at("content/ru/x/y")).unwrap();
    fs::write(site.at("content/ru/x/y/deep.md"), "1").unwrap();
    fs::write(site.at("content/ru/top.md"), "2").unwrap();
    site.expect(&["content/ru/top.md", "content/ru/x/y/deep.md"]);
    fs::write(site.at("content/ru/x/y/deep.md"), "3").unwrap();
    site.expect(&["content/ru/x/y/deep.md"]);
    fs::rename(site.at("content/ru/x"), site.at("content/ru/z")).unwrap();
    site.expect(&["content/ru/x/y/deep.md", "content/ru/z/y/deep.md"]);
    fs::remove_dir_all(site.at("content/ru")).unwrap();
    site.expect(&["content/ru/top.md", "content/ru/z/y/deep.md"]);
}

#[test]
fn folders_of_sources_come_later_or_come_again() {
    let mut site = Watched::new("later", false);
    fs::create_dir_all(site.at("forms/visa")).unwrap();
    fs::write(site.at("forms/visa/service.toml"), "1").unwrap();
    site.expect(&["forms/visa/service.toml"]);
    fs::write(site.at("forms/visa/service.toml"), "2").unwrap();
    site.expect(&["forms/visa/service.toml"]);
    // Another branch is checked out: the folder goes and comes.
    fs::rename(site.at("content"), site.at("content.old")).unwrap();
    fs::create_dir_all(site.at("content/az")).unwrap();
    fs::write(site.at("content/az/a.md"), "other").unwrap();
    site.expect(&["content/az/a.md", "content/az/news/b.md"]);
    fs::write(site.at("content/az/a.md"), "again").unwrap();
    site.expect(&["content/az/a.md"]);
}

#[test]
fn what_is_no_source_is_no_change() {
    let mut site = Watched::new("others", false);
    fs::create_dir_all(site.at("public/az")).unwrap();
    fs::write(site.at("public/az/index.html"), "x").unwrap();
    fs::write(site.at("README.md"), "x").unwrap();
    fs::read(site.at("content/az/a.md")).unwrap();
    site.expect(&[]);
}

#[test]
fn looking_finds_the_same() {
    let mut site = Watched::new("poll", true);
    fs::write(site.at("content/az/a.md"), "longer").unwrap();
    fs::remove_file(site.at("content/az/news/b.md")).unwrap();
    fs::create_dir_all(site.at("themes/gov")).unwrap();
    fs::write(site.at("themes/gov/theme.toml"), "x").unwrap();
    site.expect(&["content/az/a.md", "content/az/news/b.md", "themes/gov/theme.toml"]);
}

#[test]
fn at_the_systems_limit_it_looks() {
    let mut site = Watched::new("limit", false);
    let (sender, signals) = channel();
    site.watcher.signals = signals;
    sender.send(Signal::Limit).unwrap();
    fs::write(site.at("content/az/a.md"), "longer").unwrap();
    // What was found while giving up, then the advice; in which order does not matter.
    let news = [site.watcher.next(None), site.watcher.next(None)];
    assert!(news.contains(&News::Changed(vec!["content/az/a.md".into()])), "{news:?}");
    assert!(news.iter().any(|one| matches!(one, News::Notice(text) if text.contains("twice a second"))), "{news:?}");
}

#[test]
fn many_files_at_once() {
    let mut site = Watched::new("many", false);
    fs::create_dir_all(site.at("content/en")).unwrap();
    for number in 0..3_000 {
        fs::write(site.at(&format!("content/en/{number}.md")), "x").unwrap();
    }
    let mut names: Vec<String> = (0..3_000).map(|number| format!("content/en/{number}.md")).collect();
    names.sort();
    site.expect(&names.iter().map(String::as_str).collect::<Vec<_>>());
}
