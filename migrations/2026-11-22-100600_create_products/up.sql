CREATE TABLE product_categories (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    parent_id uuid REFERENCES product_categories
);
COMMENT ON TABLE product_categories IS 'A group of products; a tree.';
COMMENT ON COLUMN product_categories.name IS 'Name, unique among the live categories.';
COMMENT ON COLUMN product_categories.parent_id IS 'The category above.';
SELECT comment_standard_columns('product_categories');
CREATE UNIQUE INDEX product_categories_name_key ON product_categories (name) WHERE deleted_at IS NULL;
SELECT index_for_lists('product_categories', 'name', 'parent_id', 'created_at', 'updated_at');

CREATE TABLE products (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    name text COLLATE "zh-x-icu" NOT NULL,
    code text NOT NULL,
    category_id uuid REFERENCES product_categories,
    unit text,
    list_price numeric(19,4) NOT NULL,
    cost numeric(19,4),
    currency text NOT NULL,
    is_active boolean NOT NULL,
    description text,
    external_ids text[] NOT NULL DEFAULT '{}',
    search_text text NOT NULL GENERATED ALWAYS AS (lower(name || ' ' || code)) STORED
);
COMMENT ON TABLE products IS 'What we sell.';
COMMENT ON COLUMN products.name IS 'Name of the product.';
COMMENT ON COLUMN products.code IS 'Article number, unique among the live products.';
COMMENT ON COLUMN products.category_id IS 'The category it belongs to.';
COMMENT ON COLUMN products.unit IS 'Unit of sale, such as piece or month.';
COMMENT ON COLUMN products.list_price IS 'Price per unit in currency, net of tax.';
COMMENT ON COLUMN products.cost IS 'Cost per unit in currency.';
COMMENT ON COLUMN products.currency IS 'ISO 4217 code of list_price and cost.';
COMMENT ON COLUMN products.is_active IS 'False keeps it from being sold; old documents keep it.';
COMMENT ON COLUMN products.description IS 'Free text.';
COMMENT ON COLUMN products.search_text IS 'What q and contains search: name and code, in lower case.';
SELECT comment_standard_columns('products');
SELECT track_external_ids('products');
CREATE UNIQUE INDEX products_code_key ON products (code) WHERE deleted_at IS NULL;
SELECT index_for_lists('products', 'name', 'code', 'category_id', 'list_price', 'is_active', 'created_at', 'updated_at');
CREATE INDEX products_search_idx ON products USING gin (search_text gin_trgm_ops);

CREATE TABLE exchange_rates (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by uuid,
    deleted_at timestamptz,
    currency text NOT NULL,
    day date NOT NULL,
    rate numeric(20,10) NOT NULL CHECK (rate > 0)
);
COMMENT ON TABLE exchange_rates IS 'What one unit of a currency is worth in the base currency, from a day on.';
COMMENT ON COLUMN exchange_rates.currency IS 'ISO 4217 code.';
COMMENT ON COLUMN exchange_rates.day IS 'First day the rate holds.';
COMMENT ON COLUMN exchange_rates.rate IS 'Base currency per unit.';
SELECT comment_standard_columns('exchange_rates');
CREATE UNIQUE INDEX exchange_rates_currency_day_key ON exchange_rates (currency, day) WHERE deleted_at IS NULL;
SELECT index_for_lists('exchange_rates', 'currency', 'day', 'rate', 'created_at', 'updated_at');

CREATE TABLE settings (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    base_currency text NOT NULL DEFAULT 'CNY',
    time_zone text NOT NULL DEFAULT 'Asia/Shanghai'
);
COMMENT ON TABLE settings IS 'What holds for the whole company; one row.';
COMMENT ON COLUMN settings.singleton IS 'Always true: there is one row.';
COMMENT ON COLUMN settings.base_currency IS 'ISO 4217 code of the currency that reports are in.';
COMMENT ON COLUMN settings.time_zone IS 'IANA name of the zone in which reports count days.';
INSERT INTO settings DEFAULT VALUES;
