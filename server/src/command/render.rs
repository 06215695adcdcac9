//! `stile render`: a document on disk as a reader gets it, with the values of a sample reader.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};
use content::library::{Persona, personas};
use content::{Pseudo, Target, pseudo, render};

use super::source;

/// Renders a document as a sample reader gets it, byte for byte as Stile would serve it.
///
/// The exit status is 0 when it was written and 2 when a file cannot be read or written.
#[derive(Clone, Debug, Args)]
pub struct Render {
    /// The document.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What it is rendered to; without it, what the channel in its front matter says.
    #[arg(long, value_enum)]
    pub target: Option<RenderTarget>,
    /// The sample reader whose values fill the placeholders.
    #[arg(long, value_name = "NAME", default_value = "typical", value_parser = persona)]
    pub persona: Persona,
    /// The provider in whose name the document speaks: its name, numbers and link hosts as TOML.
    /// Without it, the nearest brand.toml in the document's folder or above.
    #[arg(long, value_name = "FILE")]
    pub brand: Option<PathBuf>,
    /// Renders it as a made-up translation that strains the layout, placeholders and links kept.
    #[arg(long, value_enum)]
    pub pseudo: Option<MadeUp>,
    /// Writes to this file instead of to the terminal.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What a document is rendered to, as the command line calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RenderTarget {
    /// The page of the garden, HTML.
    Garden,
    /// The e-mail, HTML.
    Email,
    /// The e-mail as plain text.
    EmailText,
    /// The letter, text.
    Letter,
    /// What the help desk reads out, text.
    Script,
}

/// A made-up language, as the command line calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MadeUp {
    /// Accented letters, and 40 % more of them.
    Accented,
    /// Letters that run from right to left.
    Bidi,
}

impl Render {
    /// Renders the document and writes it.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub fn run(&self, out: &mut dyn io::Write) -> anyhow::Result<ExitCode> {
        let (mut document, _) = content::parse(&source::text(&self.file)?);
        if let Some(named) = self.pseudo {
            document = pseudo(&document, made_up(named));
        }
        let brand = source::brand(self.brand.as_deref(), &self.file)?;
        let target = self.target.map(target);
        let target = target.or_else(|| Target::of(document.channel()).first().copied());
        let target = target.unwrap_or(Target::GardenHtml);
        let body = render(&document, &brand, &self.persona.values, target).body;
        match &self.out {
            Some(path) => {
                let written = fs::write(path, body);
                written.with_context(|| format!("cannot write {}", path.display()))?;
            }
            None => out.write_all(body.as_bytes())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn target(named: RenderTarget) -> Target {
    match named {
        RenderTarget::Garden => Target::GardenHtml,
        RenderTarget::Email => Target::EmailHtml,
        RenderTarget::EmailText => Target::EmailText,
        RenderTarget::Letter => Target::LetterText,
        RenderTarget::Script => Target::ScriptText,
    }
}

fn made_up(named: MadeUp) -> Pseudo {
    match named {
        MadeUp::Accented => Pseudo::Accent,
        MadeUp::Bidi => Pseudo::Bidi,
    }
}

/// The sample reader of that name.
fn persona(name: &str) -> Result<Persona, String> {
    let personas = personas();
    let known: Vec<&str> = personas.iter().map(|persona| persona.id).collect();
    let known = known.join(", ");
    let found = personas.iter().find(|persona| persona.id == name).cloned();
    found.ok_or_else(|| format!("the sample readers are {known}"))
}
