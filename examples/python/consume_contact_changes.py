"""Hears over HTTPS what changed with contacts:

    python3 consume_contact_changes.py FILE [--once]

FILE remembers how far you have read and the version each contact was seen at: a real system keeps both beside its own copy
of the contacts, in the same transaction. The first time it begins with the oldest event that is kept. With --once it ends
when there is nothing more. Needs Python 3.9 and nothing else.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ.get("CONTACT_SYNC_URL", "http://127.0.0.1:4700")
TOKEN = os.environ.get("CONTACT_SYNC_TOKEN", "")
PAUSE_SECONDS = 2


def read_page(place):
    """The events after a place, in the order they were published, and the next place."""
    query = {"after": place} if place else {"from": "start"}
    request = urllib.request.Request(
        f"{URL}/contact-desk/events?{urllib.parse.urlencode(query)}",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        page = json.load(answer)
    return page["events"], page["next"]


def is_new(event, seen):
    """True for an event that is newer than anything seen of its contact. One version may have several events."""
    if "sequence" not in event:
        return True
    version = int(event["sequence"])
    known = seen.get(event["subject"], {"version": 0, "events": []})
    if version < known["version"] or (version == known["version"] and event["id"] in known["events"]):
        return False
    events = known["events"] if version == known["version"] else []
    seen[event["subject"]] = {"version": version, "events": [*events, event["id"]]}
    return True


def take_effect(event):
    """Here your system would read the contact through the API, and change its own copy."""
    kind = event["type"].removeprefix("dk.contact-sync.")
    print(f"{kind} {event['subject']} version {event.get('sequence', '-')} {json.dumps(event['data'])}", flush=True)


def load(file):
    if not os.path.exists(file):
        return {"place": None, "seen": {}}
    with open(file, encoding="utf-8") as kept:
        return json.load(kept)


def keep(file, state):
    # Written beside and renamed: a program that is killed leaves the old file or the new one, never half of one.
    with open(f"{file}.new", "w", encoding="utf-8") as fresh:
        json.dump(state, fresh)
    os.replace(f"{file}.new", file)


def main(arguments):
    once = "--once" in arguments
    files = [argument for argument in arguments if not argument.startswith("--")]
    if len(files) != 1:
        raise SystemExit("usage: consume_contact_changes.py FILE [--once]")
    state = load(files[0])
    while True:
        try:
            events, place = read_page(state["place"])
        except urllib.error.HTTPError as refusal:
            if refusal.code < 500 and refusal.code != 429:
                raise SystemExit(f"refused with {refusal.code}: {refusal.read().decode()}") from None
            print(f"contact-sync answers {refusal.code}", file=sys.stderr)
            events, place = [], state["place"]
        except (urllib.error.URLError, TimeoutError, ConnectionError) as away:
            print(f"contact-sync does not answer: {away}", file=sys.stderr)
            events, place = [], state["place"]
        for event in events:
            about_contact = event["type"].startswith("dk.contact-sync.contact.")
            if about_contact and is_new(event, state["seen"]):
                take_effect(event)
        if events:
            state["place"] = place
            keep(files[0], state)
        elif once:
            return
        else:
            time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1:])
