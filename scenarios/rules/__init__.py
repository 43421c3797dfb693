"""The rules that service desks dispatch by today."""
