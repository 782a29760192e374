//! Text to entries: every file read into a table, with everything that is wrong noted by file and line.

pub(crate) mod frames;
pub(crate) mod language;
pub(crate) mod politics;
pub(crate) mod row;
pub(crate) mod sources;
pub(crate) mod table;

use crate::defect::Defect;
use crate::frame::{Frame, LightVerb, Saying, StatusRule};
use crate::names::{
    ActorNoun, Body, BodyClass, Media, Person, PlaceEntry, ReportingPhrase, SourceNoun, TimeEntry,
    Title, TopicWord,
};
use crate::source::Sources;
use crate::words::{FirstName, NumberWord};
use frames::Headed;
use language::{AdjectiveEntry, NounEntry, ParticleEntry, Variants, VerbEntry};
use politics::StateEntry;
use table::Table;

/// Calls a macro with every table's name.
macro_rules! each_table {
    ($do:ident) => {
        $do!(
            verbs,
            nouns,
            adjectives,
            particles,
            first_names,
            numbers,
            states,
            persons,
            bodies,
            media,
            titles,
            actors,
            places,
            verb_frames,
            noun_frames,
            light,
            saying,
            reporting,
            source_nouns,
            topics,
            statuses,
            times
        )
    };
}

/// All tables as read.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    pub(crate) verbs: Table<VerbEntry>,
    pub(crate) nouns: Table<NounEntry>,
    pub(crate) adjectives: Table<AdjectiveEntry>,
    pub(crate) particles: Table<ParticleEntry>,
    pub(crate) first_names: Table<Variants<FirstName>>,
    pub(crate) numbers: Table<Variants<NumberWord>>,
    pub(crate) states: Table<StateEntry>,
    pub(crate) persons: Table<Variants<Person>>,
    pub(crate) bodies: Table<Variants<Body>>,
    pub(crate) media: Table<Variants<Media>>,
    pub(crate) titles: Table<Variants<Title>>,
    pub(crate) actors: Table<Variants<ActorNoun>>,
    pub(crate) places: Table<Variants<PlaceEntry>>,
    pub(crate) verb_frames: Table<Headed<Frame>>,
    pub(crate) noun_frames: Table<Headed<Frame>>,
    pub(crate) light: Table<Headed<LightVerb>>,
    pub(crate) saying: Table<Headed<Saying>>,
    pub(crate) reporting: Table<Variants<ReportingPhrase>>,
    pub(crate) source_nouns: Table<Variants<SourceNoun>>,
    pub(crate) topics: Table<Variants<TopicWord>>,
    pub(crate) statuses: Table<Headed<StatusRule>>,
    pub(crate) times: Table<Variants<TimeEntry>>,
}

impl Entries {
    /// Reads all files.
    pub(crate) fn read(sources: &Sources, defects: &mut Vec<Defect>) -> Self {
        let mut all = Self::default();
        for file in &sources.files {
            let (name, text) = (file.shown.as_str(), &*file.text);
            macro_rules! read {
                ($table:ident, $layout:expr, $entry:expr) => {{
                    let table = Table::read(name, text, &$layout, defects, $entry);
                    all.$table.append(table, defects);
                }};
            }
            use self::{frames as f, language as l, politics as p, sources as s};
            match file.name {
                "language/verbs.txt" => read!(verbs, l::VERBS, l::verb),
                "language/nouns.txt" => read!(nouns, l::NOUNS, l::noun),
                "language/adjectives.txt" => read!(adjectives, l::ADJECTIVES, l::adjective),
                "language/particles.txt" => read!(particles, l::PARTICLES, l::particle),
                "language/first_names.txt" => read!(first_names, l::FIRST_NAMES, l::first_name),
                "language/numbers.txt" => read!(numbers, l::NUMBERS, l::number),
                "politics/states.txt" => read!(states, p::STATES, p::state),
                "politics/persons.txt" => read!(persons, p::PERSONS, p::person),
                "politics/bodies.txt" => read!(bodies, p::BODIES, |r| p::body(r, BodyClass::Body)),
                "politics/groups.txt" => read!(bodies, p::BODIES, |r| p::body(r, BodyClass::Group)),
                "politics/parties.txt" => {
                    read!(bodies, p::BODIES, |r| p::body(r, BodyClass::Party))
                }
                "politics/media.txt" => read!(media, p::MEDIA, p::media),
                "politics/titles.txt" => read!(titles, p::TITLES, p::title),
                "politics/actors.txt" => read!(actors, p::ACTORS, p::actor),
                "politics/places.txt" => read!(places, p::PLACES, p::place),
                "politics/geonames.txt" => read!(places, p::GEONAMES, p::geoname),
                "politics/verb_frames.txt" => read!(verb_frames, f::VERB_FRAMES, f::verb_frame),
                "politics/noun_frames.txt" => read!(noun_frames, f::NOUN_FRAMES, f::noun_frame),
                "politics/light_verbs.txt" => read!(light, f::LIGHT_VERBS, f::light_verb),
                "politics/reporting_verbs.txt" => {
                    read!(saying, f::REPORTING_VERBS, f::reporting_verb)
                }
                "politics/reporting_phrases.txt" => {
                    read!(reporting, s::REPORTING_PHRASES, s::reporting_phrase)
                }
                "politics/source_nouns.txt" => read!(source_nouns, s::SOURCE_NOUNS, s::source_noun),
                "politics/topics.txt" => read!(topics, s::TOPICS, s::topic_word),
                "politics/statuses.txt" => read!(statuses, f::STATUSES, f::status),
                "politics/times.txt" => read!(times, s::TIMES, s::time),
                // `Sources` admits no other names.
                _ => {}
            }
        }
        all
    }

    /// Lays a user's entries over these.
    pub(crate) fn overlay(&mut self, above: Self, defects: &mut Vec<Defect>) {
        macro_rules! overlay {
            ($($table:ident),+) => {$( self.$table.overlay(above.$table, defects); )+};
        }
        each_table!(overlay);
    }

    /// Notes removals where there is nothing below to remove from.
    pub(crate) fn check_removals(&self, defects: &mut Vec<Defect>) {
        macro_rules! check {
            ($($table:ident),+) => {$( self.$table.check_removals(defects); )+};
        }
        each_table!(check);
    }
}
