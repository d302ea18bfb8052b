//! A rough day takes nothing away.

use goaltree::edit::{Edit, rough};
use goaltree::insight::today;
use goaltree::model::{Ids, NodeId};
use proptest::prelude::*;

use super::{check, config};
use crate::drive::at;
use crate::generators::{dates, ids, trees};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn on_and_off_is_no_change(tree in trees(), day in dates(), job in proptest::option::of(ids())) {
        let now = at(&format!("{day}T12:00:00Z"));
        let (mut tree, mut ids) = (tree, Ids::seeded(1));
        prop_assume!(!rough::is_on(&tree, now.day()));
        let before = tree.clone();
        Edit::new(&mut tree, &mut ids, now).run("on", |edit| rough::begin(edit, job)).expect("on");
        check(&tree);
        let shown: Vec<NodeId> = job.into_iter().filter(|id| tree.contains(*id)).collect();
        prop_assert_eq!(today::today(&tree, now.day()).list, shown);
        Edit::new(&mut tree, &mut ids, now).run("off", rough::end).expect("off");
        prop_assert_eq!(&tree, &before);
    }
}
