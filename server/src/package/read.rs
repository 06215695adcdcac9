//! A message read from its files. What belongs to no message is passed over, so that a folder may
//! hold more, such as a note for its authors.

use std::collections::BTreeMap;

use content::{Brand, BrandFacts, DocumentId, Slug};
use trial::FieldProblem;
use unicode_normalization::UnicodeNormalization;
use wire::message::MAX_SOURCE_BYTES;

use super::{BRAND, Files, Package};
use crate::problem::Problem;

impl Package {
    /// The message of these files.
    ///
    /// # Errors
    /// Every file that cannot be read, or that there is no document.
    pub fn read(message: &Slug, files: Files) -> Result<Package, Problem> {
        let mut package = Package {
            message: message.clone(),
            documents: Default::default(),
            brand: None,
            revisions: Vec::new(),
        };
        let mut problems = Vec::new();
        let mut keys = BTreeMap::new();
        for (path, text) in files {
            if let Some(other) = keys.insert(key(&path), path.clone()) {
                let message = format!("{other} has the same name: keep one of the two");
                problems.push(FieldProblem { field: path, message });
            } else if let Err(reason) = package.take(&path, text) {
                problems.push(FieldProblem { field: path, message: reason });
            }
        }
        if package.documents.is_empty() && problems.is_empty() {
            let message = "there is no document: name each VARIANT/CHANNEL.LOCALE.md".to_owned();
            problems.push(FieldProblem { field: package.message.to_string(), message });
        }
        if problems.is_empty() { Ok(package) } else { Err(problems.into()) }
    }

    fn take(&mut self, path: &str, text: String) -> Result<(), String> {
        if path == BRAND {
            let facts: BrandFacts = toml::from_str(&text).map_err(|fault| fault.to_string())?;
            self.brand = Some(Brand::new(facts).map_err(|fault| fault.to_string())?);
        } else if let Some((variant, name)) = path.split_once('/')
            && let Some(name) = name.strip_suffix(".md")
            && !name.contains('/')
        {
            let id = document_id(&self.message, variant, name)?;
            if text.len() > MAX_SOURCE_BYTES {
                return Err(format!("a document has at most {MAX_SOURCE_BYTES} bytes"));
            }
            contradiction(&id, &text)?;
            self.documents.insert(id, text);
        }
        Ok(())
    }
}

/// A path as it is compared with others: some systems see no difference between capitals and small
/// letters, or between two spellings of one accent.
fn key(path: &str) -> String {
    path.to_lowercase().nfc().collect()
}

/// What the front matter says of itself has to be what the path says.
fn contradiction(id: &DocumentId, text: &str) -> Result<(), String> {
    let front = content::parse(text).0.front;
    let entry = |name: &str, said: Option<String>, right: String| match said {
        Some(said) if said != right => Err(format!(
            "the front matter says {name} = \"{said}\" and the path says {right}: write \
             {name} = \"{right}\", or rename the file or its folder"
        )),
        _ => Ok(()),
    };
    entry("message", front.message.map(String::from), id.message.to_string())?;
    entry("variant", front.variant.map(String::from), id.variant.to_string())?;
    entry("channel", front.channel.map(|it| it.to_string()), id.channel.to_string())?;
    entry("locale", front.locale.map(String::from), id.locale.to_string())
}

/// The document of a file `CHANNEL.LOCALE` in the folder of a variant.
fn document_id(message: &Slug, variant: &str, name: &str) -> Result<DocumentId, String> {
    let wrong = || {
        format!(
            "{variant}/{name}.md names no document: write VARIANT/CHANNEL.LOCALE.md, such as \
             improved/garden.en.md"
        )
    };
    let (channel, locale) = name.split_once('.').ok_or_else(wrong)?;
    format!("{message}/{variant}/{channel}/{locale}").parse().map_err(|_| wrong())
}
