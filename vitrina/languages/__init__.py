"""What differs between languages: sort order, formats of dates, money and lists, and writing direction.

Each module takes the language as an argument; nothing here remembers a current one.
"""
