"""What Houvast costs, measured against a peer or the limit of the machine in the same run. `make bench`."""
