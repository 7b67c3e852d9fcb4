"""What the schema of a form's answers says, asked by a validator that knows nothing of us.

The schema itself must be one; answers that the form finds good must be valid; answers that are not valid must be bad
for the form too, whatever was done to them. A schema that says yes to everything would pass these, so for the form of
the tests there is a list of what must be refused.
"""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

GOOD, CHANGED = 300, 3000
passed = failed = 0


def verdict(about, good, more=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED", about, more)


def tool(*args, lines=None):
    text = "\n".join(lines) + "\n" if lines is not None else None
    done = subprocess.run(args, input=text, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(args)}: {done.stderr}")
    return done.stdout.splitlines()


def canonical(value):
    """RFC 8785, for what answers hold: text, whole numbers, yes and no."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(json.dumps(key, ensure_ascii=False) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def places(value, path=()):
    yield path
    if isinstance(value, (dict, list)):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], path + (key,))


VALUES = ["", "x", "baku", "2026-13-01", "1.50", "-0", 0, 1, -1, 13, 10**15, 2**53, 1.5, True, False, None, [], {}, ["az"], [{}]]


def change(dice, answers):
    """Something is taken away, put in another's place, or added."""
    answers = copy.deepcopy(answers)
    for _ in range(dice.randint(1, 2)):
        all_places = [path for path in places(answers) if path]
        if not all_places:
            return answers
        *way, last = dice.choice(all_places)
        around = answers
        for key in way:
            around = around[key]
        what = dice.randrange(5)
        if what == 0:
            del around[last]
        elif what == 1:
            around[last] = dice.choice(VALUES)
        elif what == 2 and isinstance(around[last], str):
            around[last] = dice.choice([around[last] + "x", around[last][1:], around[last] * 9, around[last].upper()])
        elif what == 3 and isinstance(around, list):
            around.append(around[last])
        else:
            around = answers
            around[dice.choice(["extra", "minors", "fee"])] = dice.choice(VALUES)
    return answers


def refused(schema, answers):
    """Each change alone makes good answers bad."""
    file = answers["contract"][0]
    changes = {
        "an unknown field": {"nonsense": 1},
        "a number as text": {"months": "6"},
        "a number too large": {"months": 13},
        "a number too small": {"months": 0},
        "a fraction": {"months": 6.5},
        "a date of another kind": {"start": "1.12.2026"},
        "an impossible month": {"start": "2026-13-01"},
        "an impossible day": {"start": "2026-02-30"},
        "null": {"address": None},
        "an empty text": {"address": ""},
        "an unknown value": {"region": "paris"},
        "an unknown country": {"citizenship": "XX"},
        "a text too short": {"position": "ab"},
        "a text too long": {"family_name": "x" * 81},
        "a text against its pattern": {"position": "12345"},
        "no choice": {"languages": []},
        "a choice twice": {"languages": ["az", "az"]},
        "too many choices": {"languages": ["az", "en", "ru"]},
        "a phone without plus": {"phone": "994501234567"},
        "no e-mail": {"email": "a.b"},
        "a personal code with O": {"personal_code": "5ABC12O"},
        "another currency": {"salary": {"amount": 50000, "currency": "USD"}},
        "an amount below the least": {"salary": {"amount": 100, "currency": "AZN"}},
        "an amount as text": {"salary": "500 AZN"},
        "a decimal as number": {"share": 0.5},
        "a decimal with zeros": {"share": "0.50"},
        "a decimal with too many digits": {"share": "0.1234"},
        "minus nothing": {"share": "-0"},
        "half a passport": {"travel_document": "P<UTOERIKSSON"},
        "a file without digest": {"contract": [{k: v for k, v in file.items() if k != "sha512"}]},
        "a file of another kind": {"contract": [{**file, "type": "text/html"}]},
        "a file too large": {"contract": [{**file, "size": 60 * 1024 * 1024}]},
        "a file elsewhere": {"contract": [{**file, "path": "../1-x.pdf"}]},
        "a file of another field": {"contract": [{**file, "path": "paper/1-x.pdf"}]},
        "no row": {"relatives": []},
        "too many rows": {"relatives": [{"relative_name": "a"}] * 4},
        "a row without a name": {"relatives": [{"relative_birth": "2020-01-01"}]},
        "a row with more": {"relatives": [{"relative_name": "a", "months": 3}]},
        "yes as text": {"accompanied": "yes"},
        "a fee as text": {"fee": "600 AZN"},
    }
    for about, change in changes.items():
        verdict(f"refuses {about}", not schema.is_valid({**answers, **change}))
    for key in ["family_name", "birth_date", "citizenship", "region", "months", "start", "contract"]:
        verdict(f"needs {key}", not schema.is_valid({k: v for k, v in answers.items() if k != key}))


def main(program, *forms):
    for form in forms:
        name = Path(form).name
        written = json.loads("\n".join(tool(program, "schema", form)))
        try:
            Draft202012Validator.check_schema(written)
            verdict(f"{name}: a schema", True)
        except Exception as error:
            verdict(f"{name}: a schema", False, str(error))
        schema = Draft202012Validator(written, format_checker=FormatChecker())
        answers = [json.loads(line) for line in tool(program, "answers", form, "7", str(GOOD))]
        for one in answers:
            verdict(f"{name}: good answers", schema.is_valid(one), next((str(e) for e in schema.iter_errors(one)), ""))
        if not answers:
            print(f"{name}: good answers are too rare to be found by chance")
            continue
        dice = random.Random(7)
        changed = [change(dice, dice.choice(answers)) for _ in range(CHANGED)]
        said = tool(program, "verify", form, lines=[canonical(one) for one in changed])
        counts = {"good": 0, "bad": 0, "invalid": 0}
        for one, word in zip(changed, said, strict=True):
            valid = schema.is_valid(one)
            counts[word] += 1
            counts["invalid"] += not valid
            verdict(f"{name}: changed answers", valid or word == "bad", canonical(one))
        print(f"{name}: of {CHANGED} changed answers {counts['good']} are good, {counts['invalid']} not valid")
        if name == "permit":
            full = max(answers, key=len)
            refused(schema, full)


main(*sys.argv[1:])
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
