//! `rawi alerts`: filters that are saved, and what they found since.

use std::fs;
use std::path::Path;

use rawi_live::{ATOM_ENTRIES, EventJson, SECRET_LENGTH, atom, write_atom};
use rawi_store::{Alert, EventFilter, NewAlert, Page, SourceFilter, Store, Webhook};

use super::events;
use crate::block::{Printer, clean, isolated};
use crate::cli::{AddAlertArgs, AlertFormat, AlertsCommand};
use crate::engine::Engine;
use crate::fault::{Fault, Result};
use crate::output::Output;
use crate::tally::counted;

/// Variable with the secret of a webhook.
const SECRET: &str = "RAWI_WEBHOOK_SECRET";

/// Adds, lists, removes or shows.
pub fn run(command: &AlertsCommand) -> Result {
    match command {
        AlertsCommand::Add(args) => add(args),
        AlertsCommand::List { db } => list(&mut Store::open_existing(&db.db)?),
        AlertsCommand::Remove { name, db } => {
            Store::open_existing(&db.db)?.remove_alert(name)?;
            super::note(&format!("alert {} removed", isolated(name)));
            Ok(())
        }
        AlertsCommand::Show {
            name,
            db,
            limit,
            format,
        } => show(&mut Store::open_existing(&db.db)?, name, *limit, *format),
    }
}

fn add(args: &AddAlertArgs) -> Result {
    let webhook = args
        .webhook
        .as_ref()
        .map(|url| webhook(url, args.secret_file.as_deref()))
        .transpose()?;
    let file = args.atom.as_deref().map(absolute).transpose()?;
    let mut store = Store::open(&args.db.db)?;
    let alert = store.add_alert(&NewAlert {
        name: args.name.clone(),
        filter: events::filter(&args.filter),
        atom: file,
        webhook,
    })?;
    // There at once, and wrong paths show now.
    if let (Some(file), Err(error)) = (&alert.atom, write_atom(&store, &alert)?) {
        store.remove_alert(&alert.name)?;
        return Err(Fault::writing(Path::new(file), &error));
    }
    super::note(&format!(
        "alert {} looks at what is stored from now on (`rawi watch` asks it as articles come)",
        isolated(&alert.name)
    ));
    Ok(())
}

/// The file as it will be found from any folder.
fn absolute(path: &Path) -> Result<String> {
    let path = std::path::absolute(path).map_err(|error| Fault::writing(path, &error))?;
    path.into_os_string().into_string().map_err(|path| {
        Fault::Usage(format!(
            "{}: the path is not UTF-8 (choose another name)",
            Path::new(&path).display()
        ))
    })
}

fn webhook(url: &str, file: Option<&Path>) -> Result<Webhook> {
    let http = url.starts_with("https://") || url.starts_with("http://");
    if !http {
        return Err(Fault::Usage(format!(
            "`{}` is no address of a webhook (write https://host/path)",
            clean(url)
        )));
    }
    let secret = match file {
        Some(file) => fs::read_to_string(file).map_err(|error| {
            Fault::Usage(format!(
                "{}: the secret cannot be read: {error} (check the path and the permissions)",
                file.display()
            ))
        })?,
        None => std::env::var(SECRET).map_err(|_| {
            Fault::Usage(format!(
                "a webhook needs a secret that signs what is posted (give `--secret-file`, or set {SECRET})"
            ))
        })?,
    };
    let secret = secret.trim();
    if secret.chars().count() < SECRET_LENGTH {
        return Err(Fault::Usage(format!(
            "the secret is shorter than {SECRET_LENGTH} characters (make one with `openssl rand -hex 32`)"
        )));
    }
    Ok(Webhook {
        url: url.to_owned(),
        secret: secret.to_owned(),
    })
}

/// Asks the alerts, and brings the files up to date of those that found something.
fn ask(store: &mut Store) -> Result {
    for (alert, _) in store.ask_alerts()? {
        if let Err(error) = write_atom(store, &alert)? {
            let file = alert.atom.unwrap_or_default();
            return Err(Fault::writing(Path::new(&file), &error));
        }
    }
    Ok(())
}

fn list(store: &mut Store) -> Result {
    ask(store)?;
    let alerts = store.alerts()?;
    let mut output = Output::new();
    for alert in &alerts {
        output.text(&described(alert))?;
        output.text("\n")?;
    }
    output.flush()?;
    super::note(&counted(alerts.len() as u64, "alert"));
    Ok(())
}

