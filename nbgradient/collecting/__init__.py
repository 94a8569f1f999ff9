"""What an LMS gives, made into ``submitted/<student>/<assignment>/``: safely, and said.

Names and files are a stranger's: nothing of them is followed or run, all of it is bounded, and what
is wrong with one student's is that student's alone.
"""
