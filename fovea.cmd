@echo off
rem Starts Fovea's command line. Builds it first where that has not been done, or where the sources are newer.
rem Reads no file but the stamp, which is ASCII, and puts no path but its own on a command line: no code page spoils it.
setlocal DisableDelayedExpansion
set "ROOT=%~dp0"
set "TARGET=%ROOT%cli\target"
rem A release has beside this script what a build makes, and no sources.
if exist "%ROOT%fovea-cli.jar" set "TARGET=%ROOT%."
set "JAR=%TARGET%\fovea-cli.jar"
set "STAMP=%TARGET%\fovea-built"

rem As typed, for Java to read: a line of cmd.exe ends at 8,191 characters, and Java's own would lose foreign letters.
set FOVEA_ARGUMENTS=%*

rem Newer versions of ONNX Runtime report to Microsoft unless told not to; OpenCV mutters about what Fovea tells by itself.
set "ORT_DISABLE_TELEMETRY=1"
set "OPENCV_LOG_LEVEL=OFF"

set "JAVA=java"
if not defined JAVA_HOME goto search
set "JAVA=%JAVA_HOME:"=%\bin\java.exe"
if exist "%JAVA%" goto profile
echo fovea: JAVA_HOME is "%JAVA_HOME:"=%", but there is no bin\java.exe in it; point it to a JDK 17 or newer. 1>&2
exit /b 2

:search
where java >nul 2>nul
if not errorlevel 1 goto profile
echo fovea: Java was not found; install a JDK 17 or newer. 1>&2
exit /b 2

rem What was built stays, unless FOVEA_PROFILE asks for another: cuda for NVIDIA GPUs, cpu for none.
:profile
set "BUILT="
if exist "%STAMP%" set /p BUILT=<"%STAMP%"
set "PROFILE=%FOVEA_PROFILE%"
if not defined PROFILE set "PROFILE=%BUILT%"
if not defined PROFILE set "PROFILE=cpu"
set "MAVEN="
if "%PROFILE%"=="cuda" set "MAVEN=-Pcuda"
if "%PROFILE%"=="cuda" goto chosen
if "%PROFILE%"=="cpu" goto chosen
echo fovea: FOVEA_PROFILE is "%PROFILE%"; give cpu or cuda. 1>&2
exit /b 2

:chosen
set "JUST=false"
if not "%PROFILE%"=="%BUILT%" goto build
if not exist "%JAR%" goto build

rem Java ends with 75 where the sources are newer than what was built.
:start
"%JAVA%" -XX:+UseSerialGC -XX:PretenureSizeThreshold=1m -Dsun.misc.unsafe.memory.access=allow %FOVEA_JAVA_OPTIONS% -Dfovea.launcher=cmd -Dfovea.justbuilt=%JUST% -jar "%JAR%"
if "%ERRORLEVEL%"=="75" goto build
exit /b %ERRORLEVEL%

:build
if "%JUST%"=="true" exit /b 2
if not exist "%ROOT%pom.xml" goto release
where mvn >nul 2>nul
if errorlevel 1 goto nomaven
rem Java knows this option from 17 on.
"%JAVA%" --enable-native-access=ALL-UNNAMED -version >nul 2>nul
if errorlevel 1 goto oldjava
if defined BUILT echo Building Fovea anew, as its sources or FOVEA_PROFILE have changed ... 1>&2
if not defined BUILT echo Building Fovea, on first use only: some 400 MB come from Maven Central, which takes some minutes ... 1>&2
pushd "%ROOT%"
call mvn -B -pl cli -am %MAVEN% -Dmaven.test.skip=true -Dspotless.check.skip package 1>&2
if errorlevel 1 goto failed
popd
echo Done. 1>&2
set "JUST=true"
goto start

:failed
popd
echo fovea: the build failed; the lines above say why. What it needs comes from Maven Central. 1>&2
exit /b 2

:release
echo fovea: FOVEA_PROFILE is "%PROFILE%", but this release was built for "%BUILT%"; take the one for "%PROFILE%". 1>&2
exit /b 2

:nomaven
echo fovea: Maven was not found; Fovea is built with Maven 3.8 or newer on first use. 1>&2
exit /b 2

:oldjava
echo fovea: "%JAVA%" is older than Java 17, or does not run; install a JDK 17 or newer, and let JAVA_HOME point to it. 1>&2
exit /b 2
