DROP TABLE account_contacts;
DROP TABLE contacts;
DROP TABLE accounts;
