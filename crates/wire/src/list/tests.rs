//! How lists are asked for.

use super::*;

fn parse(query: &str) -> Result<ListQuery, BadQuery> {
    ListQuery::parse(query)
}

#[test]
fn what_is_printed_reads_back() {
    for query in [
        "",
        "q=solar&name=A%26B&amount__gte=1000.00&stage_id__in=A%2CB&sort=-close_date%2Cname&limit=20&count=capped",
        "name__in=a%5C%2Cb%2Cc%5C%5Cd&cursor=xyz&count=exact&sum=amount%2Cemployees&fields=name%2Camount",
        "closed_on__within=this_quarter&owner_id=me&name__isnull=false",
    ] {
        let list = parse(query).unwrap();
        assert_eq!(list.to_query().as_deref(), Some(query));
    }
}

#[test]
fn commas_separate_unless_escaped() {
    let list = parse(r"name__in=a\,b,c\\d").unwrap();
    let Filter::And { and } = list.filter else { panic!() };
    let Filter::Test(test) = &and[0] else { panic!() };
    assert_eq!(test.value, ["a,b", "c\\d"]);
}

#[test]
fn mistakes_name_their_parameter() {
    for (query, parameter) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=x", "limit"),
        ("name=a&name=b", "name"),
        ("name__like=a", "name__like"),
        ("count=all", "count"),
        ("q=a", "q"),
        ("sort=a,b,c,d", "sort"),
        ("sum=a,b,c,d,e,f,g,h,i,j,k", "sum"),
        ("amount__between=1", "amount__between"),
    ] {
        assert_eq!(parse(query).unwrap_err().parameter, parameter, "{query}");
    }
}

#[test]
fn searches_nest() {
    let text = r#"{"filter":{"and":[{"field":"amount","op":"gte","value":"1"},
        {"or":[{"field":"name","value":"x"},{"not":{"field":"id","op":"in","value":["a","b"]}}]}]},"sort":["-name"]}"#;
    let list = ListQuery::from_search(serde_json::from_str(text).unwrap()).unwrap();
    assert_eq!(list.sort[0].direction, Direction::Descending);
    let Filter::And { and } = &list.filter else { panic!() };
    assert_eq!(and.len(), 2);
    let deep = "{\"not\":".repeat(6) + r#"{"field":"a","value":"b"}"# + &"}".repeat(6);
    let filter: Filter = serde_json::from_str(&deep).unwrap();
    assert!(ListQuery::from_search(Search { filter, ..serde_json::from_str("{}").unwrap() }).is_err());
}
