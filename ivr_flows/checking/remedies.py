"""What to do about each fault: one sentence for authors, by the code of the fault."""

from collections.abc import Mapping

# What reading refuses: the script has no meaning yet.
_READING = {
    "yaml_broken": "Write it as YAML: mind the indentation, the colons and the brackets.",
    "written_twice": "Keep one of the two and rename or delete the other.",
    "name_unquoted": "Put the name in quotes, because YAML reads it as something else.",
    "fields_missing": "Write `field: value` pairs there.",
    "field_unknown": "Correct the spelling or delete the field; the reference names every field.",
    "field_missing": "Add the field.",
    "not_a_word": "Write one word there.",
    "not_a_number": "Write a whole number from 1 on.",
    "not_yes_or_no": "Write true or false.",
    "not_one_of": "Write one of the words listed.",
    "not_a_list": "Write a list in square brackets.",
    "not_words": "Write only words there, each in quotes if YAML reads it as something else.",
    "not_sizes": "Write the sizes of the groups, like [3, 3, 4].",
    "kind_unknown": "Begin the step with the word of its kind.",
    "step_missing": "Add the step or correct the name that leads to it.",
    "key_unknown": "Use one of 0 to 9, * and #.",
    "found_missing": "Add `found` to the ways, with the step that follows an answer.",
    "lost_goes_on": "Let `lost` name a step of the kind goodbye.",
    "not_understood": "Compare the step with its kind in the reference.",
}
_PARTS = {
    "part_missing": "Correct the name, or add the part to the folder of parts.",
    "part_in_itself": "Lead back into the part by a way out of it, not by calling for it again.",
    "parts_too_deep": "Call for the inner part from the script itself.",
    "part_unversioned": "Say in the part's head which format it is written in.",
    "part_without_start": "Let `start` of the part name one of its steps.",
    "part_way_missing": "Name this way out in `ways`, with the step that it leads to.",
    "part_way_taken": "Rename the way: inside the part that name is a step.",
    "part_step_taken": "Rename the step: the steps of the part need that name.",
}
_SHAPE = {
    "name_differs": "Give the script the name of its file.",
    "unreachable": "Lead a key or a way to the step, or delete it.",
    "no_exit": "Lead one of its ways to a goodbye, or to a person.",
    "silent_circle": "Put a menu or a collect into the circle, or lead it elsewhere.",
    "silence_circle": "Lead `silence` of one step in the circle to a person or a goodbye.",
    "wrong_key_circle": "Lead `wrong` of one step in the circle to a person or a goodbye.",
    "no_counter": "Lead `exhausted` to a person or a goodbye, not back to the same digits.",
    "too_deep": "Offer the way to the answer in an earlier menu.",
    "back_to_itself": "Name in `back` the step that the caller came from.",
    "language_not_first": "Let `start` name the language step.",
    "language_missing": "Add a language step and let `start` name it.",
}
_KEYS = {
    "no_options": "Offer a key, or use `say`.",
    "too_many_options": "Move the rarest options into a second menu, or drop them.",
    "options_out_of_order": "Write the keys in rising order, the most wanted option first.",
    "options_with_gap": "Number the options 1, 2, 3 without a gap.",
    "options_alike": "Offer one key for the step, or keep the key in a `slot`.",
    "key_taken": "Give the option another key: these mean the same in every menu.",
    "tries_out_of_bounds": "Let `tries` be 2, 3 or 4.",
    "seconds_out_of_bounds": "Let a message last 20 to 120 seconds and a phone ring 10 to 45.",
    "exits_alike": "Lead `wrong` elsewhere, or give `wrong_key` a message of its own.",
}
_ASKING = {
    "question_unknown": "Ask one of the questions of the door; the reference lists them.",
    "refusal_unanswered": "Add the code to `ways`, or name a step in `otherwise`.",
    "refusal_never_comes": "Delete the way or correct the code.",
    "otherwise_idle": "Delete `otherwise`: every code has a way of its own.",
    "answer_missing": "Ask a question on every way to this step.",
    "slot_missing": "Fill the slot on every way to this step.",
    "slot_never_filled": "Correct the slot's name, or add the step that fills it.",
    "slot_unused": "Let a question take the slot, or do not keep it.",
    "secret_kept": "Ask in the very step after the secret was keyed.",
    "secret_alone": "Let the question take the number too that the secret belongs to.",
    "grant_missing": "Ask `person.open` before a transfer, `call.back` before a callback.",
    "wish_unproved": "Ask the case's status first, and wish only on the way of `found`.",
}
_WORDS = {
    "words_missing": "Add the message to the language's catalogue, context `voice`.",
    "goodbye_without_words": "Add the words: nobody is hung up on without a goodbye.",
    "prompt_too_long": "Shorten the words, or say part of them in a step before.",
    "greeting_too_long": "Shorten what is said before the first choice.",
    "option_too_long": "Say the option in fewer words.",
    "again_too_long": "Say the second time less than the first time.",
    "option_unsaid": "Say the key in the prompt, after what it does.",
    "key_unmeant": "Delete the key from the words, or add it to `keys`.",
    "digits_unsaid": "Say in the prompt how many digits to press.",
    "finish_unsaid": "Say in the prompt which key ends the number.",
    "fact_missing": "Delete the place from the words, or let the step read that slot.",
    "fact_unsaid": "Write the slot's place into the words, or delete it from `reads`.",
}
REMEDIES: Mapping[str, str] = {**_READING, **_PARTS, **_SHAPE, **_KEYS, **_ASKING, **_WORDS}
