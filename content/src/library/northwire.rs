//! Northwire: a made-up provider whose facts are a file of the library.

use std::sync::LazyLock;

use crate::{Brand, BrandFacts};

/// The facts, as a provider would write them.
const FACTS: &str = include_str!("../../library/brand/northwire.toml");

#[allow(clippy::expect_used, reason = "the file is part of this crate and read by a test")]
static BRAND: LazyLock<Brand> = LazyLock::new(|| {
    let facts: BrandFacts = toml::from_str(FACTS).expect("library/brand/northwire.toml is a brand");
    Brand::new(facts).expect("library/brand/northwire.toml has valid facts")
});

/// The brand of the starter library.
pub(super) fn brand() -> Brand {
    BRAND.clone()
}
