CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    device text NOT NULL,
    address text NOT NULL
);
COMMENT ON TABLE sessions IS 'A sign-in on one device: the family of the refresh tokens that follow from it.';
COMMENT ON COLUMN sessions.id IS 'UUIDv7; the sid claim of the access tokens.';
COMMENT ON COLUMN sessions.user_id IS 'Who signed in.';
COMMENT ON COLUMN sessions.created_at IS 'When.';
COMMENT ON COLUMN sessions.last_used_at IS 'When a token was last refreshed.';
COMMENT ON COLUMN sessions.expires_at IS 'The absolute end.';
COMMENT ON COLUMN sessions.ended_at IS 'When it was ended by hand, by reuse of a spent token or by a password change.';
COMMENT ON COLUMN sessions.device IS 'User-Agent as sent, cut to 255 characters.';
COMMENT ON COLUMN sessions.address IS 'Address the sign-in came from.';
CREATE INDEX sessions_user_id_idx ON sessions (user_id, created_at);

CREATE TABLE refresh_tokens (
    hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    parent_hash bytea,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    spent_at timestamptz
);
COMMENT ON TABLE refresh_tokens IS 'Refresh tokens, each good for one use.';
COMMENT ON COLUMN refresh_tokens.hash IS 'SHA-256 of the token.';
COMMENT ON COLUMN refresh_tokens.session_id IS 'The session it continues.';
COMMENT ON COLUMN refresh_tokens.parent_hash IS 'The token it was exchanged for; null for the first.';
COMMENT ON COLUMN refresh_tokens.created_at IS 'When it was handed out.';
COMMENT ON COLUMN refresh_tokens.expires_at IS 'The end of the idle time.';
COMMENT ON COLUMN refresh_tokens.spent_at IS 'When it was used; using it again ends the session.';
CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_parent_hash_idx ON refresh_tokens (parent_hash);

CREATE TABLE api_keys (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    user_id uuid NOT NULL REFERENCES users,
    name text NOT NULL,
    prefix text NOT NULL,
    hash bytea NOT NULL UNIQUE,
    scopes text[] NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz
);
COMMENT ON TABLE api_keys IS 'Keys of integrations: each acts as its user, within its scopes.';
COMMENT ON COLUMN api_keys.user_id IS 'The user whose rights the key has at most.';
COMMENT ON COLUMN api_keys.name IS 'What the key is for.';
COMMENT ON COLUMN api_keys.prefix IS 'The first characters of the key, to tell keys apart.';
COMMENT ON COLUMN api_keys.hash IS 'SHA-256 of the key.';
COMMENT ON COLUMN api_keys.scopes IS 'Each as kind:action, or * for all of the user''s rights.';
COMMENT ON COLUMN api_keys.expires_at IS 'Until when it is good; a year at most.';
COMMENT ON COLUMN api_keys.last_used_at IS 'Last use, to the minute.';
SELECT comment_standard_columns('api_keys');
CREATE INDEX api_keys_user_id_idx ON api_keys (user_id);

CREATE TABLE one_time_tokens (
    hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users,
    purpose text NOT NULL CHECK (purpose IN ('invite', 'reset_password')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
COMMENT ON TABLE one_time_tokens IS 'Links by which a user sets a password: invitation and reset.';
COMMENT ON COLUMN one_time_tokens.hash IS 'SHA-256 of the token in the link.';
COMMENT ON COLUMN one_time_tokens.user_id IS 'Whose password it sets.';
COMMENT ON COLUMN one_time_tokens.purpose IS 'invite or reset_password.';
COMMENT ON COLUMN one_time_tokens.created_at IS 'When it was made.';
COMMENT ON COLUMN one_time_tokens.expires_at IS 'Until when it is good.';
COMMENT ON COLUMN one_time_tokens.used_at IS 'When it was used; it works once.';
CREATE INDEX one_time_tokens_user_id_idx ON one_time_tokens (user_id);

CREATE TABLE login_attempts (
    address text NOT NULL,
    window_start timestamptz NOT NULL,
    failed_count integer NOT NULL,
    PRIMARY KEY (address, window_start)
);
COMMENT ON TABLE login_attempts IS 'Failed sign-ins by network address in windows of 15 minutes.';
COMMENT ON COLUMN login_attempts.address IS 'IPv4 address or IPv6 /64.';
COMMENT ON COLUMN login_attempts.window_start IS 'Start of the window.';
COMMENT ON COLUMN login_attempts.failed_count IS 'Failures in it.';
