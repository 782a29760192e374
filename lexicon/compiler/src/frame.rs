//! What heads do: frames of verbs and nouns, light verbs, saying verbs, words that set an act's status.

use rawi_model::{EventType, Stance, Status};
use serde::{Deserialize, Serialize};

use crate::named::named;

/// Where a participant stands relative to its head.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Slot {
    /// Subject of a verb.
    Subject,
    /// Direct object.
    Object,
    /// Second object.
    Object2,
    /// Genitive after a noun.
    Genitive,
    /// After a preposition, **folded** as tokens' keys are (`علي`, `الي`, `في`); a compound one with a space (`من قبل`).
    Prep(String),
}

/// What stands in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FrameRole {
    /// Who does it.
    Actor,
    /// To whom.
    Recipient,
    /// The act asked for, accused of, refused: a record of its own.
    Content,
    /// Where.
    Place,
    /// Nothing of interest.
    Nothing,
}

named! {
    /// A condition on what fills a slot that no list of words can express.
    SlotClass, "class of fillers" {
        /// A person, body, state or group.
        Actor = "@actor",
        /// A human being.
        Person = "@person",
        /// An armed group or force.
        Armed = "@armed",
        /// Something of the subject's own (`سفيرها`).
        Own = "@own",
        /// A town, region or country, by name or as a common noun.
        Place = "@place",
        /// A clause (`أن …`).
        Clause = "@clause",
        /// Anything that is no actor.
        Thing = "@thing",
    }
}

/// What must hold for a frame to be meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Condition {
    /// The head noun of the slot is one of these.
    Is {
        /// The slot.
        slot: Slot,
        /// Folded lemma texts (compare with [`crate::Lemma::key`]).
        words: Vec<String>,
    },
    /// The head noun of the slot is none of these.
    Not {
        /// The slot.
        slot: Slot,
        /// Folded lemma texts.
        words: Vec<String>,
    },
    /// The slot's filler is of this class.
    Class {
        /// The slot.
        slot: Slot,
        /// The class.
        class: SlotClass,
    },
}

named! {
    /// How political a head is in itself.
    Strength, "strength" {
        /// Political in itself.
        Strong = "strong",
        /// Neither.
        Plain = "plain",
        /// Needs a political actor beside it.
        Weak = "weak",
    }
}

named! {
    /// Forms of the head to which a frame is limited.
    Only, "form after `only=`" {
        /// Finite forms.
        Finite = "finite",
        /// The masdar.
        Masdar = "masdar",
        /// The participles.
        Participle = "participle",
        /// Plurals.
        Plural = "plural",
        /// Negated finite forms (`لن يقبل`: he refuses).
        Negated = "negated",
    }
}

/// One use of a verb or noun: the act that it names and who stands where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// `verb id:TYPE` or `noun:TYPE`, `#2`… for further ones of the same type.
    pub id: String,
    /// The type of the act; of no meaning where `none` is set.
    pub kind: EventType,
    /// In this use the head is no event (type `-`).
    pub none: bool,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Who stands where.
    pub roles: Vec<(Slot, FrameRole)>,
    /// What must hold, all of it. Of several frames the one with the most conditions that hold wins.
    pub conditions: Vec<Condition>,
    /// How political the head is in itself.
    pub strength: Strength,
    /// Forms to which the frame is limited.
    pub only: Option<Only>,
    /// Past-tense English verb phrase with the recipient's preposition.
    pub english: String,
}

impl Frame {
    /// What stands in the slot.
    pub fn role(&self, slot: &Slot) -> Option<FrameRole> {
        self.roles.iter().find(|(s, _)| s == slot).map(|&(_, r)| r)
    }

    /// The slots that hold the role.
    pub fn slots(&self, role: FrameRole) -> impl Iterator<Item = &Slot> {
        self.roles
            .iter()
            .filter(move |&&(_, r)| r == role)
            .map(|(s, _)| s)
    }
}

/// A verb that leaves the act to a noun (`شن هجوما`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LightVerb {
    /// `verb id:light`, `#2`….
    pub id: String,
    /// Where the noun stands.
    pub slot: Slot,
    /// What the verb's subject is in the noun's act: actor, recipient, the place that sees it (`شهدت المدينة`), nothing.
    pub subject: FrameRole,
}

/// A verb of saying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saying {
    /// `verb id:say`, `#2`….
    pub id: String,
    /// Where the content stands: `o` for the object, else a **folded** particle (`ان`, `عن`, `الي`).
    pub slots: Vec<String>,
    /// **Folded** prepositions after which the source stands, where the subject only passes it on (`نقلت الوكالة عن`).
    pub sources: Vec<String>,
    /// How the reporter stands to it.
    pub stance: Stance,
    /// Past-tense English verb phrase.
    pub english: String,
}

/// What a status rule reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatusScope {
    /// What follows, up to the end of the clause.
    Clause,
    /// The whole sentence.
    Sentence,
    /// What stands in the slot.
    Slot(Slot),
}

/// A word or phrase that sets the status of an act (`يعتزم`, `من المقرر`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusRule {
    /// `head:STATUS`, `#2`….
    pub id: String,
    /// The verb id, noun or phrase.
    pub head: String,
    /// The status.
    pub status: Status,
    /// What it reaches.
    pub scope: StatusScope,
    /// What must hold.
    pub conditions: Vec<Condition>,
}
