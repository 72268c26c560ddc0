CREATE TABLE web_forms (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    token text NOT NULL,
    title text NOT NULL,
    intro text,
    fields text[] NOT NULL,
    required_fields text[] NOT NULL,
    source text,
    lead_owner_id uuid NOT NULL REFERENCES users,
    consent_text text,
    consent_is_required boolean NOT NULL,
    thanks text NOT NULL,
    redirect_url text,
    frame_origins text[] NOT NULL,
    language text,
    is_active boolean NOT NULL
);
COMMENT ON TABLE web_forms IS 'A form on the web by which anybody becomes a lead.';
COMMENT ON COLUMN web_forms.name IS 'What colleagues call it; unique.';
COMMENT ON COLUMN web_forms.token IS 'The part of its address that nobody can guess.';
COMMENT ON COLUMN web_forms.title IS 'Its heading.';
COMMENT ON COLUMN web_forms.intro IS 'What stands below the heading.';
COMMENT ON COLUMN web_forms.fields IS 'Fields that it asks for beside the name, in their order.';
COMMENT ON COLUMN web_forms.required_fields IS 'Those of them that must be filled.';
COMMENT ON COLUMN web_forms.source IS 'Source of its leads.';
COMMENT ON COLUMN web_forms.lead_owner_id IS 'Whose leads they are.';
COMMENT ON COLUMN web_forms.consent_text IS 'What is agreed to by the tick; null for no tick.';
COMMENT ON COLUMN web_forms.consent_is_required IS 'True if nothing is taken without the tick.';
COMMENT ON COLUMN web_forms.thanks IS 'What is said when it was sent.';
COMMENT ON COLUMN web_forms.redirect_url IS 'Where the visitor goes then; null to stay.';
COMMENT ON COLUMN web_forms.frame_origins IS 'Origins of the pages that may show it in a frame.';
COMMENT ON COLUMN web_forms.language IS 'Its language; null for the visitor''s.';
COMMENT ON COLUMN web_forms.is_active IS 'False has it answer as if it were not there.';
SELECT comment_standard_columns('web_forms');
CREATE UNIQUE INDEX web_forms_name_key ON web_forms (name) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX web_forms_token_key ON web_forms (token);
SELECT index_for_lists('web_forms', 'name', 'lead_owner_id', 'is_active', 'created_at', 'updated_at');
