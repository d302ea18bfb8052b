//! The templates that come with the program: the files of `assets/templates`.

use super::{Template, parse};

macro_rules! files {
    ($($slug:literal)*) => {
        &[$(($slug, include_str!(concat!("../../../assets/templates/", $slug, ".outline")))),*]
    };
}

/// Each file with its name.
const FILES: &[(&str, &str)] = files![
    "ad-creative"
    "affiliate-programme"
    "analytics-setup"
    "blog-post"
    "choose-a-niche"
    "content-calendar"
    "dreaded-pile"
    "email-sequence"
    "get-fit"
    "hand-over"
    "keyword-research"
    "landing-page"
    "lead-magnet"
    "learn-a-skill"
    "link-building"
    "move-house"
    "newsletter-issue"
    "online-business"
    "podcast-episode"
    "ppc-campaign"
    "product-launch"
    "review-post"
    "seo-audit"
    "social-media-week"
    "training-course"
    "webinar"
    "website"
    "write-a-book"
    "youtube-video"
    "zoom-out"
];

/// The templates that come with the program, by slug.
#[must_use]
pub fn built_in() -> Vec<Template> {
    // A test holds every file to be one.
    FILES.iter().filter_map(|(_, text)| parse(text).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_a_template_of_its_name_and_is_printed_as_it_stands() {
        for (slug, text) in FILES {
            let template = parse(text).unwrap();
            assert_eq!(template.slug, *slug);
            assert_eq!(template.print(), *text);
            assert!(!template.keys.is_empty());
        }
    }
}
