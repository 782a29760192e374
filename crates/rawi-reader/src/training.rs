//! What the models are trained on: the candidates of an article with the names of their features. Takes an article,
//! gives candidates; which of them are right is for the trainer to say, who has the annotations.

use rawi_arabic::Text;
use rawi_lexicon::Lexicon;
use rawi_model::{Article, EventType, Span};

use crate::acts::Finder;
use crate::ahead::Sentences;
use crate::discourse::{self, Discourse};
use crate::features::View;
use crate::speech;
use crate::weights::Features;

/// A word that may name an act.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Where it stands.
    pub trigger: Span,
    /// Of what type it would be.
    pub kind: EventType,
    /// Features for whether it counts.
    pub features: Vec<String>,
    /// Mentions that may have a part in it.
    pub participants: Vec<Participant>,
    /// Features for that nobody has.
    pub nobody: Vec<String>,
}

/// A mention that may have a part in an act.
#[derive(Debug, Clone)]
pub struct Participant {
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// Features for what part it has.
    pub features: Vec<String>,
}

/// All candidates of an article, as the reader would weigh them.
pub fn candidates(lexicon: &Lexicon, article: &Article) -> Vec<Candidate> {
    let text = Text::new(&article.text);
    let mut discourse = Discourse {
        home: discourse::home_of(&article.outlet, lexicon),
        ..Discourse::default()
    };
    discourse
        .known
        .extend(discourse.home.map(|c| c.to_string()));
    let mut out = Vec::new();
    let mut sentences = Sentences::new(&text, lexicon, article.published, &mut discourse);
    while let Some(s) = sentences.next(&mut discourse) {
        let base = discourse.admit(&s, &text);
        let speech = speech::find(&s, base, &mut discourse);
        let acts = Finder {
            s: &s,
            base,
            discourse: &mut discourse,
            speech: &speech,
        }
        .find();
        let view = View {
            s: &s,
            base,
            discourse: &discourse,
            speech: &speech,
            acts: &acts,
        };
        for act in &acts {
            let mut f = Features::named();
            view.of_act(act, &mut f);
            let participants = view
                .candidates(act)
                .into_iter()
                .map(|k| {
                    let mut f = Features::named();
                    view.of_role(act, k, &mut f);
                    let p = &view.discourse.participants[k];
                    Participant {
                        span: Span::new(p.start, p.end),
                        text: p.text.clone(),
                        features: f.names.unwrap_or_default(),
                    }
                })
                .collect();
            let mut nobody = Features::named();
            view.of_nobody(act, &mut nobody);
            out.push(Candidate {
                trigger: Span::new(s.words[act.word].start, s.words[act.word].end),
                kind: act.kind,
                features: f.names.unwrap_or_default(),
                participants,
                nobody: nobody.names.unwrap_or_default(),
            });
        }
    }
    out
}
