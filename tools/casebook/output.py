"""The one writer of files, and the one owner of a build folder.

A build folder bears a manifest (:data:`MANIFEST`) that lists every file that Casebook
made in it, product by product (``html``, ``pdf``, ``epub``).  A product is replaced by
what a build made: files that changed are written, files that are listed but were not
made again are deleted, and files that are not listed are never touched.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from casebook import files as disk
from casebook.checksums import Checksums, Sum
from casebook.problems import Code, Problem

MANIFEST = "casebook-manifest.json"
"""The mark of Casebook in a build folder."""
FORMAT = 1
"""Version of the manifest."""
NOT_CURRENT = "NOT-CURRENT.txt"
"""Stands among the files of a product whose last build failed."""
SHARED = "_shared"
"""The folder of what is the same in every edition, among what Sphinx made of one."""
STATIC = "_static"
"""The folder beside the editions of a site in which that lies once."""

_CACHE_TAG = "CACHEDIR.TAG"
# https://bford.info/cachedir/: backup programs leave out a folder with this file.
_CACHE_MARK = b"""\
Signature: 8a477f597d28d172789f06886806bc55
# Made by Casebook; `casebook clean` deletes this folder.
"""

_PIECE = 1 << 20

Content = bytes | Path
"""What a file is made of: its bytes, or a file to be copied."""


def write_whole(path: Path, content: bytes) -> bool:
    """Replace a file atomically, and only where its content changes.

    :returns: whether the file was written.
    :raises OSError: where the folder cannot be written, naming the file; the old file is left.
    """
    with _named(path):
        if path.is_file() and path.read_bytes() == content:
            return False
        _replace(path, content)
    return True


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let an error name a file: the system names the one beside it, or none at all."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def write_changed(path: Path, content: Content, sums: Checksums, *, may_move: bool = False) -> bool:
    """Replace a file as :func:`write_whole`; one whose checksum is known is not read for that.

    :param content: a file is copied without being held in memory.
    :param may_move: whether a content that is a file may be moved instead.
    """
    new = sums.of(content) if isinstance(content, Path) else Sum.of(content)
    known = sums.known(path)
    if known == new.sha256:
        return False
    if not known and isinstance(content, bytes):
        written = write_whole(path, content)
    else:
        with _named(path):
            written = bool(known) or not path.is_file() or sums.of(path).sha256 != new.sha256
            if written:
                _replace(path, content, may_move=may_move)
    sums.note(path, new)
    return written


def _replace(path: Path, content: Content, *, may_move: bool = False) -> None:
    disk.before_change("write", path)
    handle, made = disk.new_beside(path)
    try:
        with os.fdopen(handle, "wb") as file:
            if isinstance(content, Path) and may_move and _moved(content, made):
                pass
            elif isinstance(content, Path):
                with content.open("rb") as source:
                    shutil.copyfileobj(source, file, _PIECE)
            else:
                file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        made.chmod(0o666 & ~umask)
        disk.move(made, path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _moved(path: Path, target: Path) -> bool:
    """Move a file; not where it is in use or on another disk."""
    try:
        path.replace(target)
    except OSError:
        return False
    return True


def set_aside(
    made: Iterable[tuple[str, Content]], folder: Path, sums: Checksums | None = None
) -> dict[str, Content]:
    """Write files into a folder of their own as they are made: memory does not hold them all.

    :param made: a content that is a file need not be there when the next is asked for; it is
        moved to its place, where that is possible.
    :param folder: has nothing else afterwards.
    :param sums: what is known of the files there.
    :returns: where each lies, by its address.
    :raises OSError: where the folder cannot be written.
    """
    files: dict[str, Content] = {}
    sums = sums or Checksums()
    for name, content in made:
        files[name] = folder / name
        write_changed(folder / name, content, sums, may_move=True)
    wanted = {str(path) for path in files.values()}
    for path in list(disk.all_below(folder)):
        if path not in wanted:
            os.unlink(path)  # noqa: PTH108
    return files


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the files of a product, by their addresses in its folder."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Output:
    """A build folder.

    :param folder: may be missing, and may hold files of others.
    :param sums: what is known of files there, and of those that are moved there.
    """

    folder: Path
    sums: Checksums = field(default_factory=Checksums)
    _products: dict[str, frozenset[str]] = field(default_factory=dict, init=False)

    @property
    def manifest(self) -> Path:
        """The file that lists what Casebook made."""
        return self.folder / MANIFEST

    def load(self) -> tuple[Problem, ...]:
        """Read the manifest; without one nothing in the folder is Casebook's."""
        self._products.clear()
        if not self.manifest.is_file():
            return ()
        try:
            results = json.loads(self.manifest.read_text("utf-8"))
            if results["format"] != FORMAT:
                reason = f"format {results['format']}; this program knows {FORMAT}"
                return (self._unreadable(reason),)
            for product, names in results["files"].items():
                if not _is_inside(product) or not all(map(_is_inside, names)):
                    return (self._unreadable("a path leads out of the folder"),)
                self._products[product] = frozenset(names)
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            RecursionError,
        ) as error:
            self._products.clear()
            return (self._unreadable(str(error)),)
        return ()

    def _unreadable(self, reason: str) -> Problem:
        return Problem(Code.MANIFEST_BROKEN, self.manifest.as_posix(), 0, reason)

    def files(self, product: str) -> frozenset[str]:
        """Return the addresses of the files of a product that the manifest lists."""
        return self._products.get(product, frozenset())

    def replace(self, product: str, files: Mapping[str, Content]) -> Changes:
        """Make the files of a product be exactly ``files``, beside those of others.

        A file of somebody else that stands where one is to be written is left, and reported.
        The manifest lists old and new files while they are moved, so that a run that is
        interrupted can be run again.

        :param files: content by address in the folder of the product.
        :raises OSError: where the folder cannot be written.
        """
        folder, before = self.folder / product, self.files(product)
        foreign = {
            name
            for name in files.keys() - before
            if _exists(folder / name) and not _is_same(folder / name, files[name])
        }
        made = files.keys() - foreign
        self._list(product, before | made)
        written = tuple(
            name for name in sorted(made) if write_changed(folder / name, files[name], self.sums)
        )
        deleted = tuple(sorted(before - made - foreign))
        for name in deleted:
            _delete(folder, name)
        _prune(folder, self.folder)
        self._list(product, frozenset(made))
        return Changes(written, deleted, tuple(_foreign(folder, sorted(foreign))))

    def keep_last(self, product: str, reasons: Iterable[Problem]) -> Problem | None:
        """Leave the files of a product as the last good build made them, and say so among them.

        :returns: the problem to report, with what kept the note from being written; ``None``
            where there are no older files.
        """
        before = self.files(product)
        if not before - {NOT_CURRENT}:
            return None
        folder = self.folder / product
        lines = ["These files are those of an earlier build: the last build failed.", ""]
        note = "\n".join([*lines, *map(str, reasons)]).rstrip() + "\n"
        detail = ""
        try:
            self._list(product, before | {NOT_CURRENT})
            write_whole(folder / NOT_CURRENT, note.encode("utf-8"))
        except OSError as error:
            detail = f"({NOT_CURRENT}: {error.strerror})"
        return Problem(Code.LAST_BUILD_STANDS, folder.as_posix(), 0, detail)

    def scratch(self, name: str) -> Path:
        """Return a folder for what is kept between builds; :meth:`clean` deletes it whole.

        :raises FileExistsError: a folder of this name is there that Casebook did not make.
        """
        folder = self.folder / name
        # Another program may be making the folder right now: its tag is not there yet.
        others = folder.is_dir() and not all(map(disk.is_unmoved, folder.iterdir()))
        if others and not _is_scratch(folder):
            raise FileExistsError(0, "the folder is there and not Casebook's", str(folder))
        write_whole(folder / _CACHE_TAG, _CACHE_MARK)
        return folder

    def clean(self) -> Changes:
        """Delete what the manifest lists, the folders of :meth:`scratch`, and the manifest.

        :raises OSError: where a file cannot be deleted.
        """
        deleted = []
        for product in sorted(self._products):
            for name in sorted(self.files(product)):
                _delete(self.folder / product, name)
                deleted.append(f"{product}/{name}")
            _prune(self.folder / product, self.folder)
        for folder in sorted(self.folder.glob("*/")):
            if folder.is_dir() and _is_scratch(folder):
                shutil.rmtree(folder)
        self.manifest.unlink(missing_ok=True)
        self._products.clear()
        _prune(self.folder, self.folder.parent)
        return Changes(deleted=tuple(deleted))

    def _list(self, product: str, names: Iterable[str]) -> None:
        listed_before = self._products.get(product)
        self._products[product] = frozenset(names)
        if self._products[product] == listed_before:
            return  # the file says so already
        if not self._products[product]:
            del self._products[product]
        listed = {key: sorted(self._products[key]) for key in sorted(self._products)}
        text = json.dumps({"format": FORMAT, "files": listed}, ensure_ascii=False, indent=1)
        write_whole(self.manifest, f"{text}\n".encode())


