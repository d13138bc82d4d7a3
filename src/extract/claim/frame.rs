//! What a lead-in hands down to the bullets below it: "For the full year 2026, the company
//! expects:".

use super::{
    kind,
    period::{Period, PeriodPhrases},
};
use crate::{
    extract::modality,
    lexicon::SentenceView,
    model::{BlockKind, Claim, ClaimKind, Modality, Quantity},
};

/// The time and the certainty of a lead-in or a heading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    period: Option<Period>,
    modality: Modality,
    /// Whether it tells what a company says it will earn or spend.
    is_guidance: bool,
}

impl Frame {
    /// The frame that holds after a sentence: that of a heading or headline or of a text with a colon at its
    /// end; bullets leave the one before them as it is, any other text ends it.
    pub(super) fn after(
        frame: Option<Self>,
        view: &SentenceView<'_>,
        own: &[Quantity],
    ) -> Option<Self> {
        let sentence = view.sentence();
        let is_lead_in = sentence.kind == BlockKind::Heading
            || view.range().last_token().is_some_and(|n| view.is_punct(n, ':'));
        match sentence.kind {
            _ if is_lead_in => Some(Self {
                period: PeriodPhrases::new(view, own)
                    .first_bound(view, modality(view) != Modality::Actual),
                modality: modality(view),
                is_guidance: kind::guides(view, view.range()),
            }),
            // "Second-quarter highlights" over a list
            BlockKind::Headline => Some(Self {
                period: PeriodPhrases::new(view, own).first_bound(view, false),
                modality: Modality::Actual,
                is_guidance: false,
            }),
            BlockKind::Bullet => frame,
            _ => None,
        }
    }

    /// Gives a claim of a bullet what it does not say itself.
    pub(super) fn hand_down(&self, claim: &mut Claim) {
        if let (None, Some(period)) = (claim.period, self.period) {
            claim.period = Some(period.span);
            claim.period_start = period.days.map(|days| days.0);
            claim.period_end = period.days.map(|days| days.1);
        }
        if claim.modality == Modality::Actual {
            claim.modality = self.modality;
        }
        let may_guide = matches!(claim.kind, ClaimKind::Level | ClaimKind::Share);
        if self.is_guidance && claim.modality == Modality::Forecast && may_guide {
            claim.kind = ClaimKind::Target;
        }
    }
}
