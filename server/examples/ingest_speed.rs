//! How many sightings a second are accepted as JSON over HTTP:
//! `cargo run --release -p server --example ingest_speed`.
//!
//! One client sends batches of the largest size to the real server on loopback, which keeps them in a
//! SQLite file of its own; each row is new. Prints rows a second of each round of 100,000, and their
//! median.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use server::clock::Clock;
use server::state::App;
use server::static_app::StaticApp;
use server::store::{Candidate, Engine, NewEnrolment, SqliteFile, open};
use server::{staff, starter};
use trial::Stratum;
use trial::assignment::arm_index;
use trial::simulate::two_arms;
use wire::batch::MAX_ENTRIES;

const N_SUBJECTS: u32 = 1_000;
const N_ROUNDS: usize = 5;
/// Batches in a round.
const N_BATCHES: usize = 100_000 / MAX_ENTRIES;

fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let begin: Timestamp = "2026-01-05T00:00:00Z".parse()?;
    let (app, address) = runtime.block_on(serve(folder.path(), begin))?;
    let trial = begin_trial(address)?;
    runtime.block_on(enrol(&app, &trial, begin))?;
    let end = begin + SignedDuration::from_hours(24 * 30);
    app.clock.move_to(end).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    let mut rates = Vec::new();
    for round in 0..N_ROUNDS {
        let batches: Vec<String> =
            (0..N_BATCHES).map(|n| batch(begin, round * N_BATCHES + n)).collect();
        let started = Instant::now();
        for batch in &batches {
            let answer = send(address, "/api/v1/sightings", batch)?;
            ensure!(answer.contains(&format!("\"accepted\":{MAX_ENTRIES}")), "{answer}");
        }
        let rate = (N_BATCHES * MAX_ENTRIES) as f64 / started.elapsed().as_secs_f64();
        println!("round {}: {rate:.0} rows/s", round + 1);
        rates.push(rate);
    }
    rates.sort_by(f64::total_cmp);
    println!("median {:.0} rows/s", rates[N_ROUNDS / 2]);
    Ok(())
}

/// A server over a new store, whose time is `begin`; answers where it listens.
async fn serve(folder: &Path, begin: Timestamp) -> Result<(App, SocketAddr)> {
    let store = open(&Engine::Sqlite(SqliteFile::at(folder.join("stile.db")))).await?;
    let app = App::new(store, Clock::test(begin), "http://127.0.0.1");
    starter::load(&app).await.map_err(|problem| anyhow::anyhow!("{}", problem.body()))?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = staff::router(app.clone(), StaticApp::new(folder.join("app")));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((app, address))
}

/// Plans and starts a trial; answers its name.
fn begin_trial(address: SocketAddr) -> Result<String> {
    // So many are planned that enrolment does not close before all are in.
    let mut plan = two_arms();
    plan.design.smallest_difference = 0.01;
    let answer = send(address, "/api/v1/trials", &serde_json::to_string(&plan)?)?;
    let place = answer.lines().find_map(|line| line.strip_prefix("location: "));
    let place = place.context("no location")?.trim();
    send(address, &format!("{place}/start"), "null")?;
    Ok(place.rsplit('/').next().unwrap_or_default().to_owned())
}

async fn enrol(app: &App, trial: &str, at: Timestamp) -> Result<()> {
    let entry = |number: u32| {
        let candidate = Candidate {
            token: format!("bench-{number}").parse()?,
            case_code: content::CaseCode::from_number(number)?,
        };
        Ok(NewEnrolment {
            trial: trial.parse()?,
            subject: format!("line-{number}").parse()?,
            at,
            arrived_at: at,
            stratum: Stratum::all(),
            device_kind: None,
            locale: None,
            candidates: vec![candidate],
        })
    };
    let entries: Result<Vec<NewEnrolment>> = (0..N_SUBJECTS).map(entry).collect();
    app.store.enrol_all(&entries?, &arm_index, app.staff()).await?;
    Ok(())
}

/// The `n`-th batch of rows that differ from all others.
fn batch(begin: Timestamp, n: usize) -> String {
    let row = |row: usize| {
        let number = n * MAX_ENTRIES + row;
        let at = begin + SignedDuration::from_secs(i64::try_from(number).unwrap_or(0) + 1);
        let line = number % N_SUBJECTS as usize;
        json!({ "subject": format!("line-{line}"), "at": at, "feed": "darknet" })
    };
    json!({ "sightings": (0..MAX_ENTRIES).map(row).collect::<Vec<_>>() }).to_string()
}

/// Posts a body; answers the whole answer, if its status is one of success.
fn send(address: SocketAddr, path: &str, body: &str) -> Result<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    ensure!(answer.starts_with("HTTP/1.1 20"), "{path}: {answer}");
    Ok(answer)
}
