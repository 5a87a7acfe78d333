#!/bin/sh
# Makes the files beside it, of invented certificates: openssl 3 with its legacy provider, and keytool of Java 17.
# The password is "hemmelig-fil"; of those in danish-letters*: "rødgrød". Run it in this folder.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pass=pass:hemmelig-fil

openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/ca.key" -out "$work/ca.pem" -days 7300 \
  -subj "/C=DK/O=Invented Authority/CN=Invented CA" -addext basicConstraints=critical,CA:TRUE
leaf() { # name, arguments of the key
  name=$1; shift
  openssl req -new -nodes -keyout "$work/$name.key" -out "$work/$name.csr" \
    -subj "/C=DK/O=Invented Municipality/CN=contact-sync test" "$@"
  openssl x509 -req -in "$work/$name.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -days 3650 -out "$work/$name.pem"
}
leaf rsa -newkey rsa:2048
leaf ec -newkey ec -pkeyopt ec_paramgen_curve:prime256v1
export_rsa() { openssl pkcs12 -export -inkey "$work/rsa.key" -in "$work/rsa.pem" -name contact-sync "$@"; }

export_rsa -certfile "$work/ca.pem" -passout $pass -out modern-rsa.p12
openssl pkcs12 -export -inkey "$work/ec.key" -in "$work/ec.pem" -passout $pass -out modern-ec.p12
export_rsa -legacy -certfile "$work/ca.pem" -passout $pass -out legacy-rc2.p12
export_rsa -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -passout $pass -out legacy-3des.p12
export_rsa -nomac -passout $pass -out without-mac.p12
export_rsa -passout pass:rødgrød -out danish-letters.p12
export_rsa -legacy -passout pass:rødgrød -out danish-letters-rc2.p12
export_rsa -passout pass: -out empty-password.p12
export_rsa -iter 600000 -maciter -passout $pass -out costly.p12
openssl pkcs12 -export -nokeys -in "$work/rsa.pem" -passout $pass -out without-key.p12
openssl pkcs12 -export -nocerts -inkey "$work/rsa.key" -passout $pass -out without-certificate.p12
keytool -genkeypair -alias contact-sync -keyalg RSA -keysize 2048 -validity 3650 -storetype PKCS12 \
  -dname "CN=contact-sync test, O=Invented Municipality, C=DK" -keystore keytool.p12 -storepass hemmelig-fil
