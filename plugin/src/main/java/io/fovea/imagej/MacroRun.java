package io.fovea.imagej;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.frame.Editor;
import io.fovea.FoveaException;
import java.awt.HeadlessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** One run of a macro file without a display. */
final class MacroRun {
    private final Path file;
    private final HeadlessInterpreter interpreter = new HeadlessInterpreter();

    MacroRun(Path file) {
        this.file = file;
    }

    /**
     * Runs the macro and waits until it has finished.
     *
     * @param argument what {@code getArgument()} returns
     * @return why it ended early, in one sentence; empty if it did not
     * @throws FoveaException if the file cannot be read
     */
    Optional<String> run(String argument) {
        String source = read();
        IJ.getErrorMessage(); // Forgets an error of earlier.
        FutureTask<Optional<String>> task = new FutureTask<>(() -> interpret(source, argument));
        // By this name ImageJ knows that there are options to read and that an error must end what runs here. It
        // renames
        // threads itself, but each only once in a row: so a thread of its own.
        Thread thread = new Thread(task, "Run$_Macro$");
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            interpreter.abortMacro();
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Optional<String> interpret(String source, String argument) {
        try {
            interpreter.run(source, argument);
            return error();
        } catch (HeadlessException e) {
            return error().or(() -> Optional.of("It opens a dialog or a window, and there is no display."));
        } catch (RuntimeException e) {
            if (Macro.MACRO_CANCELED.equals(e.getMessage())) {
                return error();
            }
            throw e;
        } finally {
            interpreter.abortMacro();
            // A macro with an argument counts as called by another, and leaves the images of its batch to that one.
            new Interpreter().run("");
        }
    }

    private Optional<String> error() {
        Optional<String> error = interpreter.getErrorMessage() == null
                ? Optional.ofNullable(IJ.getErrorMessage())
                : Optional.of("Line " + interpreter.errorLine() + ": " + interpreter.getErrorMessage());
        return error.map(message -> message.strip().replaceAll("\\s*\\R\\s*", " "));
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
