//! `cargo xtask pairs`: how often what many articles say together is right. Pairs are drawn from a database by a seed,
//! judged by a person who does not see what Rawi says of them, and counted.
//!
//! ```text
//! database ─ draw ─▶ SHEET (ids, spans, a column to fill), SHEET.txt (the texts, not to be committed), SHEET.key (what Rawi says)
//! SHEET, filled, and SHEET.key ─ judged ─▶ precision, recall, F1
//! ```

mod copies;
mod corpus;
mod count;
mod draw;
mod sheet;
mod show;
mod stories;
mod told;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use rawi_store::Store;

use draw::{Drawn, shuffled};

/// What to do with pairs.
#[derive(clap::Subcommand)]
pub enum Pairs {
    /// Draws pairs to be judged
    Draw(Args),
    /// Counts what people judged in a drawn sheet
    Judged {
        /// The filled sheet, with its key beside it
        sheet: PathBuf,
    },
}

/// What to draw, from where.
#[derive(clap::Args)]
pub struct Args {
    /// Pairs of what
    kind: Kind,
    /// A database that was settled
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
    /// Which sample to draw; the same number draws the same
    #[arg(long, value_name = "N")]
    seed: u64,
    /// The sheet to write, with its key in FILE.key
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Where to write the texts to judge by, outside the repository
    #[arg(long, value_name = "FILE")]
    text: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// 200 pairs of articles near in words: half above the threshold of a copy, half near it
    Copies,
    /// 150 pairs of articles within two days that share two actors, of three degrees of likeness
    Stories,
    /// The 50 contradictions ranked first, among 20 pairs of records of a type drawn at random
    Contradictions,
    /// 50 announcements with what became of them
    Followups,
}

impl Kind {
    /// What is asked of each pair.
    const fn question(self) -> &'static str {
        match self {
            Self::Copies => {
                "Does one hold the other's words, whole or a piece of it that makes sense alone, or do both hold those of a third?"
            }
            Self::Stories => {
                "Do both tell of the same happening, or one of what led to the other's or followed from it?"
            }
            Self::Contradictions => {
                "Do the two say of one thing what cannot both hold (the texts, not the fields)?"
            }
            Self::Followups => {
                "Does the second report what became of what the first announces, as it says?"
            }
        }
    }
}

/// Draws or counts.
pub fn run(what: &Pairs) -> Result<ExitCode> {
    match what {
        Pairs::Draw(args) => draw_sheet(args)?,
        Pairs::Judged { sheet } => {
            let rows = sheet::load(sheet)?;
            let key = sheet::load_key(&key_of(sheet))?;
            print!("{}", count::markdown(&rows, &key)?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn draw_sheet(args: &Args) -> Result<()> {
    ensure!(
        !args.out.exists(),
        "{} is there already, perhaps with somebody's judgements; name another with --out",
        args.out.display()
    );
    let store = Store::open_existing(&args.db)?;
    let drawn = match args.kind {
        Kind::Copies => copies::draw(&store, args.seed)?,
        Kind::Stories => stories::draw(&store, args.seed)?,
        Kind::Contradictions => told::contradictions(&store, args.seed)?,
        Kind::Followups => told::followups(&store, args.seed)?,
    };
    ensure!(
        !drawn.is_empty(),
        "nothing to draw in {}",
        args.db.display()
    );
    let drawn: Vec<Drawn> = shuffled(drawn, args.seed);
    write(&args.out, &sheet::write(&drawn)?)?;
    write(&key_of(&args.out), &sheet::write_key(&drawn))?;
    write(&args.text, &show::text(args.kind.question(), &drawn))?;
    println!(
        "{} pairs in {}, the texts in {}",
        drawn.len(),
        args.out.display(),
        args.text.display()
    );
    Ok(())
}

/// `FILE.key` for FILE.
fn key_of(sheet: &Path) -> PathBuf {
    let mut name = sheet.as_os_str().to_owned();
    name.push(".key");
    name.into()
}

/// Never over a file that is there.
fn write(path: &Path, text: &str) -> Result<()> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))
}
