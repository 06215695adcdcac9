//! A message that comes back: all of it or nothing.

use content::{Brand, DocumentId};
use wire::package::{BrandImport, Imported};

use super::write::Write;
use super::{SqliteStore, documents};
use crate::store::{Answer, By, ImportAnswer, NewImport, StoreError};

pub(super) async fn import(
    store: &SqliteStore,
    import: &NewImport,
    by: By<'_>,
) -> Answer<ImportAnswer> {
    let mut write = store.write().await?;
    let imported = compare(&mut write, import).await?;
    let brand_differs = imported.brand == BrandImport::Replaced;
    if !import.overwrite && (brand_differs || !imported.replaced.is_empty()) {
        return Ok(ImportAnswer::Differ { documents: imported.replaced, brand: brand_differs });
    }
    for (id, source) in &import.documents {
        if !imported.unchanged.contains(id) {
            keep(&mut write, id, source, by).await?;
        }
    }
    if let Some(brand) = &import.brand
        && imported.brand != BrandImport::Unchanged
    {
        documents::keep_brand(&mut write, brand, by).await?;
    }
    write.finish().await?;
    Ok(ImportAnswer::Done(imported))
}

/// What an import that may overwrite would do.
async fn compare(write: &mut Write, import: &NewImport) -> Answer<Imported> {
    let mut imported = Imported::default();
    for (id, source) in &import.documents {
        let list = match known(documents::find(write.connection(), id).await)? {
            None => &mut imported.created,
            Some(stored) if stored.source == *source => &mut imported.unchanged,
            Some(_) => &mut imported.replaced,
        };
        list.push(id.clone());
    }
    if let Some(brand) = &import.brand {
        imported.brand = compare_brand(write, brand).await?;
    }
    Ok(imported)
}

async fn compare_brand(write: &mut Write, brand: &Brand) -> Answer<BrandImport> {
    Ok(match known(documents::find_brand(write.connection()).await)? {
        None => BrandImport::Created,
        Some(stored) if stored == *brand => BrandImport::Unchanged,
        Some(_) => BrandImport::Replaced,
    })
}

async fn keep(write: &mut Write, id: &DocumentId, source: &str, by: By<'_>) -> Answer<()> {
    let stored = known(documents::find(write.connection(), id).await)?;
    let expected = stored.map(|stored| stored.version);
    documents::keep(write, id, source, expected, by).await.map(|_| ())
}

/// What is stored, if anything is.
fn known<T>(answer: Answer<T>) -> Answer<Option<T>> {
    match answer {
        Err(StoreError::NotFound) => Ok(None),
        answer => answer.map(Some),
    }
}
