DROP FUNCTION comes_further(uuid, timestamptz, uuid, integer);
DROP INDEX stage_history_repeated_idx;
DROP INDEX stage_history_to_stage_idx;
ALTER TABLE stage_history DROP COLUMN tenths_of_days, DROP COLUMN is_repeated, DROP COLUMN to_stage_id;
