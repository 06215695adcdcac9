//! Prints how much each garden page of the library weighs, for each document and reader, and the
//! heaviest one: `cargo run -p content --example library_weights`.

use content::{Channel, Target, gzip_bytes, library, parse, render};

fn main() {
    let brand = library::brand();
    let mut heaviest = 0;
    let garden = library::documents().into_iter().filter(|s| s.id.channel == Channel::Garden);
    for starter in garden {
        let (document, _) = parse(starter.source);
        for reader in library::personas() {
            let page = render(&document, &brand, &reader.values, Target::GardenHtml).body;
            let bytes = gzip_bytes(&page);
            heaviest = heaviest.max(bytes);
            println!("{bytes:>6} bytes gzip {:>6} bytes  {} {}", page.len(), starter.id, reader.id);
        }
    }
    println!("{heaviest:>6} bytes gzip is the heaviest page");
}
