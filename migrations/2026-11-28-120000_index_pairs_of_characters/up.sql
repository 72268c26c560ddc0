-- Every two characters in a row in a text, but no blanks, and every Chinese, Japanese and Korean character alone.
-- A trigram index finds no text shorter than three characters, and a Chinese name often has two.
CREATE FUNCTION search_pairs(content text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_agg(former || latter) || string_to_array(regexp_replace(content,
        '[^\u2E80-\u2FDF\u3005-\u3007\u3040-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]+', '', 'g'), NULL)
    FROM (SELECT string_to_array(content, NULL) AS characters) AS split, unnest(characters, characters[2:]) AS pair(former, latter)
    WHERE former <> ' ' AND latter <> ' '
$$;

CREATE INDEX accounts_pairs_idx ON accounts USING gin (search_pairs(search_text));
CREATE INDEX contacts_pairs_idx ON contacts USING gin (search_pairs(search_text));
CREATE INDEX leads_pairs_idx ON leads USING gin (search_pairs(search_text));
CREATE INDEX opportunities_pairs_idx ON opportunities USING gin (search_pairs(search_text));
CREATE INDEX products_pairs_idx ON products USING gin (search_pairs(search_text));
