#!/bin/sh
# Makes the secrets that docker-compose.yml mounts, once; each is random. They stay in deploy/compose/secrets, which only
# you may enter and git does not see.
set -eu
umask 022
cd "$(dirname "$0")"
[ -e secrets/token ] && { echo "deploy/compose/secrets is there already; remove it to make others"; exit 0; }
mkdir -p secrets
chmod 700 secrets
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
migrate=$(random)
service=$(random)
broker=$(random)
random > secrets/postgres-password
printf %s "$migrate" > secrets/migrate-password
printf %s "$service" > secrets/service-password
printf %s "postgres://contact_sync_migrate:$migrate@postgres:5432/contact_sync" > secrets/migrate-url
printf %s "postgres://contact_sync_service:$service@postgres:5432/contact_sync" > secrets/database-url
printf %s "amqp://contact-sync:$broker@rabbitmq:5672" > secrets/amqp-url
cat > secrets/rabbitmq-user.json <<JSON
{
  "vhosts": [{ "name": "/" }],
  "users": [{ "name": "contact-sync", "password": "$broker", "tags": "", "limits": {} }],
  "permissions": [{ "user": "contact-sync", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*" }]
}
JSON
head -c 32 /dev/urandom | base64 > secrets/cursor-key
random > secrets/token
echo "secrets made in deploy/compose/secrets"
