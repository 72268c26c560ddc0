-- A report on millions of stays cannot sort them by deal. So each tells by itself where the deal went from there,
-- and whether it is the only one of its deal in its stage. The length is a column, and no expression of a report,
-- so that the planner knows how few lengths there are.
ALTER TABLE stage_history
    ADD COLUMN to_stage_id uuid REFERENCES stages,
    ADD COLUMN is_repeated boolean NOT NULL DEFAULT false,
    ADD COLUMN tenths_of_days integer
        GENERATED ALWAYS AS (floor(date_part('epoch', left_at - entered_at) / 8640 + 0.5)) STORED;
COMMENT ON COLUMN stage_history.to_stage_id IS 'The stage after; null while it is there.';
COMMENT ON COLUMN stage_history.is_repeated IS 'The deal has been in the stage another time, before or after.';
COMMENT ON COLUMN stage_history.tenths_of_days IS 'How long it was, in tenths of 24 hours, rounded half up; null while it is there.';
UPDATE stage_history SET to_stage_id = told.to_stage_id, is_repeated = told.is_repeated
FROM (
    SELECT id, lead(stage_id) OVER (PARTITION BY opportunity_id ORDER BY entered_at, id) AS to_stage_id,
           count(*) OVER (PARTITION BY opportunity_id, stage_id) > 1 AS is_repeated
    FROM stage_history
) AS told
WHERE told.id = stage_history.id AND (told.to_stage_id IS NOT NULL OR told.is_repeated);
CREATE INDEX stage_history_to_stage_idx ON stage_history (to_stage_id);
CREATE INDEX stage_history_repeated_idx ON stage_history (pipeline_id, entered_at) WHERE is_repeated;

-- True if the deal was further on at that moment or later: in the pipeline, in an open stage of a higher position or
-- in a won one. A function, as Postgres's workers do not share a query with a subquery in its aggregates.
CREATE FUNCTION comes_further(deal uuid, since timestamptz, pipeline uuid, place integer) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT FROM stage_history JOIN stages ON stages.id = stage_history.stage_id
        WHERE stage_history.opportunity_id = deal AND stage_history.entered_at >= since
          AND stages.pipeline_id = pipeline
          AND (stages.outcome = 'won' OR (stages.outcome = 'open' AND stages.position > place)))
$$;
