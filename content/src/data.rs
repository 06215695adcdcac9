//! The data files of the crate, gathered by `build.rs`: words, chrome, the made-up brand, help.

include!(concat!(env!("OUT_DIR"), "/data.rs"));

/// A value under its dotted key; a table in a list has its place, `000` and on, in the key.
pub(crate) type Entry = (&'static str, Leaf);

/// What a data file may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Leaf {
    /// Text in quotes.
    Text(&'static str),
    /// A whole number.
    Number(u32),
    /// Texts in a row.
    List(&'static [&'static str]),
}

/// One data file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Data(&'static [Entry]);

impl Data {
    /// The file of that name in a folder.
    pub fn named(files: &[(&str, &'static [Entry])], name: &str) -> Option<Data> {
        files.iter().find(|(stem, _)| *stem == name).map(|(_, entries)| Data(entries))
    }

    /// The text under a key; nothing if there is none.
    pub fn text(self, key: &str) -> &'static str {
        match self.leaf(key) {
            Some(Leaf::Text(text)) => text,
            _ => "",
        }
    }

    /// The number under a key; 0 if there is none.
    pub fn number(self, key: &str) -> u32 {
        match self.leaf(key) {
            Some(Leaf::Number(number)) => number,
            _ => 0,
        }
    }

    /// The texts under a key; none if there are none.
    pub fn list(self, key: &str) -> &'static [&'static str] {
        match self.leaf(key) {
            Some(Leaf::List(list)) => list,
            _ => &[],
        }
    }

    /// What stands directly under a key, each with the rest of its own key.
    pub fn under(self, key: &str) -> impl Iterator<Item = (&'static str, Leaf)> {
        self.0.iter().filter_map(move |(whole, leaf)| {
            Some((whole.strip_prefix(key)?.strip_prefix('.')?, *leaf))
        })
    }

    fn leaf(self, key: &str) -> Option<Leaf> {
        let place = self.0.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
        self.0.get(place).map(|(_, leaf)| *leaf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_keys_of_english() {
        for files in [WORD_FILES, CHROME_FILES] {
            let keys = |entries: &[Entry]| -> Vec<&str> {
                let owned =
                    |key: &&str| !["term.", "formal."].iter().any(|list| key.starts_with(list));
                // Languages differ in how many technical words and forms of plural they need.
                let forms = [".zero", ".one", ".two", ".few", ".many"];
                let counted = |key: &&str| !forms.iter().any(|form| key.ends_with(form));
                entries.iter().map(|(key, _)| *key).filter(owned).filter(counted).collect()
            };
            let english = files.iter().find(|(language, _)| *language == "en").unwrap();
            for (language, entries) in files {
                assert_eq!(keys(entries), keys(english.1), "{language}");
            }
        }
    }

    #[test]
    fn a_value_is_found_by_its_key() {
        let data = Data::named(WORD_FILES, "en").unwrap();
        assert_eq!(data.number("max_sentence_words"), 25);
        assert!(data.list("phrases.password").contains(&"password*"));
        assert_eq!(data.text("phrases.password"), "");
        assert_eq!(data.under("verify").count(), 4);
    }
}
