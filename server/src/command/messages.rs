//! `stile messages`: a message as a folder of files, out of a server's store and back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use content::Slug;
use jiff::Timestamp;

use super::data;
use crate::package::{Choice, Files, Package, read_folder, unpack, write_folder};
use crate::serve;
use crate::store::By;

/// Takes a message out of a server's store as a folder of files, or puts it back.
#[derive(Clone, Debug, Args)]
pub struct Messages {
    /// Which way.
    #[command(subcommand)]
    pub way: Way,
}

/// Which way a message goes.
#[derive(Clone, Debug, Subcommand)]
pub enum Way {
    /// Writes the documents of a message, the brand, the variables and the revision hashes as files.
    Export(Place),
    /// Reads the documents and the brand of a message back; names what differs and writes nothing,
    /// unless told to overwrite.
    Import(Import),
}

/// Which message, and where.
#[derive(Clone, Debug, Args)]
pub struct Place {
    /// The folder of the server's database.
    #[arg(long, value_name = "DIR", default_value = "stile-data")]
    pub data: PathBuf,
    /// Replaces what is there with another text.
    #[arg(long)]
    pub overwrite: bool,
    /// The message, such as iot-infection.
    #[arg(value_name = "MESSAGE")]
    pub message: Slug,
    /// The folder of its files; to import, an archive of that folder will do.
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// What is read back.
#[derive(Clone, Debug, Args)]
pub struct Import {
    /// Which message, and where.
    #[command(flatten)]
    pub place: Place,
    /// Leaves the brand of the store as it is.
    #[arg(long)]
    pub without_brand: bool,
}

impl Messages {
    /// Moves the message and tells on `out` what was done.
    ///
    /// # Errors
    /// The store or a file cannot be read or written, or something differs.
    pub async fn run(&self, out: &mut dyn io::Write) -> anyhow::Result<ExitCode> {
        match &self.way {
            Way::Export(place) => place.export(out).await?,
            Way::Import(import) => import.run(out).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Place {
    async fn export(&self, out: &mut dyn io::Write) -> anyhow::Result<()> {
        let store = data::open(&self.data).await?;
        let package = Package::of(&*store, &self.message).await.map_err(data::said)?;
        store.close().await;
        let files = package.files().map_err(data::said)?;
        write_folder(&self.folder, &files, self.overwrite)?;
        let n_documents = package.documents.len();
        Ok(writeln!(out, "documents {n_documents}, folder {}", self.folder.display())?)
    }
}

/// The files of a message in a folder or in an archive, as staff save one from the app.
fn read(path: &Path, message: &Slug) -> anyhow::Result<Files> {
    if !path.is_file() {
        return read_folder(path);
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (packed, files) = unpack(&bytes).map_err(data::said)?;
    if packed != *message {
        bail!("the archive is of the message {packed}, not {message}; import it under that name");
    }
    Ok(files)
}

impl Import {
    async fn run(&self, out: &mut dyn io::Write) -> anyhow::Result<()> {
        let Place { data, overwrite, message, folder } = &self.place;
        let package = Package::read(message, read(folder, message)?).map_err(data::said)?;
        let store = serve::open(data, "stile messages import".to_owned()).await?;
        let choice = Choice { overwrite: *overwrite, with_brand: !self.without_brand };
        let by = By { who: "command line", at: Timestamp::now() };
        let done = package.import(&*store, choice, by).await;
        store.close().await;
        let done = done.map_err(data::said)?;
        let (created, replaced) = (done.created.len(), done.replaced.len());
        let unchanged = done.unchanged.len();
        Ok(writeln!(out, "created {created}, replaced {replaced}, unchanged {unchanged}")?)
    }
}
