"""Houvast: something to hold on to for a person whose data is spread to frighten or hinder them."""
