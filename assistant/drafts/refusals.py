"""Why a draft cannot be opened or written: one class a reason, each with its own sentence."""

from __future__ import annotations

from pathlib import Path

from assistant.problem import AssistantError


class DraftRefused(AssistantError):
    """A draft could not be opened or written; what was stored before is untouched."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


class NotADraft(DraftRefused):
    """The file was not made by this program, or is empty."""

    def __init__(self, path: Path, *, empty: bool = False) -> None:
        what = "是空的，里面没有草稿" if empty else "不是年报助手的草稿，或者文件开头已经损坏"
        super().__init__(path, f"“{path.name}”{what}。请检查是否选对了文件；这个文件没有动过。")


class DraftDamaged(DraftRefused):
    """The file is a draft, but part of it cannot be trusted."""

    def __init__(self, path: Path, where: str) -> None:
        super().__init__(
            path,
            f"草稿“{path.name}”已经损坏（{where}）。原文件没有动过；可以把还能读出的内容另存为一份新草稿。",
        )


class NothingReadable(DraftRefused):
    """Not one answer could be rescued."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"“{path.name}”里一条答案也没有读出来，没有生成新草稿；原文件没有动过。"
            "请用 nianbao recover 加 --list 看看有没有自动备份，或者找一找邮件里发过的那一份。",
        )


class DraftOpenElsewhere(DraftRefused):
    """Another window, or another program, holds the draft."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"草稿“{path.name}”已在另一个窗口打开。请到那个窗口继续填，或者在这里只读打开。",
        )


class DraftChangedElsewhere(DraftRefused):
    """Somebody else wrote to the draft since this window read it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"草稿“{path.name}”被别处改过，这一次的修改没有写进去。请先重新读入草稿，看过新内容后再改。",
        )


class OpenedToRead(DraftRefused):
    """This window opened the draft to read only."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"草稿“{path.name}”是只读打开的，不能修改。要修改，请关掉另一个窗口后重新打开，或者另存为。",
        )


class DraftReadOnly(DraftRefused):
    """The file or its folder does not let itself be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"不能写入草稿“{path.name}”：文件或所在的文件夹是只读的。"
            "请只读打开，或者另存到有写入权限的文件夹。",
        )


class DraftInterrupted(DraftRefused):
    """The program or the machine stopped in the middle of a change, and the place does not allow to clear up."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"草稿“{path.name}”上次写到一半时中断了，要在可以写入的地方打开一次才能恢复。"
            f"请把它和旁边的“{path.name}-journal”一起复制到有写入权限的文件夹再打开。",
        )


class DiskFull(DraftRefused):
    """There is no room for the change."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"磁盘满了，这一次的修改没有存进“{path.name}”；以前存的都在。请清理磁盘后再试，或者另存到别的盘。",
        )


class DiskTrouble(DraftRefused):
    """The disk, the stick or the network drive failed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            path,
            f"读写“{path.name}”时磁盘出错（{reason}），这一次没有存上；以前存的没有动。"
            "请检查磁盘、U盘或网络，再试一次，或者另存到别的盘。",
        )


class DraftTooNew(DraftRefused):
    """A newer version of the program wrote the draft."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            path,
            f"草稿“{path.name}”是用更新版本的年报助手写的（草稿格式{version}，本程序只认到{known}）。"
            "请升级程序后再打开；文件没有动过。",
        )


class DraftMissing(DraftRefused):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"没有找到草稿“{path}”。请检查名称，看看是不是改了名、移走了，或者U盘没有插好。"
        )


class DraftGone(DraftRefused):
    """The file was moved, renamed or deleted while it was open."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"草稿文件“{path.name}”在打开期间被移走、改名或删除了，这一次的修改没有存上。"
            "请先用“另存为”把现有内容存成新文件，再继续。",
        )


class FolderMissing(DraftRefused):
    """The folder a draft should go into does not exist."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"没有“{path.parent}”这个文件夹，不能在里面建“{path.name}”。请先建好文件夹或换一个。",
        )


class NameTaken(DraftRefused):
    """A file of that name exists; it is never overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"“{path}”已经存在，没有覆盖它。请换一个名称，或者直接打开原来的那一份。"
        )
