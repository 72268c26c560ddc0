-- What is the same for all ways to write the name of a company: without case, blanks, punctuation and legal form.
-- NULL if nothing is left.
CREATE FUNCTION company_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT nullif(regexp_replace(regexp_replace(regexp_replace(lower(name),
        '([\s,.]+(company|co|corporation|corp|incorporated|inc|limited|ltd|llc|llp|plc|gmbh|ag|kg|se|s\.?a|sas|sarl|srl|spa|b\.?v|n\.?v|ab|oy|as|k\.?k|pte|pty|sdn|bhd|jsc|tbk))+[\s,.]*$', ''),
        '[\s　.,;:!?''"&+()（）《》「」·・、。，；：\-–—_/]+', '', 'g'),
        '(?<=.)(股份|有限|责任|集团|公司)+$', ''), '')
$$;

-- The domain in the address of a website or in an e-mail address. NULL for those where anybody has an address.
CREATE FUNCTION site_domain(address text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN domain IN ('', '126.com', '139.com', '163.com', 'aliyun.com', 'foxmail.com', 'gmail.com', 'gmx.de',
            'hotmail.com', 'icloud.com', 'live.com', 'me.com', 'outlook.com', 'proton.me', 'qq.com', 'sina.com',
            'sohu.com', 'vip.qq.com', 'web.de', 'yahoo.com', 'yandex.ru', 'yeah.net')
        THEN NULL ELSE domain END
    FROM (SELECT split_part(split_part(split_part(regexp_replace(lower(trim(address)),
        '^([a-z]+://)?([^/@]*@)?(www\.)?', ''), '/', 1), '?', 1), ':', 1) AS domain) AS found
$$;

CREATE INDEX accounts_company_key_idx ON accounts (company_key(name)) WHERE deleted_at IS NULL;
CREATE INDEX accounts_website_domain_idx ON accounts (site_domain(website)) WHERE deleted_at IS NULL;
CREATE INDEX accounts_email_domain_idx ON accounts (site_domain(email)) WHERE deleted_at IS NULL;
