package io.fovea.imagej;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.frame.Editor;
import io.fovea.FoveaException;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import java.awt.HeadlessException;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** One run of a macro file without a display. */
final class MacroRun {
    private static final long POLL_MILLIS = 20;
    private static final Pattern EXIT_WITH_MESSAGE = Pattern.compile("\\bexit\\s*\\(\\s*[^)\\s]");

    /** Whether a command on the current macro's thread did some of its files and failed on others. */
    private static final ThreadLocal<Boolean> SOME_FAILED = ThreadLocal.withInitial(() -> false);

    private final Path file;
    private final HeadlessInterpreter interpreter = new HeadlessInterpreter();
    private String source = "";

    MacroRun(Path file) {
        this.file = file;
    }

    /** Says of the command that runs in a macro, and is about to end it, that it did some of its files. */
    static void noteSomeFailed() {
        SOME_FAILED.set(true);
    }

    /**
     * Runs the macro and waits until it has finished.
     *
     * @param argument what {@code getArgument()} returns
     * @throws FoveaException if the file cannot be read
     * @throws CancelledException if cancelled
     */
    MacroEnd run(String argument, Cancellation cancel) {
        source = read();
        IJ.getErrorMessage(); // Forgets an error of earlier.
        FutureTask<MacroEnd> task = new FutureTask<>(() -> interpret(argument));
        // By this name ImageJ knows that there are options to read and that an error must end what runs here. It
        // renames threads itself, but each only once in a row: so a thread of its own.
        Thread thread = new Thread(task, "Run$_Macro$");
        thread.start();
        try {
            MacroEnd end = await(task, thread, cancel);
            cancel.check();
            return end;
        } catch (InterruptedException e) {
            stop(thread);
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            cancel.check();
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private MacroEnd await(FutureTask<MacroEnd> task, Thread thread, Cancellation cancel)
            throws InterruptedException, ExecutionException {
        boolean stopped = false;
        while (true) {
            try {
                return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                if (cancel.isCancelled() && !stopped) {
                    stopped = true;
                    stop(thread);
                }
            }
        }
    }

    /** Ends the macro, what a command in it computes, and a wait. */
    private void stop(Thread thread) {
        interpreter.abortMacro();
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        thread.interrupt();
    }

    private MacroEnd interpret(String argument) {
        SOME_FAILED.set(false);
        try {
            interpreter.run(source, argument);
            return end(error());
        } catch (HeadlessException e) {
            return end(error().or(
                            () -> Optional.of(atLine() + "it opens a dialog or a window, and there is no display.")));
        } catch (RuntimeException e) {
            return end(error().or(() -> reason(e)));
        } finally {
            interpreter.abortMacro();
            HeadlessTables.forget();
            // A macro with an argument counts as called by another, and leaves the images of its batch to that one.
            new Interpreter().run("");
        }
    }

    private static MacroEnd end(Optional<String> error) {
        if (error.isEmpty()) {
            return MacroEnd.DONE;
        }
        MacroEnd failed = MacroEnd.failed(error.get());
        return SOME_FAILED.get() ? new MacroEnd(MacroEnd.Kind.SOME_FAILED, failed.error()) : failed;
    }

    /** Why the macro ended by an exception that brought no message of ImageJ's. */
    private Optional<String> reason(RuntimeException e) {
        if (HeadlessDialogs.isRefusal(e)) {
            return Optional.of(atLine() + "it asks in a dialog, and there is no display; give what it asks for as its"
                    + " argument, which getArgument() returns.");
        }
        if (!Macro.MACRO_CANCELED.equals(e.getMessage())) {
            return Optional.of(atLine() + "it failed: " + e + ".");
        }
        if (!isExit(e)) {
            return Optional.of(
                    atLine() + "it asks for a file or a folder, and there is no display; give it as the macro's"
                            + " argument, which getArgument() returns.");
        }
        return saysWhy() ? Optional.of(atLine() + "it ended itself, with the message above.") : Optional.empty();
    }

    private static boolean isExit(RuntimeException e) {
        return e.getStackTrace().length > 0
                && e.getStackTrace()[0].getMethodName().equals("exit");
    }

    /** Whether the line that ended the macro is {@code exit("message")}, which is for errors, and not {@code exit()}. */
    private boolean saysWhy() {
        return source.lines()
                .skip(interpreter.errorLine() - 1L)
                .findFirst()
                .filter(line -> EXIT_WITH_MESSAGE.matcher(line).find())
                .isPresent();
    }

    private Optional<String> error() {
        Optional<String> error = interpreter.getErrorMessage() == null
                ? Optional.ofNullable(IJ.getErrorMessage())
                : Optional.of(atLine() + interpreter.getErrorMessage());
        return error.map(message -> message.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    private String atLine() {
        return "Line " + interpreter.errorLine() + ": ";
    }

    private String read() {
        if (!Files.isRegularFile(file)) {
            throw new FoveaException("There is no macro file '" + file + "'.");
        }
        try {
            return Editor.doInclude(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FoveaException("The macro '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
