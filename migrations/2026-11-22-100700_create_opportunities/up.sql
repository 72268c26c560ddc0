CREATE TABLE pipelines (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    is_default boolean NOT NULL
);
COMMENT ON TABLE pipelines IS 'A way of selling: an ordered set of stages.';
COMMENT ON COLUMN pipelines.name IS 'Name, unique among the live pipelines.';
COMMENT ON COLUMN pipelines.is_default IS 'New opportunities go here when no stage is named; at most one.';
SELECT comment_standard_columns('pipelines');
CREATE UNIQUE INDEX pipelines_name_key ON pipelines (name) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX pipelines_default_key ON pipelines (is_default) WHERE is_default AND deleted_at IS NULL;
SELECT index_for_lists('pipelines', 'name', 'is_default', 'created_at', 'updated_at');

CREATE TABLE stages (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    pipeline_id uuid NOT NULL REFERENCES pipelines,
    name text COLLATE "zh-x-icu" NOT NULL,
    position integer NOT NULL,
    probability numeric(5,4) NOT NULL CHECK (probability BETWEEN 0 AND 1),
    outcome text NOT NULL,
    required_fields text[] NOT NULL DEFAULT '{}',
    rotting_days integer NOT NULL DEFAULT 0 CHECK (rotting_days >= 0)
);
COMMENT ON TABLE stages IS 'A step of a pipeline.';
COMMENT ON COLUMN stages.pipeline_id IS 'The pipeline it belongs to.';
COMMENT ON COLUMN stages.name IS 'Name, unique within the pipeline.';
COMMENT ON COLUMN stages.position IS 'Order within the pipeline, from 0; unique.';
COMMENT ON COLUMN stages.probability IS 'Chance of winning that a deal takes over on entry, 0 to 1.';
COMMENT ON COLUMN stages.outcome IS 'open, won or lost.';
COMMENT ON COLUMN stages.required_fields IS 'Fields of the opportunity that must be filled on entry.';
COMMENT ON COLUMN stages.rotting_days IS 'Days without activity after which a deal rots here; 0 is never.';
SELECT comment_standard_columns('stages');
CREATE UNIQUE INDEX stages_name_key ON stages (pipeline_id, name) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX stages_position_key ON stages (pipeline_id, position) WHERE deleted_at IS NULL;
SELECT index_for_lists('stages', 'pipeline_id', 'name', 'position', 'outcome', 'created_at', 'updated_at');

CREATE TABLE loss_reasons (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    needs_note boolean NOT NULL,
    is_active boolean NOT NULL
);
COMMENT ON TABLE loss_reasons IS 'Why deals are lost.';
COMMENT ON COLUMN loss_reasons.name IS 'The reason, unique among the live ones.';
COMMENT ON COLUMN loss_reasons.needs_note IS 'A note must say more, as for Other.';
COMMENT ON COLUMN loss_reasons.is_active IS 'False keeps it from being chosen; old deals keep it.';
SELECT comment_standard_columns('loss_reasons');
CREATE UNIQUE INDEX loss_reasons_name_key ON loss_reasons (name) WHERE deleted_at IS NULL;
SELECT index_for_lists('loss_reasons', 'name', 'is_active', 'created_at', 'updated_at');

CREATE TABLE opportunities (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    owner_id uuid NOT NULL REFERENCES users,
    department_id uuid NOT NULL REFERENCES departments,
    name text COLLATE "zh-x-icu" NOT NULL,
    account_id uuid REFERENCES accounts,
    contact_id uuid REFERENCES contacts,
    pipeline_id uuid NOT NULL REFERENCES pipelines,
    stage_id uuid NOT NULL REFERENCES stages,
    last_open_stage_id uuid REFERENCES stages,
    outcome text NOT NULL,
    amount numeric(19,4),
    currency text NOT NULL,
    amount_is_manual boolean NOT NULL,
    rate numeric(20,10) NOT NULL,
    base_amount numeric(19,4),
    probability numeric(5,4) NOT NULL,
    probability_is_manual boolean NOT NULL,
    started_on date,
    expected_close_date date,
    closed_on date,
    source text,
    loss_reason_id uuid REFERENCES loss_reasons,
    close_note text,
    description text,
    stage_entered_at timestamptz NOT NULL,
    last_activity_at timestamptz,
    rots_at timestamptz,
    tag_ids uuid[] NOT NULL DEFAULT '{}',
    external_ids text[] NOT NULL DEFAULT '{}',
    search_text text NOT NULL GENERATED ALWAYS AS (lower(name)) STORED
);
COMMENT ON TABLE opportunities IS 'A deal in a pipeline.';
COMMENT ON COLUMN opportunities.name IS 'What is to be sold, in a few words.';
COMMENT ON COLUMN opportunities.account_id IS 'Whom we sell to; may be unknown.';
COMMENT ON COLUMN opportunities.contact_id IS 'The person we deal with first.';
COMMENT ON COLUMN opportunities.pipeline_id IS 'The pipeline of the stage.';
COMMENT ON COLUMN opportunities.stage_id IS 'Where it stands.';
COMMENT ON COLUMN opportunities.last_open_stage_id IS 'The open stage it was closed from.';
COMMENT ON COLUMN opportunities.outcome IS 'open, won or lost, as the stage says.';
COMMENT ON COLUMN opportunities.amount IS 'Expected value, once won the won value, in currency, net of tax; null while unknown.';
COMMENT ON COLUMN opportunities.currency IS 'ISO 4217 code of amount.';
COMMENT ON COLUMN opportunities.amount_is_manual IS 'False: the amount is the sum of the lines.';
COMMENT ON COLUMN opportunities.rate IS 'Base currency per unit of currency, fixed when currency was set.';
COMMENT ON COLUMN opportunities.base_amount IS 'amount × rate in the base currency, rounded half up to its minor unit.';
COMMENT ON COLUMN opportunities.probability IS 'Chance of winning, 0 to 1.';
COMMENT ON COLUMN opportunities.probability_is_manual IS 'True: set by hand, so a change of stage leaves it.';
COMMENT ON COLUMN opportunities.started_on IS 'Day the selling began; may be unknown.';
COMMENT ON COLUMN opportunities.expected_close_date IS 'Day it is expected to be decided; may be unknown.';
COMMENT ON COLUMN opportunities.closed_on IS 'Day it was won or lost.';
COMMENT ON COLUMN opportunities.source IS 'Where the deal came from.';
COMMENT ON COLUMN opportunities.loss_reason_id IS 'Why it was lost; kept on reopening.';
COMMENT ON COLUMN opportunities.close_note IS 'What was said on closing.';
COMMENT ON COLUMN opportunities.description IS 'Free text.';
COMMENT ON COLUMN opportunities.stage_entered_at IS 'When it came to its stage.';
COMMENT ON COLUMN opportunities.last_activity_at IS 'When an activity on it was last done.';
COMMENT ON COLUMN opportunities.rots_at IS 'When it starts to rot: the later of stage change and last activity plus the stage''s days.';
COMMENT ON COLUMN opportunities.search_text IS 'What q and contains search: the name in lower case.';
SELECT comment_standard_columns('opportunities');
SELECT track_external_ids('opportunities');
SELECT index_for_lists('opportunities', 'name', 'account_id', 'contact_id', 'owner_id', 'department_id', 'pipeline_id',
    'stage_id', 'last_open_stage_id', 'outcome', 'amount', 'currency', 'base_amount', 'probability', 'started_on',
    'expected_close_date', 'closed_on', 'source', 'loss_reason_id', 'stage_entered_at', 'last_activity_at', 'rots_at',
    'created_at', 'updated_at');
