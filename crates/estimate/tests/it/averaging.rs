use crate::shared::*;
use estimate::*;
#[test]
fn probe() {
    for row in reference("dga.csv").unwrap() {
        if row.text("setting") != "every_integer_to_10n" {
            continue;
        }
        let t = table(row.text("data")).unwrap();
        let a = average(&t, &AveragingPlan::as_dga(&t), &|_, _| {}).unwrap();
        let Moment::Finite(m) = a.mean else { panic!() };
        let Moment::Finite(sd) = a.sd else { panic!() };
        eprintln!(
            "{} {} {:.1e} sd {:.1e} q {} {} {:?} / {} {} {} near {:?} {}",
            row.text("data"),
            m,
            m / row.number("mean") - 1.0,
            sd / row.number("sd") - 1.0,
            a.median,
            a.interval.lower,
            a.interval.upper,
            row.number("q50"),
            row.number("q025"),
            row.number("q975"),
            a.near_cap,
            row.text("mass_last5pct")
        );
    }
    for name in ["uk2013_6", "netherlands_6", "hare"] {
        let t = table(name).unwrap();
        let a = average(&t, &AveragingPlan::as_dga(&t), &|_, _| {}).unwrap();
        eprintln!("{name} {:?} {} {:?}", a.mean, a.median, a.interval);
        let a = average(&t, &AveragingPlan::open(), &|_, _| {}).unwrap();
        eprintln!(
            "{name} open {:?} {} {:?} {:?} heavy {}",
            a.mean, a.median, a.interval, a.kappa, a.heavy
        );
    }
}
