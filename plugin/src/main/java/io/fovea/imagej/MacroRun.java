package io.fovea.imagej;

import ij.IJ;
import ij.Macro;
import ij.plugin.frame.Editor;
import io.fovea.FoveaException;
import java.awt.HeadlessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One run of a macro file without a display. */
final class MacroRun {
    private final Path file;
    private final HeadlessInterpreter interpreter = new HeadlessInterpreter();

    MacroRun(Path file) {
        this.file = file;
    }

    /**
     * Runs the macro on the caller's thread. Blocks until it has finished.
     *
     * @param argument what {@code getArgument()} returns
     * @return why it ended early, in one sentence; empty if it did not
     * @throws FoveaException if the file cannot be read
     */
    Optional<String> run(String argument) {
        String source = read();
        IJ.getErrorMessage(); // Forgets an error of earlier.
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        // By this name ImageJ knows that an error must end what runs here.
        thread.setName("Macro$");
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
            thread.setName(name);
        }
    }

    private Optional<String> error() {
        if (interpreter.getErrorMessage() != null) {
            return Optional.of("Line " + interpreter.errorLine() + ": " + interpreter.getErrorMessage());
        }
        return Optional.ofNullable(IJ.getErrorMessage());
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
