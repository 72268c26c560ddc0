CREATE TABLE branches (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    parent_id uuid REFERENCES branches,
    time_zone text NOT NULL
);
COMMENT ON TABLE branches IS 'A head office or branch of the company; a tree.';
COMMENT ON COLUMN branches.name IS 'Name of the branch, unique among the live ones.';
COMMENT ON COLUMN branches.parent_id IS 'The branch above; null for the head office.';
COMMENT ON COLUMN branches.time_zone IS 'IANA name of the zone its days and months are counted in.';
SELECT comment_standard_columns('branches');
CREATE UNIQUE INDEX branches_name_key ON branches (name) WHERE deleted_at IS NULL;
SELECT index_for_lists('branches', 'name', 'parent_id', 'created_at', 'updated_at');

CREATE TABLE departments (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    branch_id uuid NOT NULL REFERENCES branches,
    parent_id uuid REFERENCES departments
);
COMMENT ON TABLE departments IS 'A department of a branch; a tree within the branch.';
COMMENT ON COLUMN departments.name IS 'Name of the department, unique within its branch.';
COMMENT ON COLUMN departments.branch_id IS 'The branch it belongs to.';
COMMENT ON COLUMN departments.parent_id IS 'The department above, in the same branch.';
SELECT comment_standard_columns('departments');
CREATE UNIQUE INDEX departments_name_key ON departments (branch_id, name) WHERE deleted_at IS NULL;
SELECT index_for_lists('departments', 'name', 'branch_id', 'parent_id', 'created_at', 'updated_at');

CREATE TABLE roles (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    code text NOT NULL,
    permissions jsonb NOT NULL,
    rights text[] NOT NULL
);
COMMENT ON TABLE roles IS 'What the users who hold the role may do, and how far it reaches.';
COMMENT ON COLUMN roles.name IS 'Name of the role, unique among the live ones.';
COMMENT ON COLUMN roles.code IS 'Short name for programs, such as administrator; unique.';
COMMENT ON COLUMN roles.permissions IS 'By kind and action, the reach: own, department, branch or all.';
COMMENT ON COLUMN roles.rights IS 'Rights beside the kinds: export, import, bulk_change, assign, audit, reopen.';
SELECT comment_standard_columns('roles');
CREATE UNIQUE INDEX roles_name_key ON roles (name) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX roles_code_key ON roles (code) WHERE deleted_at IS NULL;
SELECT index_for_lists('roles', 'name', 'code', 'created_at', 'updated_at');

CREATE TABLE users (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    email text NOT NULL,
    phone text,
    title text,
    department_id uuid NOT NULL REFERENCES departments,
    manager_id uuid REFERENCES users,
    role_ids uuid[] NOT NULL DEFAULT '{}',
    language text NOT NULL DEFAULT 'zh-CN',
    time_zone text NOT NULL DEFAULT 'Asia/Shanghai',
    is_active boolean NOT NULL DEFAULT true,
    external_ids text[] NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE users IS 'A person who works with the system.';
COMMENT ON COLUMN users.name IS 'Full name as shown to colleagues.';
COMMENT ON COLUMN users.email IS 'Sign-in name, lower case, unique among the live users.';
COMMENT ON COLUMN users.phone IS 'Telephone number in E.164.';
COMMENT ON COLUMN users.title IS 'Job title.';
COMMENT ON COLUMN users.manager_id IS 'Whom the user reports to; a tree.';
COMMENT ON COLUMN users.role_ids IS 'Roles held; rights add up.';
COMMENT ON COLUMN users.language IS 'BCP 47 tag of the language of screens and messages.';
COMMENT ON COLUMN users.time_zone IS 'IANA name of the zone times are shown in.';
COMMENT ON COLUMN users.is_active IS 'False keeps the user from signing in; the records stay.';
SELECT comment_standard_columns('users');
CREATE UNIQUE INDEX users_email_key ON users (email) WHERE deleted_at IS NULL;
SELECT index_for_lists('users', 'name', 'email', 'department_id', 'manager_id', 'is_active', 'created_at', 'updated_at');
CREATE INDEX users_role_ids_idx ON users USING gin (role_ids);

CREATE TABLE user_credentials (
    user_id uuid PRIMARY KEY REFERENCES users,
    password_hash text,
    password_changed_at timestamptz,
    failed_count integer NOT NULL DEFAULT 0,
    retry_at timestamptz
);
COMMENT ON TABLE user_credentials IS 'Secrets of a user, apart from the record so that no list can carry them.';
COMMENT ON COLUMN user_credentials.user_id IS 'Whose credentials.';
COMMENT ON COLUMN user_credentials.password_hash IS 'Argon2id, PHC string; null until a password is set.';
COMMENT ON COLUMN user_credentials.password_changed_at IS 'When the password was last set.';
COMMENT ON COLUMN user_credentials.failed_count IS 'Wrong passwords in a row from devices not seen before.';
COMMENT ON COLUMN user_credentials.retry_at IS 'Until then sign-in from a device not seen before is refused.';
