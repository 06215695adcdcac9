//! What holds for every text: nothing panics, places are in the source, values never become markup.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use content::{
    Arms, BlockDiff, Brand, BrandFacts, Change, Context, Document, Mark, Pseudo, Running, Target,
    Value, Values, assess, brand::Logo, diff, library, lint, lint_arms, measure, parse, print,
    pseudo, render, revision_hash,
};
use proptest::prelude::*;

/// Every tag that a garden page may have.
const TAGS: [&str; 37] = [
    "!DOCTYPE", "html", "head", "meta", "title", "link", "style", "body", "header", "main",
    "footer", "section", "div", "span", "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "a",
    "br", "bdi", "form", "label", "textarea", "button", "svg", "rect", "path", "table", "tr", "td",
    "details", "summary",
];

fn page(document: &Document, brand: &Brand, values: &Values) -> String {
    render(document, brand, values, Target::GardenHtml).body
}

/// The names of the tags of a page, in order.
fn tags(body: &str) -> Vec<&str> {
    let name = |part: &'_ str| part.find([' ', '>', '/']).unwrap_or(part.len());
    body.split('<')
        .skip(1)
        .map(|part| part.trim_start_matches('/'))
        .map(|part| &part[..name(part)])
        .collect()
}

/// Pieces of which texts with much markup are made.
fn markup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "+++\n",
        "# ",
        "## ",
        "{#a .steps}",
        "{.x",
        "\n",
        "\n\n",
        "1. ",
        "- ",
        "  ",
        "**",
        "*",
        "[",
        "](",
        ")",
        "((",
        "))",
        "((case code))",
        "((fixed phone??",
        "__",
        "\\\n",
        "  \n",
        "1) ",
        "+ ",
        "### ",
        "    ",
        "{#b .faq minutes=3}",
        "!",
        "===\n",
        "---\n",
        "&nbsp;",
        "&#32;",
        "&#10;",
        "[a]: /b\n",
        "<https://x.example>",
        "((help phone))",
        "<b>",
        "<script>",
        "</",
        "-->",
        "| a |\n|---|\n",
        "![",
        "`",
        "```\n",
        "> ",
        "&amp;",
        "&#0;",
        "\\",
        "https://x.example",
        "javascript:",
        "message = \"m\"",
        "virus scanner",
        "word. ",
        "é",
        "\u{202e}",
        "\u{0}",
        "\u{301}",
        "\r\n",
        "日本。",
        "🦠",
        "\t",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

/// Texts of long pieces: words of any script without end, nests of marks, what nobody sees.
fn long_pieces() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "ij",
        "é",
        "я",
        "ل",
        "क्",
        "ネ",
        "한",
        "🦠",
        "\u{301}",
        "\u{323}",
        "\u{200d}",
        "\u{ad}",
        "\u{202e}",
        "\u{2068}",
        "\u{200f}",
        "\u{0}",
        "\u{7f}",
        "\u{feff}",
        "\u{a0}",
        "((",
        "))",
        "((a",
        "((fixed phone??",
        "[",
        "](",
        "[](",
        "![",
        "**",
        "*a ",
        "> ",
        "- ",
        "1. ",
        "\t",
        "`",
        "<a ",
        "<!--",
        "&",
        "&#",
        "{#",
        "\\",
        "|",
        "1 ",
        ". ",
        "。",
        "\n",
        "\r\n",
        "’",
        "-",
    ]);
    let repeated = (pieces, 1_usize..200).prop_map(|(piece, n)| piece.repeat(n));
    prop::collection::vec(prop_oneof![repeated, markup()], 1..6).prop_map(|parts| parts.concat())
}

fn reads_without_panic(source: &str) {
    let brand = library::brand();
    let (document, form) = parse(source);
    let found = lint(&document, &Context::of(&brand));
    for finding in form.iter().chain(&found) {
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        assert!(source.get(start..end).is_some(), "{finding:?} is not a place in {source:?}");
        if let Some(fix) = &finding.fix {
            let (start, end) = (fix.span.start as usize, fix.span.end as usize);
            assert!(source.get(start..end).is_some(), "{fix:?} is not a place in {source:?}");
        }
    }
    let (assessed, measures) = assess(&document, &Context::of(&brand));
    assert_eq!((assessed, measures), (found, measure(&document)), "{source:?}");
    revision_hash(&document, &brand);
    let values = library::personas().swap_remove(0).values;
    for target in Target::ALL {
        let body = render(&document, &brand, &values, target).body;
        let is_html = matches!(target, Target::GardenHtml | Target::EmailHtml);
        for tag in tags(&body).into_iter().filter(|_| is_html) {
            assert!(TAGS.contains(&tag), "<{tag}> out of {source:?}");
        }
    }
}

