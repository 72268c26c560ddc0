//! Texts with columns in braces: `{sales_agent|slug}@example.com`.

/// A text with places for the cells of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Cell { column: String, filters: Vec<Filter> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    Lower,
    Upper,
    Slug,
}

impl Template {
    /// Reads a template; the error says in words what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, after) = after.split_once('}').ok_or("a brace is not closed")?;
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(cell(inside)?);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self { pieces })
    }

    /// The columns it takes cells from.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Cell { column, .. } => Some(column.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The text with the cells of a row in its places; None if one of them is empty.
    pub fn fill<'a>(&self, cell_of: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Cell { column, filters } => {
                    let cell = cell_of(column).filter(|cell| !cell.is_empty())?;
                    text.push_str(&filters.iter().fold(cell.to_owned(), |text, filter| filter.apply(&text)));
                }
            }
        }
        Some(text)
    }
}

fn cell(inside: &str) -> Result<Piece, String> {
    let mut words = inside.split('|');
    let column = words.next().unwrap_or_default().trim().to_owned();
    if column.is_empty() {
        return Err("a column's name is missing between braces".to_owned());
    }
    let filter = |word: &str| match word.trim() {
        "lower" => Ok(Filter::Lower),
        "upper" => Ok(Filter::Upper),
        "slug" => Ok(Filter::Slug),
        other => Err(format!("{other} is none of lower, upper, slug")),
    };
    Ok(Piece::Cell { column, filters: words.map(filter).collect::<Result<_, _>>()? })
}

impl Filter {
    fn apply(self, text: &str) -> String {
        match self {
            Self::Lower => text.to_lowercase(),
            Self::Upper => text.to_uppercase(),
            Self::Slug => {
                let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
                words.collect::<Vec<_>>().join("-").to_lowercase()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_fill_the_places() {
        let fill = |template: &str| {
            let cells = |column: &str| match column {
                "agent" => Some("Moses O'Frase"),
                "id" => Some("1C1I7A6R"),
                _ => Some(""),
            };
            Template::parse(template).unwrap().fill(cells)
        };
        assert_eq!(fill("{agent|slug}@example.com").unwrap(), "moses-o-frase@example.com");
        assert_eq!(fill("crm:{id}").unwrap(), "crm:1C1I7A6R");
        assert_eq!(fill("{id} {agent|upper}").unwrap(), "1C1I7A6R MOSES O'FRASE");
        assert_eq!(fill("Standard").unwrap(), "Standard");
        assert_eq!(fill("{id} {nothing}"), None);
    }

    #[test]
    fn mistakes_are_told() {
        for bad in ["{agent", "{}", "{agent|loud}"] {
            assert!(Template::parse(bad).is_err(), "{bad}");
        }
    }
}
