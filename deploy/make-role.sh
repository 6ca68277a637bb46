#!/bin/sh
# Run by the image of PostgreSQL when its folder is empty: the role that the site uses owns its database and no more. It has
# no password: the site shows its certificate (pg_hba.conf).
set -eu
psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'END'
CREATE ROLE steadfold LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE steadfold OWNER steadfold;
END
