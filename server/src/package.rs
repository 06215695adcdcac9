//! A message as files: documents, brand, and what is told beside them; out of the store and back.

mod archive;
mod folder;
mod read;
mod write;

use std::collections::BTreeMap;

use content::{Brand, DocumentId, Slug};
use trial::FieldProblem;
use wire::ProblemCode;
use wire::message::Revision;
use wire::package::Imported;

use crate::problem::Problem;
use crate::store::{By, ImportAnswer, NewImport, Store, StoreError};

pub use archive::{pack, unpack};
pub use folder::{read_folder, write_folder};

/// Files by their path below the folder of the message.
pub type Files = BTreeMap<String, String>;

/// A message with everything that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// Its name.
    pub message: Slug,
    /// The text of each document.
    pub documents: BTreeMap<DocumentId, String>,
    /// The provider in whose name it speaks.
    pub brand: Option<Brand>,
    /// The revisions that were frozen of it: told on the way out, never read back.
    pub revisions: Vec<Revision>,
}

/// What an import may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether texts and a brand that differ are replaced.
    pub overwrite: bool,
    /// Whether the brand of the package is taken.
    pub with_brand: bool,
}

impl Package {
    /// A message as it is stored.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn of(store: &dyn Store, message: &Slug) -> Result<Package, Problem> {
        let stored = store.documents().await?;
        let of_message = stored.into_iter().filter(|stored| stored.id.message == *message);
        let documents: BTreeMap<_, _> =
            of_message.map(|stored| (stored.id, stored.source)).collect();
        if documents.is_empty() {
            return Err(Problem::not_found(format!("message named {message}")));
        }
        let mut revisions = Vec::new();
        for id in documents.keys() {
            revisions.extend(store.revisions(id).await?);
        }
        let brand = match store.brand().await {
            Err(StoreError::NotFound) => None,
            answer => Some(answer?),
        };
        Ok(Package { message: message.clone(), documents, brand, revisions })
    }

    /// Puts the message into a store, all of it or nothing.
    ///
    /// # Errors
    /// `AlreadyExists` with every file that differs from what is stored.
    pub async fn import(
        self,
        store: &dyn Store,
        choice: Choice,
        by: By<'_>,
    ) -> Result<Imported, Problem> {
        let import = NewImport {
            documents: self.documents.into_iter().collect(),
            brand: self.brand.filter(|_| choice.with_brand),
            overwrite: choice.overwrite,
        };
        match store.import(&import, by).await? {
            ImportAnswer::Done(imported) => Ok(imported),
            ImportAnswer::Differ { documents, brand } => Err(differ(&documents, brand)),
        }
    }
}

/// Where a document is in its message's folder.
fn path_of(id: &DocumentId) -> String {
    format!("{}/{}.{}.md", id.variant, id.channel, id.locale)
}

const BRAND: &str = "brand.toml";

fn differ(documents: &[DocumentId], brand: bool) -> Problem {
    let paths = documents.iter().map(path_of).chain(brand.then(|| BRAND.to_owned()));
    let problems: Vec<FieldProblem> = paths
        .map(|field| FieldProblem {
            field,
            message: "another version is stored: overwrite it, or leave the file out".to_owned(),
        })
        .collect();
    let names: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    let detail =
        format!("nothing was imported, as another version is stored of {}", names.join(", "));
    let mut problem = wire::Problem::new(ProblemCode::AlreadyExists, detail);
    problem.problems = problems;
    problem.into()
}
