-- Reports sum over many deals and few columns: these indexes hold the columns, so that the rows need not be
-- read. Each covers one part of the deals only, and changes when a deal of that part does.
CREATE INDEX opportunities_open_idx ON opportunities (pipeline_id, stage_id)
    INCLUDE (base_amount, probability, expected_close_date, owner_id, department_id)
    WHERE outcome = 'open' AND deleted_at IS NULL;
CREATE INDEX opportunities_closed_idx ON opportunities (outcome, closed_on)
    INCLUDE (base_amount, started_on, created_at, source, owner_id, department_id, loss_reason_id)
    WHERE outcome <> 'open' AND deleted_at IS NULL;
