//! scratch
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let o = rawi_desk::Options::new(&a[1]);
    rawi_desk::run(&o, a[2].parse().unwrap(), |x| println!("{x}")).unwrap();
}
