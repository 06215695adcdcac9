//! Walks through the garden in the place of a sample reader.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use content::{Channel, Document, DocumentId, library};
use wire::message::MAX_SOURCE_BYTES;
use wire::preview::{NewPreview, Preview};
use wire::{ProblemCode, address};

use crate::extract::Body;
use crate::limit;
use crate::preview::{LASTS, Walk};
use crate::problem::Problem;
use crate::random;
use crate::state::App;

/// Opens the real garden page of a document for a sample reader, with both forms working. Nothing of
/// it is recorded, and it ends after an hour. `?locale=` on its address shows it in another language in
/// which it is written.
#[utoipa::path(post, path = address::PREVIEWS.route(), tag = "messages", request_body = NewPreview,
    responses((status = 201, body = Preview),
              (status = 404, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn begin(
    State(app): State<App>,
    Body(preview): Body<NewPreview>,
) -> Result<(StatusCode, Json<Preview>), Problem> {
    let walk = walk(&app, preview).await?;
    let path = address::GARDEN_PAGE.to(&[&walk.values.token]);
    let address = format!("{}{path}", app.garden_origin);
    let ends_at = walk.ends_at;
    app.previews.begin(walk);
    Ok((StatusCode::CREATED, Json(Preview { address, ends_at })))
}

async fn walk(app: &App, preview: NewPreview) -> Result<Walk, Problem> {
    let NewPreview { document, persona, source } = preview;
    if document.channel != Channel::Garden {
        let detail = "only a page of the garden can be walked through; this is another channel";
        return Err(Problem::new(ProblemCode::InvalidValue, detail).at("document.channel"));
    }
    if source.as_ref().is_some_and(|source| source.len() > MAX_SOURCE_BYTES) {
        return Err(limit::too_large().at("source"));
    }
    let personas = library::personas();
    let Some(reader) = personas.iter().find(|known| known.id == persona) else {
        let known: Vec<&str> = personas.iter().map(|known| known.id).collect();
        let detail = format!("the sample readers are {}", known.join(", "));
        return Err(Problem::new(ProblemCode::InvalidValue, detail).at("persona"));
    };
    let source = match source {
        Some(source) => source,
        None => app.document(&document).await?.source,
    };
    let mut values = reader.values.clone();
    values.token = random::token()?;
    Ok(Walk {
        others: others(app, &document).await?,
        document: content::parse(&source).0,
        brand: app.store.brand().await?,
        values,
        has_asked_for_help: false,
        ends_at: app.now() + LASTS,
    })
}

/// The saved texts of the same page in other languages.
async fn others(app: &App, own: &DocumentId) -> Result<Vec<Document>, Problem> {
    let same_page = |id: &DocumentId| {
        (&id.message, &id.variant, id.channel) == (&own.message, &own.variant, own.channel)
            && id.locale != own.locale
    };
    let stored = app.store.documents().await?.into_iter();
    Ok(stored.filter(|it| same_page(&it.id)).map(|it| content::parse(&it.source).0).collect())
}
