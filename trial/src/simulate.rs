//! A simulator of trials, seeded and pure: it drives the demo and the tests.
