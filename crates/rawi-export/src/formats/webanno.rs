//! W3C Web Annotation: one JSON-LD page of annotations, one a report, on the words of the article.

use super::Encode;
use crate::annotation::Annotation;
use crate::cell::Cell;
use crate::event::Event;
use crate::sink::{ExportError, Sink};

/// The head of the page. The second context names what the vocabulary of annotations has no word for.
const HEAD: &str = "{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{\"rawi\":\"urn:rawi:\",\"role\":\"rawi:role\",\"code\":\
     \"rawi:code\",\"record\":\"rawi:record\"}],\"type\":\"AnnotationPage\",\"id\":\"urn:rawi:export\",\
     \"startIndex\":0,\"items\":[";

#[derive(Default)]
pub(crate) struct Webanno {
    any: bool,
}

impl Encode for Webanno {
    fn begin(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        to.bytes(HEAD.as_bytes())
    }

    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        for report in event.reports() {
            to.bytes(if self.any { b",\n" } else { b"\n" })?;
            self.any = true;
            let annotation = Annotation::of(report);
            to.rows(&serde_json::to_vec(&annotation)?, 1)?;
            to.source(&Cell::text(annotation.id()), event)?;
        }
        Ok(())
    }

    fn end(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        to.bytes(b"\n]}\n")
    }
}
