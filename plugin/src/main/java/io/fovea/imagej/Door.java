package io.fovea.imagej;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.fovea.FoveaException;
import io.fovea.session.CancelledException;
import java.awt.GraphicsEnvironment;
import org.scijava.log.LogService;

/**
 * The one way from ImageJ's menus and macros to every command of Fovea; its argument in {@code plugins.config} is the
 * class name of a SciJava command.
 *
 * <p>Fills the command's inputs from the macro's options if there are any and from a dialog otherwise, runs it on the
 * caller's thread, shows what it gave and leaves the first image active. Without a display and without options every key
 * has its default. What a user can do wrong ends in {@link IJ#error(String, String)} with one sentence, which stops a
 * macro.
 */
public final class Door implements PlugIn {

    @Override
    public void run(String commandClass) {
        ModelDrop.install();
        CommandCall call = CommandCall.prepare(Scijava.context(), commandClass);
        try {
            enter(call);
        } catch (CancelledException e) {
            IJ.showStatus(call.name() + " cancelled");
            // The one ends a macro, the other a script.
            Interpreter.abort();
            Macro.abort();
        } catch (FoveaException e) {
            log().debug(e);
            if (e instanceof SomeFailedException) {
                MacroRun.noteSomeFailed();
            }
            fail(call, e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            if (Macro.MACRO_CANCELED.equals(e.getMessage())) {
                throw e;
            }
            log().error(call.name(), e);
            fail(call, call.name() + " failed: " + e + ". The log says where.");
        } finally {
            IJ.showProgress(1.0);
        }
    }

    /**
     * Chooses a command in the menu, whose dialog begins with a model. Does not block.
     *
     * @param model a name or a path
     */
    static void open(CommandCall call, String model) {
        Remembered remembered = new Remembered(call.name());
        call.keys().stream().filter(key -> key.name().equals("model")).forEach(key -> {
            key.set(model);
            remembered.keep(key);
        });
        IJ.doCommand(call.name());
    }

    private static void enter(CommandCall call) {
        String options = Macro.getOptions();
        if (options != null) {
            call.read(MacroLine.parse(options));
        }
        call.takeCurrentImage();
        boolean asking = options == null && !GraphicsEnvironment.isHeadless();
        if (!isWanted(call, asking) || asking && !call.asked().isEmpty() && !CommandDialog.ask(call)) {
            return;
        }
        call.settle(asking);
        if (Recorder.record && (options == null || Recorder.recordInMacros)) {
            record(call);
        }
        long begin = System.nanoTime();
        try {
            call.run();
            PlanePace.note(call, (System.nanoTime() - begin) / 1e9);
        } finally {
            // Also what was done before an error is shown.
            OutputDisplay.show(call);
        }
    }

    /** Asks, or in a macro says in the log, if the image is no picture. */
    private static boolean isWanted(CommandCall call, boolean asking) {
        String doubt = call.doubt().orElse("");
        if (doubt.isEmpty()) {
            return true;
        }
        if (asking) {
            return IJ.showMessageWithCancel(call.name().replace("...", ""), doubt + "\nTake it all the same?");
        }
        IJ.log(call.name() + ": " + doubt);
        return true;
    }

    /** Writes every key, so that the line means the same when a default changes. */
    static void record(CommandCall call) {
        // ImageJ's dialog has recorded by its labels.
        Recorder.resetCommandOptions();
        for (CommandKey key : call.keys()) {
            if (key.isImage() || !key.isAsked() && key.text().isEmpty()) {
                continue;
            }
            if (key.isFlag() && key.value().equals(true)) {
                Recorder.recordOption(key.name());
            } else {
                // The line becomes a string literal in the macro's source; the Recorder does not escape it.
                String value = Recorder.fixString(key.text());
                Recorder.recordOption(key.name(), value.isEmpty() ? "[]" : value);
            }
        }
    }

    private static void fail(CommandCall call, String sentence) {
        IJ.error(call.name().replace("...", ""), sentence);
    }

    private static LogService log() {
        return Scijava.context().service(LogService.class);
    }
}
