//! Cuts the built app into parts that browsers fetch when they first need them.
//!
//! Trunk calls this after each build, with its staging folder. A build with the feature `split`
//! left markers where `app/src/features.rs` says; one without is left as it is. The order matters:
//! cutting needs the linker's relocations, which `wasm-bindgen` drops, so its work is done again.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, SplitWasm, transform};
use xshell::{Shell, cmd};

use crate::tools;
use crate::workspace::Workspace;

/// What `wasm_split` imports from until the parts have their place.
const MARKER: &str = "__wasm_split_placeholder__";
/// What browsers have understood for years; the compiler uses it, so the optimiser has to know.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Cuts what trunk has put into its staging folder, if it is to be cut.
pub fn split(workspace: &Workspace) -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.context("this step is called by trunk, which names its folder")?;
    let (name, script) = staged_app(&staging)?;
    if !fs::read_to_string(script)?.contains(MARKER) {
        return Ok(());
    }
    tools::node_modules(workspace, "xtask/js")?;
    let cut = workspace.target().join("split");
    let parts = cut_into(workspace, &cut, &name)?;
    bind(&workspace.sh, &cut.join(&name).with_extension("wasm"), &staging, &name)?;
    let mut files = vec![staging.join(format!("{name}_bg.wasm"))];
    files.extend(name_by_hash(&parts, &cut, &staging, &name)?);
    optimise(workspace, &files)?;
    let list = serde_json::to_string_pretty(&parts.prefetch_map)?;
    Ok(fs::write(workspace.target().join(PARTS), list)?)
}

/// Below the target folder: the files that each part consists of, by their stems without the hash.
pub const PARTS: &str = "app.parts.json";

/// The parts with the stems of their files, as the last build with the feature `split` wrote them.
pub fn parts(workspace: &Workspace) -> Result<HashMap<String, Vec<String>>> {
    let list = fs::read_to_string(workspace.target().join(PARTS))?;
    Ok(serde_json::from_str(&list)?)
}

/// The staged script of the app and its name with trunk's hash, `app-6e1f0c7b9a3d2f45`.
fn staged_app(staging: &Path) -> Result<(String, PathBuf)> {
    for entry in fs::read_dir(staging)? {
        let path = entry?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if stem.starts_with("app-") && path.extension().is_some_and(|found| found == "js") {
            return Ok((stem, path));
        }
    }
    Err(anyhow!("trunk has put no app into {}", staging.display()))
}

fn cut_into(workspace: &Workspace, cut: &Path, name: &str) -> Result<SplitWasm> {
    if cut.exists() {
        fs::remove_dir_all(cut)?;
    }
    fs::create_dir_all(cut)?;
    let built = workspace.target().join("wasm32-unknown-unknown/app/app.wasm");
    let built = fs::read(&built).with_context(|| format!("reading {}", built.display()))?;
    let (main, link) = (cut.join(format!("{name}.wasm")), link_name(name));
    let main_module = format!("./{name}.js");
    let mut options = Options::new(&built);
    options.output_dir = cut;
    options.main_out_path = &main;
    options.main_module = &main_module;
    options.link_name = &link;
    transform(options).map_err(|error| anyhow!("cutting the app: {error:?}"))
}

/// The script that fetches parts: `./split-6e1f0c7b9a3d2f45.js`.
fn link_name(name: &str) -> String {
    format!("./split-{}.js", hash_of(name))
}

fn hash_of(name: &str) -> &str {
    name.rsplit_once('-').map_or(name, |(_, hash)| hash)
}

fn bind(sh: &Shell, main: &Path, staging: &Path, name: &str) -> Result<()> {
    let options = ["--target", "web", "--no-typescript", "--keep-lld-exports"];
    let names = ["--remove-name-section", "--remove-producers-section"];
    Ok(cmd!(
        sh,
        "wasm-bindgen {main} {options...} {names...} --out-dir {staging} --out-name {name}"
    )
    .run()?)
}

/// Puts the parts into the staging folder, each with the hash of the whole app in its name, so that
/// the server may let browsers keep them for ever; returns where they are.
fn name_by_hash(parts: &SplitWasm, cut: &Path, staging: &Path, name: &str) -> Result<Vec<PathBuf>> {
    let hash = hash_of(name);
    let link = link_name(name);
    let mut script = fs::read_to_string(cut.join(&link))?;
    let mut files = Vec::new();
    for part in &parts.split_modules {
        let stem = part.file_stem().unwrap_or_default().to_string_lossy();
        script =
            script.replace(&format!("\"./{stem}.wasm\""), &format!("\"./{stem}-{hash}.wasm\""));
        let file = staging.join(format!("{stem}-{hash}.wasm"));
        fs::copy(part, &file)?;
        files.push(file);
    }
    fs::write(staging.join(&link), script)?;
    Ok(files)
}

/// Runs `wasm-opt` over the files, two at a time: each takes up to half a minute.
fn optimise(workspace: &Workspace, files: &[PathBuf]) -> Result<()> {
    let optimiser = workspace.path("xtask/js/node_modules/.bin/wasm-opt");
    let (one, other) = by_weight(files)?;
    let work = |files: Vec<PathBuf>| -> Result<()> {
        let sh = Shell::new()?;
        for file in files {
            cmd!(sh, "{optimiser} -Oz --strip-debug {FEATURES...} {file} -o {file}")
                .quiet()
                .ignore_stderr()
                .run()
                .with_context(|| format!("optimising {}", file.display()))?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| work(one));
        work(other)?;
        thread.join().map_err(|_| anyhow!("optimising the app stopped halfway"))?
    })
}

/// Two lists of files of about the same weight.
fn by_weight(files: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let mut weighed = Vec::new();
    for file in files {
        weighed.push((file.metadata()?.len(), file.clone()));
    }
    weighed.sort_by(|a, b| b.cmp(a));
    let (mut one, mut other) = ((0, Vec::new()), (0, Vec::new()));
    for (weight, file) in weighed {
        let lighter = if one.0 <= other.0 { &mut one } else { &mut other };
        lighter.0 += weight;
        lighter.1.push(file);
    }
    Ok((one.1, other.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_by_the_hash_of_the_whole_app() {
        assert_eq!(link_name("app-6e1f0c7b9a3d2f45"), "./split-6e1f0c7b9a3d2f45.js");
    }

    #[test]
    fn a_folder_without_an_app_is_a_clear_error() -> Result<()> {
        let empty = std::env::temp_dir().join(format!("stile-split-{}", std::process::id()));
        fs::create_dir_all(&empty)?;
        let message = staged_app(&empty).map(|_| ()).map_err(|error| error.to_string());
        fs::remove_dir(&empty)?;
        assert!(message.is_err_and(|message| message.contains("no app")));
        Ok(())
    }
}
