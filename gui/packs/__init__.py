"""The page of models: what is installed, what can be fetched, what lies on this computer."""
