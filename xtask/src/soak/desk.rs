//! `cargo xtask soak desk`: how fast the desk answers under a steady load, how much memory it takes, and whether
//! anything that it acknowledged is lost when it is killed.
//!
//! Requests are sent when they are due, whether or not earlier ones were answered, and are timed from then: a desk that
//! falls behind shows it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use rawi_store::Store;

use super::http::{Desk, get, post};

/// Threads that send requests: enough that none waits for another.
const SENDERS: usize = 24;
/// Words that are looked for, by turns.
const WORDS: [&str; 8] = [
    "اليمن",
    "وزير الخارجية",
    "مجلس الأمن",
    "السعودية إيران",
    "قصف",
    "مفاوضات",
    "lavrentiev",
    "رئيس الوزراء",
];

/// What to run.
#[derive(clap::Args)]
pub struct Args {
    /// A database with articles, as `rawi import` and `rawi settle` make it; it is only read
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
    /// The program, built with `cargo build --release -p rawi`
    #[arg(long, value_name = "FILE", default_value = "target/release/rawi")]
    rawi: PathBuf,
    /// How long the load lasts
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
    /// Requests a second
    #[arg(long, value_name = "N", default_value_t = 50)]
    rate: u32,
    /// How often a desk on a small database is killed while people correct and articles are imported
    #[arg(long, value_name = "N", default_value_t = 0)]
    kills: u32,
    /// Articles that are imported meanwhile, as `rawi import` takes them
    #[arg(long, value_name = "PATH", default_value = "examples")]
    articles: PathBuf,
}

/// Runs it and gives what there is to be kept.
pub fn run(args: &Args) -> Result<String> {
    let mut out = format!(
        "\n## The desk, {} requests a second for {} s\n\n",
        args.rate, args.seconds
    );
    loaded(args, &mut out)?;
    if args.kills > 0 {
        killed(args, &mut out)?;
    }
    Ok(out)
}

/// The kinds of pages and the addresses of each.
type Pages = BTreeMap<&'static str, Vec<String>>;

fn loaded(args: &Args, out: &mut String) -> Result<()> {
    let counts = Store::open_existing(&args.db)?.counts()?;
    let desk = Desk::start(&args.rawi, &args.db)?;
    let pages = pages(desk.address)?;
    // What is asked first reads the file; that is another measurement.
    for path in pages.values().flatten() {
        get(desk.address, path)?;
    }
    let before = desk.memory()?;
    let times = load(desk.address, &pages, args)?;
    let after = desk.memory()?;
    let _ = writeln!(
        out,
        "{} articles, {} records. Memory {before} MB before, {after} MB after. Milliseconds, from the moment that a \
         request was due.\n\n| page | requests | median | p95 | p99 | longest | p95 to a file's |\n|---|---|---|---|---|---|---|",
        counts.articles, counts.records
    );
    let file = percentile(times.get("file").context("no file was asked for")?, 95);
    for (kind, times) in &times {
        let p = |n| percentile(times, n);
        let _ = writeln!(
            out,
            "| {kind} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |",
            times.len(),
            p(50),
            p(95),
            p(99),
            p(100),
            p(95) / file.max(0.001)
        );
    }
    let _ = writeln!(
        out,
        "\nOther pages, asked for one after the other, 20 times each:\n\n| page | median | longest |\n|---|---|---|"
    );
    for path in [
        "/contradictions",
        "/followups",
        "/network",
        "/network?grain=actor",
        "/process?first=SAU&second=IRN",
        "/outlets",
        "/dossier",
    ] {
        let mut times = Vec::new();
        for _ in 0..20 {
            let start = Instant::now();
            let (status, _) = get(desk.address, path)?;
            ensure!(status == 200, "{path} answers {status}");
            times.push(millis(start.elapsed()));
        }
        times.sort_by(f64::total_cmp);
        let _ = writeln!(
            out,
            "| `{path}` | {:.0} | {:.0} |",
            percentile(&times, 50),
            percentile(&times, 100)
        );
    }
    Ok(())
}

