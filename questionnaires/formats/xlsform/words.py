"""The words of XLSForm: columns, types and their other names, as pyxform 4.5 knows them."""

from __future__ import annotations

from collections.abc import Mapping

Tokens = tuple[str, ...]

SHEETS = frozenset(("survey", "choices", "settings", "external_choices", "osm", "entities"))

SURVEY_COLUMNS = frozenset(
    [
        "name",
        "label",
        "default",
        "guidance_hint",
        "instance",
        "query",
        "sms_field",
        "trigger",
        "bind",
        "choice_filter",
        "control",
        "hint",
        "media",
        "parameters",
        "type",
        "choices",
        "itemset",
        "list_name",
        "actions",
    ]
)
CHOICE_COLUMNS = frozenset(("name", "label", "media", "sms_option"))
SETTING_COLUMNS = frozenset(
    [
        "name",
        "label",
        "bind",
        "children",
        "control",
        "hint",
        "media",
        "type",
        "instance",
        "flat",
        "sms_field",
        "add_none_option",
        "clean_text_values",
        "attribute",
        "auto_delete",
        "auto_send",
        "choices",
        "default_language",
        "file_name",
        "id_string",
        "instance_name",
        "instance_xmlns",
        "namespaces",
        "omit_instanceID",
        "public_key",
        "sms_allow_media",
        "sms_date_format",
        "sms_datetime_format",
        "sms_keyword",
        "sms_response",
        "sms_separator",
        "style",
        "submission_url",
        "title",
        "version",
        "allow_choice_duplicates",
        "client_editable",
        "delimiter",
        "prefix",
        "entity_version",
    ]
)
ENTITY_COLUMNS = frozenset(("dataset", "entity_id", "create_if", "update_if", "repeat", "label"))

_MEDIA: Mapping[str, Tokens] = {kind: ("media", kind) for kind in ("image", "big-image", "audio", "video")}

SURVEY_NAMES: Mapping[str, Tokens] = {
    "compact_tag": ("instance", "odk:tag"),
    "read_only": ("bind", "readonly"),
    "readonly": ("bind", "readonly"),
    "relevant": ("bind", "relevant"),
    "relevance": ("bind", "relevant"),
    "required": ("bind", "required"),
    "constraint": ("bind", "constraint"),
    "constraining_message": ("bind", "jr:constraintMsg"),
    "constraint_message": ("bind", "jr:constraintMsg"),
    "calculation": ("bind", "calculate"),
    "calculate": ("bind", "calculate"),
    "noapperrorstring": ("bind", "jr:noAppErrorString"),
    "no_app_error_string": ("bind", "jr:noAppErrorString"),
    "requiredmsg": ("bind", "jr:requiredMsg"),
    "required_message": ("bind", "jr:requiredMsg"),
    "save_to": ("bind", "entities:saveto"),
    "caption": ("label",),
    "command": ("type",),
    "tag": ("name",),
    "value": ("name",),
    "appearance": ("control", "appearance"),
    "count": ("control", "jr:count"),
    "repeat_count": ("control", "jr:count"),
    "jr:count": ("control", "jr:count"),
    "autoplay": ("control", "autoplay"),
    "rows": ("control", "rows"),
    "body": ("control",),
    **{
        name: (name,)
        for name in [
            "sms_field",
            "sms_option",
            "sms_separator",
            "sms_allow_media",
            "sms_date_format",
            "sms_datetime_format",
            "sms_response",
        ]
    },
    **_MEDIA,
}
CHOICE_NAMES: Mapping[str, Tokens] = {
    "caption": ("label",),
    "list_name": ("list name",),
    "value": ("name",),
    **_MEDIA,
}
SETTING_NAMES: Mapping[str, Tokens] = {
    "form_title": ("title",),
    "set_form_title": ("title",),
    "form_id": ("id_string",),
    "set_form_id": ("id_string",),
    "prefix": ("prefix",),
}
ENTITY_NAMES: Mapping[str, Tokens] = {"list_name": ("dataset",)}

OURS = "saualnama_"
"""What columns begin with that our own export writes."""

