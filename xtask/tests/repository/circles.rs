//! Circles among the modules at the top of each crate, from their `crate::` imports. A circle that is
//! known is excepted with the modules that it has today; whoever undoes one deletes it here.

use std::collections::{BTreeMap, BTreeSet};

use super::{sources, without_tests};

/// Modules that may import one another, by crate. What a registry lists imports the registry's types
/// back; the others wait to be undone.
const EXCEPTED: [(&str, &str); 3] = [
    (
        "content",
        "brand canonical chrome diff document lint measure parse prose pseudo readability render \
         template variable",
    ),
    ("trial", "coverage looks outcome plan planner subject trial"),
    ("app", "results trials"),
];

type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_module_imports_one_that_imports_it_back() {
    for name in ["words", "content", "trial", "wire", "server", "app", "xtask"] {
        for circle in circles(&imports(name)) {
            let is_excepted = EXCEPTED.iter().any(|(excepted, modules)| {
                let known: BTreeSet<_> = modules.split_whitespace().collect();
                *excepted == name && circle.iter().all(|module| known.contains(module.as_str()))
            });
            assert!(is_excepted, "modules of {name} import one another: {circle:?}");
        }
    }
}

#[test]
fn a_circle_is_found_with_all_that_is_on_it_and_nothing_beside_it() {
    let text = "use crate::b;\nuse crate::{\n    c::{d, e},\n    Thing, f,\n};\n// crate::g\n";
    assert_eq!(imported(text), ["b", "c", "f"].map(str::to_owned).into());
    let imports = Imports::from(
        [("a", vec!["b"]), ("b", vec!["c", "d"]), ("c", vec!["a"]), ("d", vec!["d"])]
            .map(|(from, to)| (from.to_owned(), to.into_iter().map(str::to_owned).collect())),
    );
    assert_eq!(circles(&imports), [["a", "b", "c"].map(str::to_owned).into()]);
}

/// Which module at the top of a crate imports which others.
fn imports(name: &str) -> Imports {
    let folder = format!("{name}/src");
    let mut imports = Imports::new();
    for (path, text) in sources(&[&folder], "rs") {
        let inside = path.trim_start_matches(&folder).trim_start_matches('/');
        let module = inside.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        if !["lib", "main"].contains(&module) {
            imports.entry(module.to_owned()).or_default().extend(imported(&text));
        }
    }
    let modules: BTreeSet<String> = imports.keys().cloned().collect();
    imports.values_mut().for_each(|to| to.retain(|module| modules.contains(module)));
    imports
}

/// The first names behind `crate::`; of types, which the root of the crate lends, none.
fn imported(text: &str) -> BTreeSet<String> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let code: Vec<_> = without_tests(text).lines().filter(is_code).collect();
    let code = code.join("\n");
    let mut names = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let mut depth = 0;
        let mut name = String::new();
        for c in rest.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => names.extend(module(&mut name)),
                _ if depth <= 1 => name.push(c),
                _ => {}
            }
            if (depth == 0 && !is_part(c)) || depth < 0 {
                break;
            }
        }
        names.extend(module(&mut name));
    }
    names
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The name of a module at the beginning of a path, which is used up.
fn module(path: &mut String) -> Option<String> {
    let path = std::mem::take(path);
    let name: String = path.trim_start().chars().take_while(|c| is_part(*c)).collect();
    name.starts_with(char::is_lowercase).then_some(name)
}

/// The largest sets of modules that all lead to one another.
fn circles(imports: &Imports) -> Vec<BTreeSet<String>> {
    let reached: BTreeMap<_, _> =
        imports.keys().map(|from| (from, reached(from, imports))).collect();
    let mut found = BTreeSet::new();
    for (from, to) in &reached {
        let circle: BTreeSet<String> =
            to.iter().filter(|other| reached[*other].contains(*from)).cloned().collect();
        if circle.len() > 1 {
            found.insert(circle);
        }
    }
    found.into_iter().collect()
}

fn reached(from: &str, imports: &Imports) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        for next in imports.get(module).into_iter().flatten() {
            if reached.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    reached
}
