//! How long the report of a trial takes over HTTP, and how long until an open page has it:
//! `cargo run --release -p server --example report_latency`.
//!
//! A simulated trial of 10⁴ subjects in a SQLite file of its own; the real server on loopback. Before
//! each request a line is enrolled, so that no report is answered from memory. Exits with 1 above the
//! limits.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use server::clock::Clock;
use server::state::App;
use server::static_app::StaticApp;
use server::store::{Batch, By, Candidate, Engine, NewDelivery, NewEnrolment, SqliteFile, open};
use server::{staff, starter};
use trial::Trial;
use trial::assignment::{Seed, arm_index};
use trial::observation::{KindName, Observed, Records};
use trial::simulate::{Scenario, World, two_arms};

const N_SUBJECTS: usize = 10_000;
const N_DAYS: i64 = 60;
/// Requests of each kind: enough for a 95th percentile.
const N_REQUESTS: usize = 60;
/// Rows that go into the store at once.
const AT_ONCE: usize = 5_000;
/// The report over HTTP, at the 95th percentile.
const REPORT_LIMIT: Duration = Duration::from_millis(200);
/// From an accepted event to the report on an open page, at the 95th percentile.
const EVENT_LIMIT: Duration = Duration::from_secs(2);

fn main() -> Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let begin: Timestamp = "2026-01-05T00:00:00Z".parse()?;
    let (app, address) = runtime.block_on(serve(folder.path(), begin))?;
    let client = Client::begin_trial(address)?;
    runtime.block_on(fill(&app, begin))?;
    client.report()?;
    let reports = measure("report", |n| {
        client.enrol(n)?;
        let asked = Instant::now();
        client.report()?;
        Ok(asked.elapsed())
    })?;
    let mut page = client.open_page()?;
    page.next()?;
    let events = measure("event to page", |n| {
        client.enrol(N_REQUESTS + n)?;
        let accepted = Instant::now();
        page.next()?;
        Ok(accepted.elapsed())
    })?;
    println!("limits at p95: report {REPORT_LIMIT:?}, event to page {EVENT_LIMIT:?}");
    let is_fast = reports <= REPORT_LIMIT && events <= EVENT_LIMIT;
    Ok(ExitCode::from(u8::from(!is_fast)))
}

/// Prints n, p50 and p95 of what a step took; answers p95.
fn measure(what: &str, mut step: impl FnMut(usize) -> Result<Duration>) -> Result<Duration> {
    let took: Result<Vec<Duration>> = (0..N_REQUESTS).map(&mut step).collect();
    let mut took = took?;
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() * percent).div_ceil(100) - 1];
    let ms = |took: Duration| took.as_secs_f64() * 1e3;
    println!("{what}: n {}, p50 {:.1} ms, p95 {:.1} ms", took.len(), ms(at(50)), ms(at(95)));
    Ok(at(95))
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

/// Keeps what the simulated subjects of the one trial did, and moves the clock behind it.
async fn fill(app: &App, begin: Timestamp) -> Result<()> {
    let trial = app.store.trials().await?.pop().context("the trial has been planned")?.trial;
    let end = begin + SignedDuration::from_hours(24 * N_DAYS);
    let by = By { who: "benchmark", at: end };
    let started = Instant::now();
    let per_day = N_SUBJECTS as f64 / N_DAYS as f64 * 1.1;
    let scenario = Scenario::like_the_study(&trial.plan, begin, per_day)?;
    let records = World::new(1, scenario).play(&trial.plan, &Seed::new([7; 32]), N_SUBJECTS, end);
    for some in entries(&trial, &records)?.chunks(AT_ONCE) {
        app.store.enrol_all(some, &arm_index, by).await?;
    }
    for batch in batches(&records) {
        app.store.append(&batch, by).await?;
    }
    for some in deliveries(&trial, records.of(KindName::PageServed))?.chunks(AT_ONCE) {
        app.store.add_deliveries(some, by).await?;
    }
    app.clock.move_to(end).map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
    println!(
        "filled in {:.1} s: {} subjects, {} observations",
        started.elapsed().as_secs_f64(),
        records.enrolments.len(),
        records.observed.len()
    );
    Ok(())
}

