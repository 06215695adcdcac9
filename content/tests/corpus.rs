//! Texts and brands from outside, as files of `testdata/corpus`: each is read, linted, rendered to
//! every target, printed and compared with its neighbours, and nothing panics. What is found in them
//! is the matter of other tests.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "the corpus is read from files")]

use std::fs;
use std::path::{Path, PathBuf};

use content::{
    Brand, BrandFacts, Context, Document, Pseudo, Running, SOURCE_LIMIT_BYTES, Target, diff,
    library, lint, measure, parse, print, pseudo, render, revision_hash,
};

/// The files of a folder and the folders in it, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.into_iter().flat_map(below).collect()
}

fn corpus(ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/corpus");
    let of_kind =
        files(&folder).into_iter().filter(|path| path.to_string_lossy().ends_with(ending));
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    of_kind.map(read).collect()
}

/// Everything that is ever done with a text, beside another one.
fn work(name: &str, source: &str, other: &Document, brand: &Brand) -> Document {
    let (document, form) = parse(source);
    let context = Context {
        siblings: &[other],
        default_locale: Some(other),
        live: Some(other),
        running: &[Running { trial: "spring", document: other }],
        ..Context::of(brand)
    };
    for finding in form.iter().chain(&lint(&document, &context)) {
        let place = finding.span.start as usize..finding.span.end as usize;
        assert!(source.get(place).is_some(), "{name}: {finding:?}");
    }
    measure(&document);
    revision_hash(&document, brand);
    for persona in library::personas() {
        for target in Target::ALL {
            assert!(!render(&document, brand, &persona.values, target).body.is_empty(), "{name}");
        }
    }
    for made_up in Pseudo::ALL {
        render(&pseudo(&document, made_up), brand, &library::personas()[0].values, Target::ALL[0]);
    }
    let printed = print(&document);
    assert_eq!(printed, print(&parse(&printed).0), "{name}");
    diff(other, &document);
    document
}

#[test]
fn every_text_of_the_corpus_is_read_in_full() {
    let brand = library::brand();
    let texts = corpus(".md");
    assert!(texts.len() >= 50, "{}", texts.len());
    let mut neighbour = Document::default();
    for (name, source) in &texts {
        neighbour = work(name, source, &neighbour, &brand);
    }
}

#[test]
fn every_text_of_the_corpus_is_read_when_each_word_is_very_long() {
    let brand = library::brand();
    let mut neighbour = Document::default();
    for (name, source) in corpus(".md") {
        let long = source.split(' ').map(|word| word.repeat(12)).collect::<Vec<_>>().join(" ");
        neighbour = work(&name, &long, &neighbour, &brand);
    }
}

#[test]
fn a_word_of_any_script_and_length_is_read() {
    let brand = library::brand();
    let letters =
        ["a", "é", "ñ", "я", "ه", "क", "ネ", "한", "🦠", "e\u{301}", "a\u{200d}", "ﷺ", "ß", "İ"];
    for letter in letters {
        for n_letters in [1, 44, 45, 46, 47, 48, 49, 1_000, SOURCE_LIMIT_BYTES / 8] {
            for locale in ["en", "nl"] {
                let word = letter.repeat(n_letters);
                let source = format!("+++\nlocale = \"{locale}\"\n+++\n# {word}\n\nA {word}.\n");
                let (document, _) = parse(&source);
                lint(&document, &Context::of(&brand));
                measure(&document);
                if n_letters < 100 {
                    work(letter, &source, &document, &brand);
                }
            }
        }
    }
}

#[test]
fn a_brand_of_the_corpus_is_taken_or_refused_as_its_name_says() {
    let brands = corpus(".toml");
    for (name, text) in brands.iter().filter(|(name, _)| name.starts_with("brands/")) {
        let facts = toml::from_str::<BrandFacts>(text).map_err(|error| error.to_string());
        let brand = facts.and_then(|facts| Brand::new(facts).map_err(|error| error.to_string()));
        let named = match name.as_str() {
            "brands/bad-case.toml" => "ONLOAD on <svg>",
            "brands/bad-fill-url.toml" => "fill on <rect>",
            "brands/bad-script.toml" => "<script>",
            "brands/bad-style.toml" => "<style>",
            _ => "",
        };
        match brand {
            Ok(_) => assert!(named.is_empty(), "{name} is taken"),
            Err(message) => assert!(!named.is_empty() && message.contains(named), "{message}"),
        }
    }
}
