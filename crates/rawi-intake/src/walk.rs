//! Paths in, files out: folders are walked in the order of their names, one folder in memory at a time.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use rawi_model::Article;

use crate::detect::passed_over;
use crate::options::Options;
use crate::source::{self, Context, Flow, Input};
use crate::{IntakeError, Problem};

/// Folders inside folders: more are a loop of links.
const DEPTH: usize = 64;

/// The articles under `paths`, in order.
pub(crate) fn articles(paths: &[PathBuf], options: &Options) -> Flow {
    let todo = paths
        .iter()
        .rev()
        .map(|path| Step {
            path: path.clone(),
            depth: 0,
        })
        .collect();
    Box::new(Walk {
        todo,
        current: None,
        options: Arc::new(options.clone()),
    })
}

struct Walk {
    /// What is left, next one last.
    todo: Vec<Step>,
    current: Option<Flow>,
    options: Arc<Options>,
}

struct Step {
    path: PathBuf,
    depth: usize,
}

impl Iterator for Walk {
    type Item = Result<Article, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = None;
            let step = self.todo.pop()?;
            self.current = Some(self.visit(&step));
        }
    }
}

impl Walk {
    fn visit(&mut self, step: &Step) -> Flow {
        let name = step.path.to_string_lossy();
        let context = Context::new(&name, &self.options);
        if name == "-" && step.depth == 0 {
            return source::articles(context, Input::Stream(Box::new(io::stdin())));
        }
        if !step.path.is_dir() {
            return source::articles(context, Input::File(step.path.clone()));
        }
        match self.list(step) {
            Ok(()) => Box::new(std::iter::empty()),
            Err(problem) => context.fail(problem),
        }
    }

    fn list(&mut self, step: &Step) -> Result<(), Problem> {
        let limit = u32::try_from(DEPTH).unwrap_or(u32::MAX);
        if step.depth >= DEPTH {
            return Err(Problem::TooDeep { limit });
        }
        let io = |error: io::Error| Problem::from_io(&error, "folder");
        let mut found = fs::read_dir(&step.path)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(io)?;
        found.sort_by_key(fs::DirEntry::file_name);
        for entry in found.into_iter().rev() {
            let kind = entry.file_type().map_err(io)?;
            // A link to a folder may lead back up; a link to a file is a file.
            let looped = kind.is_symlink() && entry.path().is_dir();
            if !looped && !passed_over(&entry.file_name().to_string_lossy()) {
                self.todo.push(Step {
                    path: entry.path(),
                    depth: step.depth + 1,
                });
            }
        }
        Ok(())
    }
}
