"""Why cleaning took a line or a span out, or changed it: what the ledger shows."""

from __future__ import annotations

import enum


class Cause(enum.StrEnum):
    """A cause of a removal or a repair, as the record of cleaning words it."""

    FORCED_OUT = "forced out by the maintainer"
    # What the markup says
    HIDDEN = "no browser shows it"
    DELETED = "struck out on the page"
    READING = "a reading set above its characters"
    OUTSIDE = "not part of the article"
    BESIDE_TITLE = "beside the title, not part of the article"
    # Residue of saving
    NO_TEXT = "nothing but tags or bullets"
    TAGS = "tags left in the text"
    SECOND_COPY = "the text stands here a second time"
    NOISE = "letters and signs that a forum puts between paragraphs"
    PINYIN = "pinyin injected by a mirror"
    # Advertising
    BARS = "many segments between bars"
    REPEATED = "one name again and again between commas"
    OTHER_SCRIPT = "in another script than the document"
    ADVERTISING = "words of advertising"
    ALIEN = "words of advertising, none of the text around it"
    ISOLATED = "an isolated line that shares no word with the article"
    INSIDE = "inside the line"
    PLANTED = "between the halves of a sentence"
    TORN = "the halves of a sentence are joined"
    # The masthead
    CRUMBS = "breadcrumb"
    RIVAL = "another date, source or name than the one recorded"
    UNSAID = "beside the title or the editors, nothing to record"
    HEAD = "date, source and names"
    FOOT = "editors"
    CREDIT = "writers beside the text"
    AFFILIATION = "the institution of a writer"
    SITE = "name of the site"
    ABOVE = "above the title"
    AGAIN = "the title stands here again"
    BELOW = "after the editors"
    JOINED = "lines of the subtitle are joined"
    TITLE_JOINED = "lines of the title are joined"
    NAME_BEFORE_TITLE = "the name of the writer before the title"
    LABEL_BEFORE_TITLE = "the label before the title"
    AFTER_TITLE = "the masthead on the line of the title"
    FIRST_TITLE = "the title under which it was first published"
    NOTE_MARK = "the mark of a note after the title"
    # Several cases on one page
    COLLECTION = "title of the collection"
    PREFACE = "before the first case of the page"
    CASE_NUMBER = "the number of the case on the page"
    # Furniture
    CHROME = "site furniture"
    APPARATUS = "numbers of a journal"
    COMMENT = "comments of readers"
    TAIL = "related links and footer"
    STRANGE = "around the text, without a word of it"
    ELSEWHERE = "on several pages of the site"
    # Captions
    CAPTION_AGAIN = "the caption stands here a second time"
    CAPTION_MARK = "the sign before a caption"
    FILE_NAME = "the name of a file, not a caption"
    NO_CAPTION = "no caption: the title, or nothing but that it is a picture"
    SAID_BELOW = "the caption below the picture says it"
    # Characters
    WIDTH = "half-width punctuation in Chinese text"
    DOUBLED_STOP = "a doubled stop"
    SCRIPT = "left in the other script"
