//! A message written as its files.

use std::collections::BTreeSet;

use content::variable::{VARIABLES, Variable};
use content::{BrandFacts, Hash, VariableName};
use jiff::Timestamp;
use serde::Serialize;

use super::{BRAND, Files, Package, path_of};
use crate::problem::Problem;

/// A line of `revisions.jsonl`.
#[derive(Serialize)]
struct RevisionLine {
    document: String,
    revision: Hash,
    /// Absent for the text in the folder, which nothing has frozen.
    frozen_at: Option<Timestamp>,
    reviewed: bool,
}

/// The variables that the documents use, for those who read the folder.
#[derive(Serialize)]
struct Variables {
    variable: Vec<&'static Variable>,
}

impl Package {
    /// The files of the message, by their path below its folder.
    ///
    /// # Errors
    /// A fault of the spelling, which no package of a store has.
    pub fn files(&self) -> Result<Files, Problem> {
        let documents = self.documents.iter().map(|(id, text)| (path_of(id), text.clone()));
        let mut files: Files = documents.collect();
        if let Some(brand) = &self.brand {
            let facts = BrandFacts::from(brand.clone());
            let text = toml::to_string_pretty(&facts).map_err(Problem::internal)?;
            files.insert(BRAND.to_owned(), text);
        }
        files.insert("variables.toml".to_owned(), self.variables()?);
        files.insert("revisions.jsonl".to_owned(), self.revisions()?);
        Ok(files)
    }

    fn variables(&self) -> Result<String, Problem> {
        let used: BTreeSet<VariableName> =
            self.documents.values().flat_map(|text| placeholders(text)).collect();
        let is_used = |variable: &&Variable| used.iter().any(|name| name.as_ref() == variable.name);
        let variable = VARIABLES.iter().filter(is_used).collect();
        let text = toml::to_string_pretty(&Variables { variable }).map_err(Problem::internal)?;
        Ok(format!(
            "# The placeholders of these documents. Told by Stile, and not read back.\n\n{text}"
        ))
    }

    /// The hash of each text as it is now, then of each revision that was frozen, one a line.
    fn revisions(&self) -> Result<String, Problem> {
        let brand = self.brand.clone().unwrap_or_else(content::library::brand);
        let now = self.documents.iter().map(|(id, text)| RevisionLine {
            document: id.to_string(),
            revision: content::revision_hash(&content::parse(text).0, &brand),
            frozen_at: None,
            reviewed: false,
        });
        let frozen = self.revisions.iter().map(|revision| RevisionLine {
            document: revision.id.to_string(),
            revision: revision.hash.clone(),
            frozen_at: Some(revision.frozen_at),
            reviewed: revision.reviewed,
        });
        let mut text = String::new();
        for line in now.chain(frozen) {
            text.push_str(&serde_json::to_string(&line).map_err(Problem::internal)?);
            text.push('\n');
        }
        Ok(text)
    }
}

/// The names between double brackets; of `((name ?? words))` the name.
fn placeholders(text: &str) -> impl Iterator<Item = VariableName> {
    text.split("((").skip(1).filter_map(|rest| {
        let (inner, _) = rest.split_once("))")?;
        inner.split('?').next()?.parse().ok()
    })
}
