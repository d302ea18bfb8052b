//! Titles, notes and tags from a small vocabulary.

const VERBS: [&str; 24] = [
    "Write",
    "Draw",
    "Call",
    "Sort",
    "Read",
    "Plan",
    "Fix",
    "Clean",
    "Order",
    "Measure",
    "Compare",
    "Check",
    "Send",
    "Print",
    "Photograph",
    "Sketch",
    "Ask about",
    "Pay for",
    "Learn",
    "Practise",
    "Review",
    "Translate",
    "Pack",
    "Test",
];
const MANNERS: [&str; 8] = ["first", "new", "small", "old", "opening", "missing", "next", "last"];
const THINGS: [&str; 32] = [
    "post",
    "logo",
    "chapter",
    "invoice",
    "scale",
    "shelf",
    "garden bed",
    "tax form",
    "café menu",
    "newsletter",
    "landing page",
    "grammar unit",
    "étude",
    "contract",
    "bicycle",
    "kitchen",
    "photo album",
    "budget",
    "visa papers",
    "reading list",
    "Küchenplan",
    "left hand",
    "roof",
    "slide deck",
    "essay",
    "data set",
    "talk",
    "recipe",
    "grant",
    "wedding list",
    "workshop",
    "song",
];
const PLACES: [&str; 16] = [
    "for Ana",
    "in the attic",
    "on cold brew",
    "for the site",
    "with Jörg",
    "from Monday",
    "at the library",
    "in French",
    "for spring",
    "by hand",
    "of 2025",
    "for the bank",
    "from the notes",
    "on paper",
    "for the club",
    "with the kids",
];
const GOALS: [&str; 8] = [
    "Finish the",
    "Get the",
    "Everything for the",
    "Settle the",
    "Build up the",
    "Prepare the",
    "Grow the",
    "Make the",
];
const TAGS: [&str; 12] = [
    "home", "write", "phone", "errand", "desk", "music", "money", "family", "deep", "low", "online", "health",
];
const PHRASES: [&str; 8] = [
    "The draft lies in the blue folder.",
    "Ask before the end of the month; they are closed on Fridays.",
    "See https://example.org/how-to for the steps.",
    "It went well the last time with music on.",
    "Only the first page matters.",
    "Quiet mornings; the work pays the rent.",
    "Wait for the reply, then go on.",
    "Was \"too big\" in March.",
];

fn pick<'a>(of: &[&'a str], rng: &mut fastrand::Rng) -> &'a str {
    of[rng.usize(..of.len())]
}

/// A title of a job, or of something that has jobs inside.
pub fn title(job: bool, rng: &mut fastrand::Rng) -> String {
    let mut title = if job { format!("{} the", pick(&VERBS, rng)) } else { pick(&GOALS, rng).to_owned() };
    let mut add = |word: &str| {
        title.push(' ');
        title.push_str(word);
    };
    if rng.u8(..100) < 50 {
        add(pick(&MANNERS, rng));
    }
    add(pick(&THINGS, rng));
    if rng.u8(..100) < 50 {
        add(pick(&PLACES, rng));
    }
    if rng.u8(..100) < 20 {
        add(&rng.u32(2..400).to_string());
    }
    title
}

/// One to three sentences.
pub fn note(rng: &mut fastrand::Rng) -> String {
    let sentences: Vec<&str> = (0..rng.usize(1..4)).map(|_| pick(&PHRASES, rng)).collect();
    sentences.join(" ")
}

/// A tag.
pub fn tag(rng: &mut fastrand::Rng) -> &'static str {
    pick(&TAGS, rng)
}
