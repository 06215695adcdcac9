//! `stile lint`: findings in documents on disk, for a provider's own checks.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use content::review::{Beside, findings_beside};
use content::{DocumentId, Finding, Weight, line_column};
use serde::Serialize;

use super::source;

/// Reads documents and tells what research and practice hold against them.
///
/// A line for each finding, `path:line:column: weight rule message`, and below it what to do instead.
/// Documents that are given together are compared: with the same words on other channels and with
/// the default language. The exit status is 0 when nothing is an error, 1 when something is, and 2 when a file cannot be
/// read. Warnings and information never fail a check.
#[derive(Clone, Debug, Args)]
pub struct Lint {
    /// Documents, or folders in which all files that end in .md are read.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How the findings are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The provider in whose name the documents speak: its name, numbers and link hosts as TOML.
    /// Without it, the nearest brand.toml in a document's folder or above.
    #[arg(long, value_name = "FILE")]
    pub brand: Option<PathBuf>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people and for editors that jump to `path:line:column`.
    Text,
    /// One JSON object: counts, and every finding with its place, reason and source.
    Json,
}

/// Everything that was found.
#[derive(Debug, Default, Serialize)]
struct Report {
    n_files: usize,
    n_errors: usize,
    n_warnings: usize,
    findings: Vec<Told>,
}

/// One finding with its place as people count.
#[derive(Debug, Serialize)]
struct Told {
    path: String,
    line: u32,
    column: u32,
    /// What to do instead.
    remedy: Option<String>,
    #[serde(flatten)]
    finding: Finding,
}

/// A file that has been read.
struct Read {
    path: PathBuf,
    text: String,
    /// Which document it is, if its front matter says so.
    id: Option<DocumentId>,
}

/// The document that a text says it is.
fn id_of(text: &str) -> Option<DocumentId> {
    let document = content::parse(text).0;
    let (channel, locale) = (document.channel(), document.locale());
    let (message, variant) = (document.front.message?, document.front.variant?);
    Some(DocumentId { message, variant, channel, locale })
}

impl Lint {
    /// Reads the documents and writes what was found to `out`.
    ///
    /// # Errors
    /// A file cannot be read, or `out` cannot be written.
    pub fn run(&self, out: &mut dyn io::Write) -> anyhow::Result<ExitCode> {
        let mut report = Report::default();
        let mut read = Vec::new();
        for path in source::documents(&self.files)? {
            let text = source::text(&path)?;
            read.push(Read { id: id_of(&text), path, text });
        }
        for one in &read {
            let named = read.iter().filter_map(|it| Some((it.id.as_ref()?, it.text.as_str())));
            let beside = one.id.as_ref().map(|id| Beside::of(id, named));
            report.add(one, self.brand.as_deref(), &beside.unwrap_or_default())?;
        }
        match self.format {
            Format::Text => out.write_all(report.text().as_bytes())?,
            Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?,
        }
        Ok(ExitCode::from(u8::from(report.n_errors > 0)))
    }
}

impl Report {
    fn add(&mut self, one: &Read, brand: Option<&Path>, beside: &Beside) -> anyhow::Result<()> {
        let (path, source) = (&one.path, &one.text);
        let findings = findings_beside(source, &source::brand(brand, path)?, beside);
        let count = |weight| findings.iter().filter(|finding| finding.weight == weight).count();
        self.n_files += 1;
        self.n_errors += count(Weight::Error);
        self.n_warnings += count(Weight::Warning);
        self.findings.extend(findings.into_iter().map(|finding| {
            let (line, column) = line_column(source, finding.span.start);
            let path = path.display().to_string();
            Told { path, line, column, remedy: remedy(&finding), finding }
        }));
        Ok(())
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for Told { path, line, column, remedy, finding } in &self.findings {
            let (weight, rule) = (word(finding.weight), &finding.rule);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{path}:{line}:{column}: {weight} {rule} {}", finding.message);
            if let Some(remedy) = remedy {
                let _ = writeln!(text, "    instead: {remedy}");
            }
        }
        let Report { n_files, n_errors, n_warnings, findings } = self;
        let n_information = findings.len() - n_errors - n_warnings;
        let _ = writeln!(
            text,
            "documents {n_files}, errors {n_errors}, warnings {n_warnings}, information {n_information}"
        );
        text
    }
}

/// What to do instead: the fix, or what the rule's help says.
fn remedy(finding: &Finding) -> Option<String> {
    if let Some(fix) = &finding.fix {
        return Some(fix.label.clone());
    }
    let rule = content::lint::RULES.iter().find(|rule| rule.id == finding.rule)?;
    let (_, instead) = rule.help().split_once("## Instead\n")?;
    Some(instead.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn word(weight: Weight) -> &'static str {
    match weight {
        Weight::Error => "error",
        Weight::Warning => "warning",
        Weight::Information => "information",
    }
}
