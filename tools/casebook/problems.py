"""Every problem that Casebook can report, in one enumeration.

A code is permanent: it is never reused and never changes its meaning.  The
page ``docs/project/problems.md`` is generated from this module.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """How bad a problem is.  Only an error keeps an article out of the build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(enum.Enum):
    """A kind of problem: permanent code, severity, meaning and remedy."""

    FILE_MISSING = ("R001", Severity.ERROR, "The file does not exist.", "Check the path.")
    FILE_IS_FOLDER = (
        "R002",
        Severity.ERROR,
        "This is a folder, not a file.",
        "Name its files, or give the folder another name.",
    )
    FOLDER_WITHOUT_PAGES = (
        "R020",
        Severity.ERROR,
        "The folder holds no saved page.",
        "Name the folder that your browser saves pages in.",
    )
    FOLDER_OF_BASE = (
        "R022",
        Severity.ERROR,
        "The folder is that of a knowledge base, not one of saved pages; nothing of it is taken.",
        "Name the folder that your browser saves pages in.",
    )
    FOLDER_PASSED_OVER = (
        "R023",
        Severity.NOTE,
        "The folder holds files that are no pages; they were passed over.",
        "Nothing has to be done, unless one of them is an article.",
    )
    ADDRESSES_ONLY = (
        "R021",
        Severity.ERROR,
        "The file only says where pages are; nothing is fetched.",
        "Open each address in a browser, save the page (Ctrl+S, “web page, complete”), add that.",
    )
    FILE_EMPTY = ("R003", Severity.ERROR, "The file is empty.", "Save the page again.")
    FILE_BINARY = (
        "R004",
        Severity.ERROR,
        "The file is not text: it holds binary data.",
        "Save the page as HTML or as text.",
    )
    FILE_TOO_LARGE = (
        "R005",
        Severity.ERROR,
        "The file is larger than the configured limit.",
        "Save the article alone, or raise max_page_bytes in casebook.toml (of saved pages only).",
    )
    UNDECODABLE = (
        "R006",
        Severity.ERROR,
        "The bytes are in no encoding that Casebook knows.",
        "Save the page again as UTF-8.",
    )
    FILE_UNREADABLE = (
        "R007",
        Severity.ERROR,
        "The system did not let Casebook read the file.",
        "Check its permissions.",
    )
    BROKEN_BYTES = (
        "R008",
        Severity.WARNING,
        "A few bytes of the file were lost; U+FFFD or a letter stands where a character was.",
        "Compare the paragraph with the page and correct the article.",
    )
    MOJIBAKE = (
        "R009",
        Severity.WARNING,
        "Text was decoded wrongly before it was saved, and cannot be restored.",
        "Save the page again from its source.",
    )
    MHTML_WITHOUT_PAGE = (
        "R011",
        Severity.ERROR,
        "The file is a web archive (MHTML) without a page in it.",
        "Save the page again, as a single file or as HTML.",
    )
    PAGE_CUT = (
        "R016",
        Severity.WARNING,
        "The file breaks off; what stood behind is missing.",
        "Compare the end of the article with the page, and save the page again.",
    )
    FILE_SPECIAL = (
        "R012",
        Severity.ERROR,
        "This is a pipe, a socket or a device, not a file; it is not opened.",
        "Save the content to a file, or take it out of the folder.",
    )
    FILE_TIMEOUT = (
        "R013",
        Severity.ERROR,
        "Casebook did not finish with the file within the configured time and gave it up.",
        "Save the article alone, or raise max_page_seconds in casebook.toml.",
    )
    FILE_MEMORY = (
        "R014",
        Severity.ERROR,
        "Casebook would need too much memory for the file and gave it up.",
        "Save the article alone.",
    )
    FILE_FAILED = (
        "R010",
        Severity.ERROR,
        "Casebook failed on this file; that is a mistake of the program.",
        "Report it with the file; the other files are done.",
    )
    PRIVATE_USE = (
        "R015",
        Severity.WARNING,
        "The page holds characters of private use, which every reader sees differently.",
        "Write the characters that are meant into the article file.",
    )
    OLD_OFFICE = (
        "D001",
        Severity.ERROR,
        "This is a document of an old or another office format, which is not read.",
        "Save it as .docx in Word or WPS, or: soffice --headless --convert-to docx FILE.",
    )
    DOCUMENT_ENCRYPTED = (
        "D002",
        Severity.ERROR,
        "The document or archive is encrypted.",
        "Open it with its password and save it without one.",
    )
    DOCUMENT_BROKEN = (
        "D003",
        Severity.ERROR,
        "The document or archive is damaged or cut off.",
        "Save or download it again.",
    )
    PACKAGE_TOO_LARGE = (
        "D004",
        Severity.ERROR,
        "The document or archive unpacks to more than Casebook reads; it was given up.",
        "Make sure where it comes from; divide it where it is genuine.",
    )
    TRACKED_CHANGES = (
        "D005",
        Severity.WARNING,
        "The document holds tracked changes; they were accepted, and the record lists them.",
        "Make sure that the changes were meant to be accepted.",
    )
    PARTS_UNREAD = (
        "D006",
        Severity.WARNING,
        "Parts of the document are no running text and were not read.",
        "Look at them in the document, and write what matters into the article file.",
    )
    MACROS = (
        "D007",
        Severity.NOTE,
        "The document holds macros; they were neither run nor kept.",
        "Nothing has to be done.",
    )
    EXTRA_MISSING = (
        "D008",
        Severity.ERROR,
        "A package that this kind of file needs is not installed.",
        "Install it with its extra: `pip install 'casebook[pdf]'` (or `archives`, or `crawl`).",
    )
    PICTURE_PAGES = (
        "D009",
        Severity.WARNING,
        "Pages of the PDF are pictures without text; they were not read.",
        "Run a text recognition over the PDF (ocrmypdf), or write their text into the article.",
    )
    NO_TEXT_LAYER = (
        "D010",
        Severity.ERROR,
        "All pages of the PDF are pictures: there is no text in it.",
        "Run a text recognition over it first (ocrmypdf).",
    )
    UNMAPPED_TEXT = (
        "D011",
        Severity.WARNING,
        "The fonts of the PDF do not say which characters some of its signs are.",
        "Compare the paragraphs with the PDF and correct the article.",
    )
    ARCHIVE_WITHOUT_PAGE = (
        "D012",
        Severity.ERROR,
        "The archive holds no page.",
        "Look into it; name the pages themselves.",
    )
    ARCHIVE_DUPLICATE = (
        "D013",
        Severity.NOTE,
        "The archive holds a page more than once; the first is kept.",
        "Nothing has to be done.",
    )
    ARCHIVE_PASSED_OVER = (
        "D014",
        Severity.NOTE,
        "The archive holds files that are no pages; they were passed over.",
        "Nothing has to be done, unless one of them is an article.",
    )
    SEVERAL_PAGES = (
        "D015",
        Severity.ERROR,
        "The archive holds several pages where one is asked for.",
        "Use `casebook add` without `--slug`, or `casebook.clean_archive`: an article a page.",
    )
    RECOGNISED_TEXT = (
        "D016",
        Severity.WARNING,
        "The text of pages was recognised from their pictures by a program; words may be wrong.",
        "Compare the paragraphs with the pictures and correct the article.",
    )
    OTHER_FORMAT = (
        "D017",
        Severity.ERROR,
        "This is a file of another program, which is not read.",
        "Open or unpack it there; add the pages in it as HTML, documents as .docx or PDF.",
    )
    ORDER_IN_DOUBT = (
        "D018",
        Severity.WARNING,
        "Text stands beside text on pages; its order is guessed, sentences may be torn or mixed.",
        "Compare the paragraphs and their sentences with the pages, and correct the article.",
    )
    CRAWL_SOURCE = (
        "X001",
        Severity.ERROR,
        "An archive to be crawled is not there, cannot be opened, or is of no kind that is read.",
        "Check the address; name WARC, WACZ or Parquet files, or a folder of them.",
    )
    CRAWL_OTHER = (
        "X002",
        Severity.ERROR,
        "The folder holds other files, or a crawl of other archives or with another score.",
        "Name another folder with --out; or give the same archives and options to go on.",
    )
    CRAWL_STOPPED = (
        "X003",
        Severity.ERROR,
        "The crawl did not come to its end; what is done is kept.",
        "Mend what the message names, and run the same command again: it goes on from there.",
    )
    CRAWL_FOLDER = (
        "X004",
        Severity.ERROR,
        "There are no cases of a crawl here.",
        "Name the folder that `casebook crawl --out` filled, or a file cases-*.parquet of it.",
    )
    NOTHING_PICKED = (
        "X005",
        Severity.ERROR,
        "No case of the file is picked.",
        "Run `casebook review` on the folder, and mark lines of the picks.tsv that it writes.",
    )
    PICKS_BROKEN = (
        "X006",
        Severity.WARNING,
        "A line of picks.tsv does not have its eight columns; its mark is not read.",
        "Keep the columns as `casebook review` writes them, with tabs; change the first alone.",
    )
    SPUN_TEXT = (
        "C001",
        Severity.ERROR,
        "The text was rewritten by a machine; the page is refused, not cleaned.",
        "Save the original publication instead.",
    )
    OVERRULE_UNUSED = (
        "C002",
        Severity.WARNING,
        "A line of the overrules file matches no line of the page.",
        "Correct the line or take it out.",
    )
    OVERRULES_UNREADABLE = (
        "C003",
        Severity.ERROR,
        "The overrules file is not valid.",
        "Every line is '+' or '-', a space, and the text of a line of the page.",
    )
    LOST_CHARACTERS = (
        "C004",
        Severity.WARNING,
        "The page had lost characters; □ stands for each of them.",
        "Write the characters into the article file from another copy of the text.",
    )
    TEXT_CUT = (
        "C005",
        Severity.WARNING,
        "Cleaning may have cut text of the article.",
        "Look at the lines with casebook add --explain, and force them in by the overrules file.",
    )
    PLANTED_NUMBER = (
        "C006",
        Severity.WARNING,
        "A telephone number or a site stands within a sentence; it may be advertising.",
        "Compare the lines with the original publication and correct the article file.",
    )
    NO_BODY = (
        "P001",
        Severity.ERROR,
        "No article text was found on the page.",
        "Save the page again with its text, or force lines in by the overrules file.",
    )
    NO_TITLE = (
        "P002",
        Severity.WARNING,
        "No title was found; the first words of the text stand for it.",
        "Write the title into the article file.",
    )
    NO_DATE = (
        "P003",
        Severity.WARNING,
        "No day of publishing was recognised on the page.",
        "Write 'published' into the article file.",
    )
    NO_PUBLISHER = (
        "P004",
        Severity.WARNING,
        "No publisher was recognised on the page.",
        "Write 'publisher' into the article file.",
    )
    NO_THEME = (
        "P005",
        Severity.NOTE,
        "No heading of the article names a theme; its text is kept whole as body.",
        (
            "In the article file write themes behind its headings, as in ## heading {measures}: "
            "background, approach, measures, results or lessons; or add headings."
        ),
    )
    TEXT_BEFORE_THEME = (
        "P006",
        Severity.NOTE,
        "Text stands before the first heading that names a theme; it is kept as body.",
        "Move it under a theme in the article file, or leave it.",
    )
    TITLE_IN_DOUBT = (
        "P007",
        Severity.WARNING,
        "It is not certain which line is the title.",
        "Compare it with the page and correct the article file.",
    )
    TWO_PUBLISHERS = (
        "P012",
        Severity.WARNING,
        "The page names two publishers; the first of them was taken.",
        "Compare them with the page and correct 'publisher'; 'note' takes the other.",
    )
    PICTURES_NOT_SAVED = (
        "P010",
        Severity.NOTE,
        "Pictures of the page were not saved with it; their captions stand alone.",
        "Save the page with its folder of pictures, or put the files into articles/pictures/.",
    )
    HEADING_WITHOUT_THEME = (
        "P011",
        Severity.NOTE,
        "A heading beside those of themes names none; what stands below it is kept as body.",
        "Write {theme} after it in the article file, or leave it.",
    )
    CREDIT_KEPT = (
        "P013",
        Severity.WARNING,
        "A line at the edge of the text looks like a credit and stays in it.",
        "Write who is not there under the source in the article file, and take the line out.",
    )
    LINES_OF_SITE = (
        "P014",
        Severity.WARNING,
        "Lines beside the text look like those of the site, not of the article; they were kept.",
        "Compare them with the page and delete them from the article file if they are not of it.",
    )
    SEVERAL_CASES = (
        "P008",
        Severity.WARNING,
        "The page holds several cases; they are one article now.",
        "Add the page again with casebook add --split: its cases take the place of this article.",
    )
    ONE_CASE = (
        "P009",
        Severity.WARNING,
        "The page was to be split, and no several cases were found on it; it is one article.",
        "If it holds several, save the part of each as a file of its own and add those.",
    )

    LIST_PAGE = (
        "P020",
        Severity.ERROR,
        "This is a page that lists articles, not an article.",
        "Open the articles that it links to and save those.",
    )
    ERROR_PAGE = (
        "P021",
        Severity.ERROR,
        "This is a message of the web server, not an article.",
        "Find the article at another address, and save that.",
    )
    ARTICLE_NOT_UTF8 = (
        "F001",
        Severity.ERROR,
        "The article file is not UTF-8.",
        "Save it as UTF-8 in your editor.",
    )
    FRONT_MATTER_MISSING = (
        "F002",
        Severity.ERROR,
        "The article file does not begin with front matter between two lines `---`.",
        "Put title and script between `---` lines at the top.",
    )
    FRONT_MATTER_BROKEN = (
        "F003",
        Severity.ERROR,
        "The front matter is not valid YAML.",
        "Quote values that hold a colon or begin with a special character.",
    )
    FRONT_MATTER_KEY = (
        "F004",
        Severity.ERROR,
        "The front matter has a key twice.",
        "Keep the line that is right.",
    )
    FRONT_MATTER_VALUE = (
        "F005",
        Severity.ERROR,
        "A value in the front matter is not of the form that its key asks for.",
        "Write it in the form that the message names.",
    )
    FRONT_MATTER_REQUIRED = (
        "F006",
        Severity.ERROR,
        "The front matter lacks a key that every article must have.",
        "Add it.",
    )
    SLUG_INVALID = (
        "F007",
        Severity.ERROR,
        "The file name is no slug: it may hold a-z, 0-9 and single hyphens only.",
        "Choose such a name, or keep what is no article elsewhere.",
    )
    BODY_EMPTY = (
        "F008",
        Severity.ERROR,
        "The article has no text below its front matter.",
        "Write its text, or delete the file.",
    )
    HEADING_LEVEL = (
        "F009",
        Severity.WARNING,
        "A heading skips a level, or stands below no section; it is read one level below the last.",
        "Use one more # than the heading that it stands under.",
    )
    PICTURE_FORM = (
        "F010",
        Severity.WARNING,
        "A line begins like a picture but is none; it is printed as text.",
        'Write ![caption](file "credit"), or put a backslash before the line.',
    )
    KEY_UNKNOWN = (
        "F030",
        Severity.WARNING,
        "The front matter has a key that Casebook does not know; it is kept, and not printed.",
        "Leave it as a remark, or correct it: an article that `casebook add` wrote shows the keys.",
    )
    FORM_READ = (
        "F031",
        Severity.NOTE,
        "A line was read although it is not of the form that Casebook writes.",
        "`casebook tidy` writes it as shown.",
    )
    ENCODING_READ = (
        "F032",
        Severity.WARNING,
        "The article file is in another encoding than UTF-8; it was read all the same.",
        "`casebook tidy` saves it as UTF-8.",
    )
    OTHER_ENCODING = (
        "F033",
        Severity.WARNING,
        "A file of the knowledge base is in another encoding than UTF-8.",
        "`casebook tidy` saves it as UTF-8.",
    )
    ENCODING_DOUBTFUL = (
        "F034",
        Severity.WARNING,
        "The file holds too little text to show its encoding: what is read may be wrong.",
        "Look at what is shown of it, and save it as UTF-8 in your editor.",
    )
    CONTROL_CHARACTER = (
        "F011",
        Severity.WARNING,
        "The article holds a control character; it is left out.",
        "Delete it in your editor.",
    )
    TABLE_RAGGED = (
        "F012",
        Severity.WARNING,
        "The rows of a table differ in their number of cells; empty cells fill the gaps.",
        "Give every row the same number of cells.",
    )
    SLUG_TAKEN = (
        "F013",
        Severity.ERROR,
        "An article of this name exists already.",
        "Choose another name with --slug, or replace the article with --force.",
    )
    ARTICLE_EDITED = (
        "F014",
        Severity.ERROR,
        "An article of this name stands there and holds what a person wrote; it is left as it is.",
        "Give the page a name of its own with --slug; --force replaces the article.",
    )
    FOLDER_MISSING = (
        "F015",
        Severity.ERROR,
        "The folder of articles does not exist.",
        "Name another one with --articles.",
    )
    PICTURE_FILE_MISSING = (
        "F016",
        Severity.WARNING,
        "The file of a picture is not there; its caption is shown alone.",
        "Put the file into articles/pictures/<slug>/, or write () for its name.",
    )
    LEDGER_BROKEN = (
        "F017",
        Severity.WARNING,
        "The ledger of an article cannot be read; the page is built without it.",
        "Restore the file, or add the saved page again.",
    )
    PAGE_TAKEN = (
        "F018",
        Severity.ERROR,
        "This very page is among the articles already, under another name.",
        "Correct that article. --force adds the page twice, and with --split replaces the article.",
    )
    IDS_BROKEN = (
        "F019",
        Severity.WARNING,
        "The file of an article's paragraph ids cannot be read: links to them may lead elsewhere.",
        "Restore articles/ids/<slug>.json from before; without it, ids are counted anew.",
    )
    IDS_NOT_WRITTEN = (
        "F020",
        Severity.WARNING,
        "Addresses could not be remembered: after the next edit they may lead elsewhere.",
        "Check the permissions of the folder and the space on the disk.",
    )
    IDS_CHANGED = (
        "F021",
        Severity.NOTE,
        "An article was edited; this became of the ids of its paragraphs.",
        "Nothing is to be done; an id that is gone says so on the page of the case.",
    )
    REDIRECT_BROKEN = (
        "F022",
        Severity.WARNING,
        "A line of redirects.tsv cannot be used; the address that it names leads nowhere.",
        "Give kind, former slug and present slug, with tabs; each former slug once.",
    )
    SOURCE_NUMBER = (
        "F040",
        Severity.WARNING,
        "A paragraph names the number of a source that the article does not list.",
        "Correct the number, [^2] at the end of the line, or list the source.",
    )
    FIGURE_WITHOUT_SOURCE = (
        "F041",
        Severity.NOTE,
        "A paragraph of a digest gives figures and does not name their sources.",
        "Write the numbers of the sources at the end of the line: [^2][^5].",
    )
    HISTORY_BROKEN = (
        "F042",
        Severity.WARNING,
        "A line of history.jsonl cannot be read; that change is in no page and no feed.",
        'Correct it: {"date": "2026-11-22", "kind": "added", "case": "SLUG"}.',
    )
    WITHDRAWN = (
        "H001",
        Severity.NOTE,
        "This article was withdrawn; it is not taken in again.",
        "Nothing is to be done; `casebook withdraw --restore SLUG` brings it back.",
    )
    WITHDRAWN_BROKEN = (
        "H002",
        Severity.ERROR,
        "A line of withdrawn.tsv does not have its five columns.",
        "Give slug, day, title, reason and checksums, with tabs; the slug once.",
    )
    WITHDRAWN_THERE = (
        "H003",
        Severity.WARNING,
        "An article that was withdrawn stands in the folder again; it is left out.",
        "Delete the file; or take its line out of withdrawn.tsv to have it back.",
    )
    PAGE_JOINED = (
        "H004",
        Severity.NOTE,
        "This page is part of an article that was joined from several; that is left as it is.",
        "Nothing is to be done.",
    )
    PAGE_THERE = (
        "H005",
        Severity.NOTE,
        "This page is among the articles already.",
        "Nothing is to be done; what people changed there stands.",
    )
    MERGE_LOSES = (
        "H006",
        Severity.ERROR,
        "The article has text that the one to be kept does not have; nothing was done.",
        "Name the other one first, or let the text go with --drop.",
    )
    NO_PARAGRAPH = (
        "H007",
        Severity.ERROR,
        "The article has no such section or paragraph, or no text before it.",
        "Take the address from the page of the case: the part after #.",
    )
    TITLE_WANTED = (
        "H008",
        Severity.ERROR,
        "The new article begins with a paragraph, which is no title.",
        "Give it one with --title.",
    )
    UNDO_REFUSED = (
        "H009",
        Severity.ERROR,
        "The last change cannot be undone: this file was written since.",
        "Put right by hand what the change did; the last lines of history.jsonl name it.",
    )
    VALUE_REFUSED = (
        "H010",
        Severity.ERROR,
        "A value of the command is not one line of text.",
        "Write it on one line, without tabs.",
    )
    ORIGINAL_MISSING = (
        "H012",
        Severity.ERROR,
        "The saved page of the article was not kept, or is not where `originals` says.",
        "Add the page again; or set `originals` in casebook.toml to the folder it is in.",
    )
    ORIGINAL_UNKNOWN = (
        "H013",
        Severity.ERROR,
        "It is not known what Casebook wrote and what a person changed; nothing was done.",
        "Compare with `casebook add --explain`, and change the article by hand.",
    )
    NAME_TAKEN = (
        "H014",
        Severity.ERROR,
        "Another article has this name; nothing was done.",
        "Choose another name, or give that article another one with `casebook rename`.",
    )
    SAME_ARTICLE = (
        "H015",
        Severity.ERROR,
        "An article cannot be made one with itself; nothing was done.",
        "Name another article.",
    )
    IS_WITHDRAWN = (
        "H016",
        Severity.ERROR,
        "This article is withdrawn; nothing was done.",
        "`casebook withdraw --restore SLUG` brings it back.",
    )
    TWIN = (
        "H011",
        Severity.WARNING,
        "The text is (nearly) that of another article.",
        "Compare the two; `casebook merge` makes them one, the other's address leading on.",
    )
    FOLDER_LOCKED = (
        "T001",
        Severity.ERROR,
        "The folder of articles is in use by another process.",
        "Wait until it has ended, or end it, then run the command again.",
    )
    UNFINISHED = (
        "T002",
        Severity.ERROR,
        "A change of the folder of articles was interrupted and cannot be completed.",
        "Make it writable and run the command again; else move what is named away.",
    )
    FORMAT_NEWER = (
        "T003",
        Severity.ERROR,
        "The file was written by a newer version of Casebook; it is left as it is.",
        "Install that version.",
    )
    NO_ARTICLE_FILE = (
        "T004",
        Severity.WARNING,
        "A folder, pipe, socket or device has the name of an article; it is passed over.",
        "Give it another name.",
    )
    EDITS_UNKNOWN = (
        "T005",
        Severity.ERROR,
        "An article of this name has no ledger that shows whether a person has edited it.",
        "Restore its ledger, give the page another name with --slug, or use --force.",
    )
    NOT_CANONICAL = (
        "T006",
        Severity.ERROR,
        "The article would not be the same in canonical form; it is left as it is.",
        "Report it with the file.",
    )
    FIELD_UNKNOWN = (
        "L001",
        Severity.WARNING,
        "The field is not one that Casebook knows; the case is listed under 其他.",
        "Use a name that is shown, or add the field in data/fields.toml.",
    )
    FIELD_MISSING = (
        "L002",
        Severity.WARNING,
        "The article names no field; the case is listed under 其他.",
        "Add `field:`.",
    )
    STILL_SUGGESTED = (
        "L003",
        Severity.NOTE,
        "A value was suggested by a table and not yet confirmed.",
        "Check the value; `casebook confirm SLUG` says that it is right.",
    )
    NO_THEME_HEADINGS = (
        "L004",
        Severity.WARNING,
        "Text stands under no heading of a theme; it is shown on the case page only.",
        (
            "Write its theme behind the heading, as in ## heading {measures}: "
            "background, approach, measures, results or lessons; or add a heading."
        ),
    )
    SOURCE_MISSING = (
        "L005",
        Severity.WARNING,
        "The article names no source.",
        "Add `sources:` with at least a publisher.",
    )
    URL_UNSAFE = (
        "L006",
        Severity.WARNING,
        "The address of a source is no http or https address; it is not linked.",
        "Correct the address.",
    )
    REGION_CODE_UNKNOWN = (
        "L007",
        Severity.WARNING,
        "The region code is not in the table of administrative divisions.",
        "Correct the code, or leave it out.",
    )
    REGION_MISSING = (
        "L008",
        Severity.WARNING,
        "The article names no region; the case is missing from the index of regions.",
        "Add `region:` and `region_code:`.",
    )
    REGION_UNPLACED = (
        "L010",
        Severity.WARNING,
        "The region has no code; the index of regions lists the case under no place.",
        "Add `region_code:`; a division of a like name is shown with its code.",
    )
    REGION_CODE_OTHER = (
        "L011",
        Severity.WARNING,
        "The region and its code are two places; pages print the one, the index lists the other.",
        "Correct `region_code:`, or `region:`; the code of each is shown.",
    )
    YEARS_MISSING = (
        "L009",
        Severity.WARNING,
        "The article names no years; the case is missing from the index of years.",
        "Add `years:`, as 2014 or 2014-2022.",
    )
    CONFIG_BROKEN = (
        "G001",
        Severity.ERROR,
        "casebook.toml is not TOML, or cannot be read.",
        'Correct what the message names; a setting is a line such as title = "text".',
    )
    CONFIG_UNREADABLE = (
        "G008",
        Severity.ERROR,
        "The system did not let Casebook read its settings; nothing is done without them.",
        "Check the permissions of the file.",
    )
    CONFIG_KEY = (
        "G002",
        Severity.ERROR,
        "casebook.toml has a key that Casebook does not know, or a value of the wrong form.",
        "Compare it with the list that `casebook settings` prints.",
    )
    LICENCE_MISSING = (
        "G007",
        Severity.NOTE,
        "No licence is declared (`licence` in casebook.toml): site, data and book say so.",
        "Write a line on rights there, or leave it as it is.",
    )
    DATA_FILE_BROKEN = (
        "G003",
        Severity.ERROR,
        "A data file of the knowledge base cannot be used; all of it is left out.",
        "Correct it; the README.md that `casebook new` writes into the data folder has the forms.",
    )
    DATA_FILE_UNKNOWN = (
        "G004",
        Severity.WARNING,
        "The data folder holds a file that adds to no data file of the program.",
        "Give it the name of the file that it is to add to, or move it away.",
    )
    STEP_BROKEN = (
        "G005",
        Severity.ERROR,
        "An installed cleaning step cannot be used.",
        "Uninstall the package that brings it, or ask who made it for a version that works.",
    )
    NO_BASE = (
        "G020",
        Severity.ERROR,
        "There is no knowledge base in the current folder.",
        "Go to its folder; or make one with `casebook new FOLDER`; or name one with --articles.",
    )
    FOLDER_NOT_EMPTY = (
        "G006",
        Severity.ERROR,
        "The folder for a new knowledge base holds files.",
        "Name a folder that is empty or not there yet.",
    )
    NOT_GENERATED = (
        "W001",
        Severity.ERROR,
        "A file that is to be written exists already and was not made by Casebook; it is left.",
        "Move it away, and build again.",
    )
    NOT_WRITTEN = (
        "W002",
        Severity.ERROR,
        "A file could not be written; what was there is left as it was.",
        "Check the folder's permissions and the space on the disk.",
    )
    LAST_BUILD_STANDS = (
        "W003",
        Severity.ERROR,
        "The build failed: the files in this folder are those of an earlier build.",
        "Correct what is reported above and build again.",
    )
    MANIFEST_BROKEN = (
        "W004",
        Severity.ERROR,
        "The manifest of a build folder cannot be read.",
        "Delete the build folder yourself, or build into another one.",
    )
    NO_MANIFEST = (
        "W005",
        Severity.ERROR,
        "The folder does not bear the mark of Casebook; nothing in it was deleted.",
        "Name the folder that `casebook build` made, or delete it yourself.",
    )
    BUILD_FAILED = (
        "W006",
        Severity.ERROR,
        "Sphinx did not build an edition; its messages stand above.",
        "Correct what they name; a reference or a directive of a hand-written page, mostly.",
    )
    PORT_TAKEN = (
        "W020",
        Severity.ERROR,
        "The port is in use by another program, or the system does not give it.",
        "Name another one with --port, or 0 for any that is free.",
    )
    BUILD_AMONG_SOURCES = (
        "W021",
        Severity.ERROR,
        "This folder holds what the site is made of; nothing is built into it.",
        "Name a folder of its own with --build or --docs.",
    )
    PROGRAM_MEMORY = (
        "W022",
        Severity.ERROR,
        "Casebook needed more memory than the system lets it have.",
        "Let it have more memory, or give it less at once.",
    )
    CORRECTIONS_UNREADABLE = (
        "A001",
        Severity.ERROR,
        "The file of corrections or the glossary cannot be read.",
        "Nothing in it counts until what is named is corrected, or those lines are taken out.",
    )
    CORRECTION_OF_NOTHING = (
        "A002",
        Severity.WARNING,
        "A correction names a case, a paragraph or a text that is not there.",
        "Adapt or delete it: the article has changed, or the words are typed otherwise there.",
    )
    SERIES_IN_DOUBT = (
        "A010",
        Severity.NOTE,
        "Figures of one label and unit at several times may be one series, which could be drawn.",
        "Rule on it in corrections.toml, under [[series]]; draw = false where they are none.",
    )
    TERM_IN_DOUBT = (
        "A011",
        Severity.NOTE,
        "A name has one sign of a coined term, which is too few; it is not printed as one.",
        "Rule on it in corrections.toml, under [terms] in add or drop, or in `casebook edit`.",
    )
    BODY_REFUSED = (
        "A003",
        Severity.ERROR,
        "No decision on a body can be kept for this place.",
        "Name one that `casebook bodies` lists; mend corrections.toml first where it is broken.",
    )
    EXCEPTION_MALFORMED = (
        "E001",
        Severity.ERROR,
        "A line of the exceptions file does not have its four columns.",
        "Give language tag, slug or *, the words as they stand, and what to print, with tabs.",
    )
    EXCEPTION_LENGTH = (
        "E002",
        Severity.ERROR,
        "An exception replaces words by words of another length.",
        "Give as many characters as stand in the article: an exception changes characters only.",
    )
    EXCEPTION_TWICE = (
        "E003",
        Severity.ERROR,
        "The exceptions file decides the same words twice.",
        "Keep the line that is right.",
    )
    LEFT_SIMPLIFIED = (
        "E004",
        Severity.WARNING,
        "Characters of the article are in the form of the other script.",
        "Run `casebook proofread`, then accept the repair or reject it.",
    )
    UNDECIDED = (
        "E005",
        Severity.NOTE,
        "A character could be read in more than one way and no word decides.",
        "Run `casebook proofread` and accept or reject what it chose.",
    )
    NO_ARTICLE = ("E006", Severity.ERROR, "There is no article of this name.", "Check its name.")
    RULING_REFUSED = (
        "E007",
        Severity.ERROR,
        "No ruling can be made at this place.",
        "Name one that `casebook proofread` lists; put a word without neighbours under `keep:`.",
    )
    UNDECIDED_ELSEWHERE = (
        "E008",
        Severity.NOTE,
        "An edition in the other script has characters that no word decides.",
        "Run `casebook proofread --edition` for it and accept or reject what it chose.",
    )

    BOOK_FONTS = (
        "B001",
        Severity.ERROR,
        "There is no Chinese font for the book.",
        "Install Noto CJK (Debian: fonts-noto-cjk), or `pip install 'casebook[fonts]'`.",
    )
    BOOK_GLYPH = (
        "B002",
        Severity.WARNING,
        "No font of the book has this character; its code is printed instead.",
        "Write another form of the character, or install the system's Noto CJK fonts.",
    )
    BOOK_NODE = (
        "B003",
        Severity.ERROR,
        "The book leaves out a hand-written page: it has an element that cannot be printed.",
        "Write paragraphs, lists, tables, pictures and links in the place of what is named.",
    )
    BOOK_PICTURE = (
        "B004",
        Severity.WARNING,
        "A picture cannot be read; the book prints its caption alone.",
        "Save the picture again as PNG, JPEG, GIF, WebP or SVG.",
    )
    BOOK_SETTING = (
        "B005",
        Severity.ERROR,
        "Typst did not set the book.",
        "Read its message; a standard asked for by --pdf-standard may not allow what a page holds.",
    )
    BOOK_PAGES = (
        "B006",
        Severity.WARNING,
        "The page numbers of a volume do not settle: some references may be wrong by a page.",
        "Change `book_volume_pages` or the paper a little and build again.",
    )
    BOOK_MANUSCRIPT = (
        "B007",
        Severity.ERROR,
        "The file is no manuscript of a book, or cannot be read.",
        "Run `casebook clean` and build again.",
    )

    LITERAL_MARK = (
        "K001",
        Severity.WARNING,
        "A mark of another text format stands in the text and is printed as it is.",
        "Type what is shown in its place, or leave the mark if it is meant.",
    )
    ORPHAN = (
        "K002",
        Severity.WARNING,
        "The file belongs to an article that is not there.",
        "Restore the article, or delete the file; `casebook rename` takes such files along.",
    )
    FIGURES_TWICE = (
        "K003",
        Severity.WARNING,
        "Sentences with figures stand in other articles too: these figures are counted again.",
        "Compare them; `casebook merge` makes two of them one.",
    )
    DATE_MISSING = (
        "K004",
        Severity.WARNING,
        "A source does not say when it was published; years of its figures may be unknown.",
        "Write `published:` under the source, as 2024-07-30.",
    )
    TITLE_CUT = (
        "K005",
        Severity.WARNING,
        "The title may be cut: the page has a longer line that begins or ends with it.",
        "Compare it with the page and correct `title:`.",
    )
    FIGURES_WITHOUT_SOURCE = (
        "K006",
        Severity.WARNING,
        "The article has figures and names nobody who published them.",
        "Write `publisher:` under its source.",
    )

    BOOK_PACKAGES = (
        "B008",
        Severity.ERROR,
        "Packages that the PDF, the EPUB and Word documents need are not installed.",
        "Install them: `pip install 'casebook[book]'`.",
    )
    BOOK_ADDRESS = (
        "B009",
        Severity.WARNING,
        "An address is too long for a link in a PDF; the book prints it without one.",
        "Write the shortest address that leads to the page.",
    )
    BOOK_REFERENCE = (
        "B010",
        Severity.WARNING,
        "A hand-written page refers to what is not there; the book prints the words alone.",
        "Correct the reference; building the site names its line.",
    )

    def __init__(self, code: str, severity: Severity, meaning: str, remedy: str) -> None:
        self.code = code
        self.severity = severity
        self.meaning = meaning
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place.

    ``file`` is a path as the user gave it; ``line`` counts from 1, 0 where the
    problem is about the file as a whole.
    """

    code: Code
    file: str
    line: int = 0
    detail: str = ""

    def __str__(self) -> str:
        """``file:line: CODE message``, the form of every report."""
        return self.printed(self.code.meaning, self.detail)

    def printed(self, meaning: str, detail: str) -> str:
        """Return the problem in the words of another language; a whole file is its line 1."""
        between = " " if detail and not meaning.endswith("。") else ""
        return f"{self.file}:{self.line or 1}: {self.code.code} {meaning}{between}{detail}"
