"""The ground of the house: facts about cases, and the verbs that ask and change them."""
