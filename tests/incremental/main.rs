//! What `serve` shows is what `build` writes: after every one of many random edits the workshop's
//! output is byte for byte that of a fresh one, whatever the order, also after mistakes were made and
//! mended.

use std::collections::BTreeMap;
use std::sync::Arc;

use sayyar::disk::MemoryDisk;
use sayyar::render::Options;
use sayyar::workshop::Workshop;
use sayyar_tests::{Folder, repository};

/// Small, and the same everywhere: a failure can be run again by its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn pick<T: AsRef<str>>(&mut self, from: &[T]) -> String {
        from[self.roll(from.len())].as_ref().to_owned()
    }
}

/// The sources as they are now, with what they were at first.
struct Sources {
    disk: MemoryDisk,
    first: BTreeMap<String, Vec<u8>>,
    now: BTreeMap<String, Vec<u8>>,
}

impl Sources {
    /// The small site, or the same with a form.
    fn new(form: bool) -> Self {
        let folder = Folder::copy_of(&repository().join("tests/suite/base"));
        if form {
            folder.lay(&repository().join("tests/suite/form"));
        }
        let mut first = folder.files("");
        let config = first.get_mut("sayyar.toml").expect("the base site has one");
        let text = String::from_utf8_lossy(config).replace("enabled = false", "enabled = true");
        *config = text.into_bytes();
        let disk = MemoryDisk::new();
        for (path, bytes) in &first {
            disk.put(path, bytes);
        }
        Self { disk, now: first.clone(), first }
    }

    fn text(&self, path: &str) -> String {
        self.now.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }

    fn put(&mut self, path: &str, text: impl Into<Vec<u8>>) {
        let bytes = text.into();
        self.disk.put(path, &bytes);
        self.now.insert(path.into(), bytes);
    }

    fn remove(&mut self, path: &str) {
        use sayyar::disk::Disk;
        if self.now.remove(path).is_some() {
            self.disk.remove(path).expect("it was there");
        }
    }

    /// Puts a file back to what it was at first.
    fn mend(&mut self, path: &str) {
        match self.first.get(path).cloned() {
            Some(bytes) => self.put(path, bytes),
            None => self.remove(path),
        }
    }

    /// One edit at random; the path it touched.
    fn edit(&mut self, dice: &mut Dice) -> String {
        let paths: Vec<String> = self.now.keys().cloned().collect();
        let pages: Vec<String> = paths.iter().filter(|path| path.ends_with(".md")).cloned().collect();
        let number = dice.roll(1000);
        match dice.roll(24) {
            0..=4 => {
                let path = dice.pick(&pages);
                let text = self.text(&path);
                self.put(&path, format!("{text}\nEdit {number}, and [home](/_index.md).\n"));
                path
            }
            5 | 6 => self.replace(&dice.pick(&pages), "title = \"", &format!("title = \"{number} ")),
            7 => self.replace(&dice.pick(&pages), "description = \"", &format!("weight = {number}\ndescription = \"")),
            8 => self.replace("content/az/guide.md", "slug = \"is-icazesi", &format!("slug = \"is-icazesi-{number}")),
            9 => {
                let lang = dice.pick(&["az", "en"]);
                let folder = dice.pick(&["", "news/", "more/"]);
                let path = format!("content/{lang}/{folder}page{}.md", number % 4);
                let day = 1 + number % 28;
                self.put(
                    &path,
                    format!("+++\ntitle = \"New {number}\"\ndate = 2026-10-{day:02}\nreviewed = 2026-10-01\n+++\n## One {{#one}}\n\n[Guide](/guide.md).\n"),
                );
                path
            }
            10 => {
                let path = dice.pick(&pages);
                self.remove(&path);
                path
            }
            11 => self.replace(
                &dice.pick(&["content/az/site.ftl", "content/en/site.ftl"]),
                "site-name = ",
                &format!("site-name = {number} "),
            ),
            12 => self.replace(
                &dice.pick(&["themes/tiny/strings/az.ftl", "themes/tiny/strings/en.ftl"]),
                "fee-free = ",
                &format!("fee-free = {number} "),
            ),
            13 => self.replace("forms/permit/service.toml", "600 AZN", &format!("{} AZN", 600 + number)),
            14 => self.replace("themes/tiny/templates/base.html", "<main>", &format!("<!-- {number} -->\n<main>")),
            15 => {
                let path = "themes/tiny/styles/colours.css".to_owned();
                self.put(&path, format!(":root {{ --ink: #{:06x}; }}\n", number * 1000));
                path
            }
            16 => self.replace(
                "sayyar.toml",
                "nav = [",
                if dice.roll(2) == 0 { "nav = [\"_index.md\", " } else { "nav = [ " },
            ),
            17 => {
                let lang = dice.pick(&["az", "en"]);
                let path = format!("content/{lang}/files/{}.txt", number % 3);
                self.put(&path, format!("{number}\n"));
                path
            }
            18 => self.replace("forms/permit/form.toml", "max = 12", &format!("max = {}", 12 + number)),
            19 => {
                let path = dice.pick(&["forms/permit/az.ftl", "forms/permit/en.ftl"]);
                self.replace(&path, "form-title = ", &format!("form-title = {number} "))
            }
            20 => self.replace("themes/tiny/form/form.html", "<h1", &format!("<!-- {number} -->\n<h1")),
            21 => self.replace("themes/tiny/styles/form.css", "margin: ", &format!("margin: {number}")),
            // A mistake in some file, for a later edit to mend.
            22 => {
                let path = dice.pick(&paths);
                let text = self.text(&path);
                let broken = match number % 3 {
                    0 => format!("{text}\n{{{{ nothing(x=) }}}} [dead](dead.md) }} <b>\n"),
                    1 => String::new(),
                    _ => text.replacen('=', "", 1),
                };
                self.put(&path, broken);
                path
            }
            _ => {
                let path = dice.pick(&self.first.keys().collect::<Vec<_>>());
                self.mend(&path);
                path
            }
        }
    }

