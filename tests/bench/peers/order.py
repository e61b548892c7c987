"""The item that PutItem is measured with."""


def order():
    return {
        "pk": {"S": "user#00000007"},
        "sk": {"S": "order#1"},
        "amount": {"N": "7.25"},
        "active": {"BOOL": True},
        "tags": {"SS": ["red", "green"]},
        "address": {"M": {"street": {"S": "7 Main St"}, "zip": {"S": "00007"}}},
    }
