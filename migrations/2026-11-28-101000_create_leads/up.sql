-- What `index_for_lists` makes, for records that somebody owns: who sees only some of them finds in the index whose
-- they are. References are walked by nobody, so that theirs stay small.
CREATE FUNCTION index_for_owned_lists(target regclass, VARIADIC columns text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    col text;
BEGIN
    FOREACH col IN ARRAY columns LOOP
        EXECUTE format('CREATE INDEX %I ON %s (%I, id%s) WHERE deleted_at IS NULL', target::text || '_' || col || '_list',
                       target, col, CASE WHEN col ~ '_id$' THEN '' ELSE ', owner_id, department_id' END);
    END LOOP;
END $$;

CREATE TABLE leads (
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
    company_name text COLLATE "zh-x-icu",
    title text,
    email text,
    phone text,
    mobile text,
    website text,
    industry text,
    employees integer,
    source text,
    status text NOT NULL DEFAULT 'new',
    rating text,
    country text,
    province text,
    city text,
    street text,
    postal_code text,
    description text,
    consent_at timestamptz,
    status_since timestamptz NOT NULL DEFAULT now(),
    recheck_on date,
    disqualify_reason text,
    status_note text,
    converted_at timestamptz,
    account_id uuid REFERENCES accounts,
    contact_id uuid REFERENCES contacts,
    opportunity_id uuid REFERENCES opportunities,
    tag_ids uuid[] NOT NULL DEFAULT '{}',
    external_ids text[] NOT NULL DEFAULT '{}',
    last_activity_at timestamptz,
    search_text text NOT NULL GENERATED ALWAYS AS (
        lower(name || ' ' || coalesce(company_name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')
            || ' ' || coalesce(mobile, ''))
    ) STORED,
    CHECK ((status = 'converted') = (converted_at IS NOT NULL)),
    CHECK (status <> 'nurturing' OR recheck_on IS NOT NULL),
    CHECK (status <> 'disqualified' OR disqualify_reason IS NOT NULL)
);
COMMENT ON TABLE leads IS 'A person who may become a customer; the company is a text until conversion.';
COMMENT ON COLUMN leads.name IS 'Full name of the person.';
COMMENT ON COLUMN leads.company_name IS 'Name of the company.';
COMMENT ON COLUMN leads.title IS 'Job title.';
COMMENT ON COLUMN leads.email IS 'E-mail address, lower case.';
COMMENT ON COLUMN leads.phone IS 'Telephone number in E.164.';
COMMENT ON COLUMN leads.mobile IS 'Mobile number in E.164.';
COMMENT ON COLUMN leads.website IS 'Address of the company''s website.';
COMMENT ON COLUMN leads.industry IS 'Industry in the company''s own words.';
COMMENT ON COLUMN leads.employees IS 'Number of employees of the company.';
COMMENT ON COLUMN leads.source IS 'Where the lead came from.';
COMMENT ON COLUMN leads.status IS 'new, working, qualified, nurturing, disqualified or converted.';
COMMENT ON COLUMN leads.rating IS 'hot, warm or cold.';
COMMENT ON COLUMN leads.country IS 'ISO 3166-1 alpha-2 code.';
COMMENT ON COLUMN leads.province IS 'Province or state.';
COMMENT ON COLUMN leads.city IS 'City.';
COMMENT ON COLUMN leads.street IS 'Street and number.';
COMMENT ON COLUMN leads.postal_code IS 'Postal code.';
COMMENT ON COLUMN leads.description IS 'Free text.';
COMMENT ON COLUMN leads.consent_at IS 'When the person agreed to be contacted; null if that is not known.';
COMMENT ON COLUMN leads.status_since IS 'When it came to its status.';
COMMENT ON COLUMN leads.recheck_on IS 'Day on which a nurtured lead returns to work.';
COMMENT ON COLUMN leads.disqualify_reason IS 'Why it is not worth selling to.';
COMMENT ON COLUMN leads.status_note IS 'What was said when it came to its status.';
COMMENT ON COLUMN leads.converted_at IS 'When it was converted.';
COMMENT ON COLUMN leads.account_id IS 'The account it became, or was found to belong to.';
COMMENT ON COLUMN leads.contact_id IS 'The contact it became, or was found to be.';
COMMENT ON COLUMN leads.opportunity_id IS 'The deal it became.';
COMMENT ON COLUMN leads.last_activity_at IS 'When an activity on it was last done.';
COMMENT ON COLUMN leads.search_text IS 'What q and contains search: name, company, e-mail, phones, in lower case.';
SELECT comment_standard_columns('leads');
SELECT track_external_ids('leads');
SELECT index_for_owned_lists('leads', 'name', 'company_name', 'owner_id', 'department_id', 'title', 'email', 'phone',
    'mobile', 'industry', 'employees', 'source', 'status', 'rating', 'country', 'province', 'city', 'consent_at',
    'status_since', 'recheck_on', 'disqualify_reason', 'converted_at', 'account_id', 'contact_id', 'opportunity_id',
    'last_activity_at', 'created_at', 'updated_at');
CREATE INDEX leads_search_idx ON leads USING gin (search_text gin_trgm_ops);
CREATE INDEX leads_tag_ids_idx ON leads USING gin (tag_ids);
