//! Prints a document of the library as its reader gets it, in a pseudo-locale if one is named:
//! `cargo run -p content --example library_page iot-infection/improved/garden/ar typical [xx-bidi]`.

use content::{DocumentId, Pseudo, Target, library, parse, pseudo, render};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match page(&words) {
        Some(body) => println!("{body}"),
        None => {
            library::documents().iter().for_each(|starter| eprintln!("{}", starter.id));
            library::personas()
                .iter()
                .for_each(|reader| eprintln!("{} ({})", reader.id, reader.label));
            eprintln!("name a document and a reader, and a pseudo-locale if you like");
        }
    }
}

fn page(words: &[String]) -> Option<String> {
    let id: DocumentId = words.first()?.parse().ok()?;
    let starter = library::documents().into_iter().find(|starter| starter.id == id)?;
    let reader = library::personas()
        .into_iter()
        .find(|reader| Some(reader.id) == words.get(1).map(String::as_str))?;
    let (mut document, _) = parse(starter.source);
    if let Some(tag) = words.get(2) {
        document = pseudo(&document, Pseudo::ALL.into_iter().find(|p| p.tag() == tag)?);
    }
    let target = Target::of(starter.id.channel).first()?;
    Some(render(&document, &library::brand(), &reader.values, *target).body)
}
