//! From the files of a message back to what they say. What belongs to no message is passed over, so
//! that a folder may hold more, such as a note for its authors.

use content::{Brand, DocumentId, Slug};
use trial::FieldProblem;
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
        for (path, text) in files {
            if let Err(reason) = package.take(&path, text) {
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
            let brand: Brand = toml::from_str(&text).map_err(|fault| fault.to_string())?;
            self.brand = Some(brand);
        } else if let Some((variant, name)) = path.split_once('/')
            && let Some(name) = name.strip_suffix(".md")
            && !name.contains('/')
        {
            let id = document_id(&self.message, variant, name)?;
            if text.len() > MAX_SOURCE_BYTES {
                return Err(format!("a document has at most {MAX_SOURCE_BYTES} bytes"));
            }
            self.documents.insert(id, text);
        }
        Ok(())
    }
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
