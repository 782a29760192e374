//! The native half of the Python package `rawi`: articles and texts from Python in, readings out.
//!
//! ```text
//! str, mapping, Article, path ─ inputs ─▶ Article ─ reader (one at once, or many on a pool of threads) ─▶ Reading
//! Reading ─▶ JSON, which Python's side turns into records │ columns, which it turns into Arrow tables
//! ```
//!
//! The engine runs without Python's global lock. The typed records, the tables and the pages for notebooks are written
//! in Python (`python/rawi`); what is here is not part of the package's interface.

mod article;
mod columns;
mod engine;
mod errors;
mod inputs;
mod many;
mod reader;
mod reading;
mod values;
mod words;

/// The native module.
#[pyo3::pymodule]
mod _rawi {
    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "what Python calls it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
    #[pymodule_export]
    use crate::article::Article;
    #[pymodule_export]
    use crate::columns::columns;
    #[pymodule_export]
    use crate::inputs::{Articles, article, articles, articles_from_bytes};
    #[pymodule_export]
    use crate::many::ReadMany;
    #[pymodule_export]
    use crate::reader::Reader;
    #[pymodule_export]
    use crate::reading::Reading;
    #[pymodule_export]
    use crate::words::normalise;
}
