//! The start of a server: store, library, both listeners; and its end when it is asked to stop.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::demo::Demo;
use crate::problem::Problem;
use crate::state::App;
use crate::static_app::StaticApp;
use crate::store::{self, Engine, SqliteFile, Store};
use crate::{garden, metrics, staff, starter};

mod check;
mod descriptors;
mod listener;
mod options;
mod slots;

pub use descriptors::{Caps, caps};
pub use listener::Listener;
pub use options::{LogFormat, Serve, Setting, Source};

/// How long open requests may take when the server stops; a stalled reader does not hold it up.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whoever reads the numbers needs one connection, a second one when the first is lost.
const METRICS_CONNECTIONS: usize = 4;

/// Serves until the process is told to stop; with `--check` says what it would do.
///
/// # Errors
/// The folder, the database or a port cannot be had.
pub async fn serve(options: Serve) -> anyhow::Result<()> {
    if options.check {
        return check::check(&options, &mut io::stdout()).await;
    }
    let sockets = Sockets::bind(&options).await?;
    let garden_here = format!("http://{}", sockets.garden.local_addr()?);
    let garden_origin = sockets.garden_origin(&options)?;

    meet_the_size_limit_as_an_error()?;
    // From here on, as whoever reads the addresses may ask at once.
    let asked_to_stop = asked_to_stop()?;
    let (stop, stopping) = watch::channel(false);
    let clock = options.test_clock.map_or_else(Clock::real, Clock::test);
    let opened_by = format!("stile serve at http://{}", sockets.staff.local_addr()?);
    let store = open(&options.data, opened_by).await?;
    go_on_from_the_newest_row(&clock, &*store).await?;
    let app = App { stopping, ..App::new(store, clock, &garden_origin) };
    starter::load(&app).await.map_err(fault)?;
    let caps = caps();
    if options.demo {
        Demo::run(&app, options.demo_seed, Duration::from_millis(options.demo_hour_ms)).await;
    }

    println!("staff  http://{}", sockets.staff.local_addr()?);
    println!("garden {garden_here}");
    if let Some(metrics) = &sockets.metrics {
        println!("metrics http://{}/metrics", metrics.local_addr()?);
    }
    let (staff, garden) = listen(sockets, &app, StaticApp::new(&options.app), caps);
    asked_to_stop.await?;
    tracing::info!("stopping");
    stop.send_replace(true);
    let both = async { (staff.await, garden.await) };
    if tokio::time::timeout(PATIENCE, both).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    app.store.close().await;
    Ok(())
}

/// A machine whose clock was set back while the server was down would stamp new rows before old ones.
async fn go_on_from_the_newest_row(clock: &Clock, store: &dyn Store) -> anyhow::Result<()> {
    let newest = store.audit(None, 1).await?.items.into_iter().next();
    let Some(newest) = newest.map(|entry| entry.at) else { return Ok(()) };
    let now = clock.now();
    if now < newest && !clock.is_test() {
        tracing::warn!(%now, %newest, "the clock is behind the newest row; time stands still until then");
    }
    clock.go_on_from(newest);
    Ok(())
}

/// Where is listened.
struct Sockets {
    staff: TcpListener,
    garden: TcpListener,
    metrics: Option<TcpListener>,
}

impl Sockets {
    async fn bind(options: &Serve) -> anyhow::Result<Sockets> {
        Ok(Sockets {
            staff: bind(options.host, options.port, "--port").await?,
            garden: bind(options.garden_host, options.garden_port, "--garden-port").await?,
            metrics: match options.metrics {
                Some(at) => Some(bind(at.ip(), at.port(), "--metrics").await?),
                None => None,
            },
        })
    }

    /// The garden as customers reach it.
    fn garden_origin(&self, options: &Serve) -> io::Result<String> {
        let here = || Ok(format!("http://{}", self.garden.local_addr()?));
        options.garden_origin.clone().map_or_else(here, Ok)
    }
}

/// Serves everything; answers the tasks of the staff side and of the garden.
fn listen(
    sockets: Sockets,
    app: &App,
    files: StaticApp,
    caps: Caps,
) -> (JoinHandle<()>, JoinHandle<()>) {
    let run = |name, socket, router, max_connections| {
        let metrics = app.metrics.clone();
        let listener = Listener { name, socket, router, max_connections, metrics };
        tokio::spawn(listener.run(app.stopping.clone()))
    };
    if let Some(socket) = sockets.metrics {
        run("metrics", socket, metrics::router(app.metrics.clone()), METRICS_CONNECTIONS);
    }
    let staff = run("staff", sockets.staff, staff::router(app.clone(), files), caps.staff);
    let garden = run("garden", sockets.garden, garden::router(app.clone()), caps.garden);
    (staff, garden)
}

fn fault(problem: Problem) -> anyhow::Error {
    problem.log();
    anyhow::anyhow!("{}", problem.body())
}

async fn bind(host: IpAddr, port: u16, flag: &str) -> anyhow::Result<TcpListener> {
    let address = SocketAddr::new(host, port);
    let listener = TcpListener::bind(address).await;
    listener
        .with_context(|| format!("cannot listen on {address}; choose another {flag}, 0 for any"))
}

/// The database in a server's folder.
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join("stile.db")
}

/// Opens the store in a folder, both made when they are not there, for a program of that name.
pub(crate) async fn open(folder: &Path, opened_by: String) -> anyhow::Result<Arc<dyn Store>> {
    let file = SqliteFile { opened_by, ..SqliteFile::at(database(folder)) };
    Ok(store::open(&Engine::Sqlite(file)).await?)
}

/// A file that may grow no further (RLIMIT_FSIZE) is a full disk to the store; without a handler the
/// signal would end the process.
#[cfg(unix)]
fn meet_the_size_limit_as_an_error() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    // SIGXFSZ on Linux and on the systems of BSD; the handler stays when this value is dropped.
    let _listening = signal(SignalKind::from_raw(25))?;
    Ok(())
}

#[cfg(not(unix))]
fn meet_the_size_limit_as_an_error() -> anyhow::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn asked_to_stop() -> anyhow::Result<impl Future<Output = anyhow::Result<()>>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => anyhow::Ok(()),
            interrupt = tokio::signal::ctrl_c() => Ok(interrupt?),
        }
    })
}

#[cfg(not(unix))]
fn asked_to_stop() -> anyhow::Result<impl Future<Output = anyhow::Result<()>>> {
    Ok(async { anyhow::Ok(tokio::signal::ctrl_c().await?) })
}