def _is_inside(name: str) -> bool:
    """Whether an address of the manifest stays in its folder, whatever somebody wrote there."""
    return bool(name) and name[0] != "/" and ".." not in name.split("/") and "\\" not in name


def _is_scratch(folder: Path) -> bool:
    tag = folder / _CACHE_TAG
    return not folder.is_symlink() and tag.is_file() and tag.read_bytes() == _CACHE_MARK


def _foreign(folder: Path, names: list[str]) -> Iterator[Problem]:
    """Report files of others that stand in the way: the first of them by name."""
    if names:
        rest = f"{len(names) - 1} more are in the way there." if len(names) > 1 else ""
        yield Problem(Code.NOT_GENERATED, (folder / names[0]).as_posix(), 0, rest)


def _exists(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _read(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _is_same(path: Path, content: Content) -> bool:
    return path.is_file() and path.read_bytes() == _read(content)


def _delete(folder: Path, name: str) -> None:
    """Delete a file of a folder, and the folders that it leaves empty; never outside."""
    path = folder / name
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        return  # a folder on the way is a link to somewhere else now
    if path.is_file() or path.is_symlink():
        disk.remove(path)
    _prune(path.parent, folder)


def _prune(folder: Path, top: Path) -> None:
    """Delete a folder and those above it, below ``top``, as far as they are empty."""
    while folder != top and folder.is_dir() and not folder.is_symlink():
        if any(folder.iterdir()):
            return
        folder.rmdir()
        folder = folder.parent
