@echo off
rem Installs nianbao on Windows without the internet: double-click, or install.bat FOLDER
chcp 65001 >nul
setlocal
set "HERE=%~dp0"
set "TARGET=%~1"
if "%TARGET%"=="" set "TARGET=%LOCALAPPDATA%\nianbao-program"

set "VERSION="
for %%V in (3.14 3.13 3.12 3.11) do (
  if not defined VERSION if exist "%HERE%wheels\windows-%%V.txt" (
    py -%%V -c "" >nul 2>nul && set "VERSION=%%V"
  )
)
if not defined VERSION (
  echo 没有合适的 Python。这个安装包要的是：
  dir /b "%HERE%wheels\windows-*.txt"
  pause
  exit /b 1
)

py -%VERSION% -m venv --clear --without-pip "%TARGET%" || goto failed
for %%P in ("%HERE%wheels\pip-*.whl") do set "PYTHONPATH=%%~fP"
"%TARGET%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-cache-dir ^
  --no-index --find-links "%HERE%wheels" --require-hashes -r "%HERE%wheels\windows-%VERSION%.txt" || goto failed
set "PYTHONPATH="
echo 装好了。运行下面这个文件打开：
echo %TARGET%\Scripts\nianbao.exe
pause
exit /b 0

:failed
echo 没有装上，原因见上面。
pause
exit /b 1
