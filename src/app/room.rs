//! Where commands work: one table of rooms, each with the heading of its keys in the help.

macro_rules! rooms {
    ($($(#[$doc:meta])* $name:ident: $heading:literal,)*) => {
        /// Where a command works.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Room {
            $($(#[$doc])* $name,)*
        }

        impl Room {
            /// All of them, in the order of the help.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The heading of its keys in the help.
            #[must_use]
            pub fn heading(self) -> &'static str {
                match self {
                    $(Self::$name => $heading,)*
                }
            }
        }
    };
}

rooms! {
    /// In the tree and on Today.
    Panes: "In the tree and on Today",
    /// In the tree.
    Tree: "In the tree",
    /// On Today.
    Today: "On Today",
    /// While the big and the vague jobs are looked through.
    Audit: "While looking through big and vague jobs",
    /// While one line is typed.
    Line: "While typing a line",
    /// While a node is split.
    Split: "While splitting",
    /// Among the ideas beside a split.
    Ideas: "Among the ideas for a split",
    /// While a find is typed.
    Find: "While finding",
    /// In the palette, the templates, the help, and where one is chosen of several.
    List: "In a list",
    /// Where an item is moved under another one by its name.
    File: "While moving an item by name",
    /// While a line for the inbox is typed.
    Inbox: "While typing for the inbox",
    /// While one job and nothing else is shown.
    Now: "Now: one job and nothing else",
    /// Where the plan asks how much of the day is one's own.
    Hours: "Plan: how much of the day is yours",
    /// While jobs are chosen for the day.
    Plan: "Plan: choosing for the day",
    /// While the sum of a job is read.
    Why: "While reading why",
    /// Where jobs are offered for a few minutes.
    Fit: "For a few minutes",
    /// While a job for a few minutes is typed.
    FitLine: "While typing a job for a few minutes",
    /// While the dates of an item are typed.
    Dates: "While typing dates",
    /// Where it is asked what becomes of what the days before left.
    Triage: "Where the days before left something",
    /// Where one small job is offered after an absence.
    Welcome: "After an absence",
    /// In the evening.
    Evening: "In the evening",
    /// In the evening, where it is asked what becomes of an open job.
    EveningOpen: "In the evening, on what is open",
    /// Where a repeat was ticked for the last time.
    Challenge: "Where a repeat is through",
    /// Where minutes and point of a box are typed, or its time is over.
    BoxLine: "Before and after a box",
    /// While a box runs.
    Box: "While a box runs",
    /// Where a job that does not move is asked about.
    Stuck: "Stuck: what is it like",
    /// Where an answer about it is typed.
    StuckLine: "Stuck: while typing",
    /// While it is looked back.
    Look: "Looking back",
    /// While one day of the past is read.
    LookDay: "Looking back: one day",
    /// While what both sides changed is chosen from.
    Conflicts: "Among what was changed on both sides",
    /// While what an item is good for is read.
    Chain: "While reading what it is good for",
    /// While an answer to why is typed.
    ChainLine: "While typing why",
    /// In the zoom-out ritual.
    Ritual: "While zooming out",
    /// Among the fields that are seldom set.
    Set: "Among the fields that are seldom set",
    /// While one of them is typed.
    SetLine: "While typing a field",
    /// Where a goal is chosen for a while.
    Trial: "While choosing a trial",
    /// Where a trial is over.
    TrialEnd: "Where a trial is over",
    /// While the sentence of a goal is typed.
    Vision: "While typing a vision",
    /// While it is seen how far a goal is.
    Forecast: "How far a goal is",
    /// On the card of a reached goal.
    Reached: "Where a goal is reached",
    /// On the card of a vision that is lived.
    Lived: "Where a vision is lived",
    /// On a card of the weekly review that is read.
    Review: "Weekly review",
    /// Where the review asks about a goal.
    ReviewGoals: "Weekly review, on a goal",
    /// Where the review asks about a job.
    ReviewJobs: "Weekly review, on a job",
    /// Where the review asks about a job without a goal.
    ReviewLoose: "Weekly review, on a job without a goal",
    /// Where the review asks for the room of the days.
    ReviewRooms: "Weekly review, on the room of the days",
    /// Where goals of the week are chosen.
    ReviewWeek: "Weekly review, on the goals of the week",
    /// On the card of a job that somebody else has or could have.
    Hand: "Handing over",
    /// Where something is typed for it.
    HandLine: "Handing over: while typing",
    /// While the brief is read.
    Brief: "The brief",
    /// While a line of it is typed.
    BriefLine: "The brief: while typing",
    /// Among what others have.
    Waiting: "Waiting on others",
}

impl Room {
    /// Whether its card says its keys itself, so that what is said of the last answer has its place as well.
    #[must_use]
    pub fn says_its_keys(self) -> bool {
        matches!(
            self,
            Self::Triage
                | Self::Welcome
                | Self::EveningOpen
                | Self::Challenge
                | Self::Reached
                | Self::Lived
                | Self::Review
                | Self::ReviewGoals
                | Self::ReviewJobs
                | Self::ReviewLoose
                | Self::ReviewRooms
                | Self::ReviewWeek
                | Self::Hand
        )
    }
}
