DROP TABLE leads;
DROP FUNCTION index_for_owned_lists;