fn show(store: &mut Store, name: &str, limit: usize, format: AlertFormat) -> Result {
    ask(store)?;
    let alert = store.alert(name)?;
    let limit = match format {
        AlertFormat::Atom => limit.min(ATOM_ENTRIES),
        _ => limit,
    };
    let hits = store.alert_hits(name, &Page::first(limit))?;
    let mut output = Output::new();
    match format {
        AlertFormat::Json => {
            for hit in &hits.items {
                output.json(&EventJson::of(&hit.row))?;
            }
        }
        AlertFormat::Text => {
            let engine = Engine::load(None)?;
            let printer = Printer::new(&engine);
            output.text(&described(&alert))?;
            output.text("\n")?;
            for hit in &hits.items {
                output.text(&events::text(&printer, &hit.row))?;
            }
        }
        AlertFormat::Atom => {
            output.text(&atom(&alert, &hits.items, None)?)?;
            output.text("\n")?;
        }
    }
    output.flush()?;
    if hits.next.is_some() && format == AlertFormat::Text {
        super::note("there are more (raise `--limit`)");
    }
    Ok(())
}

fn described(alert: &Alert) -> String {
    let mut out = format!("alert: {}\n", isolated(&alert.name));
    let mut line = |name: &str, value: &str| {
        out.push_str(&format!("  {name}: {value}\n"));
    };
    line("filter", &flags(&alert.filter));
    line("since", &alert.made_at);
    line("found", &counted(alert.hits, "record"));
    if let Some(file) = &alert.atom {
        line("atom", &isolated(file));
    }
    if let Some(url) = &alert.webhook {
        line("webhook", &isolated(url));
        if alert.undelivered > 0 {
            line("not yet delivered", &counted(alert.undelivered, "record"));
        }
    }
    if let Some(error) = &alert.error {
        line(
            "last post",
            &format!("{} (failed {} times)", isolated(error), alert.failures),
        );
    }
    out
}

/// A filter as it is typed.
fn flags(filter: &EventFilter) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut flag = |name: &str, value: &str| out.push(format!("--{name} {}", isolated(value)));
    let named = [
        ("actor", &filter.actor),
        ("recipient", &filter.recipient),
        ("according-to", &filter.according_to),
        ("place", &filter.place),
    ];
    for (name, party) in named {
        if let Some(party) = party {
            flag(name, &party.to_string());
        }
    }
    if let Some(dyad) = &filter.dyad {
        flag("dyad", &format!("{} {}", dyad.from, dyad.to));
        if dyad.either_way {
            flag("either-way", "");
        }
    }
    for kind in &filter.types {
        flag("type", kind.as_str());
    }
    for status in &filter.statuses {
        flag("status", status.as_str());
    }
    for source in &filter.sources {
        flag(
            "source-kind",
            match source {
                SourceFilter::Kind(kind) => kind.as_str(),
                SourceFilter::None => "none",
            },
        );
    }
    for outlet in &filter.outlets {
        flag("outlet", outlet);
    }
    let days = [
        ("since", filter.since),
        ("until", filter.until),
        ("happened-from", filter.happened_from),
        ("happened-to", filter.happened_to),
    ];
    for (name, day) in days {
        if let Some(day) = day {
            flag(name, &day.to_string());
        }
    }
    if let Some(text) = &filter.text {
        flag("text", text);
    }
    if let Some(confidence) = filter.min_confidence {
        flag("min-confidence", &confidence.to_string());
    }
    if let Some(article) = &filter.article {
        flag("article", article);
    }
    if out.is_empty() {
        return "all records".to_owned();
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rawi_model::EventType;

    #[test]
    fn a_filter_is_shown_as_it_is_typed() {
        let filter = EventFilter {
            actor: "SYR GOV".parse().ok(),
            types: vec![EventType::Reject, EventType::Accuse],
            min_confidence: Some(0.7),
            ..EventFilter::default()
        };
        let shown = flags(&filter).replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(
            shown,
            "--actor SYR GOV --type REJECT --type ACCUSE --min-confidence 0.7"
        );
        assert_eq!(flags(&EventFilter::default()), "all records");
    }
}
