//! The command `stile`.

fn main() {}
