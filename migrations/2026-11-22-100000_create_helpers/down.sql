DROP FUNCTION comment_standard_columns(regclass);
DROP FUNCTION index_for_lists(regclass, text[]);
DROP EXTENSION pg_trgm;
