"""The texts and defaults of the posting templates, a file for each field of help. `templates_data` gathers them."""