YES_NO: Mapping[str, bool] = {
    **{word: True for one in ("yes", "true") for word in (one, one.capitalize(), one.upper())},
    **{word: False for one in ("no", "false") for word in (one, one.capitalize(), one.upper())},
    "true()": True,
    "false()": False,
}

CONTROLS: Mapping[str, str] = {
    "group": "group",
    "lgroup": "repeat",
    "repeat": "repeat",
    "loop": "loop",
    "looped group": "repeat",
}
SELECTS: Mapping[str, str] = {
    "add select one prompt using": "select_one",
    "add select multiple prompt using": "select_multiple",
    "select all that apply from": "select_multiple",
    "select one from": "select_one",
    "select1": "select_one",
    "select_one": "select_one",
    "select one": "select_one",
    "select_multiple": "select_multiple",
    "select all that apply": "select_multiple",
    "select_one_external": "select_one_external",
    "select_one_from_file": "select_one_from_file",
    "select_multiple_from_file": "select_multiple_from_file",
    "select one from file": "select_one_from_file",
    "select multiple from file": "select_multiple_from_file",
    "rank": "rank",
}
FILE_ENDS = (".xml", ".csv", ".geojson")

_TYPES = {
    "text": "text|string|q string|add text prompt",
    "integer": "integer|int|q int|add integer prompt",
    "decimal": "decimal|q decimal|add decimal prompt",
    "date": "date|q date|add date prompt",
    "time": "time",
    "datetime": "datetime|dateTime|date time|q dateTime|q date time|add dateTime prompt|add date time prompt",
    "note": "note|q note|add note prompt",
    "calculate": "calculate|q calculate|add calculate prompt",
    "hidden": "hidden",
    "acknowledge": "acknowledge|q acknowledge|add acknowledge prompt|trigger",
    "range": "range",
    "image": "image|photo|q image|q picture|add image prompt|add photo prompt",
    "audio": "audio|q audio|add audio prompt",
    "video": "video|q video|add video prompt",
    "file": "file|add file prompt",
    "background-audio": "background-audio",
    "osm": "osm",
    "barcode": "barcode|q barcode|add barcode prompt",
    "geopoint": "geopoint|q geopoint|location|q location|gps|add location prompt",
    "geotrace": "geotrace|q geotrace",
    "geoshape": "geoshape|q geoshape",
    "start-geopoint": "start-geopoint",
    "background-geopoint": "background-geopoint",
    "start": "start|start time|get start time",
    "end": "end|end time|get end time",
    "today": "today|get today",
    "deviceid": "deviceid|device id|get device id|imei|uri:deviceid",
    "subscriberid": "subscriberid|subscriber id|get subscriber id|uri:subscriberid",
    "simserial": "simserial|sim id|get sim id|uri:simserial",
    "phonenumber": "phonenumber|get phone number|uri:phonenumber",
    "username": "username|uri:username",
    "email": "email|uri:email",
    "audit": "audit",
    "csv-external": "csv-external",
    "xml-external": "xml-external",
    "phone number": "phone number",
    "percentage": "percentage",
    "number of days in last month": "number of days in last month",
    "number of days in last six months": "number of days in last six months",
    "number of days in last year": "number of days in last year",
    "include": "include",
}
TYPES: Mapping[str, str] = {name: kind for kind, names in _TYPES.items() for name in names.split("|")}
"""Every word for a type -> the type's own word. `include` is known and always refused."""

LIMITS: Mapping[str, tuple[int, int]] = {
    "percentage": (0, 100),
    "number of days in last month": (0, 31),
    "number of days in last six months": (0, 183),
    "number of days in last year": (0, 365),
}

MEDIA_TYPES = frozenset(("image", "audio", "video", "file", "background-audio"))
PLACE_TYPES = frozenset(("geopoint", "geotrace", "geoshape", "start-geopoint", "background-geopoint", "osm"))
DEVICE_TYPES = frozenset(
    [
        "start",
        "end",
        "today",
        "deviceid",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "audit",
        "barcode",
    ]
)
UNSEEN_TYPES = (DEVICE_TYPES - {"barcode"}) | {
    "calculate",
    "hidden",
    "csv-external",
    "xml-external",
    "start-geopoint",
    "background-audio",
    "background-geopoint",
}
"""These need no label: nobody sees them."""