fn prints_and_reads_back(source: &str) {
    let brand = library::brand();
    let (document, _) = parse(source);
    let printed = print(&document);
    let (again, _) = parse(&printed);
    let hash = |document: &Document| revision_hash(document, &brand);
    assert_eq!(hash(&document), hash(&again), "{source:?}\nwas printed as\n{printed}\n{again:#?}");
    assert_eq!(printed, print(&again), "{source:?}");
}

/// What is kept or added gives the second text, and what is kept or removed the first.
fn compares(before: &str, after: &str) {
    let (before, after) = (parse(before).0, parse(after).0);
    let text = |diffs: &[BlockDiff], without: Mark| -> BTreeMap<String, String> {
        let there = |block: &&BlockDiff| block.text.iter().any(|part| part.mark != without);
        let joined = |block: &BlockDiff| {
            let parts = block.text.iter().filter(|part| part.mark != without);
            (block.id.clone(), parts.map(|part| part.text.as_str()).collect())
        };
        let blocks = diffs.iter().filter(|block| block.kind.is_some());
        blocks.filter(there).map(joined).collect()
    };
    let diffs = diff(&before, &after);
    assert_eq!(text(&diffs, Mark::Removed), text(&diff(&after, &after), Mark::Removed));
    let same = diffs.iter().filter(|block| block.change == Change::Same);
    assert!(same.flat_map(|block| &block.text).all(|part| part.mark == Mark::Same));
    let own = diff(&before, &before);
    assert!(own.iter().all(|block| block.change == Change::Same && !block.moved), "{own:?}");
}

/// A value that nobody foresaw.
fn any_text() -> impl Strategy<Value = String> {
    "(?s).{0,40}|<[a-z]{1,6}( [a-z]+=\"[^\"]*\")?>|\\(\\(case code\\)\\)|\\*\\*[a-z]\\*\\*"
}

/// The main part of a garden page, cleaned by somebody else's sanitiser that knows our tags.
fn cleaned(main: &str) -> String {
    let mut cleaner = ammonia::Builder::default();
    cleaner
        .add_tags(["section", "form", "label", "textarea", "button", "details", "summary", "bdi"])
        .add_generic_attributes(["class", "id", "dir", "lang"])
        .add_tag_attributes("form", ["method", "action"])
        .add_tag_attributes("textarea", ["name", "maxlength", "required", "rows"])
        .add_tag_attributes("a", ["hreflang"])
        .url_schemes(["https", "http", "tel", "sms"].into())
        .link_rel(None)
        .strip_comments(false);
    cleaner.clean(main).to_string()
}

/// The same page in one spelling of marks: sanitisers write some of them in another way.
fn once_read(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&nbsp;", "\u{a0}").replace(" required=\"\"", " required")
}

