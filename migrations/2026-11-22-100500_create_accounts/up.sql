CREATE TABLE accounts (
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
    type text NOT NULL,
    parent_id uuid REFERENCES accounts,
    industry text,
    size text,
    region text,
    first_source text,
    last_source text,
    website text,
    phone text,
    email text,
    country text,
    province text,
    city text,
    street text,
    postal_code text,
    employees integer,
    annual_revenue numeric(19,4),
    currency text,
    founded_year integer,
    description text,
    tag_ids uuid[] NOT NULL DEFAULT '{}',
    external_ids text[] NOT NULL DEFAULT '{}',
    last_activity_at timestamptz,
    search_text text NOT NULL GENERATED ALWAYS AS (
        lower(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(website, ''))
    ) STORED
);
COMMENT ON TABLE accounts IS 'A company or person we sell to or work with.';
COMMENT ON COLUMN accounts.name IS 'Name of the company.';
COMMENT ON COLUMN accounts.type IS 'customer, partner, supplier or other.';
COMMENT ON COLUMN accounts.parent_id IS 'The account it is a subsidiary of; no cycles.';
COMMENT ON COLUMN accounts.industry IS 'Industry in the company''s own words.';
COMMENT ON COLUMN accounts.size IS 'micro, small, medium, large or enterprise.';
COMMENT ON COLUMN accounts.region IS 'Sales region.';
COMMENT ON COLUMN accounts.first_source IS 'Where it came from; never changes once set.';
COMMENT ON COLUMN accounts.last_source IS 'Where it was last heard from.';
COMMENT ON COLUMN accounts.website IS 'Address of its website.';
COMMENT ON COLUMN accounts.phone IS 'Telephone number in E.164.';
COMMENT ON COLUMN accounts.email IS 'E-mail address, lower case.';
COMMENT ON COLUMN accounts.country IS 'ISO 3166-1 alpha-2 code.';
COMMENT ON COLUMN accounts.province IS 'Province or state.';
COMMENT ON COLUMN accounts.city IS 'City.';
COMMENT ON COLUMN accounts.street IS 'Street and number.';
COMMENT ON COLUMN accounts.postal_code IS 'Postal code.';
COMMENT ON COLUMN accounts.employees IS 'Number of employees.';
COMMENT ON COLUMN accounts.annual_revenue IS 'Yearly revenue in currency.';
COMMENT ON COLUMN accounts.currency IS 'ISO 4217 code of annual_revenue.';
COMMENT ON COLUMN accounts.founded_year IS 'Year of foundation.';
COMMENT ON COLUMN accounts.description IS 'Free text.';
COMMENT ON COLUMN accounts.last_activity_at IS 'When an activity on it was last done.';
COMMENT ON COLUMN accounts.search_text IS 'What q and contains search: name, e-mail, phone, website, in lower case.';
SELECT comment_standard_columns('accounts');
SELECT track_external_ids('accounts');
SELECT index_for_lists('accounts', 'name', 'type', 'owner_id', 'department_id', 'parent_id', 'industry', 'size',
    'region', 'first_source', 'last_source', 'country', 'province', 'city', 'employees', 'annual_revenue',
    'founded_year', 'phone', 'email', 'last_activity_at', 'created_at', 'updated_at');
CREATE INDEX accounts_search_idx ON accounts USING gin (search_text gin_trgm_ops);
CREATE INDEX accounts_tag_ids_idx ON accounts USING gin (tag_ids);

CREATE TABLE contacts (
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
    title text,
    email text,
    phone text,
    mobile text,
    source text,
    country text,
    province text,
    city text,
    street text,
    postal_code text,
    description text,
    tag_ids uuid[] NOT NULL DEFAULT '{}',
    external_ids text[] NOT NULL DEFAULT '{}',
    last_activity_at timestamptz,
    search_text text NOT NULL GENERATED ALWAYS AS (
        lower(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(mobile, ''))
    ) STORED
);
COMMENT ON TABLE contacts IS 'A person at an account.';
COMMENT ON COLUMN contacts.name IS 'Full name.';
COMMENT ON COLUMN contacts.account_id IS 'The account the person mainly belongs to; others stand in account_contacts.';
COMMENT ON COLUMN contacts.title IS 'Job title.';
COMMENT ON COLUMN contacts.email IS 'E-mail address, lower case.';
COMMENT ON COLUMN contacts.phone IS 'Telephone number in E.164.';
COMMENT ON COLUMN contacts.mobile IS 'Mobile number in E.164.';
COMMENT ON COLUMN contacts.source IS 'Where the contact came from.';
COMMENT ON COLUMN contacts.country IS 'ISO 3166-1 alpha-2 code.';
COMMENT ON COLUMN contacts.province IS 'Province or state.';
COMMENT ON COLUMN contacts.city IS 'City.';
COMMENT ON COLUMN contacts.street IS 'Street and number.';
COMMENT ON COLUMN contacts.postal_code IS 'Postal code.';
COMMENT ON COLUMN contacts.description IS 'Free text.';
COMMENT ON COLUMN contacts.last_activity_at IS 'When an activity on it was last done.';
COMMENT ON COLUMN contacts.search_text IS 'What q and contains search: name, e-mail, phones, in lower case.';
SELECT comment_standard_columns('contacts');
SELECT track_external_ids('contacts');
SELECT index_for_lists('contacts', 'name', 'account_id', 'owner_id', 'department_id', 'title', 'email', 'phone',
    'mobile', 'source', 'country', 'province', 'city', 'last_activity_at', 'created_at', 'updated_at');
CREATE INDEX contacts_search_idx ON contacts USING gin (search_text gin_trgm_ops);
CREATE INDEX contacts_tag_ids_idx ON contacts USING gin (tag_ids);

CREATE TABLE account_contacts (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    account_id uuid NOT NULL REFERENCES accounts,
    contact_id uuid NOT NULL REFERENCES contacts,
    role text,
    is_primary boolean NOT NULL
);
COMMENT ON TABLE account_contacts IS 'A contact''s place at an account: one person may have a role at several.';
COMMENT ON COLUMN account_contacts.account_id IS 'The account.';
COMMENT ON COLUMN account_contacts.contact_id IS 'The person.';
COMMENT ON COLUMN account_contacts.role IS 'user, influencer, decider, approver, buyer or gatekeeper.';
COMMENT ON COLUMN account_contacts.is_primary IS 'The account''s main contact; at most one.';
SELECT comment_standard_columns('account_contacts');
CREATE UNIQUE INDEX account_contacts_pair_key ON account_contacts (account_id, contact_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX account_contacts_primary_key ON account_contacts (account_id) WHERE is_primary AND deleted_at IS NULL;
SELECT index_for_lists('account_contacts', 'account_id', 'contact_id', 'role', 'is_primary', 'created_at', 'updated_at');
