"""Text to Understanding: everything the service reads out of a plain Chinese message.

`understand.py` is the door, `understanding.py` the shapes it gives, `reading.py` what a message says literally.
Rooms, each standing on those before it only: `text` (one written form, words, tables), `entities`, `places`, `times`,
`labels` (intent, role, kind, field, urgency), `search` (knowledge, experts, passages), `dialogue` (answers, forms).
"""
