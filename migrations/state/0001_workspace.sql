-- The workspace: one row. What rules every figure.
CREATE TABLE workspace (
    id                  smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    name                text     NOT NULL DEFAULT 'My shop',
    time_zone           text     NOT NULL DEFAULT 'UTC',
    currency            text     NOT NULL DEFAULT 'EUR',
    first_weekday       smallint NOT NULL DEFAULT 1 CHECK (first_weekday BETWEEN 1 AND 7),
    language            text     NOT NULL DEFAULT 'en',
    country             text,                      -- ISO 3166 alpha-2: how phone numbers without a prefix are read
    window_days         integer CHECK (window_days BETWEEN 1 AND 3650),
    window_chosen_by    text CHECK (window_chosen_by IN ('data', 'person')),
    include_tax         boolean  NOT NULL DEFAULT false,
    include_shipping    boolean  NOT NULL DEFAULT false,
    set_up_at           timestamptz,               -- when a person first saved the settings
    CHECK ((window_days IS NULL) = (window_chosen_by IS NULL))
);
INSERT INTO workspace (id) VALUES (1);

-- What a unit of a currency is worth in the workspace's, from a day on; entered by people.
CREATE TABLE exchange_rate (
    currency    text           NOT NULL,
    from_day    date           NOT NULL,
    rate        numeric(24, 12) NOT NULL CHECK (rate > 0),
    PRIMARY KEY (currency, from_day)
);
