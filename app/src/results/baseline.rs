//! Natural cleanup with no notice at all, as `trial` has it from the published study.

pub use trial::published::NO_NOTICE;
