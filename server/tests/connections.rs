//! Connections as such, over real sockets: slow clients, too many of them, a store that is away.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::routing::{get, post};
use http_body_util::BodyExt;
use server::metrics::Metrics;
use server::serve::Listener;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

const SOON: Duration = Duration::from_secs(3);

struct Served {
    address: SocketAddr,
    metrics: std::sync::Arc<Metrics>,
    stop: watch::Sender<bool>,
    running: tokio::task::JoinHandle<()>,
}

/// A listener with room for so many connections.
async fn served(max_connections: usize) -> Served {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, metrics) = (socket.local_addr().unwrap(), std::sync::Arc::<Metrics>::default());
    let router = Router::new()
        .route("/", get(async || "hello"))
        .route("/for-ever", get(std::future::pending::<String>))
        .route(
            "/length",
            post(async |body: Body| match body.collect().await {
                Ok(body) => body.to_bytes().len().to_string(),
                Err(error) => error.to_string(),
            }),
        );
    let (stop, stopping) = watch::channel(false);
    let listener =
        Listener { name: "garden", socket, router, max_connections, metrics: metrics.clone() };
    Served { address, metrics, stop, running: tokio::spawn(listener.run(stopping)) }
}

/// Connects and sends this; what it answers is left unread.
async fn send(to: SocketAddr, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(to).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

/// What is read until the other side closes.
async fn rest(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    let _ = timeout(SOON, stream.read_to_end(&mut text)).await.expect("it was not closed");
    String::from_utf8(text).unwrap()
}

async fn ask(to: SocketAddr) -> String {
    rest(send(to, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await).await
}

#[tokio::test]
async fn half_sent_requests_beyond_the_cap_make_room_for_whole_ones() {
    let served = served(20).await;
    let mut slow = Vec::new();
    for n in 0..60 {
        slow.push(send(served.address, "GET / HTTP/1.1\r\nhost: a\r\nx: ").await);
        if n % 10 == 9 {
            assert!(ask(served.address).await.ends_with("hello"), "after {n}");
        }
    }
    assert_eq!(rest(slow.remove(0)).await, "", "the first has waited longest");
    assert!(
        served.metrics.text().contains(r#"stile_refused_connections_total{listener="garden"} "#)
    );
}

#[tokio::test]
async fn bodies_that_do_not_come_and_silent_connections_make_room_as_well() {
    let served = served(8).await;
    let mut slow = Vec::new();
    for _ in 0..10 {
        let head = "POST /length HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\na";
        slow.push(send(served.address, head).await);
        slow.push(send(served.address, "GET / HTTP/1.1\r\nhost: a\r\n\r\n").await);
        slow.push(TcpStream::connect(served.address).await.unwrap());
        assert!(ask(served.address).await.ends_with("hello"));
    }
}

#[tokio::test]
async fn where_every_place_is_at_work_a_new_connection_is_closed_at_once() {
    let served = served(2).await;
    let at_work = "GET /for-ever HTTP/1.1\r\nhost: a\r\n\r\n";
    let busy = [send(served.address, at_work).await, send(served.address, at_work).await];
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(ask(served.address).await, "");
    drop(busy);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(ask(served.address).await.ends_with("hello"));
}

#[tokio::test]
async fn a_head_that_comes_line_by_line_is_closed_when_its_time_is_over() {
    let served = served(20).await;
    let begun = Instant::now();
    let mut stream = send(served.address, "GET / HTTP/1.1\r\n").await;
    for n in 0..10 {
        tokio::time::sleep(Duration::from_secs(2)).await;
        if stream.write_all(format!("x-{n}: 1\r\n").as_bytes()).await.is_err() {
            break;
        }
    }
    assert!(rest(stream).await.is_empty() || begun.elapsed() < Duration::from_secs(20));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_server_that_stops_finishes_what_was_asked_and_closes_what_is_silent() {
    let served = served(20).await;
    let silent = send(served.address, "GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    served.stop.send_replace(true);
    assert!(rest(silent).await.ends_with("hello"));
    timeout(SOON, served.running).await.expect("it does not stop").unwrap();
}
