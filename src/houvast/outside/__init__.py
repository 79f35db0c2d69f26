"""The only door to the network.

Promises: no connection is opened without a `Yes` that names the host it was given for; every name is resolved once,
every address it gave is held against an explicit table, and the connection goes to exactly the address that was
checked; what a browser wants is let through only for hosts that the page under capture asked for. No other package
imports socket, ssl, http, urllib or dns.
"""
