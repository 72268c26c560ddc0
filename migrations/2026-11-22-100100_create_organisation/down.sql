DROP TABLE user_credentials;
DROP TABLE users;
DROP TABLE roles;
DROP TABLE departments;
DROP TABLE branches;
