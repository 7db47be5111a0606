"""What is wrong with data that a model refuses, in one sentence."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from core.told import Told


def describe_validation(error: ValidationError) -> Told:
    """The first fault of a validation as one sentence that names the field, where it is one."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])[:100]
    if first["type"] == "extra_forbidden":
        return Told("The field '{0}' is not known.", where)
    reason = _reason(first)
    if not where:  # a fault of the whole
        return Told("{0}.", reason)
    return Told("The field '{0}' is not right: {1}.", where, reason)


def _reason(fault: ErrorDetails) -> str:
    """What pydantic says, from which only the usual is translated."""
    limits = fault.get("ctx", {})
    match fault["type"]:
        case "greater_than_equal":
            return Told("at least {0}", limits["ge"])
        case "less_than_equal":
            return Told("at most {0}", limits["le"])
        case "missing":
            return Told("it is missing")
        case "value_error":
            return limits["error"].args[0]
        case _:
            return f"{fault['msg'][:1].lower()}{fault['msg'][1:]}"
