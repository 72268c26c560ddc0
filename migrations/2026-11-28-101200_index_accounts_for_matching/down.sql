DROP INDEX accounts_email_domain_idx;
DROP INDEX accounts_website_domain_idx;
DROP INDEX accounts_company_key_idx;
DROP FUNCTION site_domain(text);
DROP FUNCTION company_key(text);
