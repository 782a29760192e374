//! The page that shows the API: made from its description.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::Extension;
use axum::routing::get;
use serde_json::Value;
use utoipa::openapi::OpenApi;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::html::Html;
use crate::lang::words;
use crate::ui::Ui;

words! {
    struct Words {
        heading: "واجهة البرمجة", "API";
        description: "وصفها للآلات", "Its description for machines";
        try_it: "تجربة", "Try it";
    }
}

/// An address as the page shows it.
#[derive(Debug, Clone)]
pub(super) struct Address {
    path: String,
    summary: String,
    parameters: Vec<Parameter>,
    /// Nothing has to be filled in.
    plain: bool,
}

#[derive(Debug, Clone)]
struct Parameter {
    name: String,
    place: String,
    description: String,
}

#[derive(Template)]
#[template(path = "api.html")]
struct Page {
    ui: Ui,
    t: Words,
    addresses: Arc<Vec<Address>>,
}

/// What the page shows of a description.
pub(super) fn of(description: &OpenApi) -> Vec<Address> {
    let json = serde_json::to_value(description).unwrap_or_default();
    let empty = serde_json::Map::new();
    let paths = json["paths"].as_object().unwrap_or(&empty);
    let text = |value: &Value| value.as_str().unwrap_or_default().replace('`', "");
    paths
        .iter()
        .map(|(path, item)| {
            let get = &item["get"];
            let parameters = get["parameters"].as_array().cloned().unwrap_or_default();
            Address {
                path: path.clone(),
                summary: text(&get["summary"]),
                plain: !parameters
                    .iter()
                    .any(|p| p["required"] == Value::Bool(true)),
                parameters: parameters
                    .iter()
                    .map(|p| Parameter {
                        name: text(&p["name"]),
                        place: text(&p["in"]),
                        description: text(&p["description"]),
                    })
                    .collect(),
            }
        })
        .collect()
}

/// The address of the page.
pub(super) fn routes(addresses: Vec<Address>) -> Router<Desk> {
    Router::new()
        .route("/api", get(page))
        .layer(Extension(Arc::new(addresses)))
}

async fn page(ui: Ui, Extension(addresses): Extension<Arc<Vec<Address>>>) -> Result<Html, Fault> {
    Html::of(&Page {
        t: Words(ui.lang),
        addresses,
        ui,
    })
}
