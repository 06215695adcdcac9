//! The data files of the crate, gathered by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/data.rs"));
