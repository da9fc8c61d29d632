//! openFDA's query language (<https://open.fda.gov/apis/query-syntax/>): Elasticsearch's query strings.
//!
//! Nothing that a person or a list wrote goes into a query: fields are names of ours and values are dates, so there is
//! nothing to escape here, and the address escapes the rest.

use jiff::civil::Date;

/// Records whose date lies in a span, both ends included: `report_date:[20250101 TO 20250630]`.
pub(super) fn between(field: &'static str, (first, last): (Date, Date)) -> String {
    format!("{field}:[{} TO {}]", digits(first), digits(last))
}

/// A date as openFDA writes it: `20250101`.
fn digits(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_span_is_written_as_openfda_reads_it() {
        let span = (date(2025, 1, 1), date(2025, 6, 30));
        assert_eq!(
            between("report_date", span),
            "report_date:[20250101 TO 20250630]"
        );
    }
}
