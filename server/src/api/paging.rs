//! Pages of a list as a query asks for them. A list with filters names the same two parameters beside
//! its own, because a flattened query would refuse nothing and read numbers as text.

use serde::Deserialize;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{IntoParams, PartialSchema, ToSchema, openapi::RefOr};

/// The most items that a page may have, and how many it has unless asked otherwise.
const LONGEST: u32 = 1_000;
const USUAL: u32 = 100;

/// Which page of a list is asked for.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// What `next` of the page before said.
    pub after: Option<u64>,
    /// The most items to answer, 100 unless given.
    #[serde(default)]
    #[param(inline, required = false)]
    pub limit: Limit,
}

/// The most items to answer: 1 to 1000.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "u32")]
pub struct Limit(u32);

impl Limit {
    /// As a number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Limit {
        Limit(USUAL)
    }
}

impl TryFrom<u32> for Limit {
    type Error = String;

    fn try_from(limit: u32) -> Result<Limit, String> {
        let fits = (1..=LONGEST).contains(&limit);
        fits.then_some(Limit(limit)).ok_or(format!("limit is 1 to {LONGEST}, not {limit}"))
    }
}

impl PartialSchema for Limit {
    fn schema() -> RefOr<Schema> {
        let number = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1usize))
            .maximum(Some(LONGEST as usize))
            .default(Some(USUAL.into()));
        RefOr::T(Schema::Object(number.build()))
    }
}

impl ToSchema for Limit {}
