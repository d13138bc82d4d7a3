//! Colours, fonts and number formats.

use rust_xlsxwriter::{
    Color, ConditionalFormat3ColorScale, ConditionalFormatType, Format, FormatAlign, FormatBorder,
    FormatUnderline, Sparkline, SparklineType,
};

/// Blue for favourable and orange for unfavourable: told apart with any kind of colour vision, and
/// in print.
pub(super) const FAVOURABLE: Color = Color::RGB(0x5B_9B_D5);
pub(super) const UNFAVOURABLE: Color = Color::RGB(0xF2_A1_54);
pub(super) const NEUTRAL: Color = Color::RGB(0xFF_FF_FF);
/// The line of a chart.
pub(super) const LINE: Color = Color::RGB(0x1F_4E_79);
/// The smoothed line.
pub(super) const SMOOTH: Color = Color::RGB(0xD9_73_0D);
/// The interval.
pub(super) const BAND: Color = Color::RGB(0x9D_B8_D3);
pub(super) const GRID: Color = Color::RGB(0xE3_E6_EA);
pub(super) const INK: Color = Color::RGB(0x22_2B_36);
pub(super) const FAINT: Color = Color::RGB(0x6B_75_82);
const HEADER: Color = Color::RGB(0x1F_3A_5F);
const SUBHEADER: Color = Color::RGB(0xDC_E6_F1);
const BRANCH: Color = Color::RGB(0xB4_CB_E4);
const LINK: Color = Color::RGB(0x0B_57_A4);

/// How the cells of a column look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Words.
    Text,
    /// Sentences, in as many lines as they need.
    Prose,
    /// Ids, offsets and other things for machines.
    Faint,
    /// A score in [-1, 1], coloured.
    Score,
    /// The same without colour: ends of an interval.
    Bound,
    /// A number of any size.
    Number,
    /// A small number with four digits after the point.
    Fine,
    /// A share of one.
    Share,
    /// A whole number.
    Count,
    /// A day.
    Day,
    /// A day with its time.
    Moment,
}

impl Style {
    /// The format of the column.
    pub(super) fn format(self) -> Format {
        let plain = Format::new().set_font_color(INK).set_align(FormatAlign::Top);
        match self {
            Self::Text | Self::Number => plain,
            Self::Prose => plain.set_text_wrap(),
            Self::Faint => plain.set_font_color(FAINT),
            Self::Score => plain.set_num_format("+0.00;-0.00;0.00"),
            Self::Bound => plain.set_num_format("+0.00;-0.00;0.00").set_font_color(FAINT),
            Self::Fine => plain.set_num_format("0.0000"),
            Self::Share => plain.set_num_format("0%"),
            Self::Count => plain.set_num_format("#,##0"),
            Self::Day => plain.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            Self::Moment => plain.set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
        }
    }

    /// The format of a cell of it that leads somewhere.
    pub(super) fn link(self) -> Format {
        match self {
            // a colour of its own under every score would shout
            Self::Score => self.format().set_underline(FormatUnderline::Single),
            _ => self.format().set_font_color(LINK).set_underline(FormatUnderline::Single),
        }
    }
}

/// The header of a table.
pub(super) fn header() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(HEADER)
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin)
}

/// The header of a theme over its columns; branches are lighter than what they branch from.
pub(super) fn theme_header(is_branch: bool) -> Format {
    let plain = Format::new()
        .set_bold()
        .set_font_color(HEADER)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    plain.set_background_color(if is_branch { SUBHEADER } else { BRANCH })
}

/// A second header.
pub(super) fn subheader() -> Format {
    Format::new().set_font_color(INK).set_background_color(SUBHEADER).set_align(FormatAlign::Right)
}

/// The line over a sheet's content.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(14).set_font_color(HEADER)
}

/// A heading within a sheet.
pub(super) fn heading() -> Format {
    Format::new().set_bold().set_font_color(HEADER).set_align(FormatAlign::Top)
}

/// Whole sentences.
pub(super) fn prose() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_color(INK)
}

/// Colours scores from orange over white to blue.
pub(super) fn score_scale() -> ConditionalFormat3ColorScale {
    ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, -1)
        .set_midpoint(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_minimum_color(UNFAVOURABLE)
        .set_midpoint_color(NEUTRAL)
        .set_maximum_color(FAVOURABLE)
}

/// A small chart of scores, favourable ones up, in a cell: one bar a row. An axis of days would be
/// truer, and `LibreOffice` 7.4 does not survive it.
pub(super) fn score_sparkline(sheet: &str, rows: (u32, u32), column: u16) -> Sparkline {
    Sparkline::new()
        .set_range((sheet, rows.0, column, rows.1, column))
        .set_type(SparklineType::Column)
        .set_sparkline_color(FAVOURABLE)
        .set_negative_points_color(UNFAVOURABLE)
        .show_negative_points(true)
        .set_custom_max(1)
        .set_custom_min(-1)
        .show_axis(true)
}
