#!/bin/sh
# Runs once, on an empty volume: NOX's role, which may make databases and roles and nothing more, and its database.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$NOX_DATABASE_PASSWORD" --username postgres --dbname postgres <<'SQL'
create role nox login createdb createrole password :'password';
create database nox owner nox;
revoke connect, temporary on database postgres, template1, nox from public;
SQL
