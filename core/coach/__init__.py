"""Somebody who warns before a bad picture is drawn, and says after it what went wrong and why."""