CREATE INDEX opportunities_search_idx ON opportunities USING gin (search_text gin_trgm_ops);
CREATE INDEX opportunities_tag_ids_idx ON opportunities USING gin (tag_ids);

CREATE TABLE opportunity_lines (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    opportunity_id uuid NOT NULL REFERENCES opportunities,
    product_id uuid NOT NULL REFERENCES products,
    quantity numeric(19,4) NOT NULL,
    unit_price numeric(19,4) NOT NULL,
    discount numeric(5,4) NOT NULL CHECK (discount BETWEEN 0 AND 1),
    unit_cost numeric(19,4),
    currency text NOT NULL,
    amount numeric(19,4) NOT NULL
);
COMMENT ON TABLE opportunity_lines IS 'A product in a deal, with the price and cost of the day it was added.';
COMMENT ON COLUMN opportunity_lines.opportunity_id IS 'The deal.';
COMMENT ON COLUMN opportunity_lines.product_id IS 'The product.';
COMMENT ON COLUMN opportunity_lines.quantity IS 'How many units.';
COMMENT ON COLUMN opportunity_lines.unit_price IS 'Price per unit in currency, net of tax; copied from the product unless given.';
COMMENT ON COLUMN opportunity_lines.discount IS 'Share taken off, 0 to 1.';
COMMENT ON COLUMN opportunity_lines.unit_cost IS 'Cost per unit in currency, copied from the product.';
COMMENT ON COLUMN opportunity_lines.currency IS 'ISO 4217 code, that of the deal.';
COMMENT ON COLUMN opportunity_lines.amount IS 'quantity × unit_price × (1 − discount), rounded half up to the minor unit.';
SELECT comment_standard_columns('opportunity_lines');
SELECT index_for_lists('opportunity_lines', 'opportunity_id', 'product_id', 'quantity', 'amount', 'created_at', 'updated_at');

CREATE TABLE stage_history (
    id uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunities,
    pipeline_id uuid NOT NULL REFERENCES pipelines,
    stage_id uuid NOT NULL REFERENCES stages,
    from_stage_id uuid REFERENCES stages,
    entered_at timestamptz NOT NULL,
    left_at timestamptz,
    actor_id uuid,
    base_amount numeric(19,4),
    probability numeric(5,4) NOT NULL
);
COMMENT ON TABLE stage_history IS 'Each stay of a deal in a stage, from the first minute.';
COMMENT ON COLUMN stage_history.id IS 'UUIDv7.';
COMMENT ON COLUMN stage_history.opportunity_id IS 'The deal.';
COMMENT ON COLUMN stage_history.pipeline_id IS 'The pipeline of the stage.';
COMMENT ON COLUMN stage_history.stage_id IS 'The stage.';
COMMENT ON COLUMN stage_history.from_stage_id IS 'The stage before; null at creation.';
COMMENT ON COLUMN stage_history.entered_at IS 'When it came.';
COMMENT ON COLUMN stage_history.left_at IS 'When it went; null while it is there.';
COMMENT ON COLUMN stage_history.actor_id IS 'Who moved it; null for the system.';
COMMENT ON COLUMN stage_history.base_amount IS 'Its amount in the base currency when it came.';
COMMENT ON COLUMN stage_history.probability IS 'Its probability when it came.';
CREATE INDEX stage_history_opportunity_idx ON stage_history (opportunity_id, entered_at);
CREATE INDEX stage_history_stage_idx ON stage_history (stage_id, entered_at);
CREATE INDEX stage_history_from_stage_idx ON stage_history (from_stage_id);
CREATE INDEX stage_history_pipeline_idx ON stage_history (pipeline_id, entered_at);
