"""What each room of the desk asks of a role, for the tests that ask every one of them."""

from core.model.policy_of_staff import Deed

# What each room of the desk asks of a role; a room that is not named here fails a test.
DEEDS = {
    "my_day": Deed.READ_CASE,
    "search": Deed.READ_CASE,
    "case": Deed.READ_CASE,
    "pulse": Deed.READ_CASE,
    "move": Deed.MOVE_CASE,
    "do_move": Deed.MOVE_CASE,
    "choose_procedure": Deed.OPEN_CASE,
    "find_procedure": Deed.OPEN_CASE,
    "intake": Deed.OPEN_CASE,
    "take_in": Deed.OPEN_CASE,
    "person": Deed.OPEN_CASE,
    "correct_person": Deed.OPEN_CASE,
    "messages": Deed.READ_MESSAGE,
    "message": Deed.READ_MESSAGE,
    "message_sound": Deed.ANSWER_MESSAGE,
    "take_message": Deed.ANSWER_MESSAGE,
    "give_back_message": Deed.ANSWER_MESSAGE,
    "settle_message": Deed.ANSWER_MESSAGE,
    "threads": Deed.READ_MESSAGE,
    "case_threads": Deed.READ_MESSAGE,
    "write_first": Deed.ANSWER_MESSAGE,
    "thread": Deed.READ_MESSAGE,
    "take_thread": Deed.ANSWER_MESSAGE,
    "answer_thread": Deed.ANSWER_MESSAGE,
    "count_parts": Deed.ANSWER_MESSAGE,
    "give_back_thread": Deed.ANSWER_MESSAGE,
    "receipt": Deed.PRINT_RECEIPT,
    "new_clave": Deed.PRINT_RECEIPT,
    "calls": Deed.READ_CALLS,
    "calls_drawing": Deed.READ_CALLS,
}
