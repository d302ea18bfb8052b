//! Keeping a template that was made in the terminal.

use super::Program;
use crate::app::Msg;
use crate::store::templates;
use crate::text::template::Template;

impl Program {
    pub(super) fn save_template(&mut self, template: &Template) {
        let saved = templates::save(&self.templates, template, false);
        let result = match saved {
            Ok(path) => Ok((templates::load(&self.templates).0, format!("A template: {}", path.display()))),
            Err(error) => Err(error.to_string()),
        };
        self.app.update(self.clock.now(), Msg::TemplateSaved(result));
    }
}
