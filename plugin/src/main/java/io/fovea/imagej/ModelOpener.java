package io.fovea.imagej;

import ij.CommandListener;
import ij.Executer;
import ij.IJ;
import ij.Macro;
import ij.Prefs;
import ij.io.Opener;
import java.nio.file.Path;

/**
 * Takes models in <em>File &gt; Open...</em>, as if they had been dropped on ImageJ; whatever else is chosen there ImageJ opens as
 * before. What a macro opens is left to ImageJ.
 */
final class ModelOpener extends Opener {
    private static final String COMMAND = "Open...";

    private ModelOpener() {}

    /** Takes models from now on. To be called once. */
    static void install() {
        CommandListener listener = command -> {
            if (!COMMAND.equals(command) || Macro.getOptions() != null || IJ.isMacro()) {
                return command;
            }
            // ImageJ waits for whoever is told of a command.
            new Thread(ModelOpener::ask, "Run$_" + COMMAND).start();
            return null; // which is how ImageJ is told that nothing is left to do
        };
        Executer.addCommandListener(listener);
    }

    private static void ask() {
        ModelOpener opener = new ModelOpener();
        if (Prefs.useJFileChooser) {
            opener.openMultiple();
        } else {
            opener.open();
        }
    }

    @Override
    public void open(String path) {
        if (ModelDrop.isModel(Path.of(path))) {
            ModelDrop.offer(Path.of(path));
        } else {
            super.open(path);
        }
    }
}
