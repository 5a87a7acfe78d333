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
users="{ \"name\": \"contact-sync\", \"password\": \"$broker\", \"tags\": \"\", \"limits\": {} }"
all='"vhost": "/", "configure": ".*", "write": ".*", "read": ".*"'
# Who may read from the exchange of credentials could answer in the place of auth-profile: nobody else may.
most='"vhost": "/", "configure": ".*", "write": ".*", "read": "^(?!(contact-sync|auth-profile)\\.credentials$).*"'
permissions="{ \"user\": \"contact-sync\", $most }"
# Who asks for credentials is known by its user: each such service has its own.
for service_name in auth-profile cpr-sync cvr-subscription cvr-update bfe-lookup; do
  password=$(random)
  printf %s "amqp://$service_name:$password@rabbitmq:5672" > "secrets/amqp-url-$service_name"
  users="$users, { \"name\": \"$service_name\", \"password\": \"$password\", \"tags\": \"\", \"limits\": {} }"
  case $service_name in auth-profile) may=$all ;; *) may=$most ;; esac
  permissions="$permissions, { \"user\": \"$service_name\", $may }"
done
cat > secrets/rabbitmq-user.json <<JSON
{
  "vhosts": [{ "name": "/" }],
  "users": [$users],
  "permissions": [$permissions]
}
JSON
# Keep a copy of this one: without it the secrets of authentication profiles cannot be read again.
printf 'first:%s\n' "$(head -c 32 /dev/urandom | base64)" > secrets/auth-keys
head -c 32 /dev/urandom | base64 > secrets/cursor-key
# Keep a copy of this one too: without it nobody knows any more who must not be subscribed again.
head -c 32 /dev/urandom | base64 > secrets/cpr-hash-key
random > secrets/token
echo "secrets made in deploy/compose/secrets"
