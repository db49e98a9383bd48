"""Who runs the pipeline: `local` in one process with its worker processes; `workers` are those."""
