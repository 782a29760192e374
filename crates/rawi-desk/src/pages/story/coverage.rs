//! The comparison of outlets as the page shows it.

use rawi_store::{Claim, Contradiction, StoryArticle};

use crate::Lang;
use crate::compare::{self, Cell, Column};
use crate::view::RecordView;
use crate::view::told::{ClaimView, conflict};

/// A table of claims by outlets.
pub(super) struct Coverage {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    pub(super) beyond: usize,
}

/// A claim with what each column says of it.
pub(super) struct Row {
    pub(super) claim: ClaimView,
    /// What contradicts it, by kind.
    pub(super) conflicts: Vec<&'static str>,
    pub(super) cells: Vec<Option<Said>>,
}

/// What an outlet says.
pub(super) struct Said {
    pub(super) record: RecordView,
    pub(super) first: bool,
    pub(super) more: usize,
    /// The outlet that had these words before.
    pub(super) words_of: Option<String>,
}

impl Coverage {
    /// Lays the claims beside one another.
    pub(super) fn of(
        articles: &[StoryArticle],
        claims: &[Claim],
        contradictions: &[Contradiction],
        most: usize,
        lang: Lang,
    ) -> Self {
        let table = compare::table(articles, claims, most);
        let rows = claims.iter().zip(table.rows).map(|(claim, cells)| {
            let of = &claim.row.id;
            let against = contradictions
                .iter()
                .filter(|c| c.earlier_claim.id == *of || c.later_claim.id == *of);
            let mut conflicts: Vec<&'static str> =
                against.map(|c| conflict(c.kind, lang)).collect();
            conflicts.dedup();
            let said = |cell: Option<Cell>| cell.and_then(|cell| said(claim, cell, lang));
            Row {
                claim: ClaimView::of(&claim.row, lang),
                conflicts,
                cells: cells.into_iter().map(said).collect(),
            }
        });
        Self {
            rows: rows.collect(),
            columns: table.columns,
            beyond: table.beyond,
        }
    }
}

fn said(claim: &Claim, cell: Cell, lang: Lang) -> Option<Said> {
    let voice = claim.voices.get(cell.voice)?;
    let origin = cell.same_words_as.and_then(|i| claim.voices.get(i));
    Some(Said {
        record: RecordView::of(&voice.row, lang),
        first: cell.first,
        more: cell.more,
        words_of: origin.map(|v| v.row.article.outlet.clone()),
    })
}
