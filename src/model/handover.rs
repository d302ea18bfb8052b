//! A job given to somebody else: its steps, and the one table of what leads from one to another.

/// How far a hand-over has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The person's own: nobody else is thought of.
    Mine,
    /// Somebody else could do it.
    CouldGo,
    /// What is wanted is written down.
    Briefed,
    /// Somebody is looked for.
    Posted,
    /// Somebody is at it.
    InWork,
    /// It came back, and waits to be looked at.
    Delivered,
    /// It was taken, and is done.
    Accepted,
}

/// What leads from one step to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arrow {
    /// Somebody else could do it.
    Offer,
    /// What is wanted is written down.
    Brief,
    /// Somebody is looked for.
    Post,
    /// Somebody begins.
    Begin,
    /// It was asked how it goes.
    Chase,
    /// It came back.
    Deliver,
    /// It is taken as it is.
    Accept,
    /// It goes back for a change.
    Revise,
    /// It is the person's own once more.
    TakeBack,
}

/// Every arrow there is: from where, which, to where.
pub const ARROWS: &[(Step, Arrow, Step)] = &[
    (Step::Mine, Arrow::Offer, Step::CouldGo),
    (Step::CouldGo, Arrow::Brief, Step::Briefed),
    (Step::Briefed, Arrow::Post, Step::Posted),
    (Step::Posted, Arrow::Begin, Step::InWork),
    (Step::InWork, Arrow::Chase, Step::InWork),
    (Step::InWork, Arrow::Deliver, Step::Delivered),
    (Step::Delivered, Arrow::Accept, Step::Accepted),
    (Step::Delivered, Arrow::Revise, Step::InWork),
    (Step::CouldGo, Arrow::TakeBack, Step::Mine),
    (Step::Briefed, Arrow::TakeBack, Step::Mine),
    (Step::Posted, Arrow::TakeBack, Step::Mine),
    (Step::InWork, Arrow::TakeBack, Step::Mine),
    (Step::Delivered, Arrow::TakeBack, Step::Mine),
];

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Mine,
        Self::CouldGo,
        Self::Briefed,
        Self::Posted,
        Self::InWork,
        Self::Delivered,
        Self::Accepted,
    ];

    /// The word for it, in the file and on the screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::CouldGo => "could go",
            Self::Briefed => "briefed",
            Self::Posted => "posted",
            Self::InWork => "in work",
            Self::Delivered => "delivered",
            Self::Accepted => "accepted",
        }
    }

    /// The step that the file calls `word`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// Where an arrow leads from here; none if it does not begin here.
    #[must_use]
    pub fn after(self, arrow: Arrow) -> Option<Self> {
        ARROWS.iter().find(|row| row.0 == self && row.1 == arrow).map(|row| row.2)
    }

    /// Whether somebody else was asked: the job is out of the person's hands.
    #[must_use]
    pub fn is_out(self) -> bool {
        matches!(self, Self::Posted | Self::InWork | Self::Delivered)
    }
}

impl Arrow {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Offer,
        Self::Brief,
        Self::Post,
        Self::Begin,
        Self::Chase,
        Self::Deliver,
        Self::Accept,
        Self::Revise,
        Self::TakeBack,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_arrow_leads_where_the_table_says_and_no_other_leads_anywhere() {
        let mut led = 0;
        for step in Step::ALL {
            assert_eq!(Step::named(step.word()), Some(step));
            for arrow in Arrow::ALL {
                let wanted = match (step, arrow) {
                    (Step::Mine, Arrow::Offer) => Some(Step::CouldGo),
                    (Step::CouldGo, Arrow::Brief) => Some(Step::Briefed),
                    (Step::Briefed, Arrow::Post) => Some(Step::Posted),
                    (Step::Posted, Arrow::Begin)
                    | (Step::InWork, Arrow::Chase)
                    | (Step::Delivered, Arrow::Revise) => Some(Step::InWork),
                    (Step::InWork, Arrow::Deliver) => Some(Step::Delivered),
                    (Step::Delivered, Arrow::Accept) => Some(Step::Accepted),
                    (Step::Mine | Step::Accepted, Arrow::TakeBack) => None,
                    (_, Arrow::TakeBack) => Some(Step::Mine),
                    _ => None,
                };
                assert_eq!(step.after(arrow), wanted, "{step:?} {arrow:?}");
                led += usize::from(wanted.is_some());
            }
        }
        assert_eq!((led, Step::named("lost")), (ARROWS.len(), None));
    }
}
