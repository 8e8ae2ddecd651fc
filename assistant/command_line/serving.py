"""The command that lets the app be used in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.command_line.reading import Unusable

PORT = 8000


def serve(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="文件夹",
            help="放草稿的文件夹，每个用户一个子文件夹；不写就是主文件夹里的 年报草稿。",
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(metavar="地址", help="在哪个地址上听；别的机器能连的地址要先有用户。")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="端口", help="端口；0 是随便挑一个空的。", min=0, max=65535)
    ] = PORT,
    idle: Annotated[
        int, typer.Option(metavar="分钟", help="多少分钟没有人动就结束。", min=1, max=1440)
    ] = 30,
    tls: Annotated[
        tuple[Path, Path] | None,
        typer.Option(metavar="证书 私钥", help="证书和它的私钥两个文件：来往都加密。"),
    ] = None,
    add: Annotated[
        str, typer.Option(metavar="姓名", help="添一个用户（或换口令），印出访问口令，不开服务。")
    ] = "",
    remove: Annotated[
        str, typer.Option(metavar="姓名", help="去掉一个用户，文件留着，不开服务。")
    ] = "",
) -> None:
    """在浏览器里用年报助手；默认只有这台电脑连得上。"""
    from assistant.desk import Desk
    from assistant.drafts.recent import home
    from assistant.web import access

    served = (folder or Desk.folder()).expanduser().resolve()
    if add:
        token = access.add(served, add)
        typer.echo(f"{add}的访问口令（只显示这一次，请抄给本人）：", err=True)
        typer.echo(token)
        return
    if remove:
        access.remove(served, remove)
        typer.echo(f"{remove}不能再登录了，文件还在。", err=True)
        return
    try:
        from assistant.web.certificate import encryption
        from assistant.web.door import Door, is_loopback
        from assistant.web.server import Server, listen, run
    except ModuleNotFoundError as error:
        raise Unusable("这台电脑没有装网页部分，请运行 pip install 'nianbao[web]'。") from error
    users = access.access(served)
    if not users.users and not is_loopback(host):
        raise Unusable(
            f"{host} 是别的机器也能连的地址，要有访问口令：请先用 nianbao serve --add 姓名 给每个人发口令。"
        )
    secret = encryption(*tls) if tls else None
    state = served / ".nianbao" if folder else home()
    server = Server(Door(served, state, alone=not users.users), idle * 60.0)
    listening = listen(host, port)
    scheme, number = "https" if secret else "http", listening.getsockname()[1]
    typer.echo(f"请在浏览器里打开 {scheme}://{host}:{number}/　按 Ctrl+C 停止。", err=True)
    if secret is None and not is_loopback(host):
        typer.echo("口令和文字在网上是明文，只在单位内网用；有证书的加上 --tls。", err=True)
    run(server, listening, secret)
