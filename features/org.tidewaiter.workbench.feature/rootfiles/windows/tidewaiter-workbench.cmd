@echo off
rem The Tidewaiter workbench. All arguments are the application's; TIDEWAITER_VMARGS are the JVM's. Exit code 23 means: start again.
rem Equinox takes -debug, -data, -clean and others for itself, so the arguments go by the environment, as they were written.
setlocal DisableDelayedExpansion
set TIDEWAITER_COMMAND_LINE=%*
set "home=%~dp0"
set "home=%home:~0,-1%"

rem Java 25 or later: TIDEWAITER_JAVA and JAVA_HOME first, then the usual folders, then the PATH.
set "javahome="
if defined TIDEWAITER_JAVA call :try "%TIDEWAITER_JAVA%"
if not defined javahome if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined javahome for /d %%v in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do for /d %%d in ("%%~v\*") do if not defined javahome call :try "%%~d"
if not defined javahome for /f "delims=" %%j in ('where java 2^>nul') do if not defined javahome call :try "%%~dpj.."
if not defined javahome (
  echo tidewaiter: Java 25 or later is needed and was not found. 1>&2
  echo Looked at TIDEWAITER_JAVA, JAVA_HOME, the usual folders and the PATH. 1>&2
  echo Install a JDK 25 ^(Temurin, for instance^) and set JAVA_HOME to its folder. 1>&2
  exit /b 3
)

rem An own configuration area for this copy of the program, named by its path.
set "key=%home::=_%"
set "key=%key:\=_%"
set "key=%key: =_%"
set "configuration=%LOCALAPPDATA%\tidewaiter\configuration\%key%\workbench"
if not exist "%configuration%" mkdir "%configuration%"
for %%f in ("%home%\plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%~ff"
for %%f in ("%home%\plugins\org.eclipse.osgi_*.jar") do set "framework=%%~ff"

:again
"%javahome%\bin\java.exe" -XX:+UseSerialGC -Xmx2g --enable-native-access=ALL-UNNAMED "-Djava.util.logging.config.file=%home%\logging.properties" -Dosgi.frameworkParentClassloader=app %TIDEWAITER_VMARGS% -cp "%launcher%;%framework%" org.eclipse.equinox.launcher.Main -install "%home%" -configuration "%configuration%/" -data "%LOCALAPPDATA%\tidewaiter\workbench" -nosplash
if %ERRORLEVEL% EQU 23 goto again
exit /b %ERRORLEVEL%

:try
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
set "release="
for /f "tokens=2 delims==" %%r in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "release=%%~r"
for /f "tokens=1 delims=.-" %%r in ("%release%") do set "release=%%r"
if not defined release exit /b
if %release% GEQ 25 set "javahome=%~1"
exit /b
