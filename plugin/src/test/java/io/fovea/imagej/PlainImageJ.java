package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.session.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.script.ScriptService;

/** Gives every test an ImageJ with Fovea's commands and {@link EchoCommand}, and nothing open or measured. */
public final class PlainImageJ implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        FoveaMenu.install();
        // ImageJ's table is of a raw type.
        @SuppressWarnings("unchecked")
        var commands = (java.util.Map<String, String>) Menus.getCommands();
        commands.put("Echo...", "io.fovea.imagej.Door(\"" + EchoCommand.class.getName() + "\")");
        if (Scijava.context().service(CommandService.class).getCommand(EchoCommand.class) == null) {
            Plugin annotation = EchoCommand.class.getAnnotation(Plugin.class);
            Scijava.context()
                    .service(PluginService.class)
                    .addPlugin(new PluginInfo<>(EchoCommand.class.getName(), Command.class, annotation));
        }
        EchoCommand.CALLS.clear();
        WindowManager.setTempCurrentImage(null);
        ResultsTable.getResultsTable().reset();
        IJ.getErrorMessage();
    }

    /** Runs a macro without a display and says what error ended it. */
    public static Optional<String> macro(String... lines) {
        return macro("", lines);
    }

    /** The service of SciJava's context that scripts call commands through. */
    public static CommandService commands() {
        return Scijava.context().service(CommandService.class);
    }

    /** The service of SciJava's context that runs scripts. */
    public static ScriptService scripts() {
        return Scijava.context().service(ScriptService.class);
    }

    /**
     * Runs a command on an image with a model, as a script does.
     *
     * @param keys names and values by turns; the last value of a name counts
     * @throws FoveaException what the command refuses
     */
    public static Module run(Class<? extends Command> command, ImagePlus image, Path model, Object... keys) {
        Object[] inputs = new Object[keys.length + 4];
        inputs[0] = "image";
        inputs[1] = image;
        inputs[2] = "model";
        inputs[3] = model.toString();
        System.arraycopy(keys, 0, inputs, 4, keys.length);
        try {
            return commands().run(command, false, inputs).get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause().getCause() instanceof FoveaException sentence
                    ? sentence
                    : new IllegalStateException(e.getCause());
        }
    }

    /** What goes to standard output meanwhile, where ImageJ logs without a display. */
    public static String printed(Runnable work) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(out);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    /** What the dialog of a command offers for a key. */
    public static List<String> choices(Class<? extends Command> command, String key) {
        return CommandCall.prepare(Scijava.context(), command.getName()).keys().stream()
                .filter(one -> one.name().equals(key))
                .findFirst()
                .orElseThrow()
                .choices();
    }

    /** A value as it stands in a macro's string literal. */
    public static String escape(Object value) {
        return value.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static Optional<String> macro(String argument, String[] lines) {
        try {
            Path file = Files.createTempFile("fovea", ".ijm");
            try {
                Files.writeString(file, String.join("\n", lines));
                return new MacroRun(file).run(argument, Cancellation.NONE).error();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
