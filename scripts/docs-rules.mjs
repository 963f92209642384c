// Placeholder: writes the rules pages under docs/ from the rules' data; with --check only compares them.
