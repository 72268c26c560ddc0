DROP INDEX products_pairs_idx;
DROP INDEX opportunities_pairs_idx;
DROP INDEX leads_pairs_idx;
DROP INDEX contacts_pairs_idx;
DROP INDEX accounts_pairs_idx;
DROP FUNCTION search_pairs(text);
