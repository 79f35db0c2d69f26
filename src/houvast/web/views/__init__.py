"""The pages, one module per thing that a person does. Each asks `actions` and shows what comes back."""
