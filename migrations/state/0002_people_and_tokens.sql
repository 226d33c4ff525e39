-- People who log in. The first four tables are better-auth's user, account, session and verification.
CREATE TABLE person (
    id              text PRIMARY KEY,
    name            text        NOT NULL,
    email           text        NOT NULL UNIQUE CHECK (email = lower(email)),
    email_verified  boolean     NOT NULL DEFAULT false,
    image           text,
    role            text        NOT NULL CHECK (role IN ('admin', 'viewer')),
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE person_credential (
    id                          text PRIMARY KEY,
    person_id                   text        NOT NULL REFERENCES person ON DELETE CASCADE,
    account_id                  text        NOT NULL,
    provider_id                 text        NOT NULL,
    password                    text,                       -- argon2id, in the PHC string format
    access_token                text,
    refresh_token               text,
    id_token                    text,
    access_token_expires_at     timestamptz,
    refresh_token_expires_at    timestamptz,
    scope                       text,
    created_at                  timestamptz NOT NULL DEFAULT now(),
    updated_at                  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (person_id, provider_id)
);

CREATE TABLE person_session (
    id          text PRIMARY KEY,
    person_id   text        NOT NULL REFERENCES person ON DELETE CASCADE,
    token       text        NOT NULL UNIQUE,
    expires_at  timestamptz NOT NULL,
    ip_address  text,
    user_agent  text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX person_session_person ON person_session (person_id);

CREATE TABLE person_verification (
    id          text PRIMARY KEY,
    identifier  text        NOT NULL,
    value       text        NOT NULL,
    expires_at  timestamptz NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);

-- Links that work once: the first admin's (no person yet) and invitations.
CREATE TABLE one_time_link (
    token_hash  bytea PRIMARY KEY,                          -- sha256
    person_id   text UNIQUE REFERENCES person ON DELETE CASCADE,
    expires_at  timestamptz
);

-- Failed sign-ins by a hash of the e-mail or address, for the lock-out.
CREATE TABLE sign_in_failure (
    key_hash    bytea PRIMARY KEY,
    failures    integer     NOT NULL,
    last_at     timestamptz NOT NULL
);

-- Secrets that Tenure made for itself.
CREATE TABLE server_secret (
    name        text PRIMARY KEY,
    value       text NOT NULL
);

CREATE TABLE api_token (
    id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name            text        NOT NULL,
    prefix          text        NOT NULL,                   -- the first characters, to tell tokens apart
    token_hash      bytea       NOT NULL UNIQUE,            -- sha256 of 32 random bytes: needs no salt
    scopes          text[]      NOT NULL CHECK (cardinality(scopes) > 0),
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz
);
