"""From millions of pages to the reform cases among them, on the engine datatrove.

``sources`` reads pages out of archives, ``score`` says whether one is a reform case, ``rows``
makes a row of each, ``steps`` are the steps that the engine runs, ``duplicates`` finds the
mirrors of a case, ``run`` puts them together, ``picks`` is what a person picked.
"""
