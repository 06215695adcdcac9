//! The fixed words of pages, per language.
