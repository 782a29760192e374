//! The list of parts: what `cargo metadata` says the program is made of, in CycloneDX 1.5.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::machine::root;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    description: Option<String>,
    /// None for our own.
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dep>,
}

#[derive(Deserialize)]
struct Dep {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// None for what is linked in, `build` or `dev` for the rest.
    kind: Option<String>,
}

/// Writes the list; gives the number of parts that are others'.
pub fn write(path: &Path) -> anyhow::Result<usize> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
        ])
        .arg(host()?)
        .output()
        .context("cargo metadata")?;
    ensure!(output.status.success(), "cargo metadata failed");
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    let (sbom, others) = list(&metadata)?;
    fs::write(path, serde_json::to_string_pretty(&sbom)? + "\n")?;
    Ok(others)
}

/// The system that the compiler builds for.
fn host() -> anyhow::Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("rustc")?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|l| l.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}

/// What is linked into the program, and what hangs on what.
fn list(metadata: &Metadata) -> anyhow::Result<(Value, usize)> {
    let nodes: BTreeMap<&str, &Node> = metadata
        .resolve
        .nodes
        .iter()
        .map(|n| (n.id.as_str(), n))
        .collect();
    let program = metadata
        .packages
        .iter()
        .find(|p| p.name == "rawi" && p.source.is_none())
        .context("the program is not in the workspace")?;
    let linked = |id: &str| -> Vec<&str> {
        let deps = nodes.get(id).map_or(&[][..], |n| &n.deps);
        deps.iter()
            .filter(|d| d.dep_kinds.iter().any(|k| k.kind.is_none()))
            .map(|d| d.pkg.as_str())
            .collect()
    };
    let mut seen = BTreeSet::from([program.id.as_str()]);
    let mut open = vec![program.id.as_str()];
    while let Some(id) = open.pop() {
        for dep in linked(id) {
            if seen.insert(dep) {
                open.push(dep);
            }
        }
    }
    let packages: BTreeMap<&str, &Package> = metadata
        .packages
        .iter()
        .map(|p| (p.id.as_str(), p))
        .collect();
    let purl = |id: &str| {
        packages
            .get(id)
            .map(|p| format!("pkg:cargo/{}@{}", p.name, p.version))
    };
    let mut components: Vec<Value> = Vec::new();
    let mut dependencies: Vec<Value> = Vec::new();
    let mut others = 0;
    for id in &seen {
        let Some(package) = packages.get(id) else {
            continue;
        };
        let on: BTreeSet<String> = linked(id).into_iter().filter_map(purl).collect();
        dependencies.push(json!({"ref": purl(id), "dependsOn": on}));
        if package.id == program.id {
            continue;
        }
        others += usize::from(package.source.is_some());
        components.push(component(package));
    }
    let sbom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(program)},
        "components": components,
        "dependencies": dependencies,
    });
    Ok((sbom, others))
}

fn component(package: &Package) -> Value {
    let purl = format!("pkg:cargo/{}@{}", package.name, package.version);
    let mut out = json!({
        "type": if package.name == "rawi" { "application" } else { "library" },
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "purl": purl,
    });
    if let Some(license) = &package.license {
        // Old manifests part alternatives by a slash.
        out["licenses"] = json!([{"expression": license.replace('/', " OR ")}]);
    }
    if let Some(text) = &package.description {
        out["description"] = json!(text.trim());
    }
    if let Some(url) = &package.repository {
        out["externalReferences"] = json!([{"type": "vcs", "url": url}]);
    }
    out
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_listed_and_nothing_else() {
        let package = |name: &str, source: Option<&str>| {
            json!({"id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0", "repository": null,
                   "description": null, "source": source})
        };
        let dep =
            |pkg: &str, kind: Option<&str>| json!({"pkg": pkg, "dep_kinds": [{"kind": kind}]});
        let metadata: Metadata = serde_json::from_value(json!({
            "packages": [package("rawi", None), package("a", Some("r")), package("b", Some("r")),
                         package("t", Some("r"))],
            "resolve": {"nodes": [
                {"id": "rawi", "deps": [dep("a", None), dep("t", Some("dev"))]},
                {"id": "a", "deps": [dep("b", None)]},
                {"id": "b", "deps": []}, {"id": "t", "deps": []}]}
        }))
        .unwrap();
        let (sbom, others) = list(&metadata).unwrap();
        assert_eq!(others, 2);
        let names: Vec<&str> = sbom["components"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(
            sbom["components"][0]["licenses"][0]["expression"],
            "MIT OR Apache-2.0"
        );
        assert_eq!(sbom["dependencies"][2]["dependsOn"][0], "pkg:cargo/a@1.0.0");
    }
}
