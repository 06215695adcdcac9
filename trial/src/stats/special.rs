//! The distributions that the statistics stand on, built from `libm` alone so that a browser and
//! a server give the same bits. Nothing here knows of arms or subjects.

pub mod normal;
