"""From the words of a question to its Frame: what it says by itself, before anything is filled in.

``framing`` takes the steps: ``reading`` finds the words, ``measured`` the figures; ``clues`` tell what is asked of figures,
``special`` and ``prosing`` whether it is no question for figures at all.
"""