fn pages(desk: SocketAddr) -> Result<Pages> {
    let mut pages = Pages::new();
    let front = text(desk, "/records")?;
    let file = hrefs(&front, "/assets/");
    pages.insert("file", file.into_iter().take(1).collect());
    let lists = [
        "/records",
        "/records?type=ASSAULT",
        "/records?status=denied&actor=SAU",
        "/records?sort=surest",
        "/articles",
        "/stories",
        "/stories?sort=largest",
        "/records?actor=YEM+REB",
    ];
    pages.insert("list", lists.iter().map(|p| (*p).to_owned()).collect());
    let searches = WORDS.iter().enumerate().map(|(i, words)| {
        let page = if i % 2 == 0 { "/records" } else { "/articles" };
        format!("{page}?q={}", encoded(words))
    });
    pages.insert("search", searches.collect());
    let mut stories = hrefs(&text(desk, "/stories?sort=largest")?, "/stories/");
    stories.extend(hrefs(&text(desk, "/stories")?, "/stories/"));
    pages.insert("story", stories);
    pages.insert("dossier", hrefs(&text(desk, "/dossier")?, "/dossier?who="));
    for (kind, paths) in &pages {
        ensure!(!paths.is_empty(), "no page of the kind `{kind}` to ask for");
    }
    Ok(pages)
}

fn text(desk: SocketAddr, path: &str) -> Result<String> {
    let (status, body) = get(desk, path)?;
    ensure!(status == 200, "{path} answers {status}");
    Ok(String::from_utf8_lossy(&body).into_owned())
}

/// Addresses of a page that begin so, each once.
fn hrefs(page: &str, begins: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in page.split("href=\"").skip(1) {
        let href = part.split('"').next().unwrap_or_default();
        let href = href.replace("&#38;", "&").replace("&amp;", "&");
        if href.starts_with(begins) && !out.contains(&href) {
            out.push(href);
        }
    }
    out
}

fn encoded(words: &str) -> String {
    words.bytes().fold(String::new(), |mut out, b| {
        let _ = write!(out, "%{b:02X}");
        out
    })
}

