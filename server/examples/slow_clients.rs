//! How fast both sides answer while slow clients hold on to them:
//! `cargo run --release -p server --example slow_clients`.
//!
//! 500 clients in three kinds, half of them at each listener: heads that stop halfway, heads that get
//! a line every 4 s, bodies that get a byte a second. Each begins anew when it is closed. Meanwhile
//! a fresh connection asks for the status, and one for a subject's page. Exits with 1 above the limit.

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use server::clock::Clock;
use server::serve::{Caps, Listener, caps};
use server::state::App;
use server::static_app::StaticApp;
use server::store::{Engine, SqliteFile, open};
use server::{garden, staff, starter};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use trial::simulate::two_arms;

const N_SLOW: usize = 500;
/// Requests of each kind while the slow ones are there: longer than any deadline of theirs.
const N_REQUESTS: usize = 600;
const PAUSE: Duration = Duration::from_millis(50);
/// At the 95th percentile.
const LIMIT: Duration = Duration::from_millis(50);

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let (staff, garden) = serve(folder.path()).await?;
    let page = page(staff).await?;
    for n in 0..N_SLOW {
        // A form that is taken, or else its slow body would be answered at once.
        let (to, form) = match n % 2 {
            0 => (staff, "/api/v1/sightings".to_owned()),
            _ => (garden, format!("{page}/help")),
        };
        tokio::spawn(be_slow(to, form, n / 2));
    }
    sleep(Duration::from_secs(2)).await;
    let (mut statuses, mut pages) = (Vec::new(), Vec::new());
    for _ in 0..N_REQUESTS {
        statuses.push(timed(staff, "GET", "/api/v1/status", "").await?.0);
        pages.push(timed(garden, "GET", &page, "").await?.0);
        sleep(PAUSE).await;
    }
    println!("{N_SLOW} slow clients, limit at p95: {LIMIT:?}");
    let is_fast =
        [summary("status", statuses), summary("page", pages)].iter().all(|p95| *p95 <= LIMIT);
    Ok(ExitCode::from(u8::from(!is_fast)))
}

/// Prints n, p50, p95 and the longest; answers p95.
fn summary(what: &str, mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() * percent).div_ceil(100) - 1];
    let ms = |took: Duration| took.as_secs_f64() * 1e3;
    let (p50, p95, longest) = (ms(at(50)), ms(at(95)), ms(at(100)));
    println!("{what}: n {}, p50 {p50:.1} ms, p95 {p95:.1} ms, longest {longest:.1} ms", took.len());
    at(95)
}

/// Both sides over a new store; answers where they listen.
async fn serve(folder: &Path) -> Result<(SocketAddr, SocketAddr)> {
    let store = open(&Engine::Sqlite(SqliteFile::at(folder.join("stile.db")))).await?;
    let app = App::new(store, Clock::real(), "http://garden.test");
    starter::load(&app).await.map_err(|problem| anyhow::anyhow!("{}", problem.body()))?;
    let files = StaticApp::new(folder.join("app"));
    let Caps { staff, garden } = caps();
    let sides = [
        ("staff", staff::router(app.clone(), files), staff),
        ("garden", garden::router(app.clone()), garden),
    ];
    let mut addresses = Vec::new();
    for (name, router, max_connections) in sides {
        let socket = TcpListener::bind("127.0.0.1:0").await?;
        addresses.push(socket.local_addr()?);
        let metrics = app.metrics.clone();
        let listener = Listener { name, socket, router, max_connections, metrics };
        tokio::spawn(listener.run(app.stopping.clone()));
    }
    Ok((addresses[0], addresses[1]))
}

/// Starts a trial and enrols one line; answers the path of its page.
async fn page(staff: SocketAddr) -> Result<String> {
    let plan = serde_json::to_string(&two_arms())?;
    let planned = timed(staff, "POST", "/api/v1/trials", &plan).await?.1;
    let place = planned.lines().find_map(|line| line.strip_prefix("location: "));
    let trial = place.context("no location")?.trim().to_owned();
    timed(staff, "POST", &format!("{trial}/start"), "null").await?;
    let enrol = format!("{trial}/enrolments");
    let answer = timed(staff, "POST", &enrol, r#"{"subject":"line-1"}"#).await?.1;
    let body: Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).context("no body")?)?;
    let address = body["garden_address"].as_str().context("no page")?;
    Ok(address.strip_prefix("http://garden.test").context("another garden")?.to_owned())
}

/// Asks on a new connection; how long the whole answer took, and the answer.
async fn timed(to: SocketAddr, method: &str, path: &str, body: &str) -> Result<(Duration, String)> {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(to).await?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    ensure!(answer.starts_with("HTTP/1.1 20"), "{method} {path}: {answer}");
    Ok((begun.elapsed(), answer))
}

/// Holds on to the server as long as it lets one, and then again.
async fn be_slow(to: SocketAddr, form: String, n: usize) {
    let get = "GET / HTTP/1.1\r\nhost: localhost";
    let (head, piece, pause) = match n % 3 {
        0 => (get.to_owned(), "", 1),
        1 => (format!("{get}\r\n"), "x-line: a\r\n", 4),
        _ => {
            let kind = "content-type: application/json\r\ncontent-length: 1000";
            (format!("POST {form} HTTP/1.1\r\nhost: localhost\r\n{kind}\r\n\r\n"), " ", 1)
        }
    };
    loop {
        if let Ok(stream) = TcpStream::connect(to).await {
            let _ = feed(stream, &head, piece, Duration::from_secs(pause)).await;
        }
        sleep(Duration::from_millis(100)).await;
    }
}

/// Sends the head, then a piece after each pause until the other side closes.
async fn feed(stream: TcpStream, head: &str, piece: &str, pause: Duration) -> std::io::Result<()> {
    let (mut from, mut to) = stream.into_split();
    to.write_all(head.as_bytes()).await?;
    let closed = async {
        let mut answer = [0; 512];
        while from.read(&mut answer).await.is_ok_and(|n| n > 0) {}
    };
    let fed = async {
        loop {
            sleep(pause).await;
            if to.write_all(piece.as_bytes()).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = closed => {}
        () = fed => {}
    }
    Ok(())
}
