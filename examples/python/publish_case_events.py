"""Tells contact-sync of one case over HTTPS, as CloudEvents:

    python3 publish_case_events.py SOURCE CASE EVENT...

SOURCE names your system and stays the same for ever: order counts within it. An EVENT is opened, closed or reopened, or a
party: added:J:12345674 (a company by its number), added:id:4711 (a contact by the id contact-sync gave it),
added:external:our-98 (by an external id registered before), and the same with removed. Needs Python 3.9 and nothing else.
"""

import datetime
import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.request

URL = os.environ.get("CONTACT_SYNC_URL", "http://127.0.0.1:4700")
TOKEN = os.environ.get("CONTACT_SYNC_TOKEN", "")
GIVE_UP_SECONDS = 60


def read_event(text):
    """Routing key and data of one event as it was typed."""
    verb, _, contact = text.partition(":")
    if verb in ("opened", "closed", "reopened") and not contact:
        return f"case.{verb}.v1", {}
    by, _, code = contact.partition(":")
    if verb not in ("added", "removed") or not code:
        raise SystemExit(f"{text} is no event of a case")
    names = {"id": {"contactId": code}, "external": {"externalId": code}}
    return f"party.{verb}.v1", {"contact": names.get(by, {"nameType": by, "nameCode": code})}


def cloud_event(source, case_id, event, sequence):
    """`sequence` rises within the source: your own number of the change is best, the time of your transaction will do."""
    kind, data = event
    # The same change always has the same id, so that sending it again is harmless.
    same = json.dumps([source, case_id, kind, data, sequence])
    moment = datetime.datetime.fromtimestamp(sequence / 1000, datetime.timezone.utc)
    return {
        "specversion": "1.0",
        "id": hashlib.sha256(same.encode()).hexdigest(),
        "type": f"dk.contact-sync.{kind}",
        "source": source,
        "subject": case_id,
        "time": moment.isoformat(timespec="milliseconds"),
        "datacontenttype": "application/json",
        "sequence": str(sequence),
        "sequencetype": "Integer",
        "data": data,
    }


def post(events):
    """All of the batch is taken, or nothing: 202 means that it is stored."""
    request = urllib.request.Request(
        f"{URL}/contact-desk/events",
        data=json.dumps(events).encode(),
        method="POST",
        headers={
            "Authorization": f"Bearer {TOKEN}",
            "Content-Type": "application/cloudevents-batch+json",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status


def post_until_taken(events):
    """Tries again when contact-sync is away; what it refuses is a fault of the events, and trying again would not help."""
    until = time.monotonic() + GIVE_UP_SECONDS
    while True:
        try:
            return post(events)
        except urllib.error.HTTPError as refusal:
            again = refusal.code == 429 or refusal.code >= 500
            if not again or time.monotonic() > until:
                raise SystemExit(f"refused with {refusal.code}: {refusal.read().decode()}") from None
        except (urllib.error.URLError, TimeoutError, ConnectionError) as away:
            if time.monotonic() > until:
                raise SystemExit(f"contact-sync does not answer: {away}") from None
        time.sleep(1)


def main(arguments):
    if len(arguments) < 3:
        raise SystemExit("usage: publish_case_events.py SOURCE CASE EVENT...")
    source, case_id, *texts = arguments
    began = time.time_ns() // 1_000_000
    events = [cloud_event(source, case_id, read_event(text), began + at) for at, text in enumerate(texts)]
    post_until_taken(events)
    print(f"{len(events)} events of case {case_id} are with contact-sync")


if __name__ == "__main__":
    main(sys.argv[1:])