/// Sends requests of all kinds by turns; the times of each kind, sorted.
fn load(desk: SocketAddr, pages: &Pages, args: &Args) -> Result<BTreeMap<&'static str, Vec<f64>>> {
    let kinds: Vec<(&'static str, &Vec<String>)> = pages.iter().map(|(k, p)| (*k, p)).collect();
    let total = (args.seconds * u64::from(args.rate)) as usize;
    let next = AtomicUsize::new(0);
    let times: Mutex<BTreeMap<&'static str, Vec<f64>>> = Mutex::default();
    let failed: Mutex<Option<String>> = Mutex::default();
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    if i >= total {
                        return;
                    }
                    let due = start + Duration::from_secs_f64(i as f64 / f64::from(args.rate));
                    thread::sleep(due.saturating_duration_since(Instant::now()));
                    let (kind, paths) = kinds[i % kinds.len()];
                    let path = &paths[i / kinds.len() % paths.len()];
                    let answer = get(desk, path);
                    let taken = millis(due.elapsed());
                    if !matches!(answer, Ok((200, _))) {
                        let told = answer.map_or_else(|e| format!("{e:#}"), |(s, _)| s.to_string());
                        *failed.lock().unwrap_or_else(PoisonError::into_inner) =
                            Some(format!("{path}: {told}"));
                    }
                    let mut times = times.lock().unwrap_or_else(PoisonError::into_inner);
                    times.entry(kind).or_default().push(taken);
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    ensure!(
        failed.is_none(),
        "a request failed: {}",
        failed.unwrap_or_default()
    );
    let mut times = times.into_inner().unwrap_or_else(PoisonError::into_inner);
    times.values_mut().for_each(|t| t.sort_by(f64::total_cmp));
    Ok(times)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The smallest of sorted times that so many in a hundred do not exceed.
fn percentile(sorted: &[f64], n: usize) -> f64 {
    let rank = (sorted.len() * n).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

/// Kills a desk again and again while people correct and articles are imported.
fn killed(args: &Args, out: &mut String) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("rawi-soak-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = rounds(args, &folder.join("soak.db"), out);
    let _ = std::fs::remove_dir_all(&folder);
    outcome
}

fn rounds(args: &Args, db: &Path, out: &mut String) -> Result<()> {
    let import = |path: &Path| {
        let mut command = std::process::Command::new(&args.rawi);
        command
            .arg("import")
            .arg(path)
            .arg("--db")
            .arg(db)
            .arg("--quiet");
        command.stdout(std::process::Stdio::null());
        command
    };
    let made = import(Path::new("examples")).status()?;
    ensure!(made.success(), "`rawi import examples` fails");
    let mut acknowledged: Vec<String> = Vec::new();
    let mut articles = 0;
    let answered = AtomicU64::new(0);
    for round in 0..args.kills {
        // It must start again by itself, on whatever was left.
        let mut desk = Desk::start(&args.rawi, db)?;
        let record = hrefs(&text(desk.address, "/records")?, "/records/")
            .into_iter()
            .find(|href| href[9..].bytes().all(|b| b.is_ascii_digit()))
            .context("no record to correct")?;
        let mut importing = import(&args.articles).spawn()?;
        let stop = AtomicBool::new(false);
        // Between a twentieth of a second and a second, not the same twice in a row.
        let life = Duration::from_millis(50 + u64::from(round * 397 % 950));
        let told = thread::scope(|scope| {
            for path in ["/records", "/stories", "/articles?q=%D9%82"] {
                let (stop, answered) = (&stop, &answered);
                let address = desk.address;
                scope.spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        if get(address, path).is_ok() {
                            answered.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
            let correcting = {
                let (stop, address) = (&stop, desk.address);
                let path = format!("{record}/right");
                scope.spawn(move || {
                    let mut told = Vec::new();
                    for n in 0.. {
                        if stop.load(Ordering::Relaxed) {
                            break;
                        }
                        let note = format!("soak {round} {n}");
                        if matches!(post(address, &path, &note), Ok(303)) {
                            told.push(note);
                        }
                    }
                    told
                })
            };
            thread::sleep(life);
            let killed = desk.kill().and_then(|()| Ok(importing.kill()?));
            stop.store(true, Ordering::Relaxed);
            let told = correcting.join().unwrap_or_default();
            killed.map(|()| told)
        })?;
        importing.wait()?;
        acknowledged.extend(told);
        let store = Store::open_existing(db)?;
        let kept: Vec<String> = store
            .recent_corrections(usize::MAX >> 8)?
            .into_iter()
            .map(|c| c.note)
            .collect();
        let kept: std::collections::BTreeSet<&str> = kept.iter().map(String::as_str).collect();
        let lost = acknowledged
            .iter()
            .filter(|n| !kept.contains(n.as_str()))
            .count();
        ensure!(
            lost == 0,
            "{lost} acknowledged corrections are lost after round {round}"
        );
        let now = store.counts()?.articles;
        ensure!(
            now >= articles,
            "{} articles are lost after round {round}",
            articles - now
        );
        articles = now;
    }
    let _ = writeln!(
        out,
        "\nKilled {} times with SIGKILL, the importer with it, after 50 to 1000 ms: {} corrections acknowledged, none \
         lost; {} pages answered; {articles} articles at the end; started again by itself each time.",
        args.kills,
        acknowledged.len(),
        answered.into_inner()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let times: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(
            (percentile(&times, 50), percentile(&times, 95)),
            (50.0, 95.0)
        );
        assert_eq!(percentile(&times[..1], 99), 1.0);
        assert!(percentile(&[], 50).is_nan());
    }

    #[test]
    fn addresses_are_read_from_a_page() {
        let page = r#"<a href="/stories/s1">x</a><a href="/a"><a href="/stories/s1"><a href="/stories/s2?a=1&#38;b=2">"#;
        assert_eq!(
            hrefs(page, "/stories/"),
            ["/stories/s1", "/stories/s2?a=1&b=2"]
        );
        assert_eq!(encoded("aو"), "%61%D9%88");
    }
}
