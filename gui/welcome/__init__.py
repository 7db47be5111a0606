"""The pages that greet a newcomer: language and theme, this computer, models, a first portrait."""
