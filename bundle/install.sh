#!/bin/sh
# 在不联网的 Linux 上安装年报助手：sh install.sh [安装到哪个文件夹]
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
target=${1:-$HOME/.local/share/nianbao-program}
case $(uname -m) in
  aarch64) system=linux-arm ;;
  *) system=linux ;;
esac

# The first Python that the folder has wheels for.
python=
for one in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
  command -v "$one" >/dev/null 2>&1 || continue
  version=$("$one" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
  [ -f "$here/wheels/$system-$version.txt" ] || continue
  python=$one
  break
done
if [ -z "$python" ]; then
  echo "没有合适的 Python。这个安装包要的是：" >&2
  for list in "$here/wheels/$system-"*.txt; do
    [ -f "$list" ] && echo "  Python ${list##*-}" | sed 's/\.txt$//' >&2
  done
  exit 1
fi

# pip comes along as a wheel, so that python3-venv and python3-pip need not be installed.
"$python" -m venv --clear --without-pip "$target"
for pip in "$here"/wheels/pip-*.whl; do :; done
PYTHONPATH=$pip "$target/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir \
  --no-index --find-links "$here/wheels" --require-hashes -r "$here/wheels/$system-$version.txt"

if [ $# -eq 0 ]; then
  mkdir -p "$HOME/.local/bin"
  ln -sf "$target/bin/nianbao" "$HOME/.local/bin/nianbao"
  echo "装好了。运行 nianbao 打开；没有这个命令时，运行 $HOME/.local/bin/nianbao。"
else
  echo "装好了。运行 $target/bin/nianbao 打开。"
fi