fn entries(trial: &Trial, records: &Records) -> Result<Vec<NewEnrolment>> {
    let entry = |(number, row): (u32, &trial::observation::Enrolment)| {
        let candidate = Candidate {
            token: format!("bench-{number}").parse()?,
            case_code: content::CaseCode::from_number(number)?,
        };
        Ok(NewEnrolment {
            trial: trial.id.clone(),
            subject: row.subject.clone(),
            at: row.at,
            arrived_at: row.at,
            stratum: row.stratum.clone(),
            device_kind: None,
            locale: None,
            candidates: vec![candidate],
        })
    };
    (0..).zip(&records.enrolments).map(entry).collect()
}

fn batches(records: &Records) -> Vec<Batch> {
    // The garden keeps its pages itself.
    let observed = records.observed.iter().filter(|row| row.page().is_none());
    let observed: Vec<Observed> = observed.cloned().collect();
    let observed = observed.chunks(AT_ONCE).map(|rows| Batch::Observed(rows.to_vec()));
    let days = records.coverage.chunks(AT_ONCE).map(|rows| Batch::Coverage(rows.to_vec()));
    observed.chain(days).collect::<Vec<_>>()
}

/// Pages with the values of a sample reader; what stands on them is not measured.
fn deliveries<'r>(
    trial: &Trial,
    pages: impl Iterator<Item = &'r Observed>,
) -> Result<Vec<NewDelivery>> {
    let personas = content::library::personas();
    let values = personas.first().context("the library has sample readers")?.values.clone();
    let frozen = trial.frozen.first().context("the trial serves a page")?;
    let document = "iot-infection/standard/garden/en".parse()?;
    let page = NewDelivery {
        subject: "nobody".parse()?,
        trial: trial.id.clone(),
        document,
        revision: frozen.revision.clone(),
        bytes: values.hash(),
        values,
        opened: true,
        at: Timestamp::UNIX_EPOCH,
    };
    let served =
        |row: &Observed| NewDelivery { subject: row.subject.clone(), at: row.at, ..page.clone() };
    Ok(pages.map(served).collect())
}

/// Speaks HTTP as far as the measurement needs it.
struct Client {
    address: SocketAddr,
    path: String,
}

impl Client {
    /// Plans and starts the trial.
    fn begin_trial(address: SocketAddr) -> Result<Client> {
        let anew = Client { address, path: String::new() };
        // So many are planned that enrolment does not close before all are in.
        let mut plan = two_arms();
        plan.design.smallest_difference = 0.005;
        let plan = serde_json::to_string(&plan)?;
        let answer = anew.read("POST", "/api/v1/trials", &plan)?;
        let place = answer.lines().find_map(|line| line.strip_prefix("location: "));
        let client = Client { address, path: place.context("no location")?.trim().to_owned() };
        client.read("POST", "/start", "null")?;
        Ok(client)
    }

    fn send(&self, method: &str, path: &str, body: &str) -> Result<TcpStream> {
        let mut stream = TcpStream::connect(self.address)?;
        write!(
            stream,
            "{method} {}{path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.path,
            body.len()
        )?;
        Ok(stream)
    }

    /// The whole answer, if its status is one of success.
    fn read(&self, method: &str, path: &str, body: &str) -> Result<String> {
        let mut answer = String::new();
        self.send(method, path, body)?.read_to_string(&mut answer)?;
        ensure!(answer.starts_with("HTTP/1.1 20"), "{method} {path}: {answer}");
        Ok(answer)
    }

    fn report(&self) -> Result<()> {
        self.read("GET", "/report", "").map(drop)
    }

    fn enrol(&self, n: usize) -> Result<()> {
        let body = json!({ "subject": format!("late-{n}") }).to_string();
        self.read("POST", "/enrolments", &body).map(drop)
    }

    fn open_page(&self) -> Result<OpenPage> {
        Ok(OpenPage(BufReader::new(self.send("GET", "/live", "")?)))
    }
}

/// A results page that is open.
struct OpenPage(BufReader<TcpStream>);

impl OpenPage {
    /// Waits for the next report and reads it.
    fn next(&mut self) -> Result<()> {
        let mut line = String::new();
        loop {
            line.clear();
            ensure!(self.0.read_line(&mut line)? > 0, "the page was closed");
            if let Some(report) = line.strip_prefix("data: ") {
                let report: Value = serde_json::from_str(report)?;
                ensure!(report["report"]["arms"].is_array(), "this is no report");
                return Ok(());
            }
        }
    }
}
