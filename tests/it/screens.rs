//! What a person sees, as text, at the sizes that people have.

use crate::drive::Drive;

#[test]
fn look() {
    for (w, h) in [(80, 24), (120, 36), (60, 20), (20, 5)] {
        let d = Drive::demo(w, h);
        println!("{}", d.screen());
    }
    let mut d = Drive::demo(80, 24);
    d.press("down down s \"Find ~10m\" enter tab \"Deeper ~45m\" enter \"x\"");
    println!("{}", d.screen());
    d.press("esc ?");
    println!("{}", d.screen());
    d.press("esc : \"zo\"");
    println!("{}", d.screen());
    d.press("esc a \"New thing ~5m\"");
    println!("{}", d.screen());
    let mut d = Drive::outline("");
    println!("{}", d.screen());
    d.press("\"Write a book\" enter \"One\" enter \"Two ~5m\" ");
    println!("{}", d.screen());
    d.press("C-s");
    println!("{}", d.screen());
    d.press("enter");
    println!("{}", d.screen());
}
