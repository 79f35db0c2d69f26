"""The verifier that goes into every bundle: one file, standard library only, imported by nothing and importing nothing.

It is read as a resource and shares no code with the program, so that an officer can read it as a description of the
format and run it without Houvast.
"""