/// What stands inside the `<main>` of a page.
fn main_part(page: &str) -> &str {
    let (_, rest) = page.split_once("<main>").unwrap();
    rest.rsplit_once("</main>").unwrap().0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(source in "\\PC*|(?s).{0,200}") {
        reads_without_panic(&source);
    }

    #[test]
    fn no_markup_makes_the_reader_panic(source in markup()) {
        reads_without_panic(&source);
    }

    #[test]
    fn what_is_printed_is_read_as_the_same_tree(source in "\\PC*|(?s).{0,200}") {
        prints_and_reads_back(&source);
    }

    #[test]
    fn markup_is_printed_and_read_as_the_same_tree(source in markup()) {
        prints_and_reads_back(&source);
    }

    #[test]
    fn no_logo_and_no_brand_makes_the_reader_panic(
        text in "\\PC{0,80}|(<|</|/>|>|svg|path|title| |=|\"|'|\\?|xml|!|--|&|;|#|url\\(|\\)|d|é){0,40}"
    ) {
        for svg in [text.clone(), format!("<svg>{text}</svg>"), format!("<svg fill=\"{text}\"/>")] {
            if let Ok(logo) = svg.parse::<Logo>() {
                prop_assert!(!logo.as_ref().to_lowercase().contains("script"));
            }
        }
        let _ = toml::from_str::<BrandFacts>(&text).map(Brand::new);
    }

    #[test]
    fn two_texts_can_always_be_compared(before in markup(), after in markup()) {
        compares(&before, &after);
    }

    #[test]
    fn any_two_texts_can_always_be_compared(before in "(?s).{0,120}", after in "(?s).{0,120}") {
        compares(&before, &after);
    }

    #[test]
    fn a_value_never_adds_a_tag(text in "(?s).{0,40}|<[a-z]{1,6}( [a-z]+=\"[^\"]*\")?>") {
        let (document, _) = parse("# T\n\nHello ((pet name)) and **((pet name))**.\n");
        let brand = library::brand();
        let mut values = library::personas().swap_remove(0).values;
        let mut with = |text: &str| {
            values.more.insert("pet name".parse().unwrap(), Value::Text(text.to_owned()));
            page(&document, &brand, &values)
        };
        prop_assert_eq!(tags(&with("plain")).len(), tags(&with(&text)).len());
    }

    #[test]
    fn no_value_of_any_reader_adds_a_tag(
        texts in prop::collection::vec(any_text(), 4),
        flag in any::<bool>(),
    ) {
        let source = "# T ((customer name))\n\n((pet name)) ((website))\n\n\
            ((fixed phone??Words **not** bold.))\n\n1. **((pet name))** ((seen at))\n";
        let (document, _) = parse(source);
        let brand = library::brand();
        let mut plain = library::personas().swap_remove(0).values;
        for name in ["pet name", "website", "seen at", "customer name"] {
            plain.more.insert(name.parse().unwrap(), Value::Text("plain".to_owned()));
        }
        plain.more.insert("fixed phone".parse().unwrap(), Value::Flag(flag));
        let mut odd = plain.clone();
        for (name, text) in ["pet name", "website", "seen at", "customer name"].iter().zip(&texts) {
            odd.more.insert(name.parse().unwrap(), Value::Text(text.clone()));
        }
        for target in [Target::GardenHtml, Target::EmailHtml] {
            let count = |values: &Values| tags(&render(&document, &brand, values, target).body).len();
            prop_assert_eq!(count(&plain), count(&odd));
        }
    }

    #[test]
    fn a_sanitiser_changes_nothing_in_a_page(source in markup(), text in any_text()) {
        let brand = library::brand();
        let mut values = library::personas().swap_remove(0).values;
        values.more.insert("pet name".parse().unwrap(), Value::Text(text));
        values.other_locales = vec!["nl".parse().unwrap()];
        let more = "\n\n## W {#w .why}\n\n((pet name))\n\n## L {#l .language-switch}\n\n\
            ## H {#h .help}\n\nHelp ((help phone))\n";
        let (document, _) = parse(&format!("{source}{more}"));
        let body = page(&document, &brand, &values);
        let main = main_part(&body);
        prop_assert_eq!(once_read(main), once_read(&cleaned(main)));
    }

    #[test]
    fn arms_are_read_without_panic(control in markup(), other in markup()) {
        let brand = library::brand();
        let (control, other) = (parse(&control).0, parse(&other).0);
        let documents = [("a", &control), ("b", &other)];
        let context = Context {
            siblings: &[&other],
            default_locale: Some(&other),
            live: Some(&other),
            running: &[Running { trial: "T", document: &other }],
            garden_host: Some("192.0.2.7"),
            ..Context::of(&brand)
        };
        lint_arms(&Arms { declared: &["lead"], ..Arms::of(&documents, context) });
        lint(&control, &context);
    }

    #[test]
    fn a_changed_letter_changes_the_hash(place in 0_usize..400) {
        let source = library::documents()[0].source;
        let body_start = source.find("# ").unwrap() + 2;
        let at = source[body_start..].char_indices().filter(|(_, c)| c.is_ascii_lowercase()).nth(place);
        let at = body_start + at.unwrap().0;
        let mut changed = source.to_owned();
        let letter = if &source[at..=at] == "q" { "z" } else { "q" };
        changed.replace_range(at..=at, letter);
        let brand = library::brand();
        prop_assert_ne!(
            revision_hash(&parse(source).0, &brand),
            revision_hash(&parse(&changed).0, &brand)
        );
    }
}

proptest! {
    // Each case has a text of up to 30 kB.
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_long_piece_makes_the_reader_panic(
        source in long_pieces(),
        other in long_pieces(),
        made_up in prop::sample::select(Pseudo::ALL.to_vec()),
    ) {
        reads_without_panic(&source);
        prints_and_reads_back(&source);
        compares(&source, &other);
        let (document, _) = parse(&source);
        lint(&pseudo(&document, made_up), &Context::of(&library::brand()));
    }
}
