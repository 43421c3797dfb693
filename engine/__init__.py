"""The engine: data in, recipe, result out. It knows no rule, no web and no database."""
