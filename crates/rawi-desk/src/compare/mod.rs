//! A story's coverage side by side: takes its articles and its claims with their voices, gives a table of claims by
//! outlets. An outlet that has only the words of others stands folded in the column of the one whose words they are.

use std::collections::BTreeMap;

use rawi_store::{Claim, StoryArticle};

/// A table of claims by outlets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The outlets, those with most articles first.
    pub columns: Vec<Column>,
    /// For each claim what each column says of it.
    pub rows: Vec<Vec<Option<Cell>>>,
    /// Outlets beyond the last column.
    pub beyond: usize,
}

/// A column: an outlet with words of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The outlet.
    pub outlet: String,
    /// Its articles in the story.
    pub articles: usize,
    /// Outlets all of whose articles have the words of others, of this one most.
    pub copies: Vec<String>,
}

/// What an outlet says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its first record of the claim, among the claim's voices.
    pub voice: usize,
    /// Further records of the claim in the column.
    pub more: usize,
    /// The first record in the same words, where another outlet has them.
    pub same_words_as: Option<usize>,
    /// Whether no record of the claim was published before it.
    pub first: bool,
}

/// Lays claims beside one another; at most so many columns.
pub fn table(articles: &[StoryArticle], claims: &[Claim], most: usize) -> Table {
    let mut columns = columns(articles);
    let beyond = columns.len().saturating_sub(most);
    columns.truncate(most);
    let rows = claims
        .iter()
        .map(|claim| columns.iter().map(|c| cell(claim, c)).collect())
        .collect();
    Table {
        columns,
        rows,
        beyond,
    }
}

fn columns(articles: &[StoryArticle]) -> Vec<Column> {
    // Of each outlet the number of its articles, and whose words they are where they are not its own.
    let mut outlets: BTreeMap<&str, (usize, Vec<Option<&str>>)> = BTreeMap::new();
    for (i, one) in articles.iter().enumerate() {
        let outlet = one.article.outlet.as_str();
        let origin = articles
            .get(one.voice)
            .filter(|_| one.voice != i)
            .map(|first| first.article.outlet.as_str())
            .filter(|first| *first != outlet);
        let entry = outlets.entry(outlet).or_default();
        entry.0 += 1;
        entry.1.push(origin);
    }
    let mut columns: Vec<Column> = Vec::new();
    let mut folded: Vec<(&str, &str)> = Vec::new();
    for (outlet, (articles, origins)) in &outlets {
        match origins.iter().copied().collect::<Option<Vec<&str>>>() {
            Some(origins) => folded.push((outlet, most_frequent(&origins))),
            None => columns.push(Column {
                outlet: (*outlet).to_owned(),
                articles: *articles,
                copies: Vec::new(),
            }),
        }
    }
    for (outlet, origin) in folded {
        // Whose words others have has words of its own.
        if let Some(column) = columns.iter_mut().find(|c| c.outlet == origin) {
            column.copies.push(outlet.to_owned());
        }
    }
    columns.sort_by(|a, b| {
        b.articles
            .cmp(&a.articles)
            .then_with(|| a.outlet.cmp(&b.outlet))
    });
    columns
}

fn most_frequent<'a>(names: &[&'a str]) -> &'a str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))
        .map_or("", |(name, _)| name)
}

fn cell(claim: &Claim, column: &Column) -> Option<Cell> {
    let of = |i: usize| claim.voices.get(i).map(|v| v.row.article.outlet.as_str());
    let mut found: Vec<usize> = (0..claim.voices.len())
        .filter(|i| {
            of(*i).is_some_and(|o| o == column.outlet || column.copies.iter().any(|c| c == o))
        })
        .collect();
    // The column's own words before those of its copies.
    found.sort_by_key(|i| (of(*i) != Some(&column.outlet), *i));
    let voice = *found.first()?;
    let one = claim.voices.get(voice)?;
    let published = |i: usize| claim.voices.get(i).and_then(|v| v.row.article.published);
    let earliest = (0..claim.voices.len()).filter_map(published).min();
    Some(Cell {
        voice,
        more: found.len() - 1,
        same_words_as: (one.voice != voice && of(one.voice) != of(voice)).then_some(one.voice),
        first: claim.voices.len() > 1 && earliest.is_some() && published(voice) == earliest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rawi_store::ArticleHead;

    fn article(outlet: &str, voice: usize) -> StoryArticle {
        StoryArticle {
            article: ArticleHead {
                id: format!("{outlet}-{voice}"),
                url: None,
                outlet: outlet.to_owned(),
                published: None,
                title: String::new(),
                version: 1,
            },
            voice,
        }
    }

    #[test]
    fn who_has_only_the_words_of_another_is_folded_into_his_column() {
        let articles = [
            article("الأولى", 0),
            article("الثانية", 0),
            article("الثالثة", 2),
            article("الثالثة", 0),
            article("الأولى", 4),
        ];
        let table = table(&articles, &[], 8);
        let shown: Vec<(&str, usize, usize)> = table
            .columns
            .iter()
            .map(|c| (c.outlet.as_str(), c.articles, c.copies.len()))
            .collect();
        assert_eq!(shown, [("الأولى", 2, 1), ("الثالثة", 2, 0)]);
        assert_eq!(table.columns[0].copies, ["الثانية"]);
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let articles: Vec<StoryArticle> = (0..5).map(|i| article(&format!("o{i}"), i)).collect();
        let table = table(&articles, &[], 3);
        assert_eq!((table.columns.len(), table.beyond), (3, 2));
    }
}
