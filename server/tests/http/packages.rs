//! A message as one file: out of one server and into another, equal.

use std::io::{Cursor, Write};

use axum::body::Body;
use axum::http::Method;
use http_body_util::BodyExt;
use serde_json::json;
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{Answer, Stile};

const EXPORT: &str = "/api/v1/messages/iot-infection/export";
const IMPROVED: &str = "/api/v1/messages/iot-infection/improved/garden/en";

async fn exported(stile: &Stile) -> Vec<u8> {
    let answer = stile.open(Method::GET, EXPORT, &[], Body::empty()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/zip");
    let name = &answer.headers()["content-disposition"];
    assert_eq!(name, "attachment; filename=\"iot-infection.zip\"");
    answer.into_body().collect().await.unwrap().to_bytes().to_vec()
}

async fn import(stile: &Stile, query: &str, archive: &[u8]) -> Answer {
    let address = format!("/api/v1/messages/import{query}");
    let kind = [("content-type", "application/zip")];
    stile.staff(Method::POST, &address, &kind, archive.to_vec()).await
}

async fn rewrite(stile: &Stile, source: &str) {
    let tag = stile.get(IMPROVED).await.expect(200).header("etag").to_owned();
    stile.put(IMPROVED, ("if-match", &tag), json!({ "source": source })).await.expect(200);
}

#[tokio::test]
async fn what_comes_back_is_equal_to_what_went_out() {
    let (here, there) = (Stile::new().await, Stile::new().await);
    let odd = "# Odd\r\n\u{202e}((unclosed\u{0}\n";
    rewrite(&here, odd).await;
    let archive = exported(&here).await;
    let refused = import(&there, "", &archive).await.problem(409, "already_exists");
    assert_eq!(refused["problems"][0]["field"], "improved/garden.en.md");
    assert_eq!(refused["problems"].as_array().unwrap().len(), 1);
    assert_eq!(there.get(IMPROVED).await.json()["version"], 1, "nothing was written");

    let done = import(&there, "?overwrite=true", &archive).await.expect(200).json();
    assert_eq!(done["message"], "iot-infection");
    assert_eq!(done["imported"]["replaced"].as_array().unwrap().len(), 1);
    assert_eq!(done["imported"]["created"], json!([]));
    assert_eq!(done["imported"]["brand"], "unchanged");
    assert_eq!(there.get(IMPROVED).await.json()["source"], odd);
    assert_eq!(exported(&there).await, archive);
    let again = import(&there, "", &archive).await.expect(200).json();
    assert_eq!(again["imported"]["replaced"], json!([]));
}

#[tokio::test]
async fn a_body_that_is_no_package_is_refused_with_the_reason() {
    let stile = Stile::new().await;
    import(&stile, "", b"not an archive").await.problem(400, "invalid_body");
    let json = stile.post("/api/v1/messages/import", json!({})).await;
    json.problem(415, "unsupported_media_type");
    import(&stile, "?overwrite=perhaps", b"").await.problem(400, "invalid_address");
    stile.get("/api/v1/messages/nothing/export").await.problem(404, "not_found");
}

/// An archive with these entries, stored as they are.
fn packed<N: AsRef<str>, B: AsRef<[u8]>>(entries: &[(N, B)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(name.as_ref(), SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes.as_ref()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The same archive with one name in place of another of the same length.
fn renamed(archive: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut renamed = archive.to_vec();
    for at in 0..renamed.len() - from.len() {
        if renamed[at..].starts_with(from) {
            renamed[at..at + to.len()].copy_from_slice(to);
        }
    }
    renamed
}

const TEXT: &[u8] = b"# A device has a virus\n";

/// The archive is refused at a place, with words that say what to do.
async fn refused(archive: &[u8], field: &str, words: &str) {
    let stile = Stile::new().await;
    let problem = import(&stile, "", archive).await.problem(422, "invalid_value");
    let told = problem.to_string();
    assert!(told.contains(field) && told.contains(words), "{told}");
    stile.get("/api/v1/messages/pack/v/garden/en").await.problem(404, "not_found");
}

#[tokio::test]
async fn an_archive_of_windows_is_taken() {
    let stile = Stile::new().await;
    let archive = packed(&[("pack\\v\\garden.en.md", TEXT), ("./pack/v/email.en.md", TEXT)]);
    let done = import(&stile, "", &archive).await.expect(200).json();
    assert_eq!(
        (&done["message"], done["imported"]["created"].as_array().unwrap().len()),
        (&json!("pack"), 2)
    );
}

#[tokio::test]
async fn two_entries_of_one_name_are_refused_however_it_is_spelled() {
    let garden = ("pack/v/garden.en.md", TEXT);
    let twice = packed(&[garden, ("pack/v/xarden.en.md", TEXT)]);
    let twice = renamed(&twice, b"xarden", b"garden");
    refused(&twice, "pack/v/garden.en.md", "two entries").await;
    refused(
        &packed(&[garden, ("pack\\v\\garden.en.md", TEXT)]),
        "pack/v/garden.en.md",
        "two entries",
    )
    .await;
    refused(&packed(&[garden, ("pack/v/garden.EN.md", TEXT)]), "v/garden.en.md", "same name").await;
    let accents = [("pack/e\u{301}/a.en.md", TEXT), ("pack/\u{e9}/a.en.md", TEXT)];
    refused(&packed(&accents), "\u{e9}/a.en.md", "same name").await;
}

#[tokio::test]
async fn a_text_that_says_it_is_another_is_refused_with_what_to_write() {
    let text = b"+++\nmessage = \"other\"\nvariant = \"v\"\n+++\n# A\n";
    refused(&packed(&[("pack/v/garden.en.md", text)]), "v/garden.en.md", "message = \\\"pack\\\"")
        .await;
    let text = b"+++\nlocale = \"nl\"\n+++\n# A\n";
    refused(&packed(&[("pack/v/garden.en.md", text)]), "v/garden.en.md", "locale = \\\"en\\\"")
        .await;
}

#[tokio::test]
async fn an_entry_that_leads_elsewhere_is_refused_by_name() {
    for name in [
        "../v/garden.en.md",
        "pack/../../garden.en.md",
        "/pack/v/garden.en.md",
        "pack//garden.en.md",
    ] {
        let other = format!("{}.md", "y".repeat(name.len() - 3));
        let archive = renamed(&packed(&[(&other, TEXT)]), other.as_bytes(), name.as_bytes());
        refused(&archive, name, "out of its folder").await;
    }
    let drive = packed(&[("C:/pack/v/garden.en.md", TEXT)]);
    refused(&drive, "C:/pack", "out of its folder").await;
    let with_nul = renamed(&packed(&[("pack/v/gardenx.en.md", TEXT)]), b"gardenx", b"garden\0");
    refused(&with_nul, "garden", "control character").await;
    let no_utf8 = renamed(&packed(&[("pack/v/gardenx.en.md", TEXT)]), b"gardenx", b"garden\xff");
    refused(&no_utf8, "garden", "UTF-8").await;
    let mut links = ZipWriter::new(Cursor::new(Vec::new()));
    links.add_symlink("pack/v/garden.en.md", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    refused(&links.finish().unwrap().into_inner(), "pack/v/garden.en.md", "link").await;
}

#[tokio::test]
async fn an_archive_that_is_too_much_cut_or_encrypted_is_refused() {
    let bomb = vec![b'a'; 900_000];
    refused(
        &packed(&[("pack/v/garden.en.md", &bomb)]),
        "pack/v/garden.en.md",
        "times its packed size",
    )
    .await;
    let large = vec![b'a'; 2_000_000];
    refused(&packed(&[("pack/v/garden.en.md", &large)]), "pack/v/garden.en.md", "more than").await;
    let names: Vec<String> = (0..1_001).map(|n| format!("pack/v/{n}.txt")).collect();
    let many: Vec<_> = names.iter().map(|name| (name, TEXT)).collect();
    refused(&packed(&many), "", "more than 1000 files").await;
    refused(&packed(&[("pack/v/garden.en.md", b"\xff\xfe")]), "pack/v/garden.en.md", "UTF-8").await;
    let stile = Stile::new().await;
    let whole = packed(&[("pack/v/garden.en.md", TEXT)]);
    for length in 0..whole.len() {
        import(&stile, "", &whole[..length]).await.problem(400, "invalid_body");
    }
    // The flag of encryption, in the entry and in the directory.
    let mut locked = whole.clone();
    locked[6] |= 1;
    let directory = locked.windows(4).position(|mark| mark == b"PK\x01\x02").unwrap();
    locked[directory + 8] |= 1;
    refused(&locked, "pack/v/garden.en.md", "password").await;
    // Any byte that is another one gives an answer and no fault of the server.
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let status = import(&stile, "?overwrite=true", &changed).await.status;
        assert!(status < 500, "{at}: {status}");
    }
}

/// Puts a fact into every stored brand that today's rules refuse, and into what was compiled with it.
async fn store_brand_fact(stile: &Stile, fact: &str, value: &str) {
    let file = stile.folder.path().join("stile.db");
    let mut connection = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
    for sql in [
        "UPDATE brand SET body = json_set(body, '$.' || $1, $2)",
        "UPDATE revision SET brand = json_set(brand, '$.' || $1, $2),
             templates = replace(templates, '</header>', $2 || '</header>')",
    ] {
        let update = sqlx::query(sql).bind(fact).bind(value);
        assert!(update.execute(&mut connection).await.unwrap().rows_affected() > 0, "{sql}");
    }
}

#[tokio::test]
async fn a_brand_of_earlier_rules_opens_and_serves_and_is_refused_by_name_when_it_comes_back() {
    let logo = "<svg><image href='https://evil.example/x'/></svg>";
    for (fact, value, told) in [
        ("logo", logo, "no <image>"),
        ("address", &"a".repeat(301), "address has at most 300 characters on one line"),
    ] {
        let stile = Stile::new().await;
        let trial = stile.running().await;
        let page = stile.enrolled(&trial, "line-1").await;
        store_brand_fact(&stile, fact, value).await;
        let brand = stile.get("/api/v1/brand").await.expect(200).json();
        assert_eq!(brand[fact], value);
        stile.get("/api/v1/messages").await.expect(200);
        let served = stile.visit(&page).await.expect(200).text;
        assert!(served.contains("Northwire") && !served.contains("evil.example"), "{served}");
        let archive = exported(&stile).await;
        let answer = import(&stile, "?overwrite=true", &archive).await;
        assert!(answer.status >= 400 && answer.text.contains(told), "{}", answer.text);
    }
}