    fn replace(&mut self, path: &str, old: &str, new: &str) -> String {
        let text = self.text(path).replacen(old, new, 1);
        self.put(path, text);
        path.into()
    }

    /// What a workshop says that has seen none of the edits.
    fn fresh(&self) -> Workshop {
        let mut workshop = Workshop::open(Arc::new(self.disk.clone()), options());
        workshop.finish();
        workshop
    }
}

fn options() -> Options {
    Options { record: true, ..Options::default() }
}

fn run(seed: u64, edits: usize) -> (usize, usize) {
    let mut dice = Dice(seed);
    let mut sources = Sources::new(seed.is_multiple_of(2));
    let mut workshop = sources.fresh();
    assert!(workshop.output().is_some(), "the base site builds: {:?}", workshop.diagnostics());
    let mut history = Vec::new();
    let (mut good, mut rendered) = (0, 0);
    for step in 0..edits {
        let mut touched: Vec<String> = (0..=dice.roll(2)).map(|_| sources.edit(&mut dice)).collect();
        // After a while of mistakes all is mended at once, as with `git checkout`.
        if step % 15 == 14 {
            let paths: Vec<String> = sources.now.keys().chain(sources.first.keys()).cloned().collect();
            for path in paths {
                sources.mend(&path);
                touched.push(path);
            }
        }
        touched.sort();
        touched.dedup();
        history.push(touched.clone());
        let refresh = workshop.refresh(&touched);
        workshop.finish();
        let fresh = sources.fresh();
        let recent = &history[history.len().saturating_sub(6)..];
        assert_eq!(workshop.diagnostics(), fresh.diagnostics(), "seed {seed}, step {step}, after {recent:?}");
        assert_eq!(refresh.current, fresh.output().is_some(), "seed {seed}, step {step}, after {recent:?}");
        let (Some(kept), Some(clean)) = (workshop.output().filter(|_| refresh.current), fresh.output()) else {
            continue;
        };
        for path in kept.files.keys().chain(clean.files.keys()) {
            let (a, b) = (kept.files.get(path), clean.files.get(path));
            assert!(a == b, "seed {seed}, step {step}: {path} differs after {recent:?}\n{}", parted(a, b));
        }
        good += 1;
        rendered += refresh.rendered;
    }
    (good, rendered)
}

fn parted(kept: Option<&Arc<[u8]>>, clean: Option<&Arc<[u8]>>) -> String {
    let text = |bytes: Option<&Arc<[u8]>>| {
        bytes.map_or("(not there)".into(), |bytes| String::from_utf8_lossy(bytes).into_owned())
    };
    let (kept, clean) = (text(kept), text(clean));
    let at = kept.lines().zip(clean.lines()).position(|(a, b)| a != b).unwrap_or(0);
    let line = |text: &str| text.lines().nth(at).unwrap_or_default().to_owned();
    format!("line {}\n  kept:  {}\n  clean: {}", at + 1, line(&kept), line(&clean))
}

#[test]
fn edits_one_by_one_end_where_a_clean_build_does() {
    let mut good = 0;
    for seed in 1..=8 {
        good += run(seed * 0x9E37_79B9, 60).0;
    }
    // Mistakes are part of it, but most of the time the site was sound.
    assert!(good > 150, "only {good} edits left a sound site");
}

#[test]
fn one_edited_page_renders_little() {
    let mut sources = Sources::new(false);
    let mut workshop = sources.fresh();
    let path = sources.replace("content/en/news/first.md", "The site opened", "The site has opened");
    let refresh = workshop.refresh(&[path]);
    assert!(refresh.current, "{:?}", workshop.diagnostics());
    assert_eq!(refresh.rendered, 1, "{:?}", refresh.changed);
    assert_eq!(refresh.changed.iter().map(|path| &**path).collect::<Vec<_>>(), ["en/news/first/index.html"]);

    let path = sources.replace("forms/permit/service.toml", "600 AZN", "700 AZN");
    let refresh = workshop.refresh(&[path]);
    let changed: Vec<&str> = refresh.changed.iter().map(|path| &**path).collect();
    assert_eq!(changed, ["az/is-icazesi/index.html", "en/guide/index.html"]);
}

#[test]
fn a_form_that_is_not_touched_is_not_made_again() {
    let mut sources = Sources::new(true);
    let mut workshop = sources.fresh();
    let form = |workshop: &Workshop| workshop.file("forms/permit/form.html").expect("the site has a form");
    let first = form(&workshop);
    let path = sources.replace("content/en/news/first.md", "The site opened", "The site has opened");
    workshop.refresh(&[path]);
    assert!(Arc::ptr_eq(&first, &form(&workshop)), "another page's body");
    let path = sources.replace("content/az/site.ftl", "site-name = ", "site-name = Yeni ");
    workshop.refresh(&[path]);
    let second = form(&workshop);
    assert!(!Arc::ptr_eq(&first, &second), "the form says the site's name");
    let path = sources.replace("content/az/data.ftl", "office", "office");
    workshop.refresh(&[path]);
    assert!(Arc::ptr_eq(&second, &form(&workshop)), "words of something else");
    let path = sources.replace("themes/tiny/styles/form.css", "1rem", "2rem");
    workshop.refresh(&[path]);
    assert_ne!(second, form(&workshop), "its style");
}
