//! The distributions that the statistics stand on, built from `libm` alone so that a browser and
//! a server give the same bits. Nothing here knows of arms or subjects.

pub mod beta;
pub mod binomial;
pub mod bisection;
pub mod gamma;
pub mod hypergeometric;
pub mod normal;
pub mod stretch;
