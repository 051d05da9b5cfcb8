@echo off
rem Starts Fovea's command line. Builds it first where that has not been done.
setlocal
set "ROOT=%~dp0"
set "TARGET=%ROOT%cli\target"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

rem What was built stays, unless FOVEA_PROFILE asks for another: cuda for NVIDIA GPUs, cpu for none.
set "PROFILE=cpu"
set "BUILT="
if exist "%TARGET%\fovea-built" set /p BUILT=<"%TARGET%\fovea-built"
if defined BUILT set "PROFILE=%BUILT%"
if defined FOVEA_PROFILE set "PROFILE=%FOVEA_PROFILE%"
set "MAVEN="
if "%PROFILE%"=="cuda" set "MAVEN=-Pcuda"
if "%PROFILE%"=="%BUILT%" goto start
where mvn >nul 2>nul
if errorlevel 1 (
    echo fovea: Maven was not found; Fovea is built with Maven 3.8 or newer on first use. 1>&2
    exit /b 2
)
echo Building Fovea, on first use only; this downloads what it needs and takes some minutes ... 1>&2
pushd "%ROOT%"
call mvn -q -B %MAVEN% -Dmaven.test.skip=true -Dspotless.check.skip package 1>&2
if errorlevel 1 (
    popd
    echo fovea: the build failed; the lines above say why. What it needs comes from Maven Central. 1>&2
    exit /b 2
)
popd
for /f "usebackq delims=" %%c in ("%TARGET%\classpath.txt") do set "LIBRARIES=%%c"
"%JAVA%" -cp "%TARGET%\fovea-cli.jar;%LIBRARIES%" io.fovea.cli.Natives "%TARGET%\native"
>"%TARGET%\fovea-built" echo %PROFILE%
echo Done. 1>&2

:start
for /f "usebackq delims=" %%c in ("%TARGET%\classpath.txt") do set "LIBRARIES=%%c"
rem Where the native libraries lie unpacked, starting takes half the time.
set NATIVE=
if exist "%TARGET%\native" set NATIVE="-Donnxruntime.native.path=%TARGET%\native" "-Djava.library.path=%TARGET%\native"
"%JAVA%" -XX:+UseSerialGC -Xshare:auto %FOVEA_JAVA_OPTIONS% ^
    --add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED ^
    %NATIVE% "-Dfovea.root=%ROOT%." -cp "%TARGET%\fovea-cli.jar;%LIBRARIES%" io.fovea.cli.Main %*
exit /b %ERRORLEVEL%
