DROP TABLE settings;
DROP TABLE exchange_rates;
DROP TABLE products;
DROP TABLE product_categories;
