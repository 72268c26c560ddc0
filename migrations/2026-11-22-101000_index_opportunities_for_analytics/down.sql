DROP INDEX opportunities_closed_idx;
DROP INDEX opportunities_open_idx;
