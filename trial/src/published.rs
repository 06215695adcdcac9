//! The published study (NDSS 2019), read only, from its printed counts.
