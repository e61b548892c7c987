//! Answers in pages, as one.

use std::io::Write;

use futures_util::StreamExt as _;
use sotalia_dynamic::error::Result;
use sotalia_dynamic::{DynamicClient, Map, Pages, Params, Value};

use crate::line::Paging;
use crate::output::{Format, Printer};

/// The member that says where to continue.
const NEXT_TOKEN: &str = "NextToken";

/// Asks for all pages and prints them: as one answer, or as text one by one, as the AWS CLI does.
///
/// # Errors
///
/// That of the first page that fails, and what is wrong with a token or a size of pages.
pub(super) async fn print(
    client: &DynamicClient,
    operation: &str,
    parameters: Params,
    paging: &Paging,
    printer: &Printer<'_>,
    out: &mut dyn Write,
) -> Result<()> {
    let mut paginator = client.paginator(operation)?;
    if let Some(items) = paging.max_items {
        paginator = paginator.limit(usize::try_from(items).unwrap_or(usize::MAX));
    }
    if let Some(size) = paging.page_size {
        paginator = paginator.page_size(size.into());
    }
    if let Some(token) = &paging.starting_token {
        paginator = paginator.starting_token(token);
    }
    let pages = paginator.paginate(parameters);
    if printer.format() == Format::Text {
        return print_each(pages, printer, out).await;
    }
    printer.print_joined(pages.build_full_result().await?, out)
}

/// Of each page what it lists, with the first also what is said of the listing as a whole. A query is asked of each.
async fn print_each(mut pages: Pages, printer: &Printer<'_>, out: &mut dyn Write) -> Result<()> {
    let lists: Vec<String> = pages.result_keys().map(str::to_owned).collect();
    let mut is_first = true;
    while let Some(page) = pages.next().await {
        let page = page?;
        let mut shown = if std::mem::take(&mut is_first) { pages.non_aggregate_part() } else { Map::new() };
        for path in &lists {
            let names: Vec<&str> = path.split('.').collect();
            put(&mut shown, &names, names.iter().fold(page.value(), |value, name| &value[*name]).clone());
        }
        printer.print_joined(Value::Map(shown), out)?;
    }
    // The AWS CLI would ask the query of it, too, and print None.
    if let (Some(token), false) = (pages.resume_token(), printer.has_query()) {
        let named = Map::from_iter([(NEXT_TOKEN.to_owned(), Value::from(token))]);
        printer.print(&Value::Map(Map::from_iter([(NEXT_TOKEN.to_owned(), Value::Map(named))])), out)?;
    }
    Ok(())
}

fn put(map: &mut Map, path: &[&str], value: Value) {
    match path {
        [] => {}
        [name] => drop(map.insert((*name).to_owned(), value)),
        [name, rest @ ..] => {
            let inner = map.entry((*name).to_owned()).or_insert_with(|| Value::Map(Map::new()));
            if let Some(inner) = inner.as_map_mut() {
                put(inner, rest, value);
            }
        }
    }
}
