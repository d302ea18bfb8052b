//! The clock of a box: when the screen changes by itself, and what is told when a box or a rest is over.

use crate::app::paged::PageCard;
use std::time::Duration;

use super::InboxCard;
use super::boxed::{BoxCard, Then};
use crate::app::{App, Card, Effect};
use crate::edit::boxes;
use crate::model::Now;

/// The box on the screen, or under the line for the inbox; and whether it is on the screen.
fn box_of(card: &Card) -> Option<(&BoxCard, bool)> {
    match card {
        Card::Page(PageCard::Box(card)) => Some((card, true)),
        Card::Page(PageCard::Inbox(InboxCard { under, .. })) => box_of(under).map(|(card, _)| (card, false)),
        _ => None,
    }
}

fn box_of_mut(card: &mut Card) -> Option<(&mut BoxCard, bool)> {
    match card {
        Card::Page(PageCard::Box(card)) => Some((card, true)),
        Card::Page(PageCard::Inbox(InboxCard { under, .. })) => {
            box_of_mut(under).map(|(card, _)| (card, false))
        }
        _ => None,
    }
}

impl App {
    /// How long until the screen changes by itself or something is to be told; none while no clock runs on it.
    #[must_use]
    pub fn wakes_in(&self, now: Now) -> Option<Duration> {
        let ritual = || self.ritual_wakes_in(now);
        let box_or_ritual = self.box_wakes_in(now).or_else(ritual);
        let others = [self.fades_in(now), self.reminder_wakes_in(now), self.notes_in()];
        box_or_ritual.into_iter().chain(others.into_iter().flatten()).min()
    }

    fn box_wakes_in(&self, now: Now) -> Option<Duration> {
        let (card, is_seen) = box_of(&self.card)?;
        let left = match card {
            BoxCard::Run(run) if !run.told && !run.running.is_paused() => {
                run.running.left(now) * 1_000 - i64::from(now.time.timestamp_subsec_millis())
            }
            BoxCard::Rest { until, told: false, .. } => (*until - now.time).num_milliseconds(),
            _ => return None,
        };
        let left = u64::try_from(left).unwrap_or(0);
        // The next second of the clock, or the end if nobody sees the seconds.
        Some(Duration::from_millis(if is_seen && left > 0 { (left - 1) % 1_000 + 1 } else { left }))
    }

    /// Looks at the clock, and tells of what is over. Says whether a question took the place of what was on the screen.
    pub(in crate::app) fn watch_box(&mut self) -> bool {
        let now = self.now;
        let Some((card, is_seen)) = box_of_mut(&mut self.card) else { return false };
        let words = match card {
            BoxCard::Run(run) if !run.told && !run.running.is_paused() && run.running.left(now) <= 0 => {
                // The machine slept through its end.
                if run.is_forgotten(now) {
                    *card = BoxCard::really(run.running.clone(), Then::Leave);
                    return is_seen;
                }
                run.told = true;
                format!("Time: {}", run.point())
            }
            BoxCard::Rest { until, told, .. } if !*told && *until <= now.time => {
                *told = true;
                "Rest is over. Go on?".into()
            }
            _ => return false,
        };
        self.effects.push(Effect::Ring(words));
        false
    }

    /// At the start: a box whose end nobody saw is asked about, one that still runs is told of.
    pub fn resume_box(&mut self) {
        let Some(running) = boxes::running(&self.tree).filter(|_| self.read_only.is_none()) else { return };
        if running.is_forgotten(self.now) {
            self.card = Card::Page(PageCard::Box(BoxCard::really(running, Then::Leave)));
            self.settle();
        } else if self.status.is_none() {
            let until = running.ends(self.now).format("%H:%M");
            self.say(format!("A box runs until {until}; `b` shows it."));
        }
    }

    /// Closes a box that was ended elsewhere, and takes in what was changed there.
    pub(in crate::app) fn settle_box(&mut self) {
        let tree = &self.tree;
        let running = match box_of_mut(&mut self.card) {
            Some((BoxCard::Run(run), _)) => &mut run.running,
            Some((BoxCard::Really { running, .. }, _)) => running,
            _ => return,
        };
        if let Some(now) = running.in_tree(tree) {
            *running = now;
            return;
        }
        match &mut self.card {
            Card::Page(PageCard::Inbox(card)) => *card.under = Card::None,
            card => *card = Card::None,
        }
        self.say("That box was ended elsewhere.");
    }
}
