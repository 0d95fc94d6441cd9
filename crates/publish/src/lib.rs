//! Turns figures into tables, charts and a page that reveal nobody.

mod figures;

pub use figures::{
    CountFigures, EstimateFigure, InputFigure, IntervalFigure, ListFigure, ModelFigure, OverlapFigure, PairFigure,
    SectionFigures,
};
pub use locale::{Argument, Language, Message};
