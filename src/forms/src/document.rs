//! The papers a service asks for.

use sayyar_base::toml::{Node, Read};
use sayyar_base::{At, Diagnostic, Id};
use serde::Serialize;

use crate::words::WordId;

/// A paper the applicant attaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Names it within the service; the word `document-<id>`.
    pub id: At<Id>,
    /// What may be attached, in the order written; never empty, each only once.
    pub files: Vec<Format>,
    /// Largest size of one file in megabytes, 1 to 50.
    pub each_mb: u32,
    /// Most files, 1 to 50.
    pub max: u32,
    /// Whether everybody needs it; if not, the word `document-<id>.when` says who does.
    pub required: bool,
}

impl Document {
    /// The messages it needs.
    pub fn words(&self) -> Vec<WordId> {
        let own = WordId::new(format!("document-{}", self.id), &self.id.span);
        let mut words = vec![own.clone(), own.attr("hint").optional()];
        words.extend((!self.required).then(|| own.attr("when")));
        words
    }
}

/// A kind of file that can be checked by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// PDF documents.
    Pdf,
    /// JPEG pictures.
    Jpeg,
    /// PNG pictures.
    Png,
}

impl Format {
    const ALL: [(&'static str, Self); 3] = [("pdf", Self::Pdf), ("jpeg", Self::Jpeg), ("png", Self::Png)];

    /// The name definitions use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
        }
    }

    /// The format of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(one, _)| *one == name).map(|(_, format)| *format)
    }

    /// As people know it: `PDF`, `JPEG`, `PNG`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
        }
    }

    /// Its media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl Read for Format {
    fn read(node: &Node<'_>) -> Option<Self> {
        if node.text() == Some("jpg") {
            let problem = Diagnostic::error("unknown-choice", "there is no format of files `jpg`");
            return node.report(problem.at(node.span(), "").help("did you mean `jpeg`?"));
        }
        node.choice("format of files", &Self::ALL)
    }
}

impl Read for Document {
    fn read(node: &Node<'_>) -> Option<Self> {
        node.table(|table| {
            let id = table.required("id");
            let files: Vec<At<Format>> = table.some("files");
            let each_mb = table.required_node("each_mb").and_then(|node| node.integer(1..=50));
            let max = table.required_node("max").and_then(|node| node.integer(1..=50));
            let required = table.or("required", true);
            for (i, file) in files.iter().enumerate() {
                if let Some(first) = files[..i].iter().find(|earlier| earlier.value == file.value) {
                    let problem = Diagnostic::error("repeated-value", format!("`{}` is there twice", file.label()));
                    table.report::<()>(problem.at(file.span.clone(), "").at(first.span.clone(), "first here"));
                }
            }
            Some(Self {
                id: id?,
                files: files.into_iter().map(|file| file.value).collect(),
                each_mb: u32::try_from(each_mb?).ok()?,
                max: u32::try_from(max?).ok()?,
                required,
            })
        })
    }
}
